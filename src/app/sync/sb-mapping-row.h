/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-mapping.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One role of the account mapping: what it is for, the account chosen for it, a picker, and the offer
 * to make the account in QuickBooks. Signals: "changed": another account was chosen by hand; "create":
 * the owner asks for the account to be made. */
#define SB_TYPE_MAPPING_ROW (sb_mapping_row_get_type ())
G_DECLARE_FINAL_TYPE (SbMappingRow, sb_mapping_row, SB, MAPPING_ROW, AdwPreferencesRow)

/**
 * sb_mapping_row_new:
 * @role: what to show; read at once, not kept
 * @fallback_title: (nullable): title of the role that takes its place when nothing is chosen
 * @can_create: whether an account can be made for it
 */
GtkWidget *sb_mapping_row_new (const SbRoleMapping *role, const char *fallback_title, gboolean can_create);

const char *sb_mapping_row_get_role (SbMappingRow *self);

/* (transfer full) (array zero-terminated=1): ids of the chosen accounts; empty when none. */
char **sb_mapping_row_get_choice (SbMappingRow *self);

/* Chooses an account by hand's stead, without "changed"; FALSE when @qbo_id is not among the candidates. */
gboolean sb_mapping_row_choose (SbMappingRow *self, const char *qbo_id);

/* Whether the choice is other than what the book holds. */
gboolean sb_mapping_row_is_edited (SbMappingRow *self);

G_END_DECLS

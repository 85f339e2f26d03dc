/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The account mapping, a row a role; used by the assistant and by the settings. Property "complete"
 * (gboolean, read, notifies): every required role has an account chosen. Signals: "changed": the owner chose
 * another account; "failed" (GError): something did not work, to be shown above. */
#define SB_TYPE_MAPPING_VIEW (sb_mapping_view_get_type ())
G_DECLARE_FINAL_TYPE (SbMappingView, sb_mapping_view, SB, MAPPING_VIEW, AdwBin)

/**
 * sb_mapping_view_load:
 * @company: whose mapping
 * @suggest: choose what is suggested where the book holds nothing yet; written by saving only
 *
 * Reads the mapping in the background and shows it; choices not saved are lost.
 */
void sb_mapping_view_load (SbMappingView *self, SbCompany *company, gboolean suggest);

gboolean sb_mapping_view_get_complete (SbMappingView *self);

/* Writes every choice that differs from the book, all or none. Fails with %SB_SYNC_ERROR_REFUSED or
 * SB_STORE_ERROR. */
void     sb_mapping_view_save_async (SbMappingView *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_mapping_view_save_finish (SbMappingView *self, GAsyncResult *result, GError **error);

G_END_DECLS

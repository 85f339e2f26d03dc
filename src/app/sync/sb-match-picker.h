/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-matching.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One contact or product of the book beside its counterpart in QuickBooks. */
#define SB_TYPE_MATCH_PICKER (sb_match_picker_get_type ())
G_DECLARE_FINAL_TYPE (SbMatchPicker, sb_match_picker, SB, MATCH_PICKER, AdwPreferencesRow)

/**
 * sb_match_picker_new:
 * @row: what to show; read at once, not kept
 * @only_in_qbo: (element-type SbMatchCandidate): who else may be chosen; read at once
 *
 * A suggestion is chosen beforehand; several candidates are not: the owner decides.
 */
GtkWidget *sb_match_picker_new (const SbMatchRow *row, GPtrArray *only_in_qbo);

gint64      sb_match_picker_get_local (SbMatchPicker *self);
/* (nullable): NULL: it is new and will be created */
const char *sb_match_picker_get_choice (SbMatchPicker *self);
/* Whether saving has something to write. */
gboolean    sb_match_picker_is_edited (SbMatchPicker *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sb-money.h"

G_BEGIN_DECLS

/* What Stockbook has beside what QuickBooks has, field by field; in a conflict also what both agreed on
 * last, so that the choice between the two is an informed one. */
#define SB_TYPE_VERSIONS_VIEW (sb_versions_view_get_type ())
G_DECLARE_FINAL_TYPE (SbVersionsView, sb_versions_view, SB, VERSIONS_VIEW, GtkWidget)

/**
 * sb_versions_view_set:
 * @sides: (element-type SbConflictField): as sb_record_sides() gives them
 * @conflict: whether the owner is to choose: shows the version agreed on last
 * @currency: of amounts
 *
 * Returns: how many fields are shown
 */
guint sb_versions_view_set (SbVersionsView *self, GPtrArray *sides, gboolean conflict, SbCurrency currency);

G_END_DECLS

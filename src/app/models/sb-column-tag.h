/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Stands as the sorter of one column and sorts nothing: it lets the list ask GTK which column was
 * clicked last and in which direction, although sorting is done in SQL. (GtkColumnViewSorter,
 * which tells, is newer than the GTK that we build with.) */
#define SB_TYPE_COLUMN_TAG (sb_column_tag_get_type ())
G_DECLARE_FINAL_TYPE (SbColumnTag, sb_column_tag, SB, COLUMN_TAG, GtkSorter)

GtkSorter *sb_column_tag_new (guint column);

/**
 * sb_column_tag_probe:
 * @view: a column view whose columns have tags as sorters
 * @column: (out): the leading column
 * @descending: (out): its direction
 *
 * Returns: %FALSE when no column is sorted
 */
gboolean sb_column_tag_probe (GtkColumnView *view, guint *column, gboolean *descending);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-app-types.h"
#include "sb-company.h"
#include "sb-paged-model.h"

G_BEGIN_DECLS

/*
 * The list: search as you type, filter, sort by clicked column, selection with bulk actions, CSV
 * of what is shown, two-line rows where it is narrow. Opening a row leads to its link.
 *
 * Properties for .ui: "searchable" (bar above the list; default TRUE), "selectable",
 * "toolbar-end" and "bulk-actions" (widgets), "label" (accessible name), "empty-text" (of a list
 * without any row that stands inside another page), "fit" (as high as its rows, no scrolling of
 * its own: for short lists inside a page).
 * Signals: "selection-changed"; "row-opened" (gint64 id, const char *link) -> gboolean, TRUE when
 *   it has been seen to; "shown": rows for the present question are there.
 */
#define SB_TYPE_LIST_VIEW (sb_list_view_get_type ())
G_DECLARE_FINAL_TYPE (SbListView, sb_list_view, SB, LIST_VIEW, AdwBin)

GtkWidget *sb_list_view_new (void);

/**
 * sb_list_view_set_source:
 * @self: a list
 * @company: whose book
 * @source: what to list
 *
 * Builds the columns and an empty model; call sb_list_view_reload() to read.
 */
void sb_list_view_set_source (SbListView *self, SbCompany *company, const SbListSource *source);

/* (transfer none) (nullable) */
SbPagedModel *sb_list_view_get_model (SbListView *self);
void          sb_list_view_set_parent_id (SbListView *self, gint64 parent);
void          sb_list_view_reload (SbListView *self);
void          sb_list_view_focus_search (SbListView *self);
void          sb_list_view_set_filter (SbListView *self, guint filter);
/* Whether nothing narrows the list down: then no rows means there are none at all. */
gboolean      sb_list_view_is_unfiltered (SbListView *self);

/* (transfer full) (element-type gint64): ids of the selected rows, in the order shown */
GArray *sb_list_view_get_selected (SbListView *self);
void    sb_list_view_unselect (SbListView *self);
/* Asks where to, and writes what is shown as CSV. @name: proposed name of the file. */
void    sb_list_view_export (SbListView *self, const char *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-view.h"
#include "sb-page.h"

G_BEGIN_DECLS

/*
 * A page that is one list. A subclass says in its class_init which (@source), and in its template
 * what an empty list says, its toolbar and its bulk actions: properties "toolbar-end",
 * "bulk-actions", "selectable", "label", and those of #SbPage. Rows open by their link.
 *
 * win.open with an argument sets the filter: "purchases/open".
 */
#define SB_TYPE_LIST_PAGE (sb_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SbListPage, sb_list_page, SB, LIST_PAGE, SbPage)

/**
 * SbListPageClass:
 * @source: what is listed (transfer none)
 * @changes: %SbChange flags after which it is read again
 */
struct _SbListPageClass
{
  SbPageClass parent_class;

  const SbListSource *(*source) (SbListPage *self);
  guint               changes;

  gpointer padding[4];
};

SbListView *sb_list_page_get_view (SbListPage *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of the sidebar: icon, name of the page, and how many things wait there. */
#define SB_TYPE_SIDEBAR_ROW (sb_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (SbSidebarRow, sb_sidebar_row, SB, SIDEBAR_ROW, GtkListBoxRow)

/* @page: id of the page; @title: translated */
GtkWidget  *sb_sidebar_row_new (const char *page, const char *title, const char *icon_name);
const char *sb_sidebar_row_get_page (SbSidebarRow *self);
/* What waits for the owner there; 0 shows nothing. */
void        sb_sidebar_row_set_count (SbSidebarRow *self, guint count);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-window.h"

G_BEGIN_DECLS

/**
 * SbPageInfo:
 * @id: first part of a target of "win.open"
 * @place: id of the page whose row of the sidebar is marked while this one is shown
 * @title: name in the sidebar, untranslated; %NULL for pages that have no row
 * @icon_name: icon in the sidebar
 * @get_type: of a subclass of #SbPage
 */
typedef struct
{
  const char *id;
  const char *place;
  const char *title;
  const char *icon_name;
  GType (*get_type) (void);
} SbPageInfo;

/* (array length=n): in the order of the sidebar */
const SbPageInfo *sb_window_pages (gsize *n);
/* %NULL when there is no such page */
const SbPageInfo *sb_window_page_info (const char *id);

/* sb-window-actions.c */
void sb_window_class_install_actions (GtkWidgetClass *klass);

/* for sb-window-actions.c */
void sb_window_go_back (SbWindow *self);
void sb_window_search (SbWindow *self);
/* Opens @target in place of the page that is shown: Back does not lead to it any more. */
void sb_window_replace (SbWindow *self, const char *target);
void sb_window_sync (SbWindow *self);

G_END_DECLS

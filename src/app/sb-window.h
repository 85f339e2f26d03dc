/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-app-types.h"

G_BEGIN_DECLS

#define SB_TYPE_WINDOW (sb_window_get_type ())
G_DECLARE_FINAL_TYPE (SbWindow, sb_window, SB, WINDOW, AdwApplicationWindow)

SbWindow *sb_window_new (SbApplication *app);

/* (transfer none) (nullable): %NULL while no book is open */
SbCompany *sb_window_get_company (SbWindow *self);

/**
 * sb_window_set_company:
 * @self: a window
 * @company: (nullable): the company to show from now on
 *
 * Takes away all pages of the company before and shows Home of the new one.
 */
void sb_window_set_company (SbWindow *self, SbCompany *company);

/* Shows that a book could not be opened, with what can be done now. */
void sb_window_show_open_error (SbWindow *self, const char *path, const GError *error);
void sb_window_show_opening (SbWindow *self, const char *path);

/**
 * sb_window_open:
 * @self: a window with a company
 * @target: page id, or page id "/" argument: "products", "product/42"
 *
 * What the action "win.open" does. An unknown page id is logged and ignored.
 */
void sb_window_open (SbWindow *self, const char *target);

/* Passing word at the foot of the window. (transfer full) of @toast */
void sb_window_add_toast (SbWindow *self, AdwToast *toast);

/* (transfer none) (nullable): the page that is shown */
SbPage *sb_window_get_page (SbWindow *self);

G_END_DECLS

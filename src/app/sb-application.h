/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-app-types.h"

G_BEGIN_DECLS

#define SB_TYPE_APPLICATION (sb_application_get_type ())
G_DECLARE_FINAL_TYPE (SbApplication, sb_application, SB, APPLICATION, AdwApplication)

/**
 * sb_application_new:
 *
 * The one application object. Started without a file it opens the book of last time, and the
 * set-up assistant when there is none; with files it opens each in a window of its own.
 *
 * Returns: (transfer full)
 */
SbApplication *sb_application_new (void);

/**
 * sb_application_open_book:
 * @self: the application
 * @path: file name of a book
 *
 * Shows the window of the book at @path: the one that has it open already, else the window that
 * has no book, else a new one. Opening goes on in the background; failure is shown in the window.
 * Main thread.
 */
void sb_application_open_book (SbApplication *self, const char *path);

/**
 * sb_application_adopt_company:
 * @self: the application
 * @company: an open company
 *
 * Like sb_application_open_book() for a company that is open already: what the set-up assistant
 * calls when it is done. Remembers the book as the last one. Main thread.
 */
void sb_application_adopt_company (SbApplication *self, SbCompany *company);

/**
 * sb_application_show_setup:
 * @self: the application
 * @company: (nullable): an open company whose set-up goes on; %NULL: a new book
 *
 * Opens the set-up assistant. When it is done, or closed after the book was made, the window of
 * that company comes to the front. Main thread.
 */
void sb_application_show_setup (SbApplication *self, SbCompany *company);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_SETUP_WINDOW (sb_setup_window_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupWindow, sb_setup_window, SB, SETUP_WINDOW, AdwWindow)

/**
 * sb_setup_window_new:
 * @application: the application, which keeps running while the window is open
 * @company: (nullable): an open book whose set-up goes on where it was left; NULL: a new book
 *
 * The setup assistant. Main context only; nothing in it blocks.
 *
 * Signal "finished" (#SbCompany): the owner has gone through to the end, or closed the window when
 * the book already existed; the receiver shows the main window of that company. Closing it before
 * there is a book emits nothing.
 */
SbSetupWindow *sb_setup_window_new (GtkApplication *application, SbCompany *company);

G_END_DECLS

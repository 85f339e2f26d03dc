/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the program remembers about this desk (not about a book). Without the installed schema, as
 * in a build folder or a test, nothing is remembered and the defaults hold. Main thread. */

char    *sb_preferences_get_last_book (void); /* (transfer full) (nullable) */
void     sb_preferences_set_last_book (const char *path);
void     sb_preferences_get_window (int *width, int *height, gboolean *maximized);
void     sb_preferences_set_window (int width, int height, gboolean maximized);

G_END_DECLS

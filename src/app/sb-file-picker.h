/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Choosing files. Only this file names GtkFileChooserNative, which later GTK replaces. The finish
 * functions give (transfer full) (nullable); %NULL without error when the person closed it. */

void   sb_file_picker_open_book_async (GtkWindow *parent, GAsyncReadyCallback callback,
                                       gpointer user_data);
/* @title: of the window; @name: proposed file name; @pattern: "*.csv" and @kind its name */
void   sb_file_picker_save_async (GtkWindow *parent, const char *title, const char *name,
                                  const char *kind, const char *pattern,
                                  GAsyncReadyCallback callback, gpointer user_data);
GFile *sb_file_picker_finish (GAsyncResult *result, GError **error);

G_END_DECLS

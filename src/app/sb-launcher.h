/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sb_launcher_open_uri_async:
 * @widget: says on which display
 * @uri: an https address, or http on the loopback
 *
 * Opens the person's own browser. Fails with any %G_IO_ERROR when there is none; the caller then
 * shows the address to copy.
 */
void     sb_launcher_open_uri_async (GtkWidget *widget, const char *uri,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean sb_launcher_open_uri_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-launcher.h"

void
sb_launcher_open_uri_async (GtkWidget *widget, const char *uri, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_autoptr (GdkAppLaunchContext) context =
      gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), cancellable,
                                           callback, user_data);
}

gboolean
sb_launcher_open_uri_finish (GAsyncResult *result, GError **error)
{
  return g_app_info_launch_default_for_uri_finish (result, error);
}

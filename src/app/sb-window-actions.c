/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions of the window. Everything a page can be asked to do from elsewhere goes through
 * them, so that buttons, menus, keys and screen readers share one way. */

#include "sb-window-private.h"

#include "sb-application.h"
#include "sb-page.h"

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_window_open (SB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_window_replace (SB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_window_go_back (SB_WINDOW (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_window_search (SB_WINDOW (widget));
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbPage *page = sb_window_get_page (SB_WINDOW (widget));

  if (page != NULL)
    sb_page_reload (page);
}

static void
sync_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_window_sync (SB_WINDOW (widget));
}

static void
settings_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_window_open (SB_WINDOW (widget), "settings");
}

static void
resume_setup_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (widget));

  sb_application_show_setup (SB_APPLICATION (app), sb_window_get_company (SB_WINDOW (widget)));
}

void
sb_window_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open", "s", open_action);
  gtk_widget_class_install_action (klass, "win.replace", "s", replace_action);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.reload", NULL, reload_action);
  gtk_widget_class_install_action (klass, "win.sync", NULL, sync_action);
  gtk_widget_class_install_action (klass, "win.settings", NULL, settings_action);
  gtk_widget_class_install_action (klass, "win.resume-setup", NULL, resume_setup_action);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_r, GDK_CONTROL_MASK, "win.reload", NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-application.h"

#include <glib/gi18n.h>
#include <glib-unix.h>
#include <stdio.h>

#include "sb-company.h"
#include "sb-dialogs.h"
#include "sb-file-picker.h"
#include "sb-preferences.h"
#include "sb-resources.h"
#include "sb-setup-window.h"
#include "sb-window.h"

struct _SbApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (SbApplication, sb_application, ADW_TYPE_APPLICATION)

/* What an opening on its way needs to know when it is done. */
typedef struct
{
  SbWindow *window;  /* (owned) */
  char     *path;    /* (owned) */
} OpenOp;

static void
open_op_free (OpenOp *op)
{
  g_object_unref (op->window);
  g_free (op->path);
  g_free (op);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenOp, open_op_free)

/* The window of @path, else one without a book, else %NULL. */
static SbWindow *
find_window (SbApplication *self, const char *path)
{
  SbWindow *vacant = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (!SB_IS_WINDOW (l->data))
        continue;
      SbCompany *company = sb_window_get_company (l->data);
      if (company == NULL)
        vacant = l->data;
      else if (path != NULL && g_strcmp0 (sb_company_get_path (company), path) == 0)
        return l->data;
    }
  return vacant;
}

static SbWindow *
need_window (SbApplication *self, const char *path)
{
  SbWindow *window = find_window (self, path);

  return window != NULL ? window : sb_window_new (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OpenOp) op = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbCompany) company = sb_company_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (company == NULL)
    {
      g_warning ("cannot open the book: %s", error->message);
      sb_window_show_open_error (op->window, op->path, error);
      return;
    }
  sb_window_set_company (op->window, company);
  sb_preferences_set_last_book (op->path);
}

void
sb_application_open_book (SbApplication *self, const char *path)
{
  g_return_if_fail (SB_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);
  SbWindow *window = need_window (self, path);

  gtk_window_present (GTK_WINDOW (window));
  if (sb_window_get_company (window) != NULL)
    return;

  OpenOp *op = g_new0 (OpenOp, 1);
  op->window = g_object_ref (window);
  op->path = g_strdup (path);
  sb_window_show_opening (window, path);
  sb_company_open_async (path, NULL, opened_cb, op);
}

void
sb_application_adopt_company (SbApplication *self, SbCompany *company)
{
  g_return_if_fail (SB_IS_APPLICATION (self));
  g_return_if_fail (company != NULL);
  SbWindow *window = need_window (self, sb_company_get_path (company));

  if (sb_window_get_company (window) != company)
    sb_window_set_company (window, company);
  sb_preferences_set_last_book (sb_company_get_path (company));
  gtk_window_present (GTK_WINDOW (window));
}

static void
setup_finished_cb (SbSetupWindow *setup, SbCompany *company, SbApplication *self)
{
  sb_application_adopt_company (self, company);
}

void
sb_application_show_setup (SbApplication *self, SbCompany *company)
{
  g_return_if_fail (SB_IS_APPLICATION (self));
  SbSetupWindow *setup = sb_setup_window_new (GTK_APPLICATION (self), company);

  g_signal_connect (setup, "finished", G_CALLBACK (setup_finished_cb), self);
  gtk_window_present (GTK_WINDOW (setup));
}

static void
setup_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sb_application_show_setup (user_data, NULL);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = sb_file_picker_finish (result, &error);

  if (file == NULL)
    return;
  g_autofree char *path = g_file_get_path (file);
  if (path != NULL)
    sb_application_open_book (self, path);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sb_file_picker_open_book_async (gtk_application_get_active_window (user_data), picked_cb,
                                  g_object_ref (user_data));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sb_dialogs_show_about (gtk_application_get_active_window (user_data));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (user_data);
  g_autoptr (GList) copy = g_list_copy (windows);

  /* Closing them, not g_application_quit(): each says what it has to say first. */
  for (GList *l = copy; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

/* The end of the desktop's session comes as SIGTERM: the windows are closed as by hand, so that
 * what was typed is kept and a run finishes the flight that is in the air. */
static gboolean
terminated_cb (gpointer user_data)
{
  quit_action (NULL, NULL, user_data);
  return G_SOURCE_CONTINUE;
}

static const GActionEntry ACTIONS[] = {
  { .name = "setup", .activate = setup_action },
  { .name = "open", .activate = open_action },
  { .name = "about", .activate = about_action },
  { .name = "quit", .activate = quit_action },
};

static void
set_accels (GtkApplication *app)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } ACCELS[] = {
    { "app.open", { "<Control>o" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.sync", { "F5" } },
    { "win.search", { "<Control>f" } },
    { "win.back", { "<Alt>Left" } },
    { "win.reload", { "<Control>r" } },
    { "win.settings", { "<Control>comma" } },
    { "win.show-help-overlay", { "<Control>question", "F1" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACCELS); i++)
    gtk_application_set_accels_for_action (app, ACCELS[i].action,
                                           (const char *const *) ACCELS[i].accels);
}

static void
sb_application_startup (GApplication *app)
{
  G_APPLICATION_CLASS (sb_application_parent_class)->startup (app);

  g_action_map_add_action_entries (G_ACTION_MAP (app), ACTIONS, G_N_ELEMENTS (ACTIONS), app);
  set_accels (GTK_APPLICATION (app));
  gtk_window_set_default_icon_name (SB_APP_ID);
  g_unix_signal_add (SIGTERM, terminated_cb, app);
  g_unix_signal_add (SIGINT, terminated_cb, app);
}

static void
sb_application_activate (GApplication *app)
{
  SbApplication *self = SB_APPLICATION (app);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  g_autofree char *path = sb_preferences_get_last_book ();
  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    sb_application_open_book (self, path);
  else
    sb_application_show_setup (self, NULL);
}

static void
sb_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      if (path != NULL)
        sb_application_open_book (SB_APPLICATION (app), path);
    }
}

static int
sb_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1; /* go on */
  fputs ("stockbook " SB_VERSION "\n", stdout);
  return 0;
}

static void
sb_application_class_init (SbApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->startup = sb_application_startup;
  app_class->activate = sb_application_activate;
  app_class->open = sb_application_open;
  app_class->handle_local_options = sb_application_handle_local_options;
}

static void
sb_application_init (SbApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "version", 'v', G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE, _("Print the version"), NULL);
}

SbApplication *
sb_application_new (void)
{
  sb_resources_register ();
  return g_object_new (SB_TYPE_APPLICATION,
                       "application-id", SB_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", SB_RESOURCE_PATH,
                       NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in. The work is the company's; this page shows how far it is, and gives the owner a hand on
 * it at any moment: cancel, open again, paste. */

#include "sb-setup-connect.h"

#include "sb-launcher.h"
#include "sb-stage-row.h"
#include "sb-sync-engine.h"

#include <glib/gi18n.h>

struct _SbSetupConnect
{
  SbSetupStep parent_instance;

  GtkWidget *practice_hint; /* (template) */
  SbStageRow *waiting_row;  /* (template) */
  SbStageRow *received_row; /* (template) */
  SbStageRow *reading_row;  /* (template) */
  GtkWidget *waiting_box;   /* (template): what can be done while the browser is open */
  GtkEditable *paste_entry; /* (template) */
  GtkLabel *said;           /* (template) */

  GCancellable *signing_in; /* (owned) (nullable): set while the sign-in runs */
  char *url;                /* (owned) (nullable): address the browser was sent to */
  gboolean connected;       /* signed in and read during this visit of the assistant */
};

G_DEFINE_FINAL_TYPE (SbSetupConnect, sb_setup_connect, SB_TYPE_SETUP_STEP)

static void
show_stages (SbSetupConnect *self, SbStage waiting, SbStage received, SbStage reading)
{
  sb_stage_row_set_stage (self->waiting_row, waiting);
  sb_stage_row_set_stage (self->received_row, received);
  sb_stage_row_set_stage (self->reading_row, reading);
}

static void
browser_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupConnect) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sb_launcher_open_uri_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->said == NULL)
    return;
  gtk_label_set_label (self->said, _ ("No browser could be opened. Press “Copy the address” and "
                                      "open it in a browser on this computer."));
}

static void
open_browser (SbSetupConnect *self)
{
  if (self->url != NULL)
    sb_launcher_open_uri_async (GTK_WIDGET (self), self->url, self->signing_in, browser_opened_cb,
                                g_object_ref (self));
}

static void
authorize_url (SbSetupConnect *self, const char *url)
{
  if (self->signing_in == NULL)
    return;
  g_free (self->url);
  self->url = g_strdup (url);
  gtk_widget_set_visible (self->waiting_box, TRUE);
  open_browser (self);
}

static void
stage_changed (SbSetupConnect *self, int stage)
{
  if (self->signing_in == NULL)
    return;
  switch ((SbConnectStage) stage)
    {
    case SB_CONNECT_STARTING:
    case SB_CONNECT_WAITING:
      show_stages (self, SB_STAGE_NOW, SB_STAGE_AHEAD, SB_STAGE_AHEAD);
      break;
    case SB_CONNECT_RECEIVED:
      gtk_widget_set_visible (self->waiting_box, FALSE);
      show_stages (self, SB_STAGE_DONE, SB_STAGE_NOW, SB_STAGE_AHEAD);
      break;
    case SB_CONNECT_READING:
      show_stages (self, SB_STAGE_DONE, SB_STAGE_DONE, SB_STAGE_NOW);
      break;
    default:
      g_warning ("unknown stage %d of the connection", stage);
    }
}

static void
set_idle (SbSetupConnect *self, const char *label)
{
  g_clear_object (&self->signing_in);
  g_clear_pointer (&self->url, g_free);
  gtk_widget_set_visible (self->waiting_box, FALSE);
  gtk_editable_set_text (self->paste_entry, "");
  sb_setup_step_set_continue_label (SB_SETUP_STEP (self), label);
}

/* Cancelled by the owner: no error to show, but a word that nothing happened. */
static void
sign_in_failed (SbSetupConnect *self, GTask *task, GError *error)
{
  show_stages (self, SB_STAGE_AHEAD, SB_STAGE_AHEAD, SB_STAGE_AHEAD);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_label_set_label (self->said, _ ("The sign-in was cancelled. Nothing was changed."));
  else
    gtk_label_set_label (self->said, "");
  set_idle (self, _ ("_Try again"));
  g_task_return_error (task, error);
}

static void
pulled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbSetupConnect *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SbSyncReport) report = sb_company_sync_finish (SB_COMPANY (source), result, &error);

  if (self->said == NULL) /* disposed */
    {
      g_task_return_error (task, error != NULL ? error
                                               : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                                      "the assistant was closed"));
      return;
    }
  if (report != NULL && report->outcome != SB_SYNC_OUTCOME_DONE &&
      report->outcome != SB_SYNC_OUTCOME_FAILURES)
    error = g_error_new_literal (
        G_IO_ERROR,
        report->outcome == SB_SYNC_OUTCOME_CANCELLED ? G_IO_ERROR_CANCELLED : G_IO_ERROR_FAILED,
        report->message != NULL ? report->message
                                : _ ("QuickBooks stopped answering while the company was read."));
  if (error != NULL)
    {
      sign_in_failed (self, task, error);
      return;
    }
  self->connected = TRUE;
  show_stages (self, SB_STAGE_DONE, SB_STAGE_DONE, SB_STAGE_DONE);
  gtk_label_set_label (self->said, "");
  set_idle (self, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
read_company (SbSetupConnect *self, GTask *task)
{
  SbCompany *company = sb_setup_get_company (sb_setup_step_get_setup (SB_SETUP_STEP (self)));

  show_stages (self, SB_STAGE_DONE, SB_STAGE_DONE, SB_STAGE_NOW);
  sb_company_sync_async (company, SB_SYNC_RUN_PULL_ONLY, self->signing_in, pulled_cb, task);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbSetupConnect *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SbConnectResult) found =
      sb_company_connect_finish (SB_COMPANY (source), result, &error);

  if (self->said == NULL) /* disposed */
    {
      g_clear_error (&error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the assistant was closed");
      return;
    }
  if (found == NULL)
    {
      sign_in_failed (self, task, error);
      return;
    }
  sb_setup_set_checks (sb_setup_step_get_setup (SB_SETUP_STEP (self)), found->checks);
  read_company (self, g_steal_pointer (&task));
}

static void
sb_setup_connect_apply_async (SbSetupStep *step, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  SbSetupConnect *self = SB_SETUP_CONNECT (step);
  g_autoptr (GTask) task = g_task_new (step, cancellable, callback, user_data);
  SbSetup *setup = sb_setup_step_get_setup (step);
  SbCompany *company = sb_setup_get_company (setup);
  SbConnectOptions options = {
    .environment = sb_setup_get_environment (setup),
    .client_id = sb_setup_get_client_id (setup),
    .client_secret = sb_setup_get_client_secret (setup),
    .redirect_uri = sb_setup_get_redirect_uri (setup),
  };

  g_task_set_source_tag (task, sb_setup_connect_apply_async);
  g_task_set_name (task, "sign in to QuickBooks");
  if (self->connected)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_set_object (&self->signing_in, cancellable);
  gtk_label_set_label (self->said, "");
  show_stages (self, SB_STAGE_NOW, SB_STAGE_AHEAD, SB_STAGE_AHEAD);
  g_signal_handlers_disconnect_by_data (company, self);
  g_signal_connect_object (company, "authorize-url", G_CALLBACK (authorize_url), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (company, "connect-stage", G_CALLBACK (stage_changed), self,
                           G_CONNECT_SWAPPED);
  sb_company_connect_async (company, &options, cancellable, connected_cb, g_steal_pointer (&task));
}

static void
again_clicked (SbSetupConnect *self)
{
  open_browser (self);
}

static void
copy_clicked (SbSetupConnect *self)
{
  if (self->url == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->url);
  gtk_label_set_label (self->said, _ ("The address is in the clipboard."));
}

static void
cancel_clicked (SbSetupConnect *self)
{
  g_cancellable_cancel (self->signing_in);
}

static void
paste_clicked (SbSetupConnect *self)
{
  SbCompany *company = sb_setup_get_company (sb_setup_step_get_setup (SB_SETUP_STEP (self)));
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->paste_entry)));
  g_autoptr (GError) error = NULL;

  if (self->signing_in == NULL || *address == '\0')
    return;
  if (!sb_company_connect_paste (company, address, &error))
    gtk_label_set_label (self->said, _ ("That is not the address on which this sign-in ended. Copy "
                                        "the whole address from the browser and paste it again."));
}

static void
sb_setup_connect_enter (SbSetupStep *step)
{
  SbSetupConnect *self = SB_SETUP_CONNECT (step);
  SbSetup *setup = sb_setup_step_get_setup (step);
  SbCompany *company = sb_setup_get_company (setup);
  gboolean practice = sb_setup_get_mode (setup) == SB_SETUP_MODE_PRACTICE;
  gboolean already =
      self->connected && sb_company_get_connection (company)->state == SB_CONNECTION_CONNECTED;

  self->connected = already;
  gtk_widget_set_visible (self->practice_hint, practice);
  if (already)
    show_stages (self, SB_STAGE_DONE, SB_STAGE_DONE, SB_STAGE_DONE);
  else
    show_stages (self, SB_STAGE_AHEAD, SB_STAGE_AHEAD, SB_STAGE_AHEAD);
  sb_setup_step_set_continue_label (step, already ? NULL : _ ("_Open the browser"));
}

static void
sb_setup_connect_leave (SbSetupStep *step)
{
  g_cancellable_cancel (SB_SETUP_CONNECT (step)->signing_in);
}

static void
sb_setup_connect_dispose (GObject *object)
{
  SbSetupConnect *self = SB_SETUP_CONNECT (object);

  g_cancellable_cancel (self->signing_in);
  g_clear_object (&self->signing_in);
  g_clear_pointer (&self->url, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SETUP_CONNECT);
  G_OBJECT_CLASS (sb_setup_connect_parent_class)->dispose (object);
}

static void
sb_setup_connect_class_init (SbSetupConnectClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_connect_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_connect_enter;
  SB_SETUP_STEP_CLASS (klass)->leave = sb_setup_connect_leave;
  SB_SETUP_STEP_CLASS (klass)->apply_async = sb_setup_connect_apply_async;
  g_type_ensure (SB_TYPE_STAGE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-connect.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupConnect, practice_hint);
  gtk_widget_class_bind_template_child (widget_class, SbSetupConnect, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupConnect, received_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupConnect, reading_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupConnect, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, SbSetupConnect, paste_entry);
  gtk_widget_class_bind_template_child (widget_class, SbSetupConnect, said);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, paste_clicked);
}

static void
sb_setup_connect_init (SbSetupConnect *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

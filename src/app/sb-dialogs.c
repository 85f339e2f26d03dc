/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-dialogs.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwMessageDialog *dialog;   /* (owned) */
  GtkEditable      *entry;    /* (nullable): inside the dialog */
  gulong            cancel_id;
} DialogOp;

static void
dialog_op_free (DialogOp *op)
{
  g_clear_object (&op->dialog);
  g_free (op);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  DialogOp *op = g_task_get_task_data (task);

  adw_message_dialog_response (op->dialog, "cancel");
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DialogOp *op = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gboolean accepted = g_strcmp0 (response, "accept") == 0;

  if (op->cancel_id != 0)
    g_signal_handler_disconnect (cancellable, op->cancel_id);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (op->entry == NULL)
    g_task_return_boolean (task, accepted);
  else if (accepted)
    g_task_return_pointer (task, g_strstrip (g_strdup (gtk_editable_get_text (op->entry))),
                           g_free);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static DialogOp *
dialog_start (GTask *task, GtkWindow *parent, const char *heading, const char *body,
              const char *accept, gboolean destructive)
{
  DialogOp *op = g_new0 (DialogOp, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  op->dialog = g_object_ref (ADW_MESSAGE_DIALOG (dialog));
  adw_message_dialog_add_responses (op->dialog, "cancel", _("_Cancel"), "accept", accept, NULL);
  adw_message_dialog_set_response_appearance (
      op->dialog, "accept", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (op->dialog, destructive ? "cancel" : "accept");
  adw_message_dialog_set_close_response (op->dialog, "cancel");
  g_task_set_task_data (task, op, (GDestroyNotify) dialog_op_free);
  return op;
}

/* Takes the task over; it ends in response_cb(). */
static void
dialog_present (GTask *task, DialogOp *op)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    op->cancel_id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
  g_signal_connect (op->dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (op->dialog));
}

void
sb_dialogs_confirm_async (GtkWindow *parent, const char *heading, const char *body,
                          const char *accept, gboolean destructive, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_dialogs_confirm_async);
  dialog_present (task, dialog_start (task, parent, heading, body, accept, destructive));
}

void
sb_dialogs_confirm_with_async (GtkWindow *parent, const char *heading, const char *body,
                               GtkWidget *child, const char *accept, gboolean destructive,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_dialogs_confirm_with_async);
  DialogOp *op = dialog_start (task, parent, heading, body, accept, destructive);
  adw_message_dialog_set_extra_child (op->dialog, child);
  dialog_present (task, op);
}

gboolean
sb_dialogs_confirm_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
text_changed_cb (GtkEditable *entry, gpointer user_data)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (user_data, "accept", *text != '\0');
}

void
sb_dialogs_ask_text_async (GtkWindow *parent, const char *heading, const char *body,
                           const char *label, const char *accept, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GtkWidget *entry = gtk_entry_new ();

  g_task_set_source_tag (task, sb_dialogs_ask_text_async);
  DialogOp *op = dialog_start (task, parent, heading, body, accept, FALSE);
  op->entry = GTK_EDITABLE (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_message_dialog_set_extra_child (op->dialog, entry);
  adw_message_dialog_set_response_enabled (op->dialog, "accept", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed_cb), op->dialog);
  dialog_present (task, op);
}

char *
sb_dialogs_ask_text_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sb_dialogs_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", _("Stockbook"),
                         "application-icon", SB_APP_ID,
                         "version", SB_VERSION,
                         "comments", _("Stock for a small business, in step with QuickBooks Online"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "developer-name", _("The Stockbook project"),
                         NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-accounts.h"

#include "sb-mapping-view.h"

struct _SbSetupAccounts
{
  SbSetupStep parent_instance;

  SbMappingView *view;   /* (template) */
  GtkWidget *incomplete; /* (template) */
};

G_DEFINE_FINAL_TYPE (SbSetupAccounts, sb_setup_accounts, SB_TYPE_SETUP_STEP)

static void
complete_changed (SbSetupAccounts *self)
{
  gtk_widget_set_visible (self->incomplete, !sb_mapping_view_get_complete (self->view));
}

static void
view_failed (SbSetupAccounts *self, const GError *error)
{
  sb_setup_step_report (SB_SETUP_STEP (self), error);
}

static void
sb_setup_accounts_enter (SbSetupStep *step)
{
  SbSetupAccounts *self = SB_SETUP_ACCOUNTS (step);

  sb_mapping_view_load (self->view, sb_setup_get_company (sb_setup_step_get_setup (step)), TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sb_mapping_view_save_finish (SB_MAPPING_VIEW (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sb_setup_accounts_apply_async (SbSetupStep *step, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (step, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_setup_accounts_apply_async);
  sb_mapping_view_save_async (SB_SETUP_ACCOUNTS (step)->view, cancellable, saved_cb, task);
}

static void
sb_setup_accounts_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SETUP_ACCOUNTS);
  G_OBJECT_CLASS (sb_setup_accounts_parent_class)->dispose (object);
}

static void
sb_setup_accounts_class_init (SbSetupAccountsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_accounts_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_accounts_enter;
  SB_SETUP_STEP_CLASS (klass)->apply_async = sb_setup_accounts_apply_async;
  g_type_ensure (SB_TYPE_MAPPING_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-accounts.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupAccounts, view);
  gtk_widget_class_bind_template_child (widget_class, SbSetupAccounts, incomplete);
  gtk_widget_class_bind_template_callback (widget_class, complete_changed);
  gtk_widget_class_bind_template_callback (widget_class, view_failed);
}

static void
sb_setup_accounts_init (SbSetupAccounts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-preview.h"

#include "sb-posting-list.h"
#include "sb-record-words.h"
#include "sb-stage-row.h"
#include "sb-sync-engine.h"

#include <glib/gi18n.h>

/* Records named one by one; the monitor shows them all. */
#define MAX_TROUBLES 5

struct _SbSetupPreview
{
  SbSetupStep parent_instance;

  GtkStack *states;                   /* (template): loading, ready, running, nothing */
  AdwPreferencesGroup *counts_group;  /* (template) */
  AdwPreferencesGroup *money_group;   /* (template) */
  AdwPreferencesGroup *trouble_group; /* (template) */
  GtkProgressBar *progress_bar;       /* (template) */
  GtkLabel *progress_label;           /* (template) */
  SbStageRow *nothing_row;            /* (template) */

  GPtrArray *rows;         /* (owned) (element-type GtkWidget): in the groups */
  GCancellable *running;   /* (owned) (nullable): set while the sync runs */
  gboolean anything;       /* the preview found something to send */
};

G_DEFINE_FINAL_TYPE (SbSetupPreview, sb_setup_preview, SB_TYPE_SETUP_STEP)

static SbCompany *
get_company (SbSetupPreview *self)
{
  return sb_setup_get_company (sb_setup_step_get_setup (SB_SETUP_STEP (self)));
}

static void
add_row (SbSetupPreview *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (SbSetupPreview *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_counts (SbSetupPreview *self, const SbSyncReport *report)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  for (guint i = 0; i < report->requests->len; i++)
    {
      const SbSyncPlanned *request = g_ptr_array_index (report->requests, i);

      if (!g_ptr_array_find_with_equal_func (objects, request->object, g_str_equal, NULL))
        g_ptr_array_add (objects, request->object);
    }
  for (guint i = 0; i < objects->len; i++)
    {
      const char *object = g_ptr_array_index (objects, i);
      g_autofree char *text = NULL;
      guint n = 0;

      for (guint k = 0; k < report->requests->len; k++)
        n += g_str_equal (((SbSyncPlanned *) g_ptr_array_index (report->requests, k))->object, object);
      text = sb_record_object_count (object, n);
      add_row (self, self->counts_group,
               g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, NULL));
    }
}

static void
show_money (SbSetupPreview *self, const SbSyncReport *report)
{
  g_autoptr (GPtrArray) net = sb_posting_list_net (report->requests);
  GtkWidget *list, *row;

  gtk_widget_set_visible (GTK_WIDGET (self->money_group), net->len > 0);
  if (net->len == 0)
    return;
  list = sb_posting_list_new ();
  sb_posting_list_set (SB_POSTING_LIST (list), net, report->currency, TRUE);
  gtk_widget_set_margin_top (list, 12);
  gtk_widget_set_margin_bottom (list, 12);
  gtk_widget_set_margin_start (list, 12);
  gtk_widget_set_margin_end (list, 12);
  row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "child", list, "activatable", FALSE, NULL);
  add_row (self, self->money_group, row);
}

static void
show_troubles (SbSetupPreview *self, const SbSyncReport *report)
{
  GPtrArray *lists[] = { report->failures, report->conflicts, report->pending, report->blocked };
  guint shown = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < lists[i]->len && shown < MAX_TROUBLES; k++, shown++)
      {
        const SbRecord *record = g_ptr_array_index (lists[i], k);
        g_autofree char *title = sb_record_title (record);
        const char *subtitle = record->message != NULL ? record->message : record->remedy;
        GtkWidget *row = sb_stage_row_new (title);

        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
        sb_stage_row_set_stage (SB_STAGE_ROW (row), SB_STAGE_FAILED);
        add_row (self, self->trouble_group, row);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_group), shown > 0);
}

static void
show_report (SbSetupPreview *self, const SbSyncReport *report)
{
  clear_rows (self);
  self->anything = report->requests->len > 0;
  show_counts (self, report);
  show_money (self, report);
  show_troubles (self, report);
  gtk_widget_set_visible (GTK_WIDGET (self->counts_group), self->anything);
  gtk_stack_set_visible_child_name (self->states, self->rows->len > 0 ? "ready" : "nothing");
  sb_setup_step_set_ready (SB_SETUP_STEP (self), TRUE);
  sb_setup_step_set_continue_label (SB_SETUP_STEP (self), self->anything ? _ ("_Sync now") : NULL);
  sb_setup_step_set_optional (SB_SETUP_STEP (self), self->anything);
}

/* The run ended before there was anything to show. (transfer full) (nullable) */
static GError *
outcome_error (const SbSyncReport *report)
{
  switch (report->outcome)
    {
    case SB_SYNC_OUTCOME_SIGN_IN_NEEDED:
      return g_error_new_literal (SB_COMPANY_ERROR, SB_COMPANY_ERROR_SIGN_IN_NEEDED,
                                  report->message != NULL ? report->message : "sign in again");
    case SB_SYNC_OUTCOME_NETWORK:
    case SB_SYNC_OUTCOME_STOPPED:
      return g_error_new_literal (
          G_IO_ERROR, G_IO_ERROR_FAILED,
          report->message != NULL
              ? report->message
              : _ ("QuickBooks could not be reached. What is not sent yet waits."));
    case SB_SYNC_OUTCOME_CANCELLED:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    case SB_SYNC_OUTCOME_DONE:
    case SB_SYNC_OUTCOME_FAILURES:
    default:
      return NULL;
    }
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbSyncReport) report = sb_company_sync_finish (SB_COMPANY (source), result, &error);

  if (self->states == NULL) /* disposed */
    return;
  if (report != NULL)
    error = outcome_error (report);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      sb_setup_step_report (SB_SETUP_STEP (self), error);
      gtk_stack_set_visible_child_name (self->states, "nothing");
      sb_setup_step_set_optional (SB_SETUP_STEP (self), TRUE);
      return;
    }
  show_report (self, report);
}

static void
sb_setup_preview_enter (SbSetupStep *step)
{
  SbSetupPreview *self = SB_SETUP_PREVIEW (step);

  gtk_stack_set_visible_child_name (self->states, "loading");
  sb_stage_row_set_stage (self->nothing_row, SB_STAGE_DONE);
  sb_setup_step_set_ready (step, FALSE);
  sb_setup_step_set_continue_label (step, NULL);
  sb_company_sync_async (get_company (self), SB_SYNC_RUN_DRY_RUN,
                         sb_setup_step_get_cancellable (step), previewed_cb, g_object_ref (self));
}

static void
show_progress (SbSetupPreview *self, const SbSyncProgress *progress)
{
  if (self->running == NULL)
    return;
  gtk_label_set_label (self->progress_label, progress->text != NULL ? progress->text : "");
  if (progress->total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar,
                                   (double) progress->done / (double) progress->total);
  else
    gtk_progress_bar_pulse (self->progress_bar);
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbSetupPreview *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SbSyncReport) report = sb_company_sync_finish (SB_COMPANY (source), result, &error);

  g_clear_object (&self->running);
  if (report != NULL)
    error = outcome_error (report);
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* Part of it may be through: what is left is shown anew. */
  if (self->states != NULL)
    sb_setup_preview_enter (SB_SETUP_STEP (self));
  g_task_return_error (task, error);
}

static void
cancel_clicked (SbSetupPreview *self)
{
  g_cancellable_cancel (self->running);
}

static void
sb_setup_preview_apply_async (SbSetupStep *step, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  SbSetupPreview *self = SB_SETUP_PREVIEW (step);
  g_autoptr (GTask) task = g_task_new (step, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_setup_preview_apply_async);
  if (!self->anything)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_set_object (&self->running, cancellable);
  gtk_label_set_label (self->progress_label, "");
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_stack_set_visible_child_name (self->states, "running");
  g_signal_handlers_disconnect_by_data (sb_company_get_engine (get_company (self)), self);
  g_signal_connect_object (sb_company_get_engine (get_company (self)), "progress",
                           G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  sb_company_sync_async (get_company (self), SB_SYNC_RUN_DEFAULT, cancellable, synced_cb,
                         g_steal_pointer (&task));
}

static void
sb_setup_preview_dispose (GObject *object)
{
  SbSetupPreview *self = SB_SETUP_PREVIEW (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SETUP_PREVIEW);
  G_OBJECT_CLASS (sb_setup_preview_parent_class)->dispose (object);
}

static void
sb_setup_preview_class_init (SbSetupPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_preview_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_preview_enter;
  SB_SETUP_STEP_CLASS (klass)->apply_async = sb_setup_preview_apply_async;
  g_type_ensure (SB_TYPE_STAGE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupPreview, states);
  gtk_widget_class_bind_template_child (widget_class, SbSetupPreview, counts_group);
  gtk_widget_class_bind_template_child (widget_class, SbSetupPreview, money_group);
  gtk_widget_class_bind_template_child (widget_class, SbSetupPreview, trouble_group);
  gtk_widget_class_bind_template_child (widget_class, SbSetupPreview, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, SbSetupPreview, progress_label);
  gtk_widget_class_bind_template_child (widget_class, SbSetupPreview, nothing_row);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
}

static void
sb_setup_preview_init (SbSetupPreview *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

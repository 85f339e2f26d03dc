/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sync and reconcile: make the client ready, let the engine run, remember what it found out about the
 * sign-in. */
#include "sb-company-private.h"

static void
sync_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(SbSyncReport) report = sb_sync_engine_run_finish (self->engine, result, &error);

  if (report == NULL)
    {
      sb_company_translate_error (&error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  sb_company_note_sign_in (self, report->outcome == SB_SYNC_OUTCOME_SIGN_IN_NEEDED);
  sb_company_reload_facts (self);
  g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) sb_sync_report_free);
}

static void
sync_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  if (!sb_company_prepare_finish (self, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  sb_sync_engine_run_async (self->engine, (SbSyncRunFlags) GPOINTER_TO_UINT (g_task_get_task_data (task)),
                            g_task_get_cancellable (task), sync_done_cb, g_object_ref (task));
}

void
sb_company_sync_async (SbCompany *self, guint flags, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (SB_IS_COMPANY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_company_sync_async);
  g_task_set_name (task, "sync");
  /* A run that was cancelled still has a report to give. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GUINT_TO_POINTER (flags), NULL);
  sb_company_prepare_async (self, cancellable, sync_prepared_cb, task);
}

SbSyncReport *
sb_company_sync_finish (SbCompany *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
reconciled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  GError *error = NULL;
  SbReconciliation *reconciliation = sb_reconcile_finish (self->engine, result, &error);

  if (reconciliation != NULL)
    {
      g_task_return_pointer (task, reconciliation, (GDestroyNotify) sb_reconciliation_free);
      return;
    }
  sb_company_translate_error (&error);
  sb_company_note_sign_in (self, g_error_matches (error, SB_COMPANY_ERROR, SB_COMPANY_ERROR_SIGN_IN_NEEDED));
  g_task_return_error (task, error);
}

static void
reconcile_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  if (!sb_company_prepare_finish (self, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  sb_reconcile_async (self->engine, GPOINTER_TO_INT (g_task_get_task_data (task)), g_task_get_cancellable (task),
                      reconciled_cb, g_object_ref (task));
}

void
sb_company_reconcile_async (SbCompany *self, SbDay as_of, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (SB_IS_COMPANY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_company_reconcile_async);
  g_task_set_name (task, "reconcile");
  g_task_set_task_data (task, GINT_TO_POINTER (as_of), NULL);
  sb_company_prepare_async (self, cancellable, reconcile_prepared_cb, task);
}

SbReconciliation *
sb_company_reconcile_finish (SbCompany *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

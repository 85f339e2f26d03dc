/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-remedy.h"

#include "sb-ledger.h"
#include "sb-record.h"
#include "sb-sync-error.h"

typedef struct
{
  SbRecordRemedy remedy;
  gint64 id;
  gint64 now;
  char *reason; /* (owned) (nullable) */
} RemedyOp;

static void
remedy_op_free (gpointer data)
{
  RemedyOp *op = data;

  g_free (op->reason);
  g_free (op);
}

static int
carry_out (SbTxn *txn, const RemedyOp *op, GPtrArray **refusals, GError **error)
{
  switch (op->remedy)
    {
    case SB_RECORD_REMEDY_RETRY:
      return sb_record_retry (txn, &op->id, 1, op->now, refusals, error);
    case SB_RECORD_REMEDY_SKIP:
      return sb_record_skip (txn, &op->id, 1, op->reason, op->now, refusals, error);
    case SB_RECORD_REMEDY_TAKE_LOCAL:
      return sb_record_resolve (txn, op->id, FALSE, op->now, refusals, error);
    case SB_RECORD_REMEDY_TAKE_QBO:
      return sb_record_resolve (txn, op->id, TRUE, op->now, refusals, error);
    default:
      g_return_val_if_reached (0);
    }
}

static gpointer
write_remedy (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) refusals = NULL;
  int changed = carry_out (txn, data, &refusals, error);

  if (changed < 0)
    return NULL;
  if (changed == 0 && refusals != NULL && refusals->len > 0)
    {
      const SbRecordRefusal *refusal = g_ptr_array_index (refusals, 0);

      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, refusal->code, "%s", refusal->message);
      return NULL;
    }
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
sb_record_remedy_async (SbCompany *company, SbRecordRemedy remedy, gint64 id, const char *reason,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (company, cancellable, callback, user_data);
  RemedyOp *op = g_new0 (RemedyOp, 1);

  g_task_set_source_tag (task, sb_record_remedy_async);
  op->remedy = remedy;
  op->id = id;
  op->now = sb_clock_now (sb_company_get_clock (company));
  op->reason = g_strdup (reason);
  sb_ledger_write_async (sb_company_get_ledger (company), write_remedy, op, remedy_op_free, NULL,
                         cancellable, written_cb, task);
}

gboolean
sb_record_remedy_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

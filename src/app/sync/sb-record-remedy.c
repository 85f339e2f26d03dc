/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-remedy.h"

#include "sb-ledger.h"
#include "sb-record.h"
#include "sb-sync-error.h"

typedef struct
{
  SbRecordRemedy remedy;
  GArray *ids; /* (owned) (nullable) (element-type gint64) */
  gint64 now;
  int changed; /* written by the writer, read when it is done */
  char *reason; /* (owned) (nullable) */
} RemedyOp;

static void
remedy_op_free (gpointer data)
{
  RemedyOp *op = data;

  g_clear_pointer (&op->ids, g_array_unref);
  g_free (op->reason);
  g_free (op);
}

static int
carry_out (SbTxn *txn, const RemedyOp *op, GPtrArray **refusals, GError **error)
{
  const gint64 *ids = op->ids != NULL ? (const gint64 *) (gpointer) op->ids->data : NULL;
  gsize n = op->ids != NULL ? op->ids->len : 0;

  switch (op->remedy)
    {
    case SB_RECORD_REMEDY_RETRY:
      return sb_record_retry (txn, ids, n, op->now, refusals, error);
    case SB_RECORD_REMEDY_SKIP:
      return sb_record_skip (txn, ids, n, op->reason, op->now, refusals, error);
    case SB_RECORD_REMEDY_TAKE_LOCAL:
    case SB_RECORD_REMEDY_TAKE_QBO:
      g_return_val_if_fail (n == 1, 0);
      return sb_record_resolve (txn, ids[0], op->remedy == SB_RECORD_REMEDY_TAKE_QBO, op->now,
                                refusals, error);
    default:
      g_return_val_if_reached (0);
    }
}

static gpointer
write_remedy (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  RemedyOp *op = data;
  g_autoptr (GPtrArray) refusals = NULL;

  op->changed = carry_out (txn, op, &refusals, error);
  if (op->changed < 0)
    return NULL;
  if (op->changed == 0 && refusals != NULL && refusals->len > 0)
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
  const RemedyOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, op->changed);
}

void
sb_record_remedy_async (SbCompany *company, SbRecordRemedy remedy, const GArray *ids, const char *reason,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (company, cancellable, callback, user_data);
  RemedyOp *op = g_new0 (RemedyOp, 1);

  g_task_set_source_tag (task, sb_record_remedy_async);
  g_task_set_name (task, "mend records");
  op->remedy = remedy;
  op->ids = ids != NULL ? g_array_copy ((GArray *) ids) : NULL;
  op->now = sb_clock_now (sb_company_get_clock (company));
  op->reason = g_strdup (reason);
  g_task_set_task_data (task, op, remedy_op_free);
  /* The op lives as long as the task, which outlives the write. */
  sb_ledger_write_async (sb_company_get_ledger (company), write_remedy, op, NULL, NULL, cancellable,
                         written_cb, task);
}

int
sb_record_remedy_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One flight: sent, answered, its answer applied in one transaction. What stays open is looked up.
 */
#include "sb-run-private.h"

#include "sb-flight-op-private.h"
#include "sb-qbo-error.h"

/* Refusals for reasons of their own (locks, maintenance) are worth another flight, but not for
 * ever. */
#define MAX_TRIES 2
#define ROUND_PAUSE_US (300 * 1000)
#define SMALLEST_BATCH 5

void
sb_flight_op_free (SbFlightOp *op)
{
  sb_flight_free (op->flight);
  if (op->results != NULL)
    g_ptr_array_unref (op->results);
  g_clear_pointer (&op->lookups, g_ptr_array_unref);
  g_clear_pointer (&op->answer, sb_qbo_answer_free);
  g_free (op);
}

SbFlightOp *
sb_flight_op_new (SbRun *run, SbFlight *flight, SbFlightDone done, gpointer data)
{
  SbFlightOp *op = g_new0 (SbFlightOp, 1);

  op->run = run;
  op->flight = flight;
  op->done = done;
  op->data = data;
  return op;
}

void
sb_flight_op_end (SbFlightOp *op)
{
  SbFlight *flight = g_steal_pointer (&op->flight);

  op->done (op->run, flight, op->data);
  sb_flight_op_free (op);
}

/* The books could not be written, or the like: nothing more is safe. */
void
sb_flight_op_fail (SbFlightOp *op, GError *error)
{
  sb_run_stop (op->run, error);
  sb_flight_op_end (op);
}

static guint
tries_of (SbRun *run, gint64 record)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (run->tries, &record));
}

static void
count_try (SbRun *run, gint64 record)
{
  guint tries = tries_of (run, record) + 1;

  g_hash_table_replace (run->tries, g_memdup2 (&record, sizeof record), GUINT_TO_POINTER (tries));
}

/* What a refusal of one item leads to. Decided on the main context, carried out in the transaction.
 */
static SbItemVerdict
judge_fault (SbRun *run, const SbFlightItem *item, const SbQboFault *fault)
{
  if (fault->maybe_done)
    return SB_VERDICT_OPEN;
  /* Somebody took the object away before we could: what a deletion wanted. */
  if (item->operation == SB_QBO_OPERATION_DELETE && g_str_equal (fault->code, "610"))
    return SB_VERDICT_GONE;

  switch (fault->decision)
    {
    case SB_QBO_DECISION_RETRY:
    case SB_QBO_DECISION_WAIT:
      if (tries_of (run, item->record) >= MAX_TRIES)
        return SB_VERDICT_REFUSED;
      count_try (run, item->record);
      return SB_VERDICT_AGAIN;
    case SB_QBO_DECISION_REFRESH:
    case SB_QBO_DECISION_RECONNECT:
      sb_run_stop (run, sb_qbo_fault_to_error (fault, NULL));
      return SB_VERDICT_AGAIN;
    case SB_QBO_DECISION_REREAD_MERGE:
      if (tries_of (run, item->record) >= 1)
        return SB_VERDICT_REFUSED;
      count_try (run, item->record);
      return SB_VERDICT_REREAD;
    case SB_QBO_DECISION_LOOKUP_ADOPT:
      return item->operation == SB_QBO_OPERATION_CREATE ? SB_VERDICT_LOOKUP : SB_VERDICT_REFUSED;
    case SB_QBO_DECISION_ASK_OWNER:
    case SB_QBO_DECISION_BUG:
    default:
      return SB_VERDICT_REFUSED;
    }
}

static SbItemResult *
add_result (SbFlightOp *op, SbFlightItem *item, SbItemVerdict verdict, JsonObject *object,
            const SbQboFault *fault)
{
  SbItemResult *result = g_new0 (SbItemResult, 1);

  result->item = item;
  result->verdict = verdict;
  result->object = object != NULL ? json_object_ref (object) : NULL;
  result->fault = fault != NULL ? sb_qbo_fault_copy (fault) : NULL;
  g_ptr_array_add (op->results, result);
  return result;
}

void
sb_item_result_free (gpointer data)
{
  SbItemResult *result = data;

  g_clear_pointer (&result->object, json_object_unref);
  g_clear_pointer (&result->fault, sb_qbo_fault_free);
  g_free (result);
}

static void
judge_item (SbFlightOp *op, SbFlightItem *item, JsonObject *object, const SbQboFault *fault)
{
  if (object != NULL)
    {
      sb_run_count_sent (op->run, item->object, item->operation);
      sb_run_note_written (op->run, item, object);
      add_result (op, item, SB_VERDICT_DONE, object, NULL);
    }
  else if (fault != NULL)
    {
      SbItemVerdict verdict = judge_fault (op->run, item, fault);

      g_clear_pointer (&item->fault, sb_qbo_fault_free);
      if (verdict == SB_VERDICT_LOOKUP)
        item->fault = sb_qbo_fault_copy (fault);
      add_result (op, item, verdict, NULL, fault);
    }
}

static const SbQboBatchResult *
find_bid (GPtrArray *results, const char *bid)
{
  for (guint i = 0; i < results->len; i++)
    {
      const SbQboBatchResult *result = g_ptr_array_index (results, i);

      if (g_strcmp0 (result->bid, bid) == 0)
        return result;
    }
  return NULL;
}

/* An item that the answer does not mention stays open: it may have been carried out. */
static void
judge_batch (SbFlightOp *op)
{
  g_autoptr (GPtrArray) results = sb_qbo_answer_get_batch (op->answer, NULL);

  for (guint i = 0; results != NULL && i < op->flight->items->len; i++)
    {
      SbFlightItem *item = g_ptr_array_index (op->flight->items, i);
      const SbQboBatchResult *result = item->settled ? NULL : find_bid (results, item->bid);

      if (result != NULL)
        judge_item (op, item, result->object, result->fault);
    }
}

static void
judge_answer (SbFlightOp *op)
{
  op->results = g_ptr_array_new_with_free_func (sb_item_result_free);
  if (op->answer->fault != NULL)
    {
      for (guint i = 0; i < op->flight->items->len; i++)
        {
          SbFlightItem *item = g_ptr_array_index (op->flight->items, i);

          if (!item->settled)
            judge_item (op, item, NULL, op->answer->fault);
        }
    }
  else if (op->flight->batch)
    {
      judge_batch (op);
    }
  else
    {
      SbFlightItem *item = g_ptr_array_index (op->flight->items, 0);

      judge_item (op, item, sb_qbo_answer_get_object (op->answer, item->object, NULL), NULL);
    }
}

static gboolean
apply_result (SbTxn *txn, SbFlightOp *op, SbItemResult *result, GError **error)
{
  gint64 now = op->now;
  SbCurrency home = op->run->home;

  switch (result->verdict)
    {
    case SB_VERDICT_DONE:
      return sb_flight_item_done (txn, op->flight, result->item, result->object, home, "done", now,
                                  error);
    case SB_VERDICT_ADOPTED:
      return sb_flight_item_done (txn, op->flight, result->item, result->object, home, "adopted",
                                  now, error);
    case SB_VERDICT_GONE:
      return sb_flight_item_gone (txn, op->flight, result->item, now, error);
    case SB_VERDICT_REFUSED:
      return sb_flight_item_refused (txn, op->flight, result->item, result->fault, now, error);
    case SB_VERDICT_AGAIN:
      return sb_flight_item_again (txn, op->flight, result->item, result->object, home, now, error);
    case SB_VERDICT_OPEN:
    case SB_VERDICT_REREAD:
    case SB_VERDICT_LOOKUP:
    default:
      return TRUE;
    }
}

/* On the writer: the whole answer in one transaction. */
gpointer
sb_flight_op_apply (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SbFlightOp *op = data;

  for (guint i = 0; i < op->results->len; i++)
    {
      if (!apply_result (txn, op, g_ptr_array_index (op->results, i), error))
        return NULL;
    }
  if (!sb_flight_close (txn, op->flight, op->now, error) || !sb_run_write_log (txn, op->log, error))
    return NULL;
  return NULL;
}

static gboolean
is_open (const SbFlight *flight)
{
  for (guint i = 0; i < flight->items->len; i++)
    {
      if (!((const SbFlightItem *) g_ptr_array_index (flight->items, i))->settled)
        return TRUE;
    }
  return FALSE;
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbFlightOp *op = data;
  GError *error = NULL;

  sb_ledger_write_finish (op->run->ledger, result, &error);
  g_clear_pointer (&op->log, g_ptr_array_unref);
  if (error != NULL)
    {
      sb_flight_op_fail (op, error);
      return;
    }
  if (is_open (op->flight))
    sb_flight_op_look (op);
  else
    sb_flight_op_end (op);
}

void
sb_flight_op_write (SbFlightOp *op)
{
  op->now = sb_run_now (op->run);
  op->log = sb_run_steal_log (op->run);
  sb_ledger_write_async (op->run->ledger, sb_flight_op_apply, op, NULL, NULL, NULL, applied_cb, op);
}

static gpointer
abandon_flight (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SbFlightOp *op = data;

  if (sb_run_write_log (txn, op->log, error))
    sb_flight_abandon (txn, op->flight, op->now, error);
  return NULL;
}

static void
abandoned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbFlightOp *op = data;
  GError *error = NULL;

  sb_ledger_write_finish (op->run->ledger, result, &error);
  g_clear_pointer (&op->log, g_ptr_array_unref);
  if (error != NULL)
    sb_flight_op_fail (op, error);
  else
    sb_flight_op_end (op);
}

/* Certainly not carried out. One that may have been, some time before, stays open in the book. */
static void
give_up (SbFlightOp *op, GError *error)
{
  sb_run_stop (op->run, error);
  if (op->flight->attempts > 1)
    {
      sb_flight_op_end (op);
      return;
    }
  op->now = sb_run_now (op->run);
  op->log = sb_run_steal_log (op->run);
  sb_ledger_write_async (op->run->ledger, abandon_flight, op, NULL, NULL, NULL, abandoned_cb, op);
}

static void
round_pause_over (gpointer data)
{
  sb_flight_op_look (data);
}

/* The answer was lost. A batch that was too slow is followed by smaller ones. */
static void
answer_lost (SbFlightOp *op, GError *error)
{
  SbRun *run = op->run;

  if (op->flight->batch)
    run->batch_limit = MAX (SMALLEST_BATCH, run->batch_limit / 2);
  if (op->rounds >= SB_FLIGHT_MAX_ROUNDS)
    {
      /* It stays in the book as sent; the next run looks again. One request that they cannot digest
       * is no reason to leave the others; two in a row are. */
      run->lost_in_a_row++;
      if (run->lost_in_a_row > 1 || g_error_matches (error, SB_QBO_ERROR, SB_QBO_ERROR_OFFLINE))
        sb_run_stop (run, error);
      else
        g_error_free (error);
      sb_flight_op_end (op);
      return;
    }
  g_error_free (error);
  sb_clock_call_in (run->clock, ROUND_PAUSE_US * (op->rounds + 1), round_pause_over, op, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbFlightOp *op = data;
  GError *error = NULL;

  g_clear_pointer (&op->answer, sb_qbo_answer_free);
  op->answer = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);
  if (op->answer == NULL)
    {
      if (sb_qbo_error_maybe_done (error))
        answer_lost (op, error);
      else
        give_up (op, error);
      return;
    }

  sb_run_heard (op->run, op->answer);
  op->run->lost_in_a_row = 0;
  g_clear_pointer (&op->results, g_ptr_array_unref);
  judge_answer (op);
  if (op->results->len == 0)
    answer_lost (op, g_error_new_literal (SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL,
                                          "the answer speaks of nothing that was sent"));
  else
    sb_flight_op_write (op);
}

void
sb_flight_op_send (SbFlightOp *op)
{
  g_autoptr (SbQboRequest) request = sb_flight_request (op->flight);

  sb_qbo_client_send_async (op->run->client, request, op->run->cancellable, sent_cb, op);
}

void
sb_run_send_flight (SbRun *run, SbFlight *flight, SbFlightDone done, gpointer data)
{
  sb_flight_op_send (sb_flight_op_new (run, flight, done, data));
}

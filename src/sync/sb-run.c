/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all phases of a run share: stopping, clocks, counts, log. */
#include "sb-run-private.h"

#include <string.h>

#include "sb-qbo-error.h"


static void
on_call (SbQboClient *client, const SbQboCall *call, SbRun *run)
{
  SbSyncCalls *calls = &run->report->calls;
  SbRequestLogEntry *entry = g_new0 (SbRequestLogEntry, 1);
  guint *kinds[] = {
    [SB_QBO_CALL_WRITE] = &calls->write, [SB_QBO_CALL_BATCH] = &calls->batch,
    [SB_QBO_CALL_READ] = &calls->read,   [SB_QBO_CALL_QUERY] = &calls->query,
    [SB_QBO_CALL_CDC] = &calls->cdc,     [SB_QBO_CALL_REPORT] = &calls->report,
  };

  calls->total++;
  if ((guint) call->kind < G_N_ELEMENTS (kinds))
    (*kinds[call->kind])++;
  if (call->attempt > 1)
    calls->retried++;
  if (call->status == 429)
    calls->throttled++;

  entry->time = call->time;
  entry->run = run->id;
  entry->method = g_strdup (call->method);
  entry->path = g_strdup (call->path);
  entry->requestid = g_strdup (call->requestid);
  entry->attempt = (int) call->attempt;
  entry->status = (int) call->status;
  entry->ms = (int) call->ms;
  entry->intuit_tid = g_strdup (call->intuit_tid);
  entry->result = g_strdup (call->result);
  g_ptr_array_add (run->log, entry);
}

static GPtrArray *
log_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_request_log_entry_free);
}

SbRun *
sb_run_new (SbSyncEngine *engine, SbSyncRunFlags flags, GCancellable *cancellable)
{
  SbRun *run = g_new0 (SbRun, 1);

  run->engine = g_object_ref (engine);
  run->ledger = g_object_ref (sb_sync_engine_get_ledger (engine));
  run->client = g_object_ref (sb_sync_engine_get_client (engine));
  run->clock = g_object_ref (sb_sync_engine_get_clock (engine));
  run->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  run->flags = flags;
  run->realm = g_strdup (sb_qbo_client_get_realm_id (run->client));
  run->report = sb_sync_report_new ();
  run->report->dry_run = (flags & SB_SYNC_RUN_DRY_RUN) != 0;
  run->report->pull_only = (flags & SB_SYNC_RUN_PULL_ONLY) != 0;
  run->report->started = sb_clock_now (run->clock);
  run->log = log_new ();
  run->tries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run->batch_limit = sb_qbo_client_get_batch_size (run->client);
  run->call_handler = g_signal_connect (run->client, "call", G_CALLBACK (on_call), run);
  if (sb_qbo_client_get_auth (run->client) != NULL)
    run->token_calls = sb_qbo_auth_get_token_calls (sb_qbo_client_get_auth (run->client));
  return run;
}

void
sb_run_free (SbRun *run)
{
  if (run == NULL)
    return;
  g_clear_signal_handler (&run->call_handler, run->client);
  g_clear_pointer (&run->lease, sb_lease_free);
  g_clear_pointer (&run->planner, sb_planner_free);
  g_clear_pointer (&run->report, sb_sync_report_free);
  g_clear_pointer (&run->log, g_ptr_array_unref);
  g_free (run->last_write.entity);
  g_free (run->last_write.id);
  g_clear_pointer (&run->tries, g_hash_table_unref);
  g_clear_error (&run->failure);
  g_clear_object (&run->task);
  g_clear_object (&run->cancellable);
  g_clear_object (&run->clock);
  g_clear_object (&run->client);
  g_clear_object (&run->ledger);
  g_free (run->realm);
  g_clear_object (&run->engine);
  g_free (run);
}

void
sb_run_stop (SbRun *run, GError *error)
{
  run->stopping = TRUE;
  if (run->failure == NULL)
    run->failure = error;
  else
    g_clear_error (&error);
}

gboolean
sb_run_is_stopping (SbRun *run)
{
  return run->stopping || g_cancellable_is_cancelled (run->cancellable);
}

gint64
sb_run_now (SbRun *run)
{
  return sb_clock_now (run->clock);
}

gint64
sb_run_server_now (SbRun *run)
{
  return sb_clock_now (run->clock) + run->server_offset;
}

void
sb_run_heard (SbRun *run, const SbQboAnswer *answer)
{
  if (answer->time != 0)
    run->server_offset = answer->time - sb_clock_now (run->clock);
}

GPtrArray *
sb_run_steal_log (SbRun *run)
{
  GPtrArray *log = run->log;

  run->log = log_new ();
  return log;
}

gboolean
sb_run_write_log (SbTxn *txn, GPtrArray *log, GError **error)
{
  for (guint i = 0; i < log->len; i++)
    {
      if (!sb_request_log_add (txn, g_ptr_array_index (log, i), error))
        return FALSE;
    }
  return TRUE;
}

void
sb_run_progress (SbRun *run, SbSyncPhase phase, const char *text)
{
  SbSyncProgress progress = { phase, 0, 0, text };

  if (run->planner != NULL)
    {
      progress.done = sb_planner_finished (run->planner);
      progress.total = sb_planner_size (run->planner);
    }
  sb_sync_engine_emit_progress (run->engine, &progress);
}

static SbSyncCount *
count_for (GPtrArray *counts, const char *object)
{
  SbSyncCount *count;

  for (guint i = 0; i < counts->len; i++)
    {
      count = g_ptr_array_index (counts, i);
      if (g_str_equal (count->object, object))
        return count;
    }
  count = g_new0 (SbSyncCount, 1);
  count->object = g_strdup (object);
  g_ptr_array_add (counts, count);
  return count;
}

void
sb_run_count_sent (SbRun *run, const char *object, SbQboOperation operation)
{
  SbSyncCount *count = count_for (run->report->sent, object);

  switch (operation)
    {
    case SB_QBO_OPERATION_CREATE:
      count->created++;
      break;
    case SB_QBO_OPERATION_UPDATE:
      count->updated++;
      break;
    case SB_QBO_OPERATION_DELETE:
      count->deleted++;
      break;
    case SB_QBO_OPERATION_VOID:
      count->voided++;
      break;
    default:
      break;
    }
}

void
sb_run_count_pulled (SbSyncReport *report, const char *object, const char *what)
{
  SbSyncCount *count = count_for (report->pulled, object);

  if (g_str_equal (what, "created"))
    count->created++;
  else if (g_str_equal (what, "updated"))
    count->updated++;
  else if (g_str_equal (what, "inactive"))
    count->inactive++;
  else if (g_str_equal (what, "voided"))
    count->voided++;
  else
    count->deleted++;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report: how the book stands after the run, and how the run ended. */
#include "sb-run-private.h"

#include "sb-bind.h"
#include "sb-qbo-error.h"

static const char SQL_FINISH[] =
  "UPDATE run SET finished = :now, outcome = :outcome, report = :report WHERE id = :id";

typedef struct
{
  SbRun *run;
  SbRunNext next;
  GPtrArray *log;
} FinishOp;

static GPtrArray *
list_state (SbDatabase *db, SbRecordState state, GError **error)
{
  SbRecordFilter filter = { .states = 1u << state };

  return sb_record_list (db, &filter, error);
}

static gboolean
replace (GPtrArray **slot, GPtrArray *fresh)
{
  if (fresh == NULL)
    return FALSE;
  g_ptr_array_unref (*slot);
  *slot = fresh;
  return TRUE;
}

static gboolean
fill_report (SbDatabase *db, SbSyncReport *report, GError **error)
{
  return sb_record_counts (db, report->counts, error)
         && replace (&report->failures, list_state (db, SB_RECORD_FAILED, error))
         && replace (&report->blocked, list_state (db, SB_RECORD_BLOCKED, error))
         && replace (&report->pending, list_state (db, SB_RECORD_PENDING, error))
         && replace (&report->conflicts, list_state (db, SB_RECORD_CONFLICT, error))
         && replace (&report->notices, sb_sync_notices (db, error));
}

static SbSyncOutcome
outcome_of (SbRun *run)
{
  const GError *failure = run->failure;
  const SbSyncReport *report = run->report;

  if (g_cancellable_is_cancelled (run->cancellable)
      && (failure == NULL || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return SB_SYNC_OUTCOME_CANCELLED;
  if (failure != NULL && failure->domain == SB_QBO_ERROR)
    {
      if (failure->code == SB_QBO_ERROR_SIGN_IN_NEEDED || failure->code == SB_QBO_ERROR_REVOKED
          || failure->code == SB_QBO_ERROR_NO_KEYRING || failure->code == SB_QBO_ERROR_CLIENT)
        return SB_SYNC_OUTCOME_SIGN_IN_NEEDED;
      return SB_SYNC_OUTCOME_NETWORK;
    }
  if (failure != NULL)
    return SB_SYNC_OUTCOME_STOPPED;
  if (report->failures->len + report->blocked->len + report->conflicts->len > 0)
    return SB_SYNC_OUTCOME_FAILURES;
  return SB_SYNC_OUTCOME_DONE;
}

static void
tell_failure (SbRun *run)
{
  if (run->failure == NULL || run->report->outcome == SB_SYNC_OUTCOME_CANCELLED)
    return;
  run->report->message = run->failure->domain == SB_QBO_ERROR
                             ? g_strdup (sb_qbo_error_remedy (run->failure))
                             : g_strdup (run->failure->message);
}

static gpointer
write_finish (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  FinishOp *op = data;
  SbRun *run = op->run;
  SbDatabase *db = sb_txn_get_database (txn);
  g_autofree char *json = NULL;

  if (!sb_run_write_log (txn, op->log, error) || !fill_report (db, run->report, error))
    return NULL;
  run->report->outcome = outcome_of (run);
  tell_failure (run);
  if (run->id == 0)
    return NULL;
  json = sb_sync_report_to_json (run->report);
  if (sb_bind_run (db, SQL_FINISH, error, ":now", 'i', run->report->finished, ":outcome", 't',
                   sb_sync_outcome_word (run->report->outcome), ":report", 't', json, ":id", 'i',
                   run->id, NULL))
    sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return NULL;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  FinishOp *op = data;
  SbRun *run = op->run;
  SbRunNext next = op->next;
  GError *error = NULL;

  sb_ledger_write_finish (run->ledger, result, &error);
  g_ptr_array_unref (op->log);
  g_free (op);
  if (error != NULL)
    sb_run_stop (run, error);
  next (run);
}

void
sb_run_finish (SbRun *run, SbRunNext next)
{
  FinishOp *op = g_new0 (FinishOp, 1);
  SbQboAuth *auth = sb_qbo_client_get_auth (run->client);

  run->report->finished = sb_run_now (run);
  if (auth != NULL)
    run->report->calls.token = sb_qbo_auth_get_token_calls (auth) - run->token_calls;
  op->run = run;
  op->next = next;
  op->log = sb_run_steal_log (run);
  sb_ledger_write_async (run->ledger, write_finish, op, NULL, NULL, NULL, finished_cb, op);
}

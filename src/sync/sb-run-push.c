/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sending. One planning step at a time translates the next records and commits their flights in one
 * transaction; flights then go side by side, and each answer makes room for the next step.
 */
#include "sb-run-private.h"

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-list-entity.h"

/* In the air at once. Intuit allows ten; what else reads needs room too. */
#define MAX_BATCHES 4
#define MAX_SINGLES 4

static const char SQL_PLAN[] =
  "SELECT id, object FROM record WHERE state IN ('waiting', 'blocked')"
  " OR (state = 'pending' AND reason IN ('account', 'unmapped-role', 'export-off', 'tax-code'))"
  " ORDER BY CASE object WHEN 'Customer' THEN 0 WHEN 'Vendor' THEN 1 WHEN 'Item' THEN 2"
  " WHEN 'Payment' THEN 4 WHEN 'BillPayment' THEN 4 WHEN 'Purchase' THEN 4 WHEN 'Deposit' THEN 4"
    " ELSE 3 END, date, sequence, id";

static const char SQL_STATE[]
    = "SELECT CASE WHEN state = 'synced' AND action = 'delete' THEN 'gone' ELSE state END"
      " FROM record WHERE id = :id";
static const char SQL_HAS_LINK[] =
  "SELECT count (*) FROM link WHERE record = :id AND state IN ('linked', 'voided')";

SbPlanPhase
sb_run_phase_of (const char *object)
{
  if (sb_list_entity_find (object) != NULL)
    return SB_PLAN_LIST;
  if (g_str_equal (object, "Payment") || g_str_equal (object, "BillPayment")
      || g_str_equal (object, "Purchase") || g_str_equal (object, "Deposit"))
    return SB_PLAN_PAYMENT;
  return SB_PLAN_DOCUMENT;
}

gboolean
sb_run_load_plan (SbDatabase *db, SbPlanner *planner, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_PLAN, error, NULL);
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    sb_planner_add (planner, sb_statement_int64_at (st, 0),
                    sb_run_phase_of (sb_statement_text_at (st, 1)));
  return !failed;
}

/* ---- one planning step, on the writer ---- */

typedef struct
{
  gint64 record;
  gboolean through; /* needs no flight: refused, or nothing to send */
  gboolean in;      /* and is in QuickBooks */
  GArray *needs;    /* (owned) (nullable): waits for these */
} StepOutcome;

typedef struct
{
  SbRun *run;
  GArray *records;     /* (owned) (element-type gint64) */
  gboolean batch;
  gint64 server_now;
  gint64 now;
  GPtrArray *log;      /* (owned) */
  GPtrArray *flights;  /* (owned) (element-type SbFlight) */
  GArray *outcomes;    /* (owned) (element-type StepOutcome) */
} Step;

static void
flight_clear (gpointer flight)
{
  if (flight != NULL)
    sb_flight_free (flight);
}

static void
outcome_clear (gpointer data)
{
  StepOutcome *outcome = data;

  g_clear_pointer (&outcome->needs, g_array_unref);
}

static void
step_free (Step *step)
{
  g_array_unref (step->records);
  g_ptr_array_unref (step->log);
  g_ptr_array_unref (step->flights);
  g_array_unref (step->outcomes);
  g_free (step);
}

static gboolean
refuse (SbTxn *txn, Step *step, SbTranslation *translation, GError **error)
{
  StepOutcome outcome
      = { translation->record->id, TRUE, translation->state == SB_RECORD_SYNCED, NULL };

  g_array_append_val (step->outcomes, outcome);
  return sb_record_set_state (txn, translation->record->id, translation->state, translation->reason,
                              translation->message, NULL, NULL, step->now, error);
}

static gboolean
commit_flights (SbTxn *txn, Step *step, GPtrArray *sendable, GError **error)
{
  if (sendable->len == 0)
    return TRUE;
  if (step->batch && sendable->len > 1)
    {
      SbFlight *flight = sb_flight_commit (txn, step->run->realm, step->run->id, sendable, TRUE,
                                           step->server_now, step->now, error);

      if (flight == NULL)
        return FALSE;
      g_ptr_array_add (step->flights, flight);
      return TRUE;
    }
  for (guint i = 0; i < sendable->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      SbFlight *flight;

      g_ptr_array_add (one, g_ptr_array_index (sendable, i));
      flight = sb_flight_commit (txn, step->run->realm, step->run->id, one, FALSE, step->server_now,
                                 step->now, error);
      if (flight == NULL)
        return FALSE;
      g_ptr_array_add (step->flights, flight);
    }
  return TRUE;
}

/* The owner may have skipped it, or another program sent it, since the plan was made. */
static gboolean
still_waits (SbDatabase *db, gint64 record, gboolean *waits, GError **error)
{
  g_autoptr (SbRecord) row = sb_record_load (db, record, error);

  if (row == NULL)
    return FALSE;
  *waits = row->state == SB_RECORD_WAITING || row->state == SB_RECORD_BLOCKED
           || row->state == SB_RECORD_PENDING;
  return TRUE;
}

static gboolean
plan_record (SbTxn *txn, Step *step, SbTranslator *translator, gint64 record, GPtrArray *sendable,
             GError **error)
{
  g_autoptr (SbTranslation) translation = NULL;
  gboolean waits = FALSE;

  if (!still_waits (sb_txn_get_database (txn), record, &waits, error))
    return FALSE;
  if (!waits)
    {
      StepOutcome outcome = { record, TRUE, FALSE, NULL };

      g_array_append_val (step->outcomes, outcome);
      return TRUE;
    }

  translation = sb_translate (translator, record, error);
  if (translation == NULL)
    return FALSE;
  if (translation->refused)
    return refuse (txn, step, translation, error);
  if (translation->needs->len > 0)
    {
      StepOutcome outcome = { record, FALSE, FALSE, g_array_ref (translation->needs) };

      g_array_append_val (step->outcomes, outcome);
      return TRUE;
    }
  g_ptr_array_add (sendable, g_steal_pointer (&translation));
  return TRUE;
}

static gpointer
plan_step (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;
  g_autoptr (SbTranslator) translator =
    sb_translator_new (sb_txn_get_database (txn), step->run->realm, error);
  g_autoptr (GPtrArray) sendable
      = g_ptr_array_new_with_free_func ((GDestroyNotify)sb_translation_free);

  if (translator == NULL || !sb_run_write_log (txn, step->log, error))
    return NULL;
  for (guint i = 0; i < step->records->len; i++)
    {
      if (!plan_record (txn, step, translator, g_array_index (step->records, gint64, i), sendable,
                        error))
        return NULL;
    }
  commit_flights (txn, step, sendable, error);
  return NULL;
}

/* ---- the loop, on the main context ---- */

static void pump (SbRun *run);

typedef struct
{
  SbFlight *flight;
  GArray *in; /* (element-type gboolean) by item */
} FlightStates;

static gpointer
read_states (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  FlightStates *states = data;

  for (guint i = 0; i < states->flight->items->len; i++)
    {
      const SbFlightItem *item = g_ptr_array_index (states->flight->items, i);
      g_autofree char *state = NULL;
      gint64 links = 0;
      int verdict;

      state = sb_bind_text (db, SQL_STATE, error, ":id", 'i', item->record, NULL);
      if (state == NULL
          || !sb_bind_int64 (db, SQL_HAS_LINK, &links, NULL, error, ":id", 'i', item->record, NULL))
        return NULL;
      /* 1: in; 0: out; 2: waits for another flight */
      verdict = g_str_equal (state, "waiting")               ? 2
                : g_str_equal (state, "gone")                ? 1
                : g_str_equal (state, "synced") && links > 0 ? 1
                                                             : 0;
      g_array_append_val (states->in, verdict);
    }
  return NULL;
}

typedef struct
{
  SbRun *run;
  FlightStates states;
} DoneOp;

static void
states_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DoneOp *op = data;
  SbRun *run = op->run;
  GError *error = NULL;

  sb_ledger_read_finish (run->ledger, result, &error);
  if (error != NULL)
    sb_run_stop (run, error);
  for (guint i = 0; i < op->states.flight->items->len; i++)
    {
      const SbFlightItem *item = g_ptr_array_index (op->states.flight->items, i);
      int verdict = i < op->states.in->len ? g_array_index (op->states.in, int, i) : 0;

      if (verdict == 2 && !sb_run_is_stopping (run))
        sb_planner_again (run->planner, item->record);
      else
        sb_planner_finish (run->planner, item->record, verdict == 1);
    }
  if (op->states.flight->batch)
    run->batches_in_air--;
  else
    run->singles_in_air--;
  g_array_unref (op->states.in);
  sb_flight_free (op->states.flight);
  g_free (op);
  pump (run);
}

/* Its outcome is in the book; what it means for the plan is read from there. */
static void
flight_done (SbRun *run, SbFlight *flight, gpointer data)
{
  DoneOp *op = g_new0 (DoneOp, 1);

  op->run = run;
  op->states.flight = flight;
  op->states.in = g_array_new (FALSE, FALSE, sizeof (int));
  sb_ledger_read_async (run->ledger, read_states, &op->states, NULL, NULL, NULL, states_read_cb,
                        op);
}

static void
take_outcomes (SbRun *run, Step *step)
{
  for (guint i = 0; i < step->outcomes->len; i++)
    {
      const StepOutcome *outcome = &g_array_index (step->outcomes, StepOutcome, i);

      if (outcome->through)
        sb_planner_finish (run->planner, outcome->record, outcome->in);
      else
        sb_planner_wait_for (run->planner, outcome->record,
                             (const gint64 *)(gpointer)outcome->needs->data, outcome->needs->len);
    }
}

static void
step_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *step = data;
  SbRun *run = step->run;
  GError *error = NULL;

  sb_ledger_write_finish (run->ledger, result, &error);
  run->planning = FALSE;
  if (error != NULL)
    {
      sb_run_stop (run, error);
    }
  else
    {
      take_outcomes (run, step);
      for (guint i = 0; i < step->flights->len; i++)
        {
          SbFlight *flight = g_ptr_array_index (step->flights, i);

          step->flights->pdata[i] = NULL;
          if (flight->batch)
            run->batches_in_air++;
          else
            run->singles_in_air++;
          sb_run_send_flight (run, flight, flight_done, NULL);
        }
    }
  step_free (step);
  pump (run);
}

static void
start_step (SbRun *run, guint n, gboolean batch)
{
  Step *step = g_new0 (Step, 1);

  step->run = run;
  step->records = sb_planner_take (run->planner, n);
  step->batch = batch;
  step->server_now = sb_run_server_now (run);
  step->now = sb_run_now (run);
  step->log = sb_run_steal_log (run);
  step->flights = g_ptr_array_new_with_free_func (flight_clear);
  step->outcomes = g_array_new (FALSE, TRUE, sizeof (StepOutcome));
  g_array_set_clear_func (step->outcomes, outcome_clear);
  run->planning = TRUE;
  sb_ledger_write_async (run->ledger, plan_step, step, NULL, NULL, NULL, step_done_cb, step);
}

/* ---- what could not go ---- */

typedef struct
{
  GArray *blocked;
  GPtrArray *needs; /* (element-type GArray) */
  gint64 now;
} BlockOp;

static void
block_op_free (gpointer data)
{
  BlockOp *op = data;

  g_array_unref (op->blocked);
  g_ptr_array_unref (op->needs);
  g_free (op);
}

static gpointer
write_blocked (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  BlockOp *op = data;

  for (guint i = 0; i < op->blocked->len; i++)
    {
      gint64 record = g_array_index (op->blocked, gint64, i);
      GArray *needs = g_ptr_array_index (op->needs, i);
      gboolean waits = FALSE;

      if (!still_waits (sb_txn_get_database (txn), record, &waits, error))
        return NULL;
      if (!waits)
        continue;
      if (!sb_record_set_needs (txn, record, (const gint64 *)(gpointer)needs->data, needs->len,
                                error)
          || !sb_record_set_state (txn, record, SB_RECORD_BLOCKED, "depends", NULL, NULL, NULL,
                                   op->now, error))
        return NULL;
    }
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return NULL;
}

static void
blocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbRun *run = data;
  GError *error = NULL;
  SbRunNext next = run->next;

  sb_ledger_write_finish (run->ledger, result, &error);
  if (error != NULL)
    sb_run_stop (run, error);
  next (run);
}

static void
end_push (SbRun *run)
{
  BlockOp *op;

  if (sb_run_is_stopping (run))
    {
      SbRunNext next = run->next;

      next (run);
      return;
    }
  op = g_new0 (BlockOp, 1);
  op->blocked = sb_planner_blocked (run->planner);
  op->needs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  op->now = sb_run_now (run);
  for (guint i = 0; i < op->blocked->len; i++)
    g_ptr_array_add (op->needs,
                     sb_planner_needs (run->planner, g_array_index (op->blocked, gint64, i)));
  sb_ledger_write_async (run->ledger, write_blocked, op, block_op_free, NULL, NULL, blocked_cb,
                         run);
}

/* How many to take, and whether as one batch. Batches while there is room for one; with Intuit's
 * budget of batches used up, single requests go beside them. */
static guint
choose (SbRun *run, gboolean *batch)
{
  guint ready = sb_planner_ready (run->planner);
  gboolean serial = sb_planner_is_serial (run->planner);

  *batch = FALSE;
  if (ready == 0)
    return 0;
  if (serial)
    return run->singles_in_air == 0 ? 1 : 0;
  if (ready > 1 && run->batches_in_air < MAX_BATCHES
      && (run->batches_in_air == 0 || sb_qbo_client_available (run->client, TRUE) > 0))
    {
      *batch = TRUE;
      return MIN (ready, MIN (run->batch_limit, sb_qbo_client_get_batch_size (run->client)));
    }
  if (run->singles_in_air < MAX_SINGLES && (ready == 1 || run->batches_in_air > 0))
    return 1;
  return 0;
}

static void
pump (SbRun *run)
{
  gboolean batch;
  guint n;

  if (run->planning || run->reading_between)
    return;
  sb_run_progress (run, SB_SYNC_PUSHING, _("Sending to QuickBooks"));
  if (!sb_run_is_stopping (run) && sb_run_should_read_between (run))
    {
      if (run->batches_in_air == 0 && run->singles_in_air == 0)
        sb_run_read_between (run, pump);
      return;
    }
  n = sb_run_is_stopping (run) ? 0 : choose (run, &batch);
  if (n > 0)
    start_step (run, n, batch);
  else if (run->batches_in_air == 0 && run->singles_in_air == 0)
    end_push (run);
}

/* ---- beginning ---- */

static gpointer
load_plan (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SbRun *run = data;

  if (sb_record_collect (txn, sb_run_now (run), error))
    sb_run_load_plan (sb_txn_get_database (txn), run->planner, error);
  return NULL;
}

static void
plan_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbRun *run = data;
  GError *error = NULL;

  sb_ledger_write_finish (run->ledger, result, &error);
  if (error != NULL)
    sb_run_stop (run, error);
  pump (run);
}

void
sb_run_push (SbRun *run, SbRunNext next)
{
  if (sb_run_is_stopping (run))
    {
      next (run);
      return;
    }
  run->next = next;
  run->planner = sb_planner_new ();
  sb_ledger_write_async (run->ledger, load_plan, run, NULL, NULL, NULL, plan_loaded_cb, run);
}

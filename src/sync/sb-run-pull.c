/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading. Usually two calls: the change list, and a batch of queries for what it does not cover.
 * The change list has no upper bound and is cut without a word, so an answer that is full is asked
 * again kind by kind, and a kind that alone fills one is read in pages.
 */
#include "sb-run-private.h"

#include <glib/gi18n-lib.h>

#include "sb-gone.h"
#include "sb-list-entity.h"
#include "sb-matching-rules.h"
#include "sb-pull-private.h"
#include "sb-qbo-error.h"
#include "sb-setting.h"
#include "sb-uid.h"

/* The list reaches back 30 days; a day's margin. */
#define REACH_US (G_GINT64_CONSTANT (29) * 24 * 60 * 60 * G_USEC_PER_SEC)
#define OVERLAP_US (G_GINT64_CONSTANT (2) * 60 * G_USEC_PER_SEC)

static const char *const FACTS[] = { "CompanyInfo", "Preferences", "TaxCode", "TaxRate" };
static const char *const LISTS[]
    = { "Account", "Term", "PaymentMethod", "Customer", "Vendor", "Item" };
const char *const SB_PULL_KINDS[] = {
  "Account",       "Term",         "PaymentMethod", "Customer",      "Vendor",
  "Item",          "Invoice",      "CreditMemo",    "RefundReceipt", "Estimate",
  "Bill",          "VendorCredit", "PurchaseOrder", "Purchase",      "Deposit",
  "Payment",       "BillPayment",  "JournalEntry",  NULL,
};

typedef struct
{
  SbRun *run;
  SbRunNext next;
  GPtrArray *pulled;     /* (element-type SbPulled) */
  gint64 cursor;         /* last start; 0 = never */
  gint64 server_time;    /* of this pull's first answer */
  GPtrArray *gone;       /* (owned) (nullable) (element-type SbGone): to be made sure of */
  GPtrArray *kinds;      /* (element-type utf8): to be read one by one */
  guint kind;
  gboolean by_query;     /* one by one means queries, not change lists */
  gint64 now;
  GPtrArray *log;
} PullOp;

static void
pull_op_free (PullOp *op)
{
  g_ptr_array_unref (op->pulled);
  g_ptr_array_unref (op->kinds);
  g_clear_pointer (&op->gone, g_ptr_array_unref);
  g_clear_pointer (&op->log, g_ptr_array_unref);
  g_free (op);
}

static void
end_pull (PullOp *op)
{
  SbRun *run = op->run;
  SbRunNext next = op->next;

  pull_op_free (op);
  next (run);
}

static void
fail_pull (PullOp *op, GError *error)
{
  sb_run_stop (op->run, error);
  end_pull (op);
}

/* ---- into the book ---- */

static gpointer
apply_pull (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  PullOp *op = data;
  SbRun *run = op->run;
  SbPull pull = { 0 };

  pull.txn = txn;
  pull.db = sb_txn_get_database (txn);
  pull.realm = run->realm;
  pull.home = run->home;
  pull.now = op->now;
  pull.match = (run->flags & (SB_SYNC_RUN_PULL_ONLY | SB_SYNC_RUN_DRY_RUN)) == 0;
  pull.report = run->report;
  if (sb_run_write_log (txn, op->log, error))
    sb_pull_apply (&pull, op->pulled, op->server_time - OVERLAP_US, error);
  return NULL;
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PullOp *op = data;
  GError *error = NULL;

  sb_ledger_write_finish (op->run->ledger, result, &error);
  if (error != NULL)
    fail_pull (op, error);
  else
    end_pull (op);
}

static void
write_pull (PullOp *op)
{
  op->now = sb_run_now (op->run);
  op->log = sb_run_steal_log (op->run);
  sb_ledger_write_async (op->run->ledger, apply_pull, op, NULL, NULL, NULL, applied_cb, op);
}

/* ---- kind by kind ---- */

static void read_kind (PullOp *op);
static void read_gone (PullOp *op);

static gboolean
is_list (const char *entity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      if (g_str_equal (LISTS[i], entity))
        return TRUE;
    }
  return FALSE;
}

static void
kind_queried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PullOp *op = data;
  GError *error = NULL;
  const char *entity = g_ptr_array_index (op->kinds, op->kind);
  gint64 time = 0;
  g_autoptr (JsonArray) rows
      = sb_qbo_client_query_all_finish (SB_QBO_CLIENT (source), result, &time, &error);

  if (rows == NULL)
    {
      fail_pull (op, error);
      return;
    }
  if (op->server_time == 0)
    op->server_time = time != 0 ? time : sb_run_server_now (op->run);
  g_ptr_array_add (op->pulled, sb_pulled_new (entity, rows, !is_list (entity)));
  op->kind++;
  read_kind (op);
}

/* All there is: what has gone can then be told from what is there. */
static void
query_kind (PullOp *op, const char *entity)
{
  sb_qbo_client_query_all_async (op->run->client, entity,
                                 is_list (entity) ? "Active IN (true,false)" : NULL, NULL,
                                 op->run->cancellable, kind_queried_cb, op);
}

static void
add_changes (PullOp *op, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const SbQboChanges *change = g_ptr_array_index (changes, i);

      g_ptr_array_add (op->pulled, sb_pulled_new (change->entity, change->rows, FALSE));
    }
}

static void
kind_changes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PullOp *op = data;
  GError *error = NULL;
  guint total = 0;
  g_autoptr (SbQboAnswer) answer
      = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) changes
      = answer != NULL ? sb_qbo_answer_get_changes (answer, &total, &error) : NULL;

  if (changes == NULL)
    {
      fail_pull (op, error);
      return;
    }
  if (total >= SB_QBO_CDC_MAX)
    {
      query_kind (op, g_ptr_array_index (op->kinds, op->kind));
      return;
    }
  add_changes (op, changes);
  op->kind++;
  read_kind (op);
}

static void
read_kind (PullOp *op)
{
  const char *entity;

  if (op->kind == op->kinds->len)
    {
      read_gone (op);
      return;
    }
  entity = g_ptr_array_index (op->kinds, op->kind);
  if (op->by_query)
    {
      query_kind (op, entity);
    }
  else
    {
      const char *const one[] = { entity, NULL };
      g_autoptr (SbQboRequest) request = sb_qbo_request_cdc (one, op->cursor);

      sb_qbo_client_send_async (op->run->client, request, op->run->cancellable, kind_changes_cb,
                                op);
    }
}

/* ---- the change list ---- */

static void
changes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PullOp *op = data;
  GError *error = NULL;
  guint total = 0;
  g_autoptr (SbQboAnswer) answer
      = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) changes
      = answer != NULL ? sb_qbo_answer_get_changes (answer, &total, &error) : NULL;

  if (changes == NULL)
    {
      fail_pull (op, error);
      return;
    }
  sb_run_heard (op->run, answer);
  op->server_time = answer->time != 0 ? answer->time : sb_run_server_now (op->run);
  /* Only the server's clock can say how long ago that was. */
  op->by_query = op->server_time - op->cursor >= REACH_US;
  if (op->by_query || total >= SB_QBO_CDC_MAX)
    {
      for (gsize i = 0; SB_PULL_KINDS[i] != NULL; i++)
        g_ptr_array_add (op->kinds, (gpointer) SB_PULL_KINDS[i]);
      read_kind (op);
      return;
    }
  add_changes (op, changes);
  read_gone (op);
}

static void
read_changes (PullOp *op)
{
  if (op->cursor != 0)
    {
      g_autoptr (SbQboRequest) request = sb_qbo_request_cdc (SB_PULL_KINDS, op->cursor);

      sb_qbo_client_send_async (op->run->client, request, op->run->cancellable, changes_cb, op);
      return;
    }
  /* The first time there is nothing of ours there yet: the lists are enough. */
  op->by_query = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (LISTS); i++)
    g_ptr_array_add (op->kinds, (gpointer) LISTS[i]);
  read_kind (op);
}

/* ---- facts of the company, and whether what is said to be gone is gone ---- */

static gboolean
take_fact (PullOp *op, const SbQboBatchResult *result, guint which)
{
  if (which <= G_N_ELEMENTS (FACTS))
    {
      g_autoptr (JsonArray) rows = sb_qbo_batch_result_get_rows (result, FACTS[which - 1]);

      g_ptr_array_add (op->pulled, sb_pulled_new (FACTS[which - 1], rows, FALSE));
      return TRUE;
    }
  which -= G_N_ELEMENTS (FACTS) + 1;
  if (which < op->gone->len)
    {
      const SbGone *gone = g_ptr_array_index (op->gone, which);
      g_autoptr (JsonArray) rows = sb_qbo_batch_result_get_rows (result, gone->entity);

      sb_gone_keep_living (op->pulled, gone->entity, rows);
    }
  return TRUE;
}

static gboolean
take_facts (PullOp *op, SbQboAnswer *answer, GError **error)
{
  g_autoptr (GPtrArray) results = sb_qbo_answer_get_batch (answer, error);

  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < results->len; i++)
    {
      const SbQboBatchResult *result = g_ptr_array_index (results, i);
      guint64 which = 0;

      if (result->fault != NULL)
        {
          g_propagate_error (error, sb_qbo_fault_to_error (result->fault, answer->intuit_tid));
          return FALSE;
        }
      if (result->bid != NULL
          && g_ascii_string_to_unsigned (result->bid, 10, 1, SB_QBO_BATCH_MAX, &which, NULL))
        take_fact (op, result, (guint) which);
    }
  return TRUE;
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PullOp *op = data;
  GError *error = NULL;
  g_autoptr (SbQboAnswer) answer
      = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);

  if (answer == NULL || !take_facts (op, answer, &error))
    {
      fail_pull (op, error);
      return;
    }
  sb_run_heard (op->run, answer);
  write_pull (op);
}

static void
read_facts (PullOp *op)
{
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_batch_item_free);
  g_autofree char *requestid = sb_uid_new ();
  g_autoptr (SbQboRequest) request = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (FACTS); i++)
    {
      g_autofree char *bid = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
      g_autofree char *query
          = g_strdup_printf ("SELECT * FROM %s%s", FACTS[i],
                             g_str_has_prefix (FACTS[i], "Tax") ? " MAXRESULTS 1000" : "");

      g_ptr_array_add (items, sb_qbo_batch_item_new_query (bid, query));
    }
  for (guint i = 0; i < op->gone->len && items->len < SB_QBO_BATCH_MAX; i++)
    {
      const SbGone *gone = g_ptr_array_index (op->gone, i);
      g_autofree char *bid = g_strdup_printf ("%u", items->len + 1);

      g_ptr_array_add (items, sb_qbo_batch_item_new_query (bid, gone->query));
    }
  request = sb_qbo_request_batch (items, requestid);
  sb_qbo_client_send_async (op->run->client, request, op->run->cancellable, facts_cb, op);
}

static gpointer
list_gone (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  PullOp *op = data;

  return sb_gone_list (db, op->run->realm, op->pulled, error);
}

static void
gone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PullOp *op = data;
  GError *error = NULL;

  op->gone = sb_ledger_read_finish (op->run->ledger, result, &error);
  if (error != NULL)
    fail_pull (op, error);
  else
    read_facts (op);
}

static void
read_gone (PullOp *op)
{
  sb_ledger_read_async (op->run->ledger, list_gone, op, NULL, (GDestroyNotify) g_ptr_array_unref,
                        NULL, gone_cb, op);
}

static gpointer
read_cursor (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  PullOp *op = data;

  sb_cursor_get (db, &op->cursor, error);
  return NULL;
}

static void
cursor_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PullOp *op = data;
  GError *error = NULL;

  sb_ledger_read_finish (op->run->ledger, result, &error);
  if (error != NULL)
    fail_pull (op, error);
  else
    read_changes (op);
}

void
sb_run_pull (SbRun *run, SbRunNext next)
{
  PullOp *op;

  if (sb_run_is_stopping (run))
    {
      next (run);
      return;
    }
  sb_run_progress (run, SB_SYNC_PULLING, _("Reading from QuickBooks"));
  op = g_new0 (PullOp, 1);
  op->run = run;
  op->next = next;
  op->pulled = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_pulled_free);
  op->kinds = g_ptr_array_new ();
  sb_ledger_read_async (run->ledger, read_cursor, op, NULL, NULL, NULL, cursor_cb, op);
}

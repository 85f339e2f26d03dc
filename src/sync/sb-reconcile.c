/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what the comparison needs: balances, every posting on every account, and the notes of those
 * that are not known to be ours. */
#include "sb-reconcile-private.h"

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-doc-facts.h"
#include "sb-json-reader.h"
#include "sb-mirror.h"
#include "sb-run-private.h"
#include "sb-sync-error.h"

#define BEGINNING "1900-01-01"
#define END "2199-12-31"
#define IDS_A_QUERY 60

static const char SQL_LINKS[] = "SELECT object || ' ' || qbo_id FROM link WHERE realm = :realm";
static const char SQL_MAPPED[] = "SELECT count (*) FROM account_link";
static const char SQL_TYPES[] = "SELECT qbo_id, body FROM mirror WHERE object = 'Account'";

/* What only we could have sent twice. */
static const char *const OURS[]
    = { "Invoice",      "Bill",     "Payment",       "BillPayment", "JournalEntry", "CreditMemo",
        "VendorCredit", "Purchase", "RefundReceipt", "Deposit",     NULL };

typedef struct
{
  SbRun *run;
  GTask *task;
  SbReconciliation *result;
  SbBooked booked;
  GHashTable *links;   /* "object id" */
  GHashTable *types;   /* account id -> AccountType */
  GPtrArray *queries;  /* (element-type utf8): entity, where, entity, where ... */
  guint query;
} ReconcileOp;

static ReconcileOp *
op_of (SbRun *run)
{
  return g_object_get_data (G_OBJECT (run->task), "reconcile");
}

static void
op_free (gpointer data)
{
  ReconcileOp *op = data;

  g_clear_pointer (&op->result, sb_reconciliation_free);
  g_clear_pointer (&op->booked.balances, g_hash_table_unref);
  g_ptr_array_unref (op->booked.rows);
  g_hash_table_unref (op->links);
  g_hash_table_unref (op->types);
  g_ptr_array_unref (op->queries);
  g_free (op);
}

static void
ended (SbRun *run)
{
  g_autoptr (GTask) task = g_steal_pointer (&run->task);
  ReconcileOp *op = g_object_get_data (G_OBJECT (task), "reconcile");

  if (run->failure != NULL)
    g_task_return_error (task, g_steal_pointer (&run->failure));
  else if (g_task_return_error_if_cancelled (task))
    g_debug ("reconciliation cancelled");
  else
    g_task_return_pointer (task, g_steal_pointer (&op->result),
                           (GDestroyNotify)sb_reconciliation_free);
  sb_run_free (run);
}

static void
fail (SbRun *run, GError *error)
{
  sb_run_stop (run, error);
  ended (run);
}

/* ---- comparing ---- */

static gpointer
compare (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  ReconcileOp *op = data;

  sb_reconcile_compare (db, &op->booked, op->result, error);
  return NULL;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbRun *run = data;
  GError *error = NULL;

  sb_ledger_read_finish (run->ledger, result, &error);
  if (error != NULL)
    fail (run, error);
  else
    ended (run);
}

/* ---- notes of strangers ---- */

static void ask_next (SbRun *run);

static void
take_markers (ReconcileOp *op, const char *entity, JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *object = sb_json_array_object (rows, i, NULL);
      const char *id = object != NULL ? sb_json_string_or (object, "Id", "") : "";
      g_autofree char *marker = object != NULL ? sb_doc_marker (object) : NULL;

      for (guint r = 0; marker != NULL && r < op->booked.rows->len; r++)
        {
          SbBookedRow *row = g_ptr_array_index (op->booked.rows, r);

          if (row->marker == NULL && g_str_equal (row->object, entity)
              && g_str_equal (row->qbo_id, id))
            row->marker = g_strdup (marker);
        }
    }
}

static void
notes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbRun *run = data;
  ReconcileOp *op = op_of (run);
  GError *error = NULL;
  g_autoptr (JsonArray) rows
      = sb_qbo_client_query_all_finish (SB_QBO_CLIENT (source), result, NULL, &error);

  if (rows == NULL)
    {
      fail (run, error);
      return;
    }
  take_markers (op, g_ptr_array_index (op->queries, op->query), rows);
  op->query += 2;
  ask_next (run);
}

static void
ask_next (SbRun *run)
{
  ReconcileOp *op = op_of (run);

  if (op->query < op->queries->len)
    sb_qbo_client_query_all_async (run->client, g_ptr_array_index (op->queries, op->query),
                                   g_ptr_array_index (op->queries, op->query + 1), NULL,
                                   run->cancellable, notes_cb, run);
  else
    sb_ledger_read_async (run->ledger, compare, op, NULL, NULL, NULL, compared_cb, run);
}

static void
list_queries (ReconcileOp *op, const char *entity)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < op->booked.rows->len; i++)
    {
      const SbBookedRow *row = g_ptr_array_index (op->booked.rows, i);
      g_autofree char *key = g_strconcat (row->object, " ", row->qbo_id, NULL);

      if (!g_str_equal (row->object, entity) || g_hash_table_contains (op->links, key)
          || !g_hash_table_add (ids, row->qbo_id))
        continue;
      {
        g_autofree char *quoted = sb_qbo_quote (row->qbo_id);

        g_string_append_printf (list, "%s%s", n > 0 ? "," : "", quoted);
      }
      if (++n == IDS_A_QUERY)
        {
          g_ptr_array_add (op->queries, g_strdup (entity));
          g_ptr_array_add (op->queries, g_strdup_printf ("Id IN (%s)", list->str));
          g_string_truncate (list, 0);
          n = 0;
        }
    }
  if (n > 0)
    {
      g_ptr_array_add (op->queries, g_strdup (entity));
      g_ptr_array_add (op->queries, g_strdup_printf ("Id IN (%s)", list->str));
    }
}

/* ---- the general ledger ---- */

/* By key, or by the title where a report gives no keys. */
static int
find_column (const SbQboReport *report, const char *key, const char *title)
{
  int column = sb_qbo_report_find_column (report, key);

  return column >= 0 ? column : sb_qbo_report_find_column (report, title);
}

static gboolean
take_row (ReconcileOp *op, const SbQboReport *report, const SbQboReportRow *row, GError **error)
{
  int type_column = find_column (report, "txn_type", "Transaction Type");
  int date_column = find_column (report, "tx_date", "Date");
  int amount_column = find_column (report, "subt_nat_amount", "Amount");
  const char *id = sb_qbo_report_row_id (row, type_column);
  const char *type
      = g_hash_table_lookup (op->types, row->section_id != NULL ? row->section_id : "");
  SbBookedRow *booked;
  gint64 amount;

  if (row->kind != SB_QBO_ROW_DATA || row->section_id == NULL || id == NULL)
    return TRUE;
  if (!sb_qbo_report_row_money (report, row, amount_column, &amount, error))
    return FALSE;
  booked = g_new0 (SbBookedRow, 1);
  booked->account = g_strdup (row->section_id);
  booked->object = sb_booked_entity (sb_qbo_report_row_text (row, type_column));
  booked->qbo_id = g_strdup (id);
  booked->doc_number
      = g_strdup (sb_qbo_report_row_text (row, find_column (report, "doc_num", "Num")));
  booked->amount = type == NULL || sb_account_is_debit (type) ? amount : -amount;
  g_ptr_array_add (op->booked.rows, booked);
  return sb_day_parse (sb_qbo_report_row_text (row, date_column), &booked->date, error);
}

static void
ledger_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbRun *run = data;
  ReconcileOp *op = op_of (run);
  GError *error = NULL;
  g_autoptr (SbQboAnswer) answer
      = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);
  g_autoptr (SbQboReport) report
      = answer != NULL ? sb_qbo_report_parse (answer, run->home, &error) : NULL;

  for (guint i = 0; report != NULL && error == NULL && i < report->rows->len; i++)
    take_row (op, report, g_ptr_array_index (report->rows, i), &error);
  if (error != NULL)
    {
      fail (run, error);
      return;
    }
  for (gsize i = 0; OURS[i] != NULL; i++)
    list_queries (op, OURS[i]);
  ask_next (run);
}

static void
balances_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  static const char *const PARAMS[] = {
    "start_date", BEGINNING, "end_date", END, "accounting_method", "Accrual",
    "columns", "tx_date,txn_type,doc_num,subt_nat_amount", NULL,
  };
  SbRun *run = data;
  ReconcileOp *op = op_of (run);
  GError *error = NULL;
  g_autoptr (SbQboAnswer) answer
      = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);
  g_autoptr (SbQboReport) report
      = answer != NULL ? sb_qbo_report_parse (answer, run->home, &error) : NULL;
  g_autoptr (SbQboRequest) request = NULL;

  op->booked.balances = report != NULL ? sb_qbo_report_balances (report, &error) : NULL;
  if (op->booked.balances == NULL)
    {
      fail (run, error);
      return;
    }
  request = sb_qbo_request_report ("GeneralLedger", PARAMS);
  sb_qbo_client_send_async (run->client, request, run->cancellable, ledger_cb, run);
}

/* ---- what the book knows ---- */

static gpointer
read_book (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  ReconcileOp *op = data;
  g_autoptr (SbStatement) links
      = sb_bind_query (db, SQL_LINKS, error, ":realm", 't', op->run->realm, NULL);
  g_autoptr (SbStatement) types = links != NULL ? sb_bind_query (db, SQL_TYPES, error, NULL) : NULL;
  gint64 mapped = 0;
  gboolean failed;

  if (types == NULL || !sb_bind_int64 (db, SQL_MAPPED, &mapped, NULL, error, NULL))
    return NULL;
  if (mapped == 0)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_UNMAPPED, "unmapped-role",
                         _("No account is mapped yet."));
      return NULL;
    }
  while (sb_bind_next (links, &failed, error))
    g_hash_table_add (op->links, g_strdup (sb_statement_text_at (links, 0)));
  while (!failed && sb_bind_next (types, &failed, error))
    {
      g_autoptr (JsonNode) body = sb_json_parse (sb_statement_text_at (types, 1), -1, error);

      if (body == NULL)
        return NULL;
      g_hash_table_insert (
          op->types, g_strdup (sb_statement_text_at (types, 0)),
          g_strdup (sb_json_string_or (json_node_get_object (body), "AccountType", "")));
    }
  return NULL;
}

static void
book_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbRun *run = data;
  ReconcileOp *op = op_of (run);
  GError *error = NULL;
  char day[SB_DAY_TEXT_SIZE];
  const char *params[]
      = { "start_date", BEGINNING, "end_date", NULL, "accounting_method", "Accrual", NULL };
  g_autoptr (SbQboRequest) request = NULL;

  sb_ledger_read_finish (run->ledger, result, &error);
  if (error != NULL)
    {
      fail (run, error);
      return;
    }
  op->result->currency = run->home;
  op->result->realm = g_strdup (run->realm);
  params[3] = sb_day_format (op->result->as_of, day);
  request = sb_qbo_request_report ("TrialBalance", params);
  sb_qbo_client_send_async (run->client, request, run->cancellable, balances_cb, run);
}

static void
settled (SbRun *run)
{
  ReconcileOp *op = op_of (run);

  if (sb_run_is_stopping (run))
    ended (run);
  else
    sb_ledger_read_async (run->ledger, read_book, op, NULL, NULL, NULL, book_read_cb, run);
}

static void
begun (SbRun *run)
{
  sb_run_settle_open (run, settled);
}

void
sb_reconcile_async (SbSyncEngine *engine, SbDay as_of, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, user_data);
  ReconcileOp *op;
  SbRun *run;

  g_task_set_source_tag (task, sb_reconcile_async);
  g_task_set_name (task, "reconcile");
  if (sb_sync_engine_get_client (engine) == NULL)
    {
      GError *error = NULL;

      sb_sync_set_error (&error, SB_SYNC_ERROR_NOT_CONNECTED, "sign-in-needed",
                         _("This book is not connected to QuickBooks."));
      g_task_return_error (task, error);
      return;
    }

  run = sb_run_new (engine, SB_SYNC_RUN_DRY_RUN, cancellable);
  op = g_new0 (ReconcileOp, 1);
  op->run = run;
  op->result = g_new0 (SbReconciliation, 1);
  op->result->as_of = as_of != SB_DAY_NONE ? as_of : sb_clock_today (run->clock);
  op->result->accounts = sb_reconciled_accounts_new ();
  op->result->differences = sb_differences_new ();
  op->booked.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_booked_row_free);
  op->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  op->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  op->queries = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (task), "reconcile", op, op_free);
  run->task = g_steal_pointer (&task);
  sb_run_begin (run, begun);
}

SbReconciliation *
sb_reconcile_finish (SbSyncEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every worked case of the accounting, replayed, sent to a practice company, and then held against
 * what the case says that QuickBooks holds: each account to the cent, by QuickBooks' own trial
 * balance.
 */
#include "sb-sync-rig.h"

#include <string.h>

#include "sb-account.h"
#include "sb-json-reader.h"
#include "sb-qbo-report.h"
#include "sb-replay.h"

/* QuickBooks has one of these itself, and posts to no other. */
static const char *const ITS_OWN[] = { "AccountsReceivable", "AccountsPayable", "SalesTaxPayable",
                                       NULL };

typedef struct
{
  char *name;
  char *qbo_id;
  gint64 id; /* in the book */
} GoldenAccount;

static void
golden_account_free (gpointer data)
{
  GoldenAccount *account = data;

  g_free (account->name);
  g_free (account->qbo_id);
  g_free (account);
}

static void
set_up (SbSyncRig *rig, gconstpointer file)
{
  g_autofree char *read = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (SbLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize length;

  g_assert_true (g_file_get_contents (file, &read, NULL, &error));
  /* A payment that came from there was never entered into this company: it goes out from here. */
  changed = g_string_new (read);
  g_string_replace (changed, "\"origin\": \"qbo\"", "\"origin\": \"local\"", 0);
  text = changed->str;
  length = changed->len;
  sb_sync_rig_prepare (rig, "us-plus");
  ledger = sb_ledger_create_for_replay (rig->book, text, (gssize) length, &error);
  g_assert_no_error (error);
  sb_ledger_replay (ledger, text, (gssize) length, NULL, &error);
  g_assert_no_error (error);
  sb_ledger_close (ledger);
  sb_sync_rig_join (rig);
}

static gpointer
list_accounts (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (
      db, "SELECT id, name, type, ifnull (subtype, '') AS subtype FROM account ORDER BY id", error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  SbStep step;

  while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      char *row[] = { g_strdup_printf ("%" G_GINT64_FORMAT, sb_statement_int64 (st, "id")),
                      sb_statement_dup_text (st, "name"), sb_statement_dup_text (st, "type"),
                      sb_statement_dup_text (st, "subtype"), NULL };

      g_ptr_array_add (rows, g_memdup2 (row, sizeof row));
    }
  return g_steal_pointer (&rows);
}

static char *
account_there (SbSyncRig *rig, const char *name, const char *type, const char *subtype)
{
  g_autofree char *where = g_strdup_printf ("AccountSubType = '%s'", subtype);
  g_autofree char *own = g_strdup_printf ("Case %s", name);
  g_autofree char *members = NULL;
  g_autofree char *by_name = g_strdup_printf ("Name = '%s'", own);
  g_autoptr (JsonArray) rows = NULL;

  if (g_strv_contains (ITS_OWN, subtype))
    {
      rows = sb_sync_rig_query (rig, "Account", where);
      return g_strdup (
          json_object_get_string_member (json_array_get_object_element (rows, 0), "Id"));
    }
  members = g_strdup_printf ("'Name':'%s','AccountType':'%s'%s%s%s", own, type,
                             subtype[0] != '\0' ? ",'AccountSubType':'" : "", subtype,
                             subtype[0] != '\0' ? "'" : "");
  sb_sync_rig_edit (rig, "Account", NULL, NULL, members);
  rows = sb_sync_rig_query (rig, "Account", by_name);
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  return g_strdup (json_object_get_string_member (json_array_get_object_element (rows, 0), "Id"));
}

static GPtrArray *
make_accounts (SbSyncRig *rig)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (golden_account_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sb_ledger_read (rig->ledger, list_accounts, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);
      GoldenAccount *account = g_new0 (GoldenAccount, 1);
      g_autofree char *sql = NULL;

      account->id = g_ascii_strtoll (row[0], NULL, 10);
      account->name = g_strdup (row[1]);
      account->qbo_id = account_there (rig, row[1], row[2], row[3]);
      sql = g_strdup_printf ("INSERT INTO account_link (account, qbo_id) VALUES (%s, '%s')",
                             row[0], account->qbo_id);
      sb_sync_rig_sql (rig, sql);
      g_ptr_array_add (accounts, account);
    }
  return accounts;
}

static GHashTable *
balances (SbSyncRig *rig)
{
  static const char *const PARAMS[] = { "start_date", "1900-01-01",        "end_date",
                                        "2199-12-31", "accounting_method", "Accrual", NULL };
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbQboRequest) request = sb_qbo_request_report ("TrialBalance", PARAMS);
  g_autoptr (SbQboAnswer) answer = NULL;
  g_autoptr (SbQboReport) report = NULL;
  SbCurrency usd = { "USD", 2 };
  GHashTable *found;

  sb_qbo_client_send_async (rig->client, request, NULL, sb_test_call_done, &call);
  answer = sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  report = sb_qbo_report_parse (answer, usd, &error);
  g_assert_no_error (error);
  found = sb_qbo_report_balances (report, &error);
  g_assert_no_error (error);
  return found;
}

static gint64
balance_of (GHashTable *table, const char *id)
{
  const gint64 *value = g_hash_table_lookup (table, id);

  return value != NULL ? *value : 0;
}

static gint64
expected_of (JsonObject *expected, const char *name)
{
  SbCurrency usd = { "USD", 2 };
  gint64 amount = 0;

  if (json_object_has_member (expected, name))
    g_assert_true (
        sb_money_parse (json_object_get_string_member (expected, name), usd, &amount, NULL));
  return amount;
}

static void
quickbooks_holds_what_the_case_says (SbSyncRig *rig, gconstpointer file)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) accounts = make_accounts (rig);
  g_autoptr (GHashTable) before = balances (rig);
  g_autoptr (GHashTable) after = NULL;
  g_autoptr (SbReconciliation) reconciliation = NULL;
  g_autoptr (SbSyncReport) quiet = NULL;
  JsonObject *expected;

  g_assert_true (g_file_get_contents (file, &text, NULL, &error));
  root = sb_json_parse (text, -1, &error);
  g_assert_no_error (error);
  expected = json_object_get_object_member (
      json_object_get_object_member (json_node_get_object (root), "expect"),
      "qbo_account_balances");

  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  after = balances (rig);
  for (guint i = 0; i < accounts->len; i++)
    {
      const GoldenAccount *account = g_ptr_array_index (accounts, i);
      gint64 moved = balance_of (after, account->qbo_id) - balance_of (before, account->qbo_id);

      if (moved != expected_of (expected, account->name))
        g_test_message ("%s: %" G_GINT64_FORMAT, account->name, moved);
      g_assert_cmpint (moved, ==, expected_of (expected, account->name));
    }
  reconciliation = sb_sync_rig_reconcile (rig);
  g_assert_cmpint (reconciliation->unexplained, ==, 0);
  g_assert_true (reconciliation->ok);
  g_assert_true (sb_sync_rig_rule_holds (rig, 24));
  g_assert_true (sb_sync_rig_rule_holds (rig, 25));
  quiet = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  sb_sync_rig_print (quiet);
  g_assert_cmpint (quiet->outcome, ==, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpuint (quiet->sent->len, ==, 0);
  g_assert_cmpuint (quiet->calls.total, <=, 2);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "data", "golden", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  g_assert_cmpuint (paths->len, >=, 15);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *test = g_strdup_printf ("/sync/goldens/%s", base);

      g_test_add (test, SbSyncRig, path, set_up, quickbooks_holds_what_the_case_says,
                  sb_sync_rig_tear_down);
    }
  return g_test_run ();
}

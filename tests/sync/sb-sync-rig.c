/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-rig.h"

#include <string.h>

#include "sb-apply.h"
#include "sb-doc-facts.h"
#include "sb-json-reader.h"
#include "sb-mapping.h"
#include "sb-mirror.h"
#include "sb-sync-verify.h"
#include "sb-token-store-memory.h"

static const char *const KINDS[] = { "Invoice", "Bill", "Payment", "BillPayment", "JournalEntry" };

static char *
read_port (const char *path)
{
  for (guint i = 0; i < 600; i++)
    {
      char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && *g_strstrip (text) != '\0')
        return text;
      g_free (text);
      g_usleep (20 * 1000);
    }
  g_error ("the practice company does not start");
  return NULL;
}

static void
browsed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) page
      = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
}

static void
url_cb (SbQboAuth *auth, const char *url, SbSyncRig *rig)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

  soup_session_send_and_read_async (rig->browser, message, G_PRIORITY_DEFAULT, NULL, browsed_cb,
                                    NULL);
}

static void
sign_in (SbSyncRig *rig)
{
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbQboGrant) grant = NULL;

  sb_qbo_auth_begin_async (rig->auth, "http://localhost:0/callback", NULL, sb_test_call_done,
                           &call);
  grant = sb_qbo_auth_begin_finish (rig->auth, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  sb_qbo_auth_set_realm_id (rig->auth, grant->realm_id);
  rig->client = sb_qbo_client_new (rig->session, sb_qbo_auth_get_env (rig->auth), grant->realm_id,
                                   rig->auth, rig->clock, NULL);
}

static void
start_practice (SbSyncRig *rig, const char *seed)
{
  g_autofree char *port_file = sb_test_path (&rig->test, "port");
  g_autofree char *data_file = sb_test_path (&rig->test, "practice.data");
  g_autofree char *port = NULL;
  g_autoptr (GError) error = NULL;

  rig->practice = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                                    g_getenv ("STOCKBOOK_PRACTICE"), "--port", "0", "--port-file",
                                    port_file, "--data", data_file, "--auto-consent", "--limits",
                                    "off", "--seed", seed, NULL);
  g_assert_no_error (error);
  port = read_port (port_file);
  rig->url = g_strdup_printf ("http://127.0.0.1:%s", port);
}

static void
open_book (SbSyncRig *rig)
{
  g_autoptr (GError) error = NULL;
  SbLedgerSettings settings = {
    .name = "Test", .currency = { "USD", 2 }, .provisional_cost = TRUE, .closing_date = SB_DAY_NONE
  };

  if (g_file_test (rig->book, G_FILE_TEST_EXISTS))
    rig->ledger = sb_ledger_open (rig->book, &error);
  else
    rig->ledger = sb_ledger_create (rig->book, &settings, &error);
  g_assert_no_error (error);
  rig->engine = sb_sync_engine_new (rig->ledger, rig->client, rig->clock);
}

void
sb_sync_rig_join (SbSyncRig *rig)
{
  g_autoptr (SbQboEnv) env = NULL;
  g_autoptr (GError) error = NULL;
  SbTokenKey key = { "practice", "app", NULL };

  env = sb_qbo_env_new_for_name ("practice", rig->url, &error);
  g_assert_no_error (error);
  rig->session = sb_qbo_session_new ();
  rig->browser = soup_session_new ();
  rig->clock = sb_system_clock_new ();
  rig->store = sb_token_store_memory_new ();
  sb_token_store_store_secret (rig->store, &key, "secret", NULL);
  rig->auth
      = sb_qbo_auth_new (rig->session, env, "app", NULL, rig->store, rig->clock, rig->test.dir);
  g_signal_connect (rig->auth, "authorize-url", G_CALLBACK (url_cb), rig);
  sign_in (rig);
  open_book (rig);
}

void
sb_sync_rig_prepare (SbSyncRig *rig, const char *seed)
{
  sb_test_set_up (&rig->test, NULL);
  start_practice (rig, seed);
  rig->book = sb_test_path (&rig->test, "test.stockbook");
}

void
sb_sync_rig_set_up (SbSyncRig *rig, gconstpointer seed)
{
  sb_sync_rig_prepare (rig, seed != NULL ? seed : "us-plus");
  sb_sync_rig_join (rig);
}

static void
close_book (SbSyncRig *rig)
{
  g_clear_object (&rig->engine);
  if (rig->ledger != NULL)
    sb_ledger_close (rig->ledger);
  g_clear_object (&rig->ledger);
}

void
sb_sync_rig_reopen (SbSyncRig *rig)
{
  close_book (rig);
  open_book (rig);
}

void
sb_sync_rig_tear_down (SbSyncRig *rig, gconstpointer seed)
{
  close_book (rig);
  g_clear_object (&rig->client);
  g_clear_object (&rig->auth);
  g_clear_object (&rig->store);
  g_clear_object (&rig->clock);
  g_clear_object (&rig->browser);
  g_clear_object (&rig->session);
  g_subprocess_force_exit (rig->practice);
  g_subprocess_wait (rig->practice, NULL, NULL);
  g_clear_object (&rig->practice);
  g_free (rig->url);
  g_free (rig->book);
  sb_test_settle ();
  sb_test_tear_down (&rig->test, seed);
}

static char *
unquote (const char *json)
{
  char *text = g_strdup (json);

  g_strdelimit (text, "'", '"');
  return text;
}

static gpointer
apply_event (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SbCurrency home;
  g_autoptr (SbEvent) event = sb_book_currency (sb_txn_get_database (txn), &home, error)
                                  ? sb_event_parse (data, -1, home, error)
                                  : NULL;
  SbApplied *applied = event != NULL ? sb_ledger_apply (txn, event, error) : NULL;

  if (applied == NULL)
    return NULL;
  sb_applied_free (applied);
  sb_record_collect (txn, g_get_real_time (), error);
  return NULL;
}

void
sb_sync_rig_event (SbSyncRig *rig, int day, const char *members)
{
  g_autofree char *rest = unquote (members);
  g_autofree char *json =
    g_strdup_printf ("{\"id\":\"E%u\",\"date\":\"2024-03-%02d\",%s}", ++rig->next_event, day, rest);
  g_autoptr (GError) error = NULL;

  sb_ledger_write (rig->ledger, apply_event, json, &error);
  if (error != NULL)
    g_test_message ("%s", json);
  g_assert_no_error (error);
}

static gpointer
add_products (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_database_execute (
      sb_txn_get_database (txn),
      "INSERT INTO product (sku, name, sale_price) VALUES ('OAK-1', 'Oak board', 20000000),"
      " ('PINE-2', 'Pine: board', 9500000), ('FREE-3', 'Sample', NULL)",
      error);
  return NULL;
}

void
sb_sync_rig_month (SbSyncRig *rig)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_write (rig->ledger, add_products, NULL, &error);
  g_assert_no_error (error);
  sb_sync_rig_event (rig, 1,
                     "'type':'opening','lines':[{'sku':'OAK-1','qty':'3','unit_cost':'7.50'}]");
  sb_sync_rig_event (rig, 2,
                     "'type':'purchase_order','po':'PO1','vendor':'Timber & Sons',"
                     "'lines':[{'sku':'OAK-1','qty':'10','unit_price':'8.00'},{'sku':'PINE-2','qty'"
                     ":'20','unit_price':'4.00'}]");
  sb_sync_rig_event (rig, 3,
                     "'type':'receive','po':'PO1','lines':[{'sku':'OAK-1','qty':'10'},{'sku':'PINE-"
                     "2','qty':'12'}]");
  sb_sync_rig_event (rig, 5,
                     "'type':'bill','bill':'B-77','po':'PO1','vendor':'Timber & Sons',"
                     "'lines':[{'sku':'OAK-1','qty':'10','unit_price':'8.30'},{'sku':'PINE-2','qty'"
                     ":'20','unit_price':'4.00'}]");
  sb_sync_rig_event (rig, 6,
                     "'type':'sale_order','sale':'S1','customer':'Ann O\\u0027Neil',"
                     "'lines':[{'sku':'OAK-1','qty':'6','unit_price':'19.99'},{'sku':'PINE-2','qty'"
                     ":'3','unit_price':'9.50'}]");
  sb_sync_rig_event (
      rig, 7,
      "'type':'ship','sale':'S1','lines':[{'sku':'OAK-1','qty':'6'},{'sku':'PINE-2','qty':'3'}]");
  sb_sync_rig_event (rig, 8,
                     "'type':'invoice','invoice':'I1','sale':'S1','customer':'Ann "
                     "O\\u0027Neil','discount_amount':'2.00',"
                     "'shipping':'4.95','shipping_tax_rate':'0.0825',"
                     "'lines':[{'sku':'OAK-1','qty':'6','unit_price':'19.99','discount_pct':'5','"
                     "tax_rate':'0.0825'},"
                     "{'sku':'PINE-2','qty':'3','unit_price':'9.50','tax_rate':'0.0825'}]");
  sb_sync_rig_event (
      rig, 9, "'type':'payment','invoice':'I1','amount':'50.00','account':'UndepositedFunds'");
  sb_sync_rig_event (rig, 10, "'type':'pay_bill','bill':'B-77','amount':'100.00','account':'Bank'");
  sb_sync_rig_event (rig, 11, "'type':'adjust','lines':[{'sku':'PINE-2','qty':'-1'}]");
  sb_sync_rig_event (rig, 12, "'type':'adjust','lines':[{'sku':'FREE-3','qty':'2'}]");
  sb_sync_rig_event (rig, 13,
                     "'type':'sale_order','sale':'S2','customer':'Bo','lines':[{'sku':'FREE-3','"
                     "qty':'1','unit_price':'1.00'}]");
  sb_sync_rig_event (rig, 14, "'type':'ship','sale':'S2','lines':[{'sku':'FREE-3','qty':'1'}]");
}

static gpointer
map_roles (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbMapping) mapping = sb_mapping_load (sb_txn_get_database (txn), error);

  for (guint i = 0; mapping != NULL && i < mapping->roles->len; i++)
    {
      const SbRoleMapping *role = g_ptr_array_index (mapping->roles, i);
      const char *ids[] = { NULL, NULL };

      if (role->suggestions->len == 0 || role->accounts->len > 0)
        continue;
      ids[0] = ((SbQboAccountFact *) g_ptr_array_index (role->suggestions, 0))->qbo_id;
      if (!sb_mapping_set (txn, role->role, ids, error))
        {
          /* Taken by another role: the fallback will do. */
          if (role->required)
            return NULL;
          g_clear_error (error);
        }
    }
  return NULL;
}

void
sb_sync_rig_map (SbSyncRig *rig)
{
  g_autoptr (SbSyncReport) report = sb_sync_rig_run (rig, SB_SYNC_RUN_PULL_ONLY);
  g_autoptr (GError) error = NULL;

  sb_sync_rig_print (report);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_DONE);
  sb_ledger_write (rig->ledger, map_roles, NULL, &error);
  g_assert_no_error (error);
}

SbSyncReport *
sb_sync_rig_run (SbSyncRig *rig, SbSyncRunFlags flags)
{
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (GError) error = NULL;
  SbSyncReport *report;

  sb_sync_engine_run_async (rig->engine, flags, NULL, sb_test_call_done, &call);
  report = sb_sync_engine_run_finish (rig->engine, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  return report;
}

SbReconciliation *
sb_sync_rig_reconcile (SbSyncRig *rig)
{
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (GError) error = NULL;
  SbReconciliation *reconciliation;

  sb_reconcile_async (rig->engine, SB_DAY_NONE, NULL, sb_test_call_done, &call);
  reconciliation = sb_reconcile_finish (rig->engine, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  return reconciliation;
}

JsonArray *
sb_sync_rig_query (SbSyncRig *rig, const char *entity, const char *where)
{
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (GError) error = NULL;
  JsonArray *rows;

  sb_qbo_client_query_all_async (rig->client, entity, where, NULL, NULL, sb_test_call_done, &call);
  rows = sb_qbo_client_query_all_finish (rig->client, sb_test_call_wait (&call), NULL, &error);
  g_assert_no_error (error);
  return rows;
}

guint
sb_sync_rig_marked (SbSyncRig *rig, const char *entity)
{
  g_autoptr (JsonArray) rows = sb_sync_rig_query (rig, entity, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      char *marker = sb_doc_marker (json_array_get_object_element (rows, i));

      if (marker != NULL && !g_hash_table_add (seen, marker))
        g_error ("%s: a marker is there twice", entity);
    }
  return g_hash_table_size (seen);
}

char *
sb_sync_rig_admin (SbSyncRig *rig, const char *door, const char *json)
{
  g_autofree char *url = g_strconcat (rig->url, "/practice/", door, NULL);
  g_autofree char *body = unquote (json);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (rig->browser, message, G_PRIORITY_DEFAULT, NULL,
                                    sb_test_call_done, &call);
  answer = soup_session_send_and_read_finish (rig->browser, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != 200)
    g_error ("%s: %.*s", door, (int)g_bytes_get_size (answer),
             (const char *)g_bytes_get_data (answer, NULL));
  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

static gpointer
retry_all (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_record_retry (txn, NULL, 0, g_get_real_time (), NULL, error);
  return NULL;
}

void
sb_sync_rig_retry_all (SbSyncRig *rig)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_write (rig->ledger, retry_all, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *object;
  const char *local;
} Wanted;

static gpointer
find_record (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  SbRecordFilter filter = { .object = wanted->object, .states = (1u << SB_N_RECORD_STATES) - 1 };
  g_autoptr (GPtrArray) records = sb_record_list (db, &filter, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      SbRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->local, wanted->local))
        return sb_record_copy (record);
    }
  return NULL;
}

SbRecord *
sb_sync_rig_record (SbSyncRig *rig, const char *object, const char *local)
{
  Wanted wanted = { object, local };
  g_autoptr (GError) error = NULL;
  SbRecord *record = sb_ledger_read (rig->ledger, find_record, &wanted, &error);

  g_assert_no_error (error);
  return record;
}

static void
print_records (const char *title, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const SbRecord *record = g_ptr_array_index (records, i);

      g_test_message ("%s: %s %s: %s %s (%s)", title, record->object, record->local,
                      record->reason != NULL ? record->reason : "-",
                      record->message != NULL ? record->message : "",
                      record->code != NULL ? record->code : "-");
    }
}

void
sb_sync_rig_print (const SbSyncReport *report)
{
  if (report->message != NULL)
    g_test_message ("stopped: %s", report->message);
  print_records ("failed", report->failures);
  print_records ("blocked", report->blocked);
  print_records ("conflict", report->conflicts);
}

static gpointer
read_checks (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  SbVerifyResult *result = sb_ledger_verify (db, error);

  if (result != NULL)
    sb_sync_verify (db, result, error);
  return result;
}

gboolean
sb_sync_rig_rule_holds (SbSyncRig *rig, int number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbVerifyResult) result = sb_ledger_read (rig->ledger, read_checks, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->checks->len; i++)
    {
      const SbVerifyCheck *check = g_ptr_array_index (result->checks, i);

      if (check->number == number)
        return check->ok;
    }
  g_assert_not_reached ();
}

/* Every rule of the books, and those that join them with what was sent. */
static void
assert_verified (SbSyncRig *rig)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbVerifyResult) result = sb_ledger_read (rig->ledger, read_checks, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->checks->len; i++)
    {
      const SbVerifyCheck *check = g_ptr_array_index (result->checks, i);

      if (!check->ok)
        g_test_message ("rule %d, %s: %s", check->number, check->name, check->message);
    }
  g_assert_true (result->ok);
}

void
sb_sync_rig_assert_whole (SbSyncRig *rig)
{
  g_autoptr (SbReconciliation) reconciliation = sb_sync_rig_reconcile (rig);

  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    sb_sync_rig_marked (rig, KINDS[i]);
  for (guint i = 0; i < reconciliation->accounts->len; i++)
    {
      const SbReconciledAccount *account = g_ptr_array_index (reconciliation->accounts, i);

      if (account->unexplained != 0 || account->not_exported != 0 || account->changed != 0)
        g_test_message ("%s: qbo %" G_GINT64_FORMAT " local %" G_GINT64_FORMAT
                        " not exported %" G_GINT64_FORMAT " foreign %" G_GINT64_FORMAT
                        " changed %" G_GINT64_FORMAT " unexplained %" G_GINT64_FORMAT,
                        account->name, account->qbo_balance, account->local_balance,
                        account->not_exported, account->foreign, account->changed,
                        account->unexplained);
      g_assert_cmpint (account->not_exported, ==, 0);
      g_assert_cmpint (account->changed, ==, 0);
      g_assert_cmpint (account->unexplained, ==, 0);
    }
  g_assert_cmpint (reconciliation->valuation, ==, reconciliation->local_inventory);
  g_assert_true (reconciliation->ok);
  assert_verified (rig);
}

void
sb_sync_rig_expect (SbSyncRig *rig, SbSyncOutcome outcome)
{
  g_autoptr (SbSyncReport) report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);

  if (report->outcome != outcome)
    sb_sync_rig_print (report);
  g_assert_cmpint (report->outcome, ==, outcome);
}

SbRecord *
sb_sync_rig_expect_record (SbSyncRig *rig, const char *object, const char *local,
                           SbRecordState state, const char *reason)
{
  SbRecord *record = sb_sync_rig_record (rig, object, local);

  g_assert_nonnull (record);
  if (record->state != state)
    g_test_message ("%s %s is %s: %s", object, local, sb_record_state_word (record->state),
                    record->message != NULL ? record->message : "-");
  g_assert_cmpint (record->state, ==, state);
  g_assert_cmpstr (record->reason, ==, reason);
  if (state == SB_RECORD_FAILED || state == SB_RECORD_BLOCKED || state == SB_RECORD_PENDING
      || state == SB_RECORD_CONFLICT)
    g_assert_true (record->remedy != NULL && record->remedy[0] != '\0');
  return record;
}

typedef struct
{
  gint64 record;
  const char *reason;
  gboolean take_qbo;
  int (*act) (SbTxn *txn, gpointer choice, GError **error);
} Choice;

static gpointer
choose (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (((Choice *) data)->act (txn, data, error));
}

static int
decide (SbSyncRig *rig, Choice *choice)
{
  g_autoptr (GError) error = NULL;
  int n = GPOINTER_TO_INT (sb_ledger_write (rig->ledger, choose, choice, &error));

  g_assert_no_error (error);
  return n;
}

static int
act_retry (SbTxn *txn, gpointer data, GError **error)
{
  return sb_record_retry (txn, &((Choice *) data)->record, 1, g_get_real_time (), NULL, error);
}

static int
act_skip (SbTxn *txn, gpointer data, GError **error)
{
  Choice *choice = data;

  return sb_record_skip (txn, &choice->record, 1, choice->reason, g_get_real_time (), NULL, error);
}

static int
act_resolve (SbTxn *txn, gpointer data, GError **error)
{
  Choice *choice = data;

  return sb_record_resolve (txn, choice->record, choice->take_qbo, g_get_real_time (), NULL,
                            error);
}

int
sb_sync_rig_retry (SbSyncRig *rig, gint64 record)
{
  Choice choice = { record, NULL, FALSE, act_retry };

  return decide (rig, &choice);
}

int
sb_sync_rig_skip (SbSyncRig *rig, gint64 record, const char *reason)
{
  Choice choice = { record, reason, FALSE, act_skip };

  return decide (rig, &choice);
}

int
sb_sync_rig_resolve (SbSyncRig *rig, gint64 record, gboolean take_qbo)
{
  Choice choice = { record, NULL, take_qbo, act_resolve };

  return decide (rig, &choice);
}

void
sb_sync_rig_edit (SbSyncRig *rig, const char *entity, const char *id, const char *operation,
                  const char *changes)
{
  g_autofree char *who = id != NULL ? g_strdup_printf (",'id':'%s'", id) : g_strdup ("");
  g_autofree char *how
      = operation != NULL ? g_strdup_printf (",'operation':'%s'", operation) : g_strdup ("");
  g_autofree char *edit = g_strdup_printf ("{'entity':'%s'%s%s,'changes':{%s}}", entity, who, how,
                                           changes != NULL ? changes : "");

  g_free (sb_sync_rig_admin (rig, "edit", edit));
}

JsonObject *
sb_sync_rig_read (SbSyncRig *rig, const char *entity, const char *id)
{
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbQboRequest) request = sb_qbo_request_read (entity, id);
  g_autoptr (SbQboAnswer) answer = NULL;
  JsonObject *object;

  sb_qbo_client_send_async (rig->client, request, NULL, sb_test_call_done, &call);
  answer = sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  object = sb_qbo_answer_get_object (answer, entity, &error);
  g_assert_no_error (error);
  return json_object_ref (object);
}

static gpointer
run_sql (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_database_execute (sb_txn_get_database (txn), data, error);
  return NULL;
}

void
sb_sync_rig_sql (SbSyncRig *rig, const char *sql)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_write (rig->ledger, run_sql, (gpointer) sql, &error);
  g_assert_no_error (error);
}

static gpointer
read_int (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, data, error);

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  return GSIZE_TO_POINTER ((gsize) sb_statement_int64_at (st, 0));
}

gint64
sb_sync_rig_int (SbSyncRig *rig, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gpointer value = sb_ledger_read (rig->ledger, read_int, (gpointer) sql, &error);

  g_assert_no_error (error);
  return (gint64) GPOINTER_TO_SIZE (value);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The client against the practice company, a process of its own that shares no code with it:
 * signing in through browser and loopback, then every kind of call once.
 */
#include <libsoup/soup.h>
#include <string.h>

#include "sb-clock.h"
#include "sb-json-reader.h"
#include "sb-qbo-account.h"
#include "sb-qbo-bill-payment.h"
#include "sb-qbo-bill.h"
#include "sb-qbo-client.h"
#include "sb-qbo-company-info.h"
#include "sb-qbo-customer.h"
#include "sb-qbo-error.h"
#include "sb-qbo-invoice.h"
#include "sb-qbo-item.h"
#include "sb-qbo-journal-entry.h"
#include "sb-qbo-payment.h"
#include "sb-qbo-preferences.h"
#include "sb-qbo-report.h"
#include "sb-qbo-vendor.h"
#include "sb-test.h"
#include "sb-token-store-memory.h"
#include "sb-uid.h"

static const SbCurrency USD = { "USD", 2 };

typedef struct
{
  SbTest test;
  GSubprocess *practice;
  SoupSession *session;
  SoupSession *browser;
  SbClock *clock;
  SbTokenStore *store;
  SbQboAuth *auth;
  SbQboClient *client;
} Tour;

/* The program writes its port when it listens; nothing tells of that but the file. */
static char *
read_port (Tour *tour, const char *path)
{
  for (guint i = 0; i < 600; i++)
    {
      char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && *g_strstrip (text) != '\0')
        return text;
      g_free (text);
      g_usleep (50 * 1000);
    }
  g_error ("the practice company does not start");
  return NULL;
}

static void
browsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) page = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                              &error);

  g_assert_no_error (error);
  g_assert_nonnull (page);
}

static void
url_cb (SbQboAuth *auth, const char *url, Tour *tour)
{
  g_autoptr(SoupMessage) message = soup_message_new ("GET", url);

  soup_session_send_and_read_async (tour->browser, message, G_PRIORITY_DEFAULT, NULL, browsed_cb,
                                    NULL);
}

static void
sign_in (Tour *tour)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboGrant) grant = NULL;

  sb_qbo_auth_begin_async (tour->auth, "http://localhost:0/callback", NULL, sb_test_call_done,
                           &call);
  grant = sb_qbo_auth_begin_finish (tour->auth, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  sb_qbo_auth_set_realm_id (tour->auth, grant->realm_id);
  tour->client = sb_qbo_client_new (tour->session, sb_qbo_auth_get_env (tour->auth),
                                    grant->realm_id, tour->auth, tour->clock, NULL);
}

static void
tour_set_up (Tour *tour, gconstpointer data)
{
  g_autofree char *port_file = NULL;
  g_autofree char *port = NULL;
  g_autofree char *url = NULL;
  g_autoptr(SbQboEnv) env = NULL;
  g_autoptr(GError) error = NULL;
  SbTokenKey key;

  sb_test_set_up (&tour->test, data);
  port_file = sb_test_path (&tour->test, "port");
  tour->practice = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                                     g_getenv ("STOCKBOOK_PRACTICE"),
                                     "--port", "0", "--port-file", port_file, "--auto-consent",
                                     "--limits", "off", NULL);
  g_assert_no_error (error);
  port = read_port (tour, port_file);
  url = g_strdup_printf ("http://127.0.0.1:%s", port);
  env = sb_qbo_env_new_for_name ("practice", url, &error);
  g_assert_no_error (error);
  tour->session = sb_qbo_session_new ();
  tour->browser = soup_session_new ();
  tour->clock = sb_system_clock_new ();
  tour->store = sb_token_store_memory_new ();
  key = (SbTokenKey) { "practice", "app", NULL };
  sb_token_store_store_secret (tour->store, &key, "secret", NULL);
  tour->auth = sb_qbo_auth_new (tour->session, env, "app", NULL, tour->store, tour->clock,
                                tour->test.dir);
  g_signal_connect (tour->auth, "authorize-url", G_CALLBACK (url_cb), tour);
  sign_in (tour);
}

static void
tour_tear_down (Tour *tour, gconstpointer data)
{
  g_clear_object (&tour->client);
  g_clear_object (&tour->auth);
  g_clear_object (&tour->store);
  g_clear_object (&tour->clock);
  g_clear_object (&tour->browser);
  g_clear_object (&tour->session);
  g_subprocess_force_exit (tour->practice);
  g_subprocess_wait (tour->practice, NULL, NULL);
  g_clear_object (&tour->practice);
  sb_test_settle ();
  sb_test_tear_down (&tour->test, data);
}

/* (transfer full) of @request */
static SbQboAnswer *
send_request (Tour *tour, SbQboRequest *request)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  SbQboAnswer *answer;

  sb_qbo_client_send_async (tour->client, request, NULL, sb_test_call_done, &call);
  answer = sb_qbo_client_send_finish (tour->client, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  sb_qbo_request_unref (request);
  return answer;
}

static SbQboAnswer *
write_bytes (Tour *tour, const char *entity, SbQboOperation operation, GBytes *body,
             const char *requestid)
{
  g_autoptr(GBytes) owned = body;
  g_autofree char *fresh = sb_uid_new ();

  return send_request (tour,
                       sb_qbo_request_write (entity, operation, owned,
                                             requestid != NULL ? requestid : fresh,
                                                   SB_QBO_WRITE_NONE));
}

/* Member of the one object in an answer that must not be a fault. */
static char *
member (const SbQboAnswer *answer, const char *entity, const char *name)
{
  g_autoptr(GError) error = NULL;
  JsonObject *object = sb_qbo_answer_get_object (answer, entity, &error);

  g_assert_no_error (error);
  return g_strdup (sb_json_string_or (object, name, NULL));
}

static JsonArray *
query_all (Tour *tour, const char *entity, const char *where)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  JsonArray *rows;

  sb_qbo_client_query_all_async (tour->client, entity, where, NULL, NULL, sb_test_call_done, &call);
  rows = sb_qbo_client_query_all_finish (tour->client, sb_test_call_wait (&call), NULL, &error);
  g_assert_no_error (error);
  return rows;
}

/* Id of the first account of a type. */
static char *
account_of (Tour *tour, const char *type)
{
  g_autofree char *quoted = sb_qbo_quote (type);
  g_autofree char *where = g_strconcat ("AccountType = ", quoted, NULL);
  g_autoptr(JsonArray) rows = query_all (tour, "Account", where);

  g_assert_cmpuint (json_array_get_length (rows), >, 0);
  return g_strdup (json_object_get_string_member (json_array_get_object_element (rows, 0), "Id"));
}

static GBytes *
new_customer (const char *name)
{
  g_autoptr(SbQboCustomer) customer = sb_qbo_customer_new ();

  customer->meta.currency = USD;
  customer->display_name = g_strdup (name);
  customer->email = g_strdup ("o.brien@example.com");
  return sb_qbo_customer_to_bytes (customer);
}

static GBytes *
new_journal (const char *number, const char *debit, const char *credit, gint64 amount)
{
  g_autoptr(SbQboJournalEntry) entry = sb_qbo_journal_entry_new ();

  entry->meta.currency = USD;
  entry->doc_number = g_strdup (number);
  entry->private_note = g_strdup ("SB:test");
  sb_qbo_journal_entry_add (entry, debit, amount, "in", NULL, NULL);
  sb_qbo_journal_entry_add (entry, credit, -amount, "out", NULL, NULL);
  return sb_qbo_journal_entry_to_bytes (entry);
}

static void
test_company (Tour *tour, gconstpointer data)
{
  g_autoptr(SbQboAnswer) info_answer =
    send_request (tour, sb_qbo_request_companyinfo (sb_qbo_client_get_realm_id (tour->client)));
  g_autoptr(SbQboAnswer) prefs_answer = send_request (tour, sb_qbo_request_preferences ());
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboCompanyInfo) info = NULL;
  g_autoptr(SbQboPreferences) prefs = NULL;
  g_autoptr(JsonArray) accounts = query_all (tour, "Account", NULL);

  info = sb_qbo_company_info_from_json (sb_qbo_answer_get_object (info_answer, "CompanyInfo",
                                                                  &error), USD, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sb_qbo_company_info_get_edition (info), ==, SB_QBO_EDITION_PLUS);
  prefs = sb_qbo_preferences_from_json (sb_qbo_answer_get_object (prefs_answer, "Preferences",
                                                                  &error), USD, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_qbo_ref_value (prefs->home_currency), ==, "USD");
  g_assert_cmpint (info_answer->time, >, 0);
  for (guint i = 0; i < json_array_get_length (accounts); i++)
    {
      g_autoptr(SbQboAccount) account =
        sb_qbo_account_from_json (json_array_get_object_element (accounts, i), USD, &error);

      g_assert_no_error (error);
      g_assert_nonnull (account->type);
    }
}

static void
test_once (Tour *tour, gconstpointer data)
{
  g_autofree char *bank = account_of (tour, "Bank");
  g_autofree char *equity = account_of (tour, "Equity");
  g_autoptr(SbQboAnswer) first = write_bytes (tour, "JournalEntry", SB_QBO_OPERATION_CREATE,
                                              new_journal ("SB-J1", bank, equity, 1999),
                                              "the-same-request");
  g_autoptr(SbQboAnswer) again = write_bytes (tour, "JournalEntry", SB_QBO_OPERATION_CREATE,
                                              new_journal ("SB-J1", bank, equity, 1999),
                                              "the-same-request");
  g_autofree char *first_id = member (first, "JournalEntry", "Id");
  g_autofree char *again_id = member (again, "JournalEntry", "Id");
  g_autoptr(JsonArray) rows = query_all (tour, "JournalEntry", "DocNumber = 'SB-J1'");

  g_assert_cmpstr (first_id, ==, again_id);
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
}

static void
test_refusals (Tour *tour, gconstpointer data)
{
  g_autoptr(SbQboAnswer) made = write_bytes (tour, "Customer", SB_QBO_OPERATION_CREATE,
                                             new_customer ("O'Brien & Söhne"), NULL);
  g_autoptr(SbQboAnswer) twice = write_bytes (tour, "Customer", SB_QBO_OPERATION_CREATE,
                                              new_customer ("O'Brien & Söhne"), NULL);
  g_autofree char *id = member (made, "Customer", "Id");
  g_autofree char *quoted = sb_qbo_quote ("O'Brien & Söhne");
  g_autofree char *where = g_strconcat ("DisplayName = ", quoted, NULL);
  g_autoptr(JsonArray) found = query_all (tour, "Customer", where);
  g_autoptr(SbQboCustomer) update = sb_qbo_customer_new ();
  g_autoptr(SbQboAnswer) updated = NULL;
  g_autoptr(SbQboAnswer) stale = NULL;
  g_autoptr(SbQboAnswer) nothing = NULL;
  g_autoptr(SbQboAnswer) unknown = NULL;
  g_autofree char *email = NULL;

  g_assert_cmpstr (twice->fault->code, ==, "6240");
  g_assert_cmpstr (twice->fault->reason, ==, "duplicate-name");
  g_assert_cmpuint (json_array_get_length (found), ==, 1);

  update->meta.currency = USD;
  update->meta.id = g_strdup (id);
  update->meta.sync_token = g_strdup ("0");
  update->phone = g_strdup ("555 0100");
  updated = write_bytes (tour, "Customer", SB_QBO_OPERATION_UPDATE,
                         sb_qbo_customer_to_bytes (update), NULL);
  g_assert_null (updated->fault);
  g_assert_cmpstr (sb_json_string_or (sb_json_object_or_null (sb_qbo_answer_get_object (updated,
                                                                                        "Customer", NULL),
                                                              "PrimaryEmailAddr"), "Address", NULL),
                   ==, "o.brien@example.com"); /* sparse: what was not sent stays */
  stale = write_bytes (tour, "Customer", SB_QBO_OPERATION_UPDATE, sb_qbo_customer_to_bytes (update),
                       NULL);
  g_assert_cmpstr (stale->fault->code, ==, "5010");
  g_assert_cmpint (stale->fault->decision, ==, SB_QBO_DECISION_REREAD_MERGE);
  nothing = send_request (tour, sb_qbo_request_read ("Invoice", "999999"));
  g_assert_cmpstr (nothing->fault->code, ==, "610");
  unknown = write_bytes (tour, "Customer", SB_QBO_OPERATION_CREATE,
                         g_bytes_new_static ("{\"DisplayName\":\"X\",\"Colour\":\"red\"}", 34),
                         NULL);
  g_assert_cmpstr (unknown->fault->code, ==, "2010");
  g_assert_cmpint (unknown->fault->decision, ==, SB_QBO_DECISION_BUG);
}

static GBytes *
new_invoice (const char *customer, const char *item)
{
  g_autoptr(SbQboInvoice) invoice = sb_qbo_invoice_new ();
  SbQboLine *line = sb_qbo_line_new (SB_QBO_LINE_SALES_ITEM);

  invoice->meta.currency = USD;
  invoice->customer = sb_qbo_ref_new (customer);
  invoice->doc_number = g_strdup ("T-1");
  invoice->private_note = g_strdup ("SB:test");
  line->amount = 5997;
  line->item = sb_qbo_ref_new (item);
  line->quantity = 3 * SB_QUANTITY_ONE;
  line->unit_price = 19990000;
  line->tax_code = sb_qbo_ref_new ("NON");
  sb_qbo_lines_add (&invoice->lines, line);
  return sb_qbo_invoice_to_bytes (invoice);
}

static GBytes *
new_payment (const char *customer, const char *invoice)
{
  g_autoptr(SbQboPayment) payment = sb_qbo_payment_new ();
  SbQboLine *line = sb_qbo_line_new (NULL);

  payment->meta.currency = USD;
  payment->customer = sb_qbo_ref_new (customer);
  payment->total = 5997;
  line->amount = 5997;
  sb_qbo_line_add_link (line, "Invoice", invoice);
  sb_qbo_lines_add (&payment->lines, line);
  return sb_qbo_payment_to_bytes (payment);
}

static void
test_sale (Tour *tour, gconstpointer data)
{
  g_autoptr(SbQboAnswer) customer = write_bytes (tour, "Customer", SB_QBO_OPERATION_CREATE,
                                                 new_customer ("Tour"), NULL);
  g_autofree char *customer_id = member (customer, "Customer", "Id");
  g_autofree char *income = account_of (tour, "Income");
  g_autofree char *cogs = account_of (tour, "Cost of Goods Sold");
  g_autoptr(SbQboItem) item = sb_qbo_item_new ();
  g_autoptr(SbQboAnswer) item_answer = NULL;
  g_autoptr(SbQboAnswer) invoice = NULL;
  g_autoptr(SbQboAnswer) payment = NULL;
  g_autoptr(SbQboAnswer) paid = NULL;
  g_autoptr(SbQboInvoice) read = NULL;
  g_autofree char *item_id = NULL;
  g_autofree char *invoice_id = NULL;
  g_autoptr(GError) error = NULL;

  item->meta.currency = USD;
  item->name = g_strdup ("Tour board");
  item->type = g_strdup ("NonInventory");
  item->income_account = sb_qbo_ref_new (income);
  item->expense_account = sb_qbo_ref_new (cogs);
  item->unit_price = 19990000;
  item_answer = write_bytes (tour, "Item", SB_QBO_OPERATION_CREATE, sb_qbo_item_to_bytes (item),
                             NULL);
  item_id = member (item_answer, "Item", "Id");
  invoice = write_bytes (tour, "Invoice", SB_QBO_OPERATION_CREATE,
                         new_invoice (customer_id, item_id), NULL);
  invoice_id = member (invoice, "Invoice", "Id");
  payment = write_bytes (tour, "Payment", SB_QBO_OPERATION_CREATE,
                         new_payment (customer_id, invoice_id), NULL);
  g_assert_null (payment->fault);
  paid = send_request (tour, sb_qbo_request_read ("Invoice", invoice_id));
  read = sb_qbo_invoice_from_json (sb_qbo_answer_get_object (paid, "Invoice", &error), USD, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->total, ==, 5997);
  g_assert_cmpint (read->balance, ==, 0);
  g_assert_cmpstr (read->doc_number, ==, "T-1");
  g_assert_cmpstr (read->private_note, ==, "SB:test");
  g_assert_cmpint (((SbQboLine *) g_ptr_array_index (read->lines, 0))->unit_price, ==, 19990000);
}

static void
test_batch (Tour *tour, gconstpointer data)
{
  g_autofree char *bank = account_of (tour, "Bank");
  g_autofree char *equity = account_of (tour, "Equity");
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_batch_item_free);
  g_autofree char *requestid = sb_uid_new ();
  g_autoptr(GBytes) good = new_journal ("SB-J7", bank, equity, 100);
  g_autoptr(GBytes) bad = new_journal ("SB-J8", "99999", equity, 100);
  g_autoptr(SbQboAnswer) answer = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;
  guint made = 0, refused = 0, asked = 0;

  g_ptr_array_add (items, sb_qbo_batch_item_new ("1", SB_QBO_OPERATION_CREATE, "JournalEntry", good,
                                                 0));
  g_ptr_array_add (items, sb_qbo_batch_item_new ("2", SB_QBO_OPERATION_CREATE, "JournalEntry", bad,
                                                 0));
  g_ptr_array_add (items, sb_qbo_batch_item_new_query ("3", "select * from TaxCode"));
  answer = send_request (tour, sb_qbo_request_batch (items, requestid));
  results = sb_qbo_answer_get_batch (answer, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < results->len; i++)
    {
      const SbQboBatchResult *result = g_ptr_array_index (results, i);

      made += strcmp (result->bid, "1") == 0 && result->object != NULL;
      refused += strcmp (result->bid, "2") == 0 && result->fault != NULL;
      asked += strcmp (result->bid, "3") == 0 && result->rows != NULL;
    }
  g_assert_cmpuint (made, ==, 1);
  g_assert_cmpuint (refused, ==, 1);
  g_assert_cmpuint (asked, ==, 1);
}

static void
test_changes_and_reports (Tour *tour, gconstpointer data)
{
  const char *const kinds[] = { "JournalEntry", "Customer", NULL };
  const char *const params[] = { "accounting_method", "Accrual", "start_date", "2000-01-01", "end_date", "2099-12-31", NULL };
  g_autofree char *bank = account_of (tour, "Bank");
  g_autofree char *equity = account_of (tour, "Equity");
  g_autoptr(SbQboAnswer) before_answer = send_request (tour,
                                                       sb_qbo_request_report ("TrialBalance",
                                                                              params));
  g_autoptr(SbQboReport) before = sb_qbo_report_parse (before_answer, USD, NULL);
  g_autoptr(GHashTable) before_balances = sb_qbo_report_balances (before, NULL);
  g_autoptr(SbQboAnswer) made = write_bytes (tour, "JournalEntry", SB_QBO_OPERATION_CREATE,
                                             new_journal ("SB-J9", bank, equity, 12345), NULL);
  g_autofree char *id = member (made, "JournalEntry", "Id");
  g_autofree char *token = member (made, "JournalEntry", "SyncToken");
  g_autoptr(SbQboAnswer) after_answer = send_request (tour,
                                                      sb_qbo_request_report ("TrialBalance",
                                                                             params));
  g_autoptr(SbQboReport) after = sb_qbo_report_parse (after_answer, USD, NULL);
  g_autoptr(GHashTable) after_balances = sb_qbo_report_balances (after, NULL);
  g_autoptr(SbQboAnswer) deleted = write_bytes (tour, "JournalEntry", SB_QBO_OPERATION_DELETE,
                                                sb_qbo_delete_body (id, token), NULL);
  g_autoptr(SbQboAnswer) changed = send_request (tour,
                                                 sb_qbo_request_cdc (kinds,
                                                                     made->time - 60 * G_USEC_PER_SEC));
  g_autoptr(GPtrArray) changes = NULL;
  gint64 *old_bank = g_hash_table_lookup (before_balances, bank);
  gint64 *new_bank = g_hash_table_lookup (after_balances, bank);
  gboolean told = FALSE;
  guint total;

  g_assert_nonnull (new_bank);
  g_assert_cmpint (*new_bank - (old_bank != NULL ? *old_bank : 0), ==, 12345);
  g_assert_null (deleted->fault);
  changes = sb_qbo_answer_get_changes (changed, &total, NULL);
  g_assert_nonnull (changes);
  for (guint i = 0; i < changes->len; i++)
    {
      const SbQboChanges *of = g_ptr_array_index (changes, i);

      for (guint j = 0; j < json_array_get_length (of->rows); j++)
        {
          JsonObject *row = json_array_get_object_element (of->rows, j);

          told |= g_strcmp0 (sb_json_string_or (row, "Id", NULL),
                             id) == 0 && sb_qbo_object_is_deleted (row);
        }
    }
  g_assert_true (told);
}

static void
test_disconnected (Tour *tour, gconstpointer data)
{
  g_autofree char *realm = g_strdup (sb_qbo_auth_get_realm_id (tour->auth));
  g_auto(SbTestCall) token_call = SB_TEST_CALL_INIT;
  g_auto(SbTestCall) revoke_call = SB_TEST_CALL_INIT;
  g_auto(SbTestCall) send_call = SB_TEST_CALL_INIT;
  SbTokenKey key = { "practice", "app", realm };
  g_autoptr(SbQboTokens) tokens = sb_token_store_load (tour->store, &key, NULL);
  g_autoptr(SbQboRequest) request = sb_qbo_request_preferences ();
  g_autoptr(SbQboAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  sb_qbo_auth_revoke_async (tour->auth, NULL, NULL, sb_test_call_done, &revoke_call);
  g_assert_true (sb_qbo_auth_revoke_finish (tour->auth, sb_test_call_wait (&revoke_call), &error));
  g_assert_no_error (error);
  /* As after a disconnect from inside QuickBooks: we still hold tokens that are dead there. */
  g_assert_true (sb_token_store_store (tour->store, &key, tokens, NULL));
  sb_qbo_client_send_async (tour->client, request, NULL, sb_test_call_done, &send_call);
  answer = sb_qbo_client_send_finish (tour->client, sb_test_call_wait (&send_call), &error);
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_REVOKED);
  g_assert_null (answer);
}

#define tour_add(path, func) g_test_add (path, Tour, NULL, tour_set_up, func, tour_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  tour_add ("/qbo/practice/company-preferences-and-accounts-are-read", test_company);
  tour_add ("/qbo/practice/the-same-request-twice-makes-one-document", test_once);
  tour_add ("/qbo/practice/refusals-lead-to-their-decisions", test_refusals);
  tour_add ("/qbo/practice/an-invoice-is-paid-to-the-cent", test_sale);
  tour_add ("/qbo/practice/a-batch-succeeds-and-fails-item-by-item", test_batch);
  tour_add ("/qbo/practice/changes-deletions-and-balances-are-seen", test_changes_and_reports);
  tour_add ("/qbo/practice/a-revoked-grant-is-final", test_disconnected);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests to the byte, and answers of every shape taken apart. */
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-answer.h"
#include "sb-qbo-env.h"
#include "sb-qbo-error.h"
#include "sb-qbo-report.h"
#include "sb-qbo-request.h"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
check_bytes (GBytes *bytes, const char *expected)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (text, ==, expected);
}

static SbQboAnswer *
answer_of (const char *json)
{
  SbQboAnswer *answer = sb_qbo_answer_new ();
  g_autoptr(GError) error = NULL;

  answer->status = 200;
  answer->body = sb_json_parse (json, -1, &error);
  g_assert_no_error (error);
  answer->fault = sb_qbo_fault_find (json_node_get_object (answer->body), 200);
  return answer;
}

static void
check_path (SbQboRequest *request, SbQboCallKind kind, const char *method, const char *path)
{
  g_assert_cmpint (request->kind, ==, kind);
  g_assert_cmpstr (request->method, ==, method);
  g_assert_cmpstr (request->path, ==, path);
  sb_qbo_request_unref (request);
}

static void
test_paths (void)
{
  g_autoptr(GBytes) body = bytes_of ("{}");
  const char *const params[] = { "start_date", "2024-01-01", "accounting_method", "Accrual", "account", "1&2", NULL };
  const char *const kinds[] = { "Invoice", "Item", NULL };

  check_path (sb_qbo_request_write ("JournalEntry", SB_QBO_OPERATION_CREATE, body, "r", 0),
              SB_QBO_CALL_WRITE, "POST",
              "journalentry");
  check_path (sb_qbo_request_write ("Invoice", SB_QBO_OPERATION_UPDATE, body, "r",
                                    SB_QBO_WRITE_ALLOW_DUPLICATE_NUMBER),
              SB_QBO_CALL_WRITE, "POST", "invoice?include=allowduplicatedocnum");
  check_path (sb_qbo_request_write ("Bill", SB_QBO_OPERATION_DELETE, body, "r", 0),
              SB_QBO_CALL_WRITE, "POST",
              "bill?operation=delete");
  check_path (sb_qbo_request_write ("Payment", SB_QBO_OPERATION_VOID, body, "r", 0),
              SB_QBO_CALL_WRITE, "POST",
              "payment?operation=void");
  check_path (sb_qbo_request_write ("BillPayment", SB_QBO_OPERATION_VOID, body, "r", 0),
              SB_QBO_CALL_WRITE, "POST",
              "billpayment?operation=update&include=void");
  check_path (sb_qbo_request_read ("Customer", "../x"), SB_QBO_CALL_READ, "GET", "customer/..%2Fx");
  check_path (sb_qbo_request_pdf ("CreditMemo", "7"), SB_QBO_CALL_READ, "GET", "creditmemo/7/pdf");
  check_path (sb_qbo_request_exchange_rate ("EUR", sb_day_from_ymd (2024, 3, 15)), SB_QBO_CALL_READ,
              "GET", "exchangerate?sourcecurrencycode=EUR&asofdate=2024-03-15");
  check_path (sb_qbo_request_exchange_rate ("E&R", SB_DAY_NONE), SB_QBO_CALL_READ, "GET",
              "exchangerate?sourcecurrencycode=E%26R");
  check_path (sb_qbo_request_companyinfo ("42"), SB_QBO_CALL_READ, "GET", "companyinfo/42");
  check_path (sb_qbo_request_preferences (), SB_QBO_CALL_READ, "GET", "preferences");
  check_path (sb_qbo_request_cdc (kinds, G_GINT64_CONSTANT (1710504000000000)), SB_QBO_CALL_CDC,
              "GET",
              "cdc?entities=Invoice%2CItem&changedSince=2024-03-15T12%3A00%3A00.000Z");
  check_path (sb_qbo_request_report ("TrialBalance", params), SB_QBO_CALL_REPORT, "GET",
              "reports/TrialBalance?start_date=2024-01-01&accounting_method=Accrual&account=1%262");
  check_path (sb_qbo_request_report ("BalanceSheet", NULL), SB_QBO_CALL_REPORT, "GET",
              "reports/BalanceSheet");
}

static void
test_query (void)
{
  g_autofree char *quoted = sb_qbo_quote ("O'Brien & \\Söhne");
  g_autofree char *statement = g_strconcat ("select * from Customer where DisplayName = ", quoted,
                                            NULL);

  g_assert_cmpstr (quoted, ==, "'O\\'Brien & \\\\Söhne'");
  check_path (sb_qbo_request_query (statement), SB_QBO_CALL_QUERY, "GET",
              "query?query=select%20%2A%20from%20Customer%20where%20DisplayName%20%3D%20%27O%5C%27"
              "Brien%20%26%20%5C%5CS%C3%B6hne%27");
}

static void
test_bodies (void)
{
  g_autoptr(GBytes) with_sparse = sb_qbo_void_body ("BillPayment", "7", "1");
  g_autoptr(GBytes) bare = sb_qbo_void_body ("Invoice", "7", "1");
  g_autoptr(GBytes) gone = sb_qbo_delete_body ("7", "1");

  check_bytes (with_sparse, "{\"Id\":\"7\",\"SyncToken\":\"1\",\"sparse\":true}");
  check_bytes (bare, "{\"Id\":\"7\",\"SyncToken\":\"1\"}");
  g_assert_true (g_bytes_equal (bare, gone));
}

static void
test_batch (void)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_batch_item_free);
  /* blanks and zeros stay as they are */
  g_autoptr(GBytes) odd = bytes_of ("{ \"Amount\":19.990 }");
  g_autoptr(GBytes) identity = bytes_of ("{\"Id\":\"7\",\"SyncToken\":\"1\"}");
  g_autoptr(SbQboRequest) request = NULL;

  g_ptr_array_add (items, sb_qbo_batch_item_new ("1", SB_QBO_OPERATION_CREATE, "Invoice", odd, 0));
  g_ptr_array_add (items, sb_qbo_batch_item_new ("2", SB_QBO_OPERATION_VOID, "Invoice", identity,
                                                 0));
  g_ptr_array_add (items, sb_qbo_batch_item_new ("3", SB_QBO_OPERATION_DELETE, "Bill", identity,
                                                 0));
  g_ptr_array_add (items, sb_qbo_batch_item_new_query ("4", "select \"x\""));
  g_ptr_array_add (items, sb_qbo_batch_item_new ("5", SB_QBO_OPERATION_UPDATE, "Bill", identity,
                                                 SB_QBO_WRITE_ALLOW_DUPLICATE_NUMBER));
  request = sb_qbo_request_batch (items, "requestid");
  check_bytes (request->body,
                   "{\"BatchItemRequest\":[{\"bId\":\"1\",\"operation\":\"create\",\"Invoice\":{ "
                   "\"Amount\":19.990 }},"
                   "{\"bId\":\"2\",\"operation\":\"update\",\"optionsData\":\"void\","
                   "\"Invoice\":{\"Id\":\"7\",\"SyncToken\":\"1\"}},"
                   "{\"bId\":\"3\",\"operation\":\"delete\",\"Bill\":{\"Id\":\"7\","
                   "\"SyncToken\":\"1\"}},"
                   "{\"bId\":\"4\",\"Query\":\"select \\\"x\\\"\"},"
                   "{\"bId\":\"5\",\"operation\":\"update\",\"optionsData\":\"allowduplicatedocnum"
                   "\",\"Bill\":{\"Id\":\"7\",\"SyncToken\":\"1\"}}]}");
  g_assert_cmpstr (request->path, ==, "batch");
}

static void
test_batch_answer (void)
{
  g_autoptr(SbQboAnswer) answer =
    answer_of ("{\"BatchItemResponse\":[{\"bId\":\"2\",\"Fault\":{\"Error\":[{\"code\":\"6240\","
               "\"Message\":\"m\",\"Detail\":\"d\"}],"
               "\"type\":\"ValidationFault\"}},{\"Invoice\":{\"Id\":\"9\"},\"bId\":\"1\"},"
               "{\"bId\":\"3\",\"QueryResponse\":{\"Item\":[{\"Id\":\"1\"}]}},{\"bId\":\"4\","
               "\"QueryResponse\":{}}]}");
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sb_qbo_answer_get_batch (answer, &error);
  const SbQboBatchResult *refused, *made, *rows, *none;
  g_autoptr(JsonArray) some = NULL;
  g_autoptr(JsonArray) empty = NULL;

  g_assert_no_error (error);
  refused = g_ptr_array_index (results, 0);
  made = g_ptr_array_index (results, 1);
  rows = g_ptr_array_index (results, 2);
  none = g_ptr_array_index (results, 3);
  g_assert_cmpstr (refused->bid, ==, "2");
  g_assert_cmpstr (refused->fault->reason, ==, "duplicate-name");
  g_assert_null (refused->object);
  g_assert_cmpstr (made->entity, ==, "Invoice");
  g_assert_cmpstr (sb_json_string_or (made->object, "Id", NULL), ==, "9");
  some = sb_qbo_batch_result_get_rows (rows, "Item");
  empty = sb_qbo_batch_result_get_rows (none, "Item");
  g_assert_cmpuint (json_array_get_length (some), ==, 1);
  g_assert_cmpuint (json_array_get_length (empty), ==, 0);
}

static void
test_rows (void)
{
  g_autoptr(SbQboAnswer) empty = answer_of ("{\"QueryResponse\":{},\"time\":\"x\"}");
  g_autoptr(SbQboAnswer) count = answer_of ("{\"QueryResponse\":{\"totalCount\":41}}");
  g_autoptr(SbQboAnswer) wrong = answer_of ("{\"Invoice\":{}}");
  g_autoptr(JsonArray) rows = sb_qbo_answer_get_rows (empty, "Item", NULL);
  g_autoptr(GError) error = NULL;
  gint64 n = 0;

  g_assert_cmpuint (json_array_get_length (rows), ==, 0);
  g_assert_true (sb_qbo_answer_get_count (count, &n, NULL));
  g_assert_cmpint (n, ==, 41);
  g_assert_null (sb_qbo_answer_get_rows (wrong, "Item", &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
}

static void
test_changes (void)
{
  g_autoptr(SbQboAnswer) answer =
    answer_of ("{\"CDCResponse\":[{\"QueryResponse\":[{\"Invoice\":[{\"Id\":\"12\","
               "\"SyncToken\":\"3\"},{\"Id\":\"13\",\"status\":\"Deleted\"}],"
               "\"startPosition\":1,\"maxResults\":2},{},{\"Item\":[{\"Id\":\"4\"}],"
               "\"startPosition\":1}]}]}");
  g_autoptr(SbQboAnswer) refused =
    answer_of ("{\"CDCResponse\":[{\"Fault\":{\"Error\":[{\"code\":\"10000\"}],"
               "\"type\":\"SystemFault\"}}]}");
  g_autoptr(GError) error = NULL;
  guint total = 0;
  g_autoptr(GPtrArray) changes = sb_qbo_answer_get_changes (answer, &total, &error);
  const SbQboChanges *invoices;

  g_assert_no_error (error);
  g_assert_cmpuint (total, ==, 3);
  g_assert_cmpuint (changes->len, ==, 2);
  invoices = g_ptr_array_index (changes, 0);
  g_assert_cmpstr (invoices->entity, ==, "Invoice");
  g_assert_false (sb_qbo_object_is_deleted (json_array_get_object_element (invoices->rows, 0)));
  g_assert_true (sb_qbo_object_is_deleted (json_array_get_object_element (invoices->rows, 1)));
  g_assert_null (sb_qbo_answer_get_changes (refused, &total, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_SERVER);
}

#define SHEET                                                                                      \
  "{\"Header\":{\"ReportName\":\"BalanceSheet\",\"Currency\":\"USD\",\"Option\":[{\"Name\":\"NoReportData\",\"Value\":\"false\"}]},"  \
  "\"Columns\":{\"Column\":[{\"ColTitle\":\"\",\"ColType\":\"Account\",\"MetaData\":[{\"Name\":\"ColKey\",\"Value\":\"account\"}]},"  \
  "{\"ColTitle\":\"Total\",\"ColType\":\"Money\",\"MetaData\":[{\"Name\":\"ColKey\",\"Value\":\"total\"}]}]},"                        \
  "\"Rows\":{\"Row\":[{\"Header\":{\"ColData\":[{\"value\":\"ASSETS\"},{\"value\":\"\"}]},\"type\":\"Section\",\"group\":\"TotalAssets\","   \
  "\"Rows\":{\"Row\":[{\"ColData\":[{\"value\":\"Bank\",\"id\":\"35\"},{\"value\":\"1201.00\"}],\"type\":\"Data\"},"                    \
  "{\"Header\":{\"ColData\":[{\"value\":\"Truck\",\"id\":\"37\"},{\"value\":\"\"}]},\"Rows\":{\"Row\":["                              \
  "{\"ColData\":[{\"value\":\"Truck\",\"id\":\"37\"},{\"value\":\"5\"}]},{\"ColData\":[{\"value\":\"Original cost\",\"id\":\"38\"},"    \
  "{\"value\":\"13495.5\"}]}]},\"Summary\":{\"ColData\":[{\"value\":\"Total Truck\",\"id\":\"37\"},{\"value\":\"13500.50\"}]}},{}]},"    \
  "\"Summary\":{\"ColData\":[{\"value\":\"TOTAL\"},{\"value\":\"14701.50\"}]}}]}}"

static void
test_report (void)
{
  g_autoptr(SbQboAnswer) answer = answer_of (SHEET);
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboReport) report = sb_qbo_report_parse (answer, (SbCurrency) { "EUR", 2 }, &error);
  g_autoptr(GHashTable) balances = NULL;
  const SbQboReportRow *row;
  gint64 minor;

  g_assert_no_error (error);
  g_assert_cmpstr (report->currency.code, ==, "USD");
  g_assert_cmpint (sb_qbo_report_find_column (report, "total"), ==, 1);
  g_assert_cmpint (sb_qbo_report_find_column (report, "nothing"), ==, -1);
  g_assert_cmpuint (report->rows->len, ==, 7);
  row = g_ptr_array_index (report->rows, 1);
  g_assert_cmpstr (row->group, ==, "TotalAssets");
  g_assert_cmpuint (row->depth, ==, 1);
  g_assert_cmpstr (sb_qbo_report_row_id (row, 0), ==, "35");
  g_assert_true (sb_qbo_report_row_money (report, row, 1, &minor, &error));
  g_assert_cmpint (minor, ==, 120100);
  g_assert_cmpstr (sb_qbo_report_row_text (row, 9), ==, "");
  row = g_ptr_array_index (report->rows, 4);
  g_assert_cmpstr (row->section_id, ==, "37");
  balances = sb_qbo_report_balances (report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (balances), ==, 3);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (balances, "37"), ==, 500);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (balances, "38"), ==, 1349550);
}

static void
test_trial_balance (void)
{
  g_autoptr(SbQboAnswer) answer = answer_of (
    "{\"Header\":{\"ReportName\":\"TrialBalance\"},\"Columns\":{\"Column\":[{\"ColTitle\":\"\","
    "\"ColType\":\"Account\"},"
    "{\"ColTitle\":\"Debit\",\"ColType\":\"Money\"},{\"ColTitle\":\"Credit\","
    "\"ColType\":\"Money\"}]},"
    "\"Rows\":{\"Row\":[{\"ColData\":[{\"value\":\"Bank\",\"id\":\"35\"},{\"value\":\"4151.74\"},"
    "{\"value\":\"\"}]},"
    "{\"ColData\":[{\"value\":\"Payable\",\"id\":\"33\"},{\"value\":\"\"},"
    "{\"value\":\"1984.17\"}]},"
    "{\"Summary\":{\"ColData\":[{\"value\":\"TOTAL\"},{\"value\":\"1.00\"},{\"value\":\"1.00\"}]},"
    "\"group\":\"GrandTotal\"}]}}");
  g_autoptr(SbQboReport) report = sb_qbo_report_parse (answer, (SbCurrency) { "USD", 2 }, NULL);
  g_autoptr(GHashTable) balances = sb_qbo_report_balances (report, NULL);

  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (balances, "35"), ==, 415174);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (balances, "33"), ==, -198417);
}

/* A general ledger names its columns by their types, and its rows belong to the account of the section. */
static void
test_ledger (void)
{
  g_autoptr(SbQboAnswer) answer = answer_of (
    "{\"Header\":{\"ReportName\":\"GeneralLedger\",\"Currency\":\"USD\"},\"Columns\":{\"Column\":["
    "{\"ColTitle\":\"Date\",\"ColType\":\"tx_date\"},{\"ColTitle\":\"Transaction Type\","
    "\"ColType\":\"txn_type\"},{\"ColTitle\":\"Amount\",\"ColType\":\"subt_nat_amount\"}]},"
    "\"Rows\":{\"Row\":[{\"Header\":{\"ColData\":[{\"value\":\"Bank\",\"id\":\"35\"},{\"value\":\"\"},"
    "{\"value\":\"\"}]},\"Rows\":{\"Row\":[{\"ColData\":[{\"value\":\"Beginning Balance\"},"
    "{\"value\":\"\"},{\"value\":\"\"}]},{\"ColData\":[{\"value\":\"2024-03-15\"},"
    "{\"value\":\"Journal Entry\",\"id\":\"9\"},{\"value\":\"-12.30\"}]}]}}]}}");
  g_autoptr(SbQboReport) report = sb_qbo_report_parse (answer, (SbCurrency) { "EUR", 2 }, NULL);
  int type = sb_qbo_report_find_column (report, "txn_type");
  int amount = sb_qbo_report_find_column (report, "subt_nat_amount");
  const SbQboReportRow *row = g_ptr_array_index (report->rows, 2);
  gint64 minor = 0;

  g_assert_cmpint (type, ==, 1);
  g_assert_cmpint (amount, ==, 2);
  g_assert_cmpstr (row->section_id, ==, "35");
  g_assert_cmpstr (sb_qbo_report_row_id (row, type), ==, "9");
  g_assert_true (sb_qbo_report_row_money (report, row, amount, &minor, NULL));
  g_assert_cmpint (minor, ==, -1230);
}

/* Grouped by customer; the kind's cell has the id of the transaction. */
static void
test_transaction_list (void)
{
  g_autoptr(SbQboAnswer) answer = answer_of (
    "{\"Header\":{\"ReportName\":\"TransactionList\",\"Currency\":\"USD\",\"Option\":[{\"Name\":"
    "\"NoReportData\",\"Value\":\"false\"}]},\"Columns\":{\"Column\":[{\"ColTitle\":\"Date\","
    "\"ColType\":\"tx_date\"},{\"ColTitle\":\"Transaction Type\",\"ColType\":\"txn_type\"},"
    "{\"ColTitle\":\"Num\",\"ColType\":\"doc_num\"},{\"ColTitle\":\"Amount\",\"ColType\":"
    "\"subt_nat_amount\"}]},\"Rows\":{\"Row\":[{\"Header\":{\"ColData\":[{\"value\":\"Oak\","
    "\"id\":\"1\"}]},\"Rows\":{\"Row\":[{\"ColData\":[{\"value\":\"2024-03-14\"},{\"value\":"
    "\"Invoice\",\"id\":\"151\"},{\"value\":\"1040\"},{\"value\":\"47.60\"}],\"type\":\"Data\"}]},"
    "\"type\":\"Section\",\"Summary\":{\"ColData\":[{\"value\":\"Total for Oak\"},{\"value\":"
    "\"47.60\"}]}}]}}");
  g_autoptr(SbQboReport) report = sb_qbo_report_parse (answer, (SbCurrency) { "USD", 2 }, NULL);
  const SbQboReportRow *row = g_ptr_array_index (report->rows, 1);
  gint64 minor = 0;

  g_assert_cmpuint (report->rows->len, ==, 3);
  g_assert_cmpint (row->kind, ==, SB_QBO_ROW_DATA);
  g_assert_cmpstr (row->section_id, ==, "1");
  g_assert_cmpstr (sb_qbo_report_row_id (row, sb_qbo_report_find_column (report, "txn_type")), ==,
                   "151");
  g_assert_cmpstr (sb_qbo_report_row_text (row, sb_qbo_report_find_column (report, "doc_num")), ==,
                   "1040");
  g_assert_true (sb_qbo_report_row_money (report, row,
                                          sb_qbo_report_find_column (report, "subt_nat_amount"),
                                          &minor, NULL));
  g_assert_cmpint (minor, ==, 4760);
}

static void
test_odd_reports (void)
{
  static const char *const odd[] = {
    "{\"Header\":{}}", "{\"Header\":{},\"Rows\":[]}", "{\"Header\":{\"Option\":[1]},\"Columns\":{"
                                                      "\"Column\":[null,5]},\"Rows\":{\"Row\":[1,"
                                                      "null,{}]}}",
    "{\"Header\":{},\"Rows\":{\"Row\":[{\"ColData\":[1,null,{\"value\":5,\"id\":7}]},"
    "{\"Header\":{\"ColData\":[]},\"Summary\":{}}]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr(SbQboAnswer) answer = answer_of (odd[i]);
      g_autoptr(SbQboReport) report = sb_qbo_report_parse (answer, (SbCurrency) { "USD", 2 }, NULL);
      g_autoptr(GHashTable) balances = NULL;

      g_assert_nonnull (report);
      balances = sb_qbo_report_balances (report, NULL);
      g_assert_cmpuint (g_hash_table_size (balances), ==, 0);
    }
}

static void
test_environments (void)
{
  static const char *const bad[] = { "nowhere", "practice", "http://example.com", "http://127.0.0.1.example.com",
                                     "ftp://localhost/", "https://", "http://user:pw@localhost:1",
                                     "file:///etc/passwd" };
  g_autoptr(SbQboEnv) practice = sb_qbo_env_new_for_name ("practice", "http://127.0.0.1:4711/",
                                                          NULL);
  g_autoptr(SbQboEnv) sandbox = sb_qbo_env_new_for_name ("sandbox", NULL, NULL);
  g_autoptr(SbQboEnv) host = sb_qbo_env_new_for_name ("https://books.example:8443", NULL, NULL);
  g_autofree char *url = sb_qbo_env_object_url (sandbox, "Invoice", "130");

  g_assert_cmpstr (practice->name, ==, "practice");
  g_assert_cmpstr (practice->api_base, ==, "http://127.0.0.1:4711");
  g_assert_cmpstr (practice->discovery_url, ==,
                   "http://127.0.0.1:4711/.well-known/openid_configuration");
  g_assert_cmpstr (sandbox->api_base, ==, "https://sandbox-quickbooks.api.intuit.com");
  g_assert_cmpstr (host->api_base, ==, "https://books.example:8443");
  g_assert_cmpstr (url, ==, "https://sandbox.qbo.intuit.com/app/invoice?txnId=130");
  g_assert_true (sb_qbo_env_allows (practice, "http://localhost:1/token"));
  g_assert_false (sb_qbo_env_allows (sandbox, "http://localhost:1/token"));
  g_assert_true (sb_qbo_env_allows (sandbox, "https://oauth.platform.intuit.com/x"));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (sb_qbo_env_new_for_name (bad[i], NULL, &error));
      g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qbo/request/each-operation-has-its-path", test_paths);
  g_test_add_func ("/qbo/request/names-with-quotes-survive-a-query", test_query);
  g_test_add_func ("/qbo/request/voids-and-deletes-carry-id-and-token", test_bodies);
  g_test_add_func ("/qbo/request/a-batch-holds-the-bytes-of-its-objects", test_batch);
  g_test_add_func ("/qbo/answer/a-batch-is-taken-apart-in-any-order", test_batch_answer);
  g_test_add_func ("/qbo/answer/an-absent-list-is-an-empty-one", test_rows);
  g_test_add_func ("/qbo/answer/changes-are-grouped-and-deletions-told", test_changes);
  g_test_add_func ("/qbo/report/sections-with-and-without-headers-are-walked", test_report);
  g_test_add_func ("/qbo/report/a-trial-balance-is-debit-less-credit", test_trial_balance);
  g_test_add_func ("/qbo/report/a-ledger-row-knows-its-account-and-transaction", test_ledger);
  g_test_add_func ("/qbo/report/a-transaction-list-names-each-transaction", test_transaction_list);
  g_test_add_func ("/qbo/report/odd-shapes-are-walked-without-harm", test_odd_reports);
  g_test_add_func ("/qbo/environment/only-https-and-this-machine-are-called", test_environments);
  return g_test_run ();
}

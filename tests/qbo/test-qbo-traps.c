/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Traps of the API that others fell into and that no other test here is about. */
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-answer.h"
#include "sb-qbo-credit-memo.h"
#include "sb-qbo-customer.h"
#include "sb-qbo-error.h"
#include "sb-qbo-invoice.h"
#include "sb-qbo-request.h"
#include "sb-qbo-vendor.h"
#include "sb-token-store-memory.h"

static const SbCurrency USD = { "USD", 2 };

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

static JsonObject *
object_of (const char *json, JsonNode **node)
{
  g_autoptr(GError) error = NULL;

  *node = sb_json_parse (json, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (*node);
}

/* A sandbox token is never sent to the live books, nor the reverse. */
static void
test_environments (void)
{
  g_autoptr(SbTokenStore) store = sb_token_store_memory_new ();
  const SbTokenKey sandbox = { "sandbox", "app", "1" };
  const SbTokenKey production = { "production", "app", "1" };
  const SbTokenKey other_app = { "sandbox", "other-app", "1" };
  SbQboTokens tokens = { (char *) (gsize) "a", (char *) (gsize) "r", 0, 0, 0 };
  g_autoptr(SbQboTokens) found = NULL;

  g_assert_true (sb_token_store_store (store, &sandbox, &tokens, NULL));
  g_assert_null (sb_token_store_load (store, &production, NULL));
  g_assert_null (sb_token_store_load (store, &other_app, NULL));
  found = sb_token_store_load (store, &sandbox, NULL);
  g_assert_nonnull (found);
}

/* "sparse" belongs into the object; in the address it is ignored and the rest is emptied. */
static void
test_sparse (void)
{
  g_autoptr(SbQboCustomer) customer = sb_qbo_customer_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(SbQboRequest) request = NULL;
  g_autofree char *body = NULL;

  customer->meta.currency = USD;
  sb_qbo_text_set (&customer->meta.id, "5");
  sb_qbo_text_set (&customer->meta.sync_token, "1");
  bytes = sb_qbo_customer_to_bytes (customer);
  request = sb_qbo_request_write ("Customer", SB_QBO_OPERATION_UPDATE, bytes, "r",
                                  SB_QBO_WRITE_NONE);
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_nonnull (strstr (body, "\"sparse\":true"));
  g_assert_null (strstr (request->path, "sparse"));
}

/* Typographic characters and ampersands go through an address whole. */
static void
test_typographic (void)
{
  g_autofree char *quoted = sb_qbo_quote ("O\xe2\x80\x99" "Brien \xe2\x80\x93 A&B");
  g_autofree char *statement = g_strconcat ("select * from Customer where DisplayName = ", quoted,
                                            NULL);
  g_autoptr(SbQboRequest) request = sb_qbo_request_query (statement);
  g_autofree char *back = g_uri_unescape_string (request->path + strlen ("query?query="), NULL);

  g_assert_cmpstr (back, ==, statement);
  g_assert_null (strchr (request->path, '&'));
  for (const char *p = request->path; *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p));
}

static void
test_cut_changes (void)
{
  g_autoptr(GString) json = g_string_new ("{\"CDCResponse\":[{\"QueryResponse\":[{\"Item\":[");
  g_autoptr(SbQboAnswer) answer = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  guint total = 0;

  for (guint i = 0; i < SB_QBO_CDC_MAX; i++)
    g_string_append_printf (json, "%s{\"Id\":\"%u\"}", i > 0 ? "," : "", i);
  g_string_append (json, "]},{}]}]}");
  answer = answer_of (json->str);
  changes = sb_qbo_answer_get_changes (answer, &total, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpuint (total, >=, SB_QBO_CDC_MAX); /* nothing else says that more was left out */
}

/* The newest change of an answer may be a deletion, which has a time like the others. */
static void
test_deletion_time (void)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(SbQboInvoice) gone = sb_qbo_invoice_from_json (
    object_of ("{\"domain\":\"QBO\",\"status\":\"Deleted\",\"Id\":\"979\",\"MetaData\":"
               "{\"LastUpdatedTime\":\"2024-03-15T04:55:50-08:00\"}}", &node), USD, NULL);

  g_assert_nonnull (gone);
  g_assert_cmpint (gone->meta.update_time, ==, G_GINT64_CONSTANT (1710507350000000));
}

/* Asked for in euros, made in the home currency, without a word: the answer tells. */
static void
test_currency_ignored (void)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(SbQboVendor) vendor = sb_qbo_vendor_from_json (
    object_of ("{\"Id\":\"1\",\"DisplayName\":\"Mill\",\"CurrencyRef\":{\"value\":\"USD\"}}",
               &node), USD, NULL);

  g_assert_cmpstr (sb_qbo_ref_value (vendor->currency_ref), ==, "USD");
}

/* The country comes as two letters or three, places without their coordinates. */
static void
test_addresses (void)
{
  static const char *const countries[] = { "US", "USA", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"DisplayName\":\"Oak\",\"BillAddr\":{\"Id\":\"9\",\"Line1\":\"1 Road\","
                         "\"Country\":\"%s\"%s}}", countries[i],
                         i == 0 ? ",\"Lat\":\"INVALID\",\"Long\":\"1.5\"" : "");
      g_autoptr(JsonNode) node = NULL;
      g_autoptr(SbQboCustomer) customer = sb_qbo_customer_from_json (object_of (json, &node), USD,
                                                                     NULL);

      g_assert_cmpstr (customer->bill_address->line1, ==, "1 Road");
      g_assert_cmpstr (customer->bill_address->country, ==, countries[i]);
    }
}

/* HTTP says 200; the fault is in the answer, in an item of a batch, in a file, in a change list. */
static void
test_faults_within (void)
{
#define FAULT "\"Fault\":{\"Error\":[{\"code\":\"6240\",\"Message\":\"m\"}],\"type\":\"V\"}"
  g_autoptr(SbQboAnswer) whole = answer_of ("{" FAULT "}");
  g_autoptr(SbQboAnswer) batch = answer_of ("{\"BatchItemResponse\":[{\"bId\":\"1\"," FAULT "}]}");
  g_autoptr(SbQboAnswer) files = answer_of ("{\"AttachableResponse\":[{" FAULT "}]}");
  g_autoptr(SbQboAnswer) changes = answer_of ("{\"CDCResponse\":[{" FAULT "}]}");
  g_autoptr(GPtrArray) items = sb_qbo_answer_get_batch (batch, NULL);
  g_autoptr(GPtrArray) uploads = sb_qbo_answer_get_uploads (files, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (sb_qbo_answer_check (whole, &error));
  g_clear_error (&error);
  g_assert_nonnull (((SbQboBatchResult *) g_ptr_array_index (items, 0))->fault);
  g_assert_nonnull (((SbQboBatchResult *) g_ptr_array_index (uploads, 0))->fault);
  g_assert_null (sb_qbo_answer_get_changes (changes, NULL, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_DUPLICATE_NAME);
}

/* Ids have up to 19 digits and more than a number keeps. */
static void
test_long_ids (void)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(SbQboInvoice) invoice = sb_qbo_invoice_from_json (
    object_of ("{\"Id\":\"9999999999999999999\",\"SyncToken\":\"0\",\"CustomerRef\":"
               "{\"value\":\"5000000000000503625\"}}", &node), USD, NULL);
  g_autoptr(GBytes) bytes = sb_qbo_invoice_to_bytes (invoice);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (strstr (text, "\"9999999999999999999\""));
  g_assert_nonnull (strstr (text, "\"5000000000000503625\""));
}

static void
test_words (void)
{
  static const struct
  {
    guint status;
    const char *code;
    const char *detail;
    SbQboDecision decision;
    const char *word;
  } rows[] = {
    /* the person who consented has left */
    { 403, "120", "", SB_QBO_DECISION_RECONNECT, "administrator" },
    /* the month's quota of reads is used up: told like any other pause, never as an error of hers */
    { 429, "", "", SB_QBO_DECISION_WAIT, "later" },
    { 400, "6000", "When you create an item, if Track quantity on hand is turned off, the item "
                   "cannot be of type Inventory.", SB_QBO_DECISION_ASK_OWNER, "subscription" },
    { 400, "6480", "", SB_QBO_DECISION_ASK_OWNER, "match" },
    { 400, "6540", "", SB_QBO_DECISION_ASK_OWNER, "deposit" },
    { 400, "610", "", SB_QBO_DECISION_ASK_OWNER, "active" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(SbQboFault) fault = sb_qbo_fault_new (rows[i].status, "", rows[i].code, "",
                                                      rows[i].detail, "");

      g_assert_cmpint (fault->decision, ==, rows[i].decision);
      if (strstr (fault->remedy, rows[i].word) == NULL)
        g_error ("“%s” does not say “%s”", fault->remedy, rows[i].word);
    }
}

/* A credit that QuickBooks has used by itself says so in what is left of it. */
static void
test_credit_used (void)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(SbQboCreditMemo) memo = sb_qbo_credit_memo_from_json (
    object_of ("{\"Id\":\"7\",\"TotalAmt\":25,\"RemainingCredit\":0,\"Balance\":0,\"LinkedTxn\":"
               "[{\"TxnId\":\"9\",\"TxnType\":\"Payment\"}]}", &node), USD, NULL);

  g_assert_cmpint (memo->total, ==, 2500);
  g_assert_cmpint (memo->remaining, ==, 0);
  g_assert_cmpuint (memo->linked->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qbo/traps/tokens-of-one-environment-are-never-used-in-the-other",
                   test_environments);
  g_test_add_func ("/qbo/traps/sparse-is-said-in-the-object-not-in-the-address", test_sparse);
  g_test_add_func ("/qbo/traps/typographic-names-survive-a-query", test_typographic);
  g_test_add_func ("/qbo/traps/a-change-list-of-a-thousand-is-known-as-cut", test_cut_changes);
  g_test_add_func ("/qbo/traps/a-deletion-has-a-time-for-the-next-start", test_deletion_time);
  g_test_add_func ("/qbo/traps/a-currency-that-was-ignored-is-seen-in-the-answer",
                   test_currency_ignored);
  g_test_add_func ("/qbo/traps/countries-and-coordinates-may-come-and-go", test_addresses);
  g_test_add_func ("/qbo/traps/a-fault-under-200-is-found-at-every-level", test_faults_within);
  g_test_add_func ("/qbo/traps/an-id-of-nineteen-digits-stays-text", test_long_ids);
  g_test_add_func ("/qbo/traps/refusals-that-only-people-can-mend-say-how", test_words);
  g_test_add_func ("/qbo/traps/a-credit-that-was-used-there-is-seen-as-used", test_credit_used);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers with random damage go through everything that reads answers. Whatever comes out, it comes
 * out in order: a value or an error. g_test_init() prints the seed; --seed repeats a run.
 */
#include <libsoup/soup.h>
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-answer-private.h"
#include "sb-qbo-bill-payment.h"
#include "sb-qbo-discovery.h"
#include "sb-qbo-invoice.h"
#include "sb-qbo-journal-entry.h"
#include "sb-qbo-report.h"
#include "sb-qbo-tokens.h"
#include "sb-redirect.h"

#define ROUNDS 4000

static const char *const answers[] = {
  "{\"Invoice\":{\"Id\":\"130\",\"SyncToken\":\"0\",\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":158.40,"
  "\"CurrencyRef\":{\"value\":\"USD\"},\"TxnDate\":\"2024-03-15\",\"Line\":[{\"Id\":\"1\",\"Amount\":40.0,"
  "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"19\"},"
  "\"Qty\":2,\"UnitPrice\":20}}],\"TxnTaxDetail\":{\"TotalTax\":3.3,\"TaxLine\":[{\"Amount\":3.3}]}},"
  "\"time\":\"2024-03-15T05:00:01.250-07:00\"}",
  "{\"BatchItemResponse\":[{\"bId\":\"1\",\"JournalEntry\":{\"Id\":\"9\",\"Line\":[{\"Amount\":16,"
  "\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{\"PostingType\":\"Debit\","
  "\"Entity\":{\"Type\":\"Customer\",\"EntityRef\":{\"value\":\"1\"}}}}]}},{\"bId\":\"2\",\"Fault\":"
  "{\"Error\":[{\"code\":\"6140\",\"Detail\":\"TxnType=Invoice with TxnId=45823\"}],\"type\":\"V\"}},"
  "{\"bId\":\"3\",\"QueryResponse\":{\"Item\":[{\"Id\":\"1\"}],\"maxResults\":1}}]}",
  "{\"CDCResponse\":[{\"QueryResponse\":[{\"Invoice\":[{\"Id\":\"12\",\"status\":\"Deleted\"}]},{}]}]}",
  "{\"Header\":{\"ReportName\":\"TrialBalance\",\"Currency\":\"USD\",\"Option\":[{\"Name\":\"NoReportData\","
  "\"Value\":\"false\"}]},\"Columns\":{\"Column\":[{\"ColTitle\":\"Debit\",\"MetaData\":[{\"Name\":"
  "\"ColKey\",\"Value\":\"debit\"}]}]},\"Rows\":{\"Row\":[{\"Header\":{\"ColData\":[{\"value\":\"A\","
  "\"id\":\"1\"}]},\"Rows\":{\"Row\":[{\"ColData\":[{\"value\":\"B\",\"id\":\"2\"},{\"value\":"
  "\"-12.50\"}]}]},\"Summary\":{\"ColData\":[{\"value\":\"9\"}]},\"group\":\"G\"}]}}",
  "{\"warnings\":null,\"fault\":{\"error\":[{\"message\":\"errorCode=003200\",\"detail\":\"Token expired: x\","
  "\"code\":\"3200\",\"element\":null}],\"type\":\"AUTHENTICATION\"},\"time\":1601391072830}",
  "<?xml version=\"1.0\"?><IntuitResponse><Fault type=\"V\"><Error code=\"6240\" element=\"a\"><Message>m"
  "</Message><Detail>Id=12</Detail></Error></Fault></IntuitResponse>",
  "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":3600,\"x_refresh_token_expires_in\":8640000}",
  "{\"authorization_endpoint\":\"https://a.example/x\",\"token_endpoint\":\"https://a.example/t\","
  "\"revocation_endpoint\":\"https://a.example/r\",\"code_challenge_methods_supported\":[\"S256\"]}",
  "http://localhost:1/callback?code=abc&state=def&realmId=123&error=%00%zz",
};

static const char *const tokens[] = { "null", "[]", "{}", "\"", "{", "[", "}", "]", ",", ":", "-1", "1e999", "0.1",
                                      "\"\\u0000\"", "\xff", "\\", "<", "&", "true",
                                      "99999999999999999999" };

static GBytes *
damage (const char *text)
{
  GString *bytes = g_string_new (text);
  int hits = g_test_rand_int_range (1, 6);

  for (int i = 0; i < hits && bytes->len > 2; i++)
    {
      gssize at = g_test_rand_int_range (0, (int) bytes->len - 1);
      gssize length = g_test_rand_int_range (1, 1 + (int) MIN (bytes->len - (gsize) at, 20));

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          bytes->str[at] = (char) g_test_rand_int_range (0, 256);
          break;
        case 1:
          g_string_erase (bytes, at, length);
          break;
        case 2:
          g_string_insert (bytes, at, tokens[g_test_rand_int_range (0, G_N_ELEMENTS (tokens))]);
          break;
        default:
          {
            g_autofree char *part = g_strndup (bytes->str + at, (gsize) length);

            g_string_insert (bytes, g_test_rand_int_range (0, (int) bytes->len), part);
          }
        }
    }
  return g_string_free_to_bytes (bytes);
}

static void
read_objects (const SbQboAnswer *answer)
{
  const SbCurrency usd = { "USD", 2 };
  JsonObject *object = sb_qbo_answer_get_object (answer, "Invoice", NULL);
  g_autoptr(SbQboInvoice) invoice = NULL;
  g_autoptr(SbQboInvoice) copy = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (object == NULL)
    return;
  invoice = sb_qbo_invoice_from_json (object, usd, NULL);
  if (invoice == NULL)
    return;
  copy = sb_qbo_invoice_copy (invoice);
  bytes = sb_qbo_invoice_to_bytes (copy);
  /* What was read can be written and is JSON again. */
  {
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonNode) node =
      sb_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);

    g_assert_no_error (error);
    g_assert_nonnull (node);
  }
  (void) sb_qbo_invoice_check (copy, NULL);
}

static void
read_batch (const SbQboAnswer *answer)
{
  const SbCurrency usd = { "USD", 2 };
  g_autoptr(GPtrArray) results = sb_qbo_answer_get_batch (answer, NULL);

  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      const SbQboBatchResult *result = g_ptr_array_index (results, i);
      g_autoptr(SbQboJournalEntry) entry = NULL;

      if (result->object != NULL)
        entry = sb_qbo_journal_entry_from_json (result->object, usd, NULL);
      if (result->rows != NULL)
        json_array_unref (sb_qbo_batch_result_get_rows (result, "Item"));
    }
}

static void
read_report (const SbQboAnswer *answer)
{
  g_autoptr(SbQboReport) report = sb_qbo_report_parse (answer, (SbCurrency) { "USD", 2 }, NULL);
  g_autoptr(GHashTable) balances = NULL;

  if (report != NULL)
    balances = sb_qbo_report_balances (report, NULL);
}

static void
read_answer (GBytes *bytes)
{
  const guint statuses[] = { 200, 400, 401, 403, 429, 500 };
  SbQboReply reply = { statuses[g_test_rand_int_range (0,
                                                       G_N_ELEMENTS (statuses))], bytes, NULL, 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = sb_qbo_answer_parse (&reply, &error);
  g_autoptr(GPtrArray) changes = NULL;
  guint total;

  g_assert_true ((answer == NULL) == (error != NULL));
  if (answer == NULL)
    return;
  read_objects (answer);
  read_batch (answer);
  read_report (answer);
  changes = sb_qbo_answer_get_changes (answer, &total, NULL);
}

static void
read_rest (GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), size);
  g_autoptr(SbQboEnv) env = sb_qbo_env_new_for_name ("sandbox", NULL, NULL);
  g_autoptr(SbQboTokens) secret = sb_qbo_tokens_from_answer (text, -1, 0, NULL);
  g_autoptr(SbQboEndpoints) endpoints = sb_qbo_endpoints_parse (env, text, -1, NULL);
  g_autoptr(SbRedirectAnswer) redirect = sb_redirect_answer_parse (text);
  g_autoptr(SbRedirect) address = sb_redirect_parse (text, NULL);
  g_autoptr(SbQboFault) fault = sb_qbo_fault_from_xml (g_bytes_get_data (bytes, NULL),
                                                       (gssize) size, 400);

  if (endpoints != NULL)
    g_assert_true (g_str_has_prefix (endpoints->token, "https://"));
  if (redirect != NULL && redirect->realm_id != NULL)
    g_assert_cmpuint (strspn (redirect->realm_id, "0123456789"), ==, strlen (redirect->realm_id));
}

static void
test_damage (gconstpointer data)
{
  const char *text = data;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(GBytes) bytes = damage (text);

      read_answer (bytes);
      read_rest (bytes);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/qbo/mutation/damaged-answer-%zu-is-read-or-refused", i);

      g_test_add_data_func (path, answers[i], test_damage);
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-ledger-test.h"

#include <string.h>

#include "sb-book.h"
#include "sb-explain.h"
#include "sb-json-reader.h"
#include "sb-ledger-error.h"
#include "sb-replay.h"
#include "sb-sql.h"
#include "sb-state.h"
#include "sb-verify.h"

static const char *const mapped[] = {
  "AccountsReceivable", "AccountsPayable", "Inventory", "COGS", "Revenue", "SalesTaxPayable",
  "Bank",
  "UndepositedFunds", "OpeningBalanceEquity", "GRNI", "GoodsInTransit", "WIP",
  "InventoryAdjustment",
  "PurchaseVariance", "LandedCostClearing", "ConversionCosts", "SupplierDeposits",
  "CustomerCredits",
  "InputTax", "ShippingIncome", "SalesDiscounts", "Rounding",
};

static char *
book_file (const char *flags)
{
  g_autoptr (GString) text =
    g_string_new ("{\"settings\":{\"base_currency\":\"USD\",\"locations\":[\"MAIN\",\"SHOP\"],"
                                           "\"default_location\":\"MAIN\",");

  g_string_append_printf (text, "\"negative_stock\":\"%s\",\"provisional_cost\":\"%s\",",
                          strstr (flags, "allow") != NULL ? "allow" : "block",
                          strstr (flags, "none") != NULL ? "none" : "po");
  g_string_append (text,
                   "\"products\":[{\"sku\":\"A\",\"weight\":\"1\"},"
                   "{\"sku\":\"B\",\"weight\":\"2\"},"
                   "{\"sku\":\"C\",\"weight\":\"3\",\"default_cost\":\"2.50\"}]},"
                   "\"accounts\":[");
  for (gsize i = 0; i < G_N_ELEMENTS (mapped); i++)
    g_string_append_printf (text, "%s{\"role\":\"%s\",\"name\":\"acct %s\",\"type\":\"Other\"}",
                            i > 0 ? "," : "", mapped[i], mapped[i]);
  g_string_append (text, "],\"events\":[]}");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

SbLedger *
sb_ledger_test_book (SbTest *test, const char *name, const char *flags)
{
  g_autofree char *path = sb_test_path (test, name);
  g_autofree char *file = book_file (flags);
  g_autoptr (GError) error = NULL;
  SbLedger *ledger = sb_ledger_create_for_replay (path, file, -1, &error);

  g_assert_no_error (error);
  sb_ledger_replay (ledger, file, -1, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

typedef struct
{
  const char *json;
  gboolean keep;
} Entry;

static gpointer
enter (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Entry *entry = data;
  g_autoptr (SbEvent) event = NULL;
  g_autoptr (SbApplied) applied = NULL;
  SbBook book;

  if (!sb_book_load (sb_txn_get_database (txn), &book, error))
    return NULL;
  event = sb_event_parse (entry->json, -1, book.currency, error);
  if (event != NULL)
    applied = sb_ledger_apply (txn, event, error);
  return NULL;
}

static void
try_json (SbLedger *ledger, const char *json, GError **error)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (json), "'", '"');
  Entry entry = { quoted, TRUE };

  sb_ledger_write (ledger, enter, &entry, error);
}

void
sb_ledger_test_enter (SbLedger *ledger, const char *json)
{
  g_autoptr (GError) error = NULL;

  try_json (ledger, json, &error);
  if (error != NULL)
    g_test_message ("refused: %s", json);
  g_assert_no_error (error);
}

char *
sb_ledger_test_try (SbLedger *ledger, const char *json)
{
  g_autoptr (GError) error = NULL;

  try_json (ledger, json, &error);
  if (error != NULL && sb_ledger_error_code (error) == NULL)
    g_assert_no_error (error);
  return g_strdup (sb_ledger_error_code (error));
}

void
sb_ledger_test_refuse (SbLedger *ledger, const char *json, const char *code, const char *field)
{
  g_autofree char *before = sb_ledger_test_dump (ledger);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  try_json (ledger, json, &error);
  g_assert_nonnull (error);
  g_assert_cmpstr (sb_ledger_error_code (error), ==, code);
  if (field != NULL)
    g_assert_cmpstr (sb_ledger_error_field (error), ==, field);
  after = sb_ledger_test_dump (ledger);
  g_assert_cmpstr (before, ==, after);
}

static gpointer
read_state (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_ledger_state_json (db, *(const SbDay *) data, error);
}

JsonNode *
sb_ledger_test_state (SbLedger *ledger, const char *as_of)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  SbDay day = SB_DAY_NONE;
  JsonNode *node;

  if (as_of != NULL)
    g_assert_true (sb_day_parse (as_of, &day, NULL));
  json = sb_ledger_read (ledger, read_state, &day, &error);
  g_assert_no_error (error);
  node = sb_json_parse (json, -1, &error);
  g_assert_no_error (error);
  return node;
}

char *
sb_ledger_test_figure (SbLedger *ledger, const char *path)
{
  g_autoptr (JsonNode) state = sb_ledger_test_state (ledger, NULL);
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonNode *node = state;

  for (char **step = steps; *step != NULL && node != NULL; step++)
    node = json_object_get_member (json_node_get_object (node), *step);
  return g_strdup (node != NULL ? json_node_get_string (node) : "-");
}

char *
sb_ledger_test_position (SbLedger *ledger)
{
  g_autoptr (JsonNode) state = sb_ledger_test_state (ledger, NULL);

  json_object_remove_member (json_node_get_object (state), "journals");
  return json_to_string (state, TRUE);
}

static void
append_line (JsonArray *array, guint index, JsonNode *node, gpointer text)
{
  JsonObject *line = json_node_get_object (node);
  const char *side = json_object_has_member (line, "debit") ? "debit" : "credit";

  g_string_append_printf (text, " %s %s %s", *side == 'd' ? "Dr" : "Cr",
                          json_object_get_string_member (line, "role"),
                          json_object_get_string_member (line, side));
}

static gpointer
last_position (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_sql_int64 (db, "SELECT position FROM event ORDER BY seq DESC LIMIT 1", data, error, SB_END);
  return NULL;
}

char *
sb_ledger_test_last_journals (SbLedger *ledger)
{
  g_autoptr (JsonNode) state = sb_ledger_test_state (ledger, NULL);
  JsonArray *journals = json_object_get_array_member (json_node_get_object (state), "journals");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 last = 0;

  sb_ledger_read (ledger, last_position, &last, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < json_array_get_length (journals); i++)
    {
      JsonObject *journal = json_array_get_object_element (journals, i);

      if (json_object_get_int_member (journal, "on_event") != last)
        continue;
      g_string_append_printf (text, "%s%s %s %s", text->len > 0 ? "; " : "",
                              json_object_get_string_member (journal, "date"),
                              json_object_get_string_member (journal, "object"),
                              json_object_get_string_member (journal, "kind"));
      json_array_foreach_element (json_object_get_array_member (journal, "lines"), append_line,
                                  text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *const dumped[] = {
  "SELECT * FROM setting ORDER BY key", "SELECT * FROM location ORDER BY id", "SELECT * FROM"
                                                                              " product ORDER BY"
                                                                              " id",
  "SELECT * FROM party ORDER BY id", "SELECT * FROM event ORDER BY seq", "SELECT * FROM chain"
                                                                         " ORDER BY id",
  "SELECT * FROM document ORDER BY id", "SELECT * FROM document_line ORDER BY id",
  "SELECT * FROM allocation ORDER BY id", "SELECT * FROM movement ORDER BY id", "SELECT * FROM"
                                                                                " cost_part ORDER"
                                                                                " BY id",
  "SELECT * FROM layer ORDER BY id", "SELECT * FROM consumption ORDER BY movement, layer",
  "SELECT * FROM purchase_match ORDER BY id", "SELECT * FROM return_match ORDER BY id",
  "SELECT * FROM restock_match ORDER BY movement, shipment", "SELECT * FROM stock_level ORDER BY"
                                                             " product, location",
  "SELECT * FROM journal ORDER BY seq", "SELECT * FROM journal_line ORDER BY journal, line",
  "SELECT * FROM value_entry ORDER BY id", "SELECT * FROM sqlite_sequence ORDER BY name",
};

static gpointer
dump (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (dumped); i++)
    {
      g_autoptr (SbStatement) st = sb_sql_query (db, dumped[i], error, SB_END);

      if (st == NULL)
        return NULL;
      g_string_append_printf (text, "%s\n", dumped[i]);
      while (sb_statement_step (st, error) == SB_STEP_ROW)
        {
          for (int column = 0; column < sb_statement_column_count (st); column++)
            {
              const char *value = sb_statement_text_at (st, column);

              g_string_append_printf (text, "%s|", value != NULL ? value : "NULL");
            }
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sb_ledger_test_dump (SbLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  char *text = sb_ledger_read (ledger, dump, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
check_because (const SbExplanation *explanation, const char *role, GPtrArray *because, gint64 amount)
{
  gint64 sum = 0;

  for (guint i = 0; i < because->len; i++)
    {
      const SbBecause *node = g_ptr_array_index (because, i);

      sum += node->amount;
      if (g_str_equal (node->kind, "rounding"))
        g_test_message ("J%" G_GINT64_FORMAT " of %s, %s: %" G_GINT64_FORMAT " unexplained",
                        explanation->journal, explanation->event_id, role, node->amount);
      g_assert_cmpstr (node->kind, !=, "rounding");
      g_assert_nonnull (node->event_id);
      if (node->because != NULL)
        check_because (explanation, role, node->because, node->amount);
    }
  if (sum != amount)
    g_test_message ("J%" G_GINT64_FORMAT " of %s, %s", explanation->journal, explanation->event_id,
                    role);
  g_assert_cmpint (sum, ==, amount);
}

static gpointer
explain_all (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) journals = sb_journal_list_after (db, 0, G_MAXINT, error);

  g_assert_nonnull (journals);
  for (guint i = 0; i < journals->len; i++)
    {
      g_autoptr (SbExplanation) explanation =
        sb_ledger_explain (db, g_array_index (journals, gint64, i), error);

      if (explanation == NULL)
        return NULL;
      for (guint j = 0; j < explanation->lines->len; j++)
        {
          const SbExplainLine *line = g_ptr_array_index (explanation->lines, j);

          check_because (explanation, line->role, line->because, line->amount);
        }
    }
  return NULL;
}

void
sb_ledger_test_explain (SbLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_read (ledger, explain_all, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
verify (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_ledger_verify (db, error);
}

void
sb_ledger_test_verify (SbLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbVerifyResult) result = sb_ledger_read (ledger, verify, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->checks->len; i++)
    {
      const SbVerifyCheck *check = g_ptr_array_index (result->checks, i);

      if (!check->ok)
        g_test_message ("invariant %d, %s: %s", check->number, check->name, check->message);
    }
  g_assert_true (result->ok);
}

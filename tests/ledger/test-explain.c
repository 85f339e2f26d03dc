/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a cost comes from: every line of every journal leads back to documents, to the cent, with
 * what was known on the day it was posted. */

#include "sb-ledger-test.h"

#include "sb-explain.h"
#include "sb-ledger-error.h"
#include "sb-replay.h"

typedef struct
{
  gint64 journal;
  const char *role;
} Question;

static void
write_because (GString *text, GPtrArray *because)
{
  for (guint i = 0; because != NULL && i < because->len; i++)
    {
      const SbBecause *node = g_ptr_array_index (because, i);

      g_string_append_printf (text, "%s%s %s %g %.2f", i > 0 ? "; " : "", node->event_id, node->kind,
                              (double) node->quantity / 1e6, (double) node->amount / 100);
      if (node->because != NULL)
        {
          g_string_append (text, " (");
          write_because (text, node->because);
          g_string_append (text, ")");
        }
    }
}

static gpointer
answer (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (SbExplanation) explanation = sb_ledger_explain (db, question->journal, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; explanation != NULL && i < explanation->lines->len; i++)
    {
      const SbExplainLine *line = g_ptr_array_index (explanation->lines, i);

      if (g_str_equal (line->role, question->role))
        write_because (text, line->because);
    }
  return explanation != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* "E02 receipt 10 50.00; ..." of the line of @role, what it is made of in brackets. */
static void
assert_because (SbLedger *ledger, gint64 journal, const char *role, const char *expected)
{
  Question question = { journal, role };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = sb_ledger_read (ledger, answer, &question, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
buy (SbLedger *ledger, const char *po, const char *id, const char *date, const char *sku, const char *qty,
     const char *price)
{
  g_autofree char *order =
    g_strdup_printf ("{'id':'%s-O','date':'%s','type':'purchase_order','po':'%s','vendor':'V',"
                     "'lines':[{'sku':'%s','qty':'%s','unit_price':'%s'}]}", id, date, po, sku, qty,
                     price);
  g_autofree char *receive =
    g_strdup_printf ("{'id':'%s','date':'%s','type':'receive','po':'%s',"
                     "'lines':[{'sku':'%s','qty':'%s'}]}", id, date, po, sku, qty);

  sb_ledger_test_enter (ledger, order);
  sb_ledger_test_enter (ledger, receive);
}

static void
test_a_shipment_names_the_receipts_it_took_from (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  buy (ledger, "P1", "E1", "2025-01-01", "A", "10", "5.00");
  buy (ledger, "P2", "E2", "2025-01-02", "A", "5", "6.00");
  sb_ledger_test_enter (ledger, "{'id':'E3','date':'2025-01-03','type':'ship','sale':'S1',"
                                "'lines':[{'sku':'A','qty':'12'}]}");
  assert_because (ledger, 3, "COGS",
                  "E1 receipt 10 50.00 (E1 order 0 50.00); E2 receipt 2 12.00 (E2 order 0 12.00)");
  assert_because (ledger, 3, "Inventory",
                  "E1 receipt 10 -50.00 (E1 order 0 -50.00); E2 receipt 2 -12.00 (E2 order 0 -12.00)");
}

/* The entry of the shipment goes on saying what it was posted with. */
static void
test_a_late_bill_explains_the_correction_alone (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  buy (ledger, "P1", "E1", "2025-01-01", "A", "10", "5.00");
  sb_ledger_test_enter (ledger, "{'id':'E3','date':'2025-01-03','type':'ship','sale':'S1',"
                                "'lines':[{'sku':'A','qty':'4'}]}");
  sb_ledger_test_enter (ledger, "{'id':'E4','date':'2025-01-05','type':'bill','bill':'B1','po':'P1',"
                                "'vendor':'V','lines':[{'sku':'A','qty':'10','unit_price':'5.50'}]}");
  assert_because (ledger, 2, "COGS", "E1 receipt 4 20.00 (E1 order 0 20.00)");
  assert_because (ledger, 3, "GRNI", "E4 bill 10 55.00");
  assert_because (ledger, 4, "COGS", "E1 receipt 4 2.00 (E4 bill 4 2.00)");
  assert_because (ledger, 4, "Inventory",
                  "E4 bill 10 5.00; E1 receipt 4 -2.00 (E4 bill 4 -2.00)");
}

static void
test_goods_billed_before_they_came_lead_to_the_bill (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  sb_ledger_test_enter (ledger, "{'id':'E1','date':'2025-01-01','type':'bill','bill':'B1',"
                                "'vendor':'V','lines':[{'sku':'A','qty':'20','unit_price':'4.00'}]}");
  sb_ledger_test_enter (ledger, "{'id':'E2','date':'2025-01-02','type':'receive','po':'B1',"
                                "'lines':[{'sku':'A','qty':'12'}]}");
  assert_because (ledger, 2, "Inventory", "E2 receipt 12 48.00 (E1 bill 12 48.00)");
}

static void
test_a_transfer_passes_its_receipts_on (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  buy (ledger, "P1", "E1", "2025-01-01", "A", "4", "5.00");
  buy (ledger, "P2", "E2", "2025-01-02", "A", "4", "6.00");
  sb_ledger_test_enter (ledger, "{'id':'E3','date':'2025-01-03','type':'transfer','from':'MAIN',"
                                "'to':'SHOP','lines':[{'sku':'A','qty':'6'}]}");
  sb_ledger_test_enter (ledger, "{'id':'E4','date':'2025-01-04','type':'ship','sale':'S1',"
                                "'location':'SHOP','lines':[{'sku':'A','qty':'5'}]}");
  assert_because (ledger, 3, "COGS",
                  "E3 transfer 5 26.00 (E1 receipt 4 20.00 (E1 order 0 20.00); "
                  "E2 receipt 1 6.00 (E2 order 0 6.00))");
}

static void
test_what_is_made_is_made_of_its_parts_and_costs (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  buy (ledger, "P1", "E1", "2025-01-01", "A", "4", "5.00");
  sb_ledger_test_enter (ledger, "{'id':'E2','date':'2025-01-03','type':'assemble',"
                                "'components':[{'sku':'A','qty':'4'}],'costs':[{'amount':'7.00'}],"
                                "'outputs':[{'sku':'B','qty':'2'},{'sku':'C','qty':'1','unit_value':'3.00'}]}");
  sb_ledger_test_enter (ledger, "{'id':'E3','date':'2025-01-04','type':'ship','sale':'S1',"
                                "'lines':[{'sku':'B','qty':'1'}]}");
  assert_because (ledger, 3, "COGS",
                  "E2 assembly 1 12.00 (E1 receipt 2 10.00 (E1 order 0 10.00); "
                  "E2 assembly 0 3.50; E2 by_product 0.5 -1.50)");
}

static void
test_what_came_back_leads_to_the_shipment (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  buy (ledger, "P1", "E1", "2025-01-01", "A", "10", "5.00");
  sb_ledger_test_enter (ledger, "{'id':'E2','date':'2025-01-02','type':'ship','sale':'S1',"
                                "'lines':[{'sku':'A','qty':'4'}]}");
  sb_ledger_test_enter (ledger, "{'id':'E3','date':'2025-01-02','type':'invoice','invoice':'I1','sale':'S1',"
                                "'customer':'K','lines':[{'sku':'A','qty':'4','unit_price':'9.00'}]}");
  sb_ledger_test_enter (ledger, "{'id':'E4','date':'2025-01-03','type':'credit_note','credit':'C1','sale':'S1',"
                                "'lines':[{'sku':'A','qty':'1','unit_price':'9.00'}],"
                                "'restock':[{'sku':'A','qty':'1'}]}");
  assert_because (ledger, 5, "Inventory",
                  "E4 credit_note 1 5.00 (E2 shipment 1 5.00 (E1 receipt 1 5.00 (E1 order 0 5.00)))");
}

/* Golden 09: the correction says which units took the place of which. */
static void
test_a_backdated_receipt_says_what_it_pushed_out (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  buy (ledger, "P1", "E1", "2025-01-01", "A", "5", "10.00");
  buy (ledger, "P2", "E2", "2025-01-10", "A", "5", "12.00");
  sb_ledger_test_enter (ledger, "{'id':'E3','date':'2025-01-12','type':'ship','sale':'S1',"
                                "'lines':[{'sku':'A','qty':'6'}]}");
  buy (ledger, "P3", "E4", "2025-01-05", "A", "4", "9.00");
  assert_because (ledger, 5, "COGS",
                  "E4 receipt 1 9.00 (E4 order 0 9.00); E2 receipt -1 -12.00 (E2 order 0 -12.00)");
}

typedef struct
{
  gint64 movement;
  SbDay day;
} Past;

static gpointer
answer_movement (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Past *past = data;
  g_autoptr (GPtrArray) list = sb_ledger_explain_movement (db, past->movement, past->day, error);
  g_autoptr (GString) text = g_string_new (NULL);

  write_because (text, list);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_a_cost_is_explained_as_of_a_day (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");
  g_autoptr (GError) error = NULL;
  g_autofree char *then = NULL;
  g_autofree char *now = NULL;
  Past past = { 2, sb_day_from_ymd (2025, 1, 4) };

  buy (ledger, "P1", "E1", "2025-01-01", "A", "10", "5.00");
  sb_ledger_test_enter (ledger, "{'id':'E3','date':'2025-01-03','type':'ship','sale':'S1',"
                                "'lines':[{'sku':'A','qty':'4'}]}");
  sb_ledger_test_enter (ledger, "{'id':'E4','date':'2025-01-05','type':'bill','bill':'B1','po':'P1',"
                                "'vendor':'V','lines':[{'sku':'A','qty':'10','unit_price':'5.50'}]}");
  then = sb_ledger_read (ledger, answer_movement, &past, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (then, ==, "E1 receipt 4 -20.00 (E1 order 0 -20.00)");
  past.day = SB_DAY_NONE;
  now = sb_ledger_read (ledger, answer_movement, &past, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (now, ==, "E1 receipt 4 -22.00 (E1 order 0 -20.00; E4 bill 4 -2.00)");
}

/* Goods sent to and fro do not make the answer grow without bound. */
static void
test_long_chains_end (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  buy (ledger, "P1", "E1", "2025-01-01", "A", "3", "5.00");
  buy (ledger, "P2", "E2", "2025-01-01", "A", "3", "6.33");
  for (int i = 0; i < 150; i++)
    {
      g_autofree char *there =
        g_strdup_printf ("{'id':'T%d','date':'2025-01-02','type':'assemble',"
                         "'components':[{'sku':'%s','qty':'6'}],'outputs':[{'sku':'%s','qty':'3'}]}",
                         2 * i, i == 0 ? "A" : "C", "B");
      g_autofree char *more =
        g_strdup_printf ("{'id':'T%d','date':'2025-01-02','type':'disassemble','sku':'B','qty':'3',"
                         "'outputs':[{'sku':'C','qty':'5'},{'sku':'A','qty':'1','unit_value':'0.10'}]}",
                         2 * i + 1);
      g_autofree char *found =
        g_strdup_printf ("{'id':'F%d','date':'2025-01-02','type':'adjust',"
                         "'lines':[{'sku':'C','qty':'1','unit_cost':'1.01'}]}", i);

      sb_ledger_test_enter (ledger, there);
      sb_ledger_test_enter (ledger, more);
      sb_ledger_test_enter (ledger, found);
    }
  sb_ledger_test_enter (ledger, "{'id':'E9','date':'2025-01-04','type':'ship','sale':'S1',"
                                "'lines':[{'sku':'C','qty':'2.5'}]}");
  sb_ledger_test_explain (ledger);
}

static gpointer
ask_nothing (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_ledger_explain (db, 4711, error);
}

static void
test_a_journal_that_is_not_there_is_refused (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");
  g_autoptr (GError) error = NULL;

  sb_ledger_read (ledger, ask_nothing, NULL, &error);
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN_REF);
  g_assert_cmpint (sb_ledger_journal_of_text ("SB-J12"), ==, 12);
  g_assert_cmpint (sb_ledger_journal_of_text ("J7"), ==, 7);
  g_assert_cmpint (sb_ledger_journal_of_text ("J-7"), ==, 0);
  g_assert_cmpint (sb_ledger_journal_of_text ("x"), ==, 0);
}

static void
test_golden (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "golden.stockbook");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedger) ledger = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (data, &text, &length, &error));
  ledger = sb_ledger_create_for_replay (path, text, (gssize) length, &error);
  g_assert_no_error (error);
  sb_ledger_replay (ledger, text, (gssize) length, NULL, &error);
  g_assert_no_error (error);
  sb_ledger_test_explain (ledger);
}

static void
add_goldens (GPtrArray *paths)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "golden", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test_path = g_strdup_printf ("/ledger/explain/golden/%s", name);
      char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add (test_path, SbTest, path, sb_test_set_up, test_golden, sb_test_tear_down);
    }
  g_assert_cmpuint (paths->len, >=, 15);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/ledger/explain/a-shipment-names-the-receipts-it-took-from",
               test_a_shipment_names_the_receipts_it_took_from);
  sb_test_add ("/ledger/explain/a-late-bill-explains-the-correction-alone",
               test_a_late_bill_explains_the_correction_alone);
  sb_test_add ("/ledger/explain/goods-billed-before-they-came-lead-to-the-bill",
               test_goods_billed_before_they_came_lead_to_the_bill);
  sb_test_add ("/ledger/explain/a-transfer-passes-its-receipts-on",
               test_a_transfer_passes_its_receipts_on);
  sb_test_add ("/ledger/explain/what-is-made-is-made-of-its-parts-and-costs",
               test_what_is_made_is_made_of_its_parts_and_costs);
  sb_test_add ("/ledger/explain/what-came-back-leads-to-the-shipment",
               test_what_came_back_leads_to_the_shipment);
  sb_test_add ("/ledger/explain/a-backdated-receipt-says-what-it-pushed-out",
               test_a_backdated_receipt_says_what_it_pushed_out);
  sb_test_add ("/ledger/explain/a-cost-is-explained-as-of-a-day", test_a_cost_is_explained_as_of_a_day);
  sb_test_add ("/ledger/explain/long-chains-end", test_long_chains_end);
  sb_test_add ("/ledger/explain/a-journal-that-is-not-there-is-refused",
               test_a_journal_that_is_not_there_is_refused);
  add_goldens (paths);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What documents leave open, and what stands in the way of an undo: for the pages that show it. */

#include "sb-chain.h"
#include "sb-close-check.h"
#include "sb-dependents.h"
#include "sb-ledger-test.h"
#include "sb-party-money.h"
#include "sb-receipt-list.h"

typedef struct
{
  SbTest    test;
  SbLedger *ledger;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  sb_test_set_up (&f->test, data);
  f->ledger = sb_ledger_test_book (&f->test, "book", "");
  sb_ledger_test_enter (f->ledger,
                        "{'id':'PO1','date':'2025-01-02','type':'purchase_order','po':'PO1',"
                        "'vendor':'Acme','lines':[{'sku':'A','qty':'10','unit_price':'5.00'}]}");
  sb_ledger_test_enter (f->ledger, "{'id':'R1','date':'2025-01-03','type':'receive','po':'PO1',"
                                   "'lines':[{'sku':'A','qty':'10'}]}");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ledger_close (f->ledger);
  g_clear_object (&f->ledger);
  sb_test_tear_down (&f->test, data);
}

static void
enter_bill (Fixture *f)
{
  sb_ledger_test_enter (f->ledger,
                        "{'id':'B1','date':'2025-01-04','type':'bill','bill':'B1','po':'PO1',"
                        "'vendor':'Acme','lines':[{'sku':'A','qty':'10','unit_price':'5.00'}],"
                        "'extra':[{'role':'LandedCostClearing','amount':'20.00'}]}");
}

static void
enter_sale (Fixture *f)
{
  sb_ledger_test_enter (f->ledger, "{'id':'S1','date':'2025-01-05','type':'sale_order','sale':'S1',"
                                   "'customer':'Ann','lines':[{'sku':'A','qty':'4',"
                                   "'unit_price':'9.00'}]}");
  sb_ledger_test_enter (f->ledger, "{'id':'SH1','date':'2025-01-06','type':'ship','sale':'S1',"
                                   "'lines':[{'sku':'A','qty':'4'}]}");
}

static void
enter_invoice (Fixture *f)
{
  sb_ledger_test_enter (f->ledger,
                        "{'id':'I1','date':'2025-02-07','type':'invoice','invoice':'I1','sale':'S1',"
                        "'customer':'Ann','lines':[{'sku':'A','qty':'4','unit_price':'9.00'}]}");
}

static gpointer
read_dependents (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = sb_document_dependents (db, data, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SbDependent *dependent = g_ptr_array_index (list, i);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", dependent->kind,
                              dependent->event_uid);
    }
  return list != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
assert_dependents (Fixture *f, const char *uid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = sb_ledger_read (f->ledger, read_dependents, (gpointer) uid, &error);
  g_autofree char *undo = g_strdup_printf (
      "{'id':'U-%s','date':'2025-03-01','type':'undo','ref':'%s'}", uid, uid);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
  /* Whoever is named is in the way indeed, and nobody is named where nothing is. */
  if (*expected != '\0')
    sb_ledger_test_refuse (f->ledger, undo, "E_HAS_DEPENDENTS", NULL);
}

static void
test_dependents_are_named (Fixture *f, gconstpointer data)
{
  assert_dependents (f, "R1", "");
  enter_bill (f);
  sb_ledger_test_enter (f->ledger, "{'id':'L1','date':'2025-01-05','type':'landed_cost',"
                                   "'amount':'20.00','method':'value','targets':['R1']}");
  assert_dependents (f, "R1", "landed_cost L1, bill B1");
  assert_dependents (f, "PO1", "bill B1, receipt R1");
  enter_sale (f);
  enter_invoice (f);
  sb_ledger_test_enter (f->ledger, "{'id':'P1','date':'2025-02-08','type':'payment','invoice':'I1',"
                                   "'amount':'9.00','account':'Bank'}");
  sb_ledger_test_enter (f->ledger, "{'id':'C1','date':'2025-02-09','type':'credit_note',"
                                   "'credit':'C1','sale':'S1','lines':[{'sku':'A','qty':'1',"
                                   "'unit_price':'9.00'}],'restock':[{'sku':'A','qty':'1'}]}");
  assert_dependents (f, "I1", "credit_note C1, payment P1");
  assert_dependents (f, "SH1", "credit_note C1");
  assert_dependents (f, "P1", "");
  sb_ledger_test_enter (f->ledger, "{'id':'CR1','date':'2025-02-10','type':'customer_refund',"
                                   "'credit':'C1','amount':'9.00','account':'Bank'}");
  assert_dependents (f, "C1", "customer_refund CR1");
  sb_ledger_test_verify (f->ledger);
}

static gpointer
read_open (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  SbDay day = SB_DAY_NONE;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  sb_day_parse (data, &day, NULL);
  list = sb_close_check (db, day, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SbCloseItem *item = g_ptr_array_index (list, i);
      g_string_append_printf (text, "%s%d %s %" G_GINT64_FORMAT, i > 0 ? ", " : "",
                              (int) item->kind, item->name,
                              item->kind == SB_CLOSE_FREIGHT ? item->amount
                                                             : item->quantity / 1000000);
    }
  return list != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
assert_open (Fixture *f, const char *day, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = sb_ledger_read (f->ledger, read_open, (gpointer) day, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

/* Kinds by number: 0 shipped not invoiced, 1 invoiced not shipped, 2 received not billed, 3 no
 * cost, 4 under way, 6 freight. */
static void
test_close_check_lists_what_is_open_on_the_day (Fixture *f, gconstpointer data)
{
  assert_open (f, "2025-01-02", "");
  assert_open (f, "2025-01-31", "2 PO1 10");
  enter_bill (f);
  assert_open (f, "2025-01-03", "2 PO1 10");
  assert_open (f, "2025-01-31", "6  2000");
  enter_sale (f);
  enter_invoice (f);
  assert_open (f, "2025-01-31", "0 S1 4, 6  2000");
  assert_open (f, "2025-02-28", "6  2000");
  sb_ledger_test_enter (f->ledger, "{'id':'L1','date':'2025-02-20','type':'landed_cost',"
                                   "'amount':'20.00','method':'value','targets':['R1']}");
  sb_ledger_test_enter (f->ledger, "{'id':'T1','date':'2025-02-21','type':'transfer_send',"
                                   "'transfer':'T1','from':'MAIN','lines':[{'sku':'A','qty':'3'}]}");
  assert_open (f, "2025-02-28", "4 T1 3");
  assert_open (f, "2025-02-20", "");
  /* What was undone is not open. */
  sb_ledger_test_enter (f->ledger, "{'id':'U1','date':'2025-03-01','type':'undo','ref':'T1'}");
  assert_open (f, "2025-02-28", "");
}

static void
test_a_shipment_at_no_cost_is_listed_until_it_has_one (Fixture *f, gconstpointer data)
{
  sb_ledger_test_enter (f->ledger,
                        "{'id':'PO2','date':'2025-01-02','type':'purchase_order','po':'PO2',"
                        "'vendor':'Acme','lines':[{'sku':'B','qty':'2'}]}");
  sb_ledger_test_enter (f->ledger, "{'id':'R2','date':'2025-01-03','type':'receive','po':'PO2',"
                                   "'lines':[{'sku':'B','qty':'2'}]}");
  sb_ledger_test_enter (f->ledger, "{'id':'SH2','date':'2025-01-04','type':'ship','sale':'S2',"
                                   "'lines':[{'sku':'B','qty':'1'}]}");
  assert_open (f, "2025-01-31", "0 S2 1, 2 PO1 10, 2 PO2 2, 3 SH2 1");
  sb_ledger_test_enter (f->ledger,
                        "{'id':'B2','date':'2025-01-10','type':'bill','bill':'B2','po':'PO2',"
                        "'vendor':'Acme','lines':[{'sku':'B','qty':'2','unit_price':'3.00'}]}");
  assert_open (f, "2025-01-31", "0 S2 1, 2 PO1 10");
}

static gpointer
read_purchase (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = sb_chain_find (db, GPOINTER_TO_INT (data), GPOINTER_TO_INT (data) ? "S1" : "PO1",
                             error);

  return GPOINTER_TO_INT (data) ? sb_sale_chain_load (db, id, error)
                                : sb_purchase_chain_load (db, id, error);
}

static SbChain *
chain_of (Fixture *f, gboolean sale)
{
  g_autoptr (GError) error = NULL;
  SbChain *chain = sb_ledger_read (f->ledger, read_purchase, GINT_TO_POINTER (sale), &error);

  g_assert_no_error (error);
  return chain;
}

static void
test_freight_waits_until_it_is_shared_out (Fixture *f, gconstpointer data)
{
  enter_bill (f);
  g_autoptr (SbChain) before = chain_of (f, FALSE);
  g_assert_cmpint (before->freight, ==, 2000);
  sb_ledger_test_enter (f->ledger, "{'id':'L1','date':'2025-01-05','type':'landed_cost',"
                                   "'amount':'20.00','method':'value','targets':['R1']}");
  g_autoptr (SbChain) after = chain_of (f, FALSE);
  g_assert_cmpint (after->freight, ==, 0);
  /* The landed cost names no purchase; its receipts do. */
  const SbChainStep *last = g_ptr_array_index (after->steps, after->steps->len - 1);
  g_assert_cmpstr (last->kind, ==, "landed_cost");
  g_assert_cmpint (after->effect_inventory, ==, 7000);
}

static void
test_credits_and_what_came_back_count_in_the_sale (Fixture *f, gconstpointer data)
{
  enter_sale (f);
  enter_invoice (f);
  sb_ledger_test_enter (f->ledger, "{'id':'D1','date':'2025-01-05','type':'customer_deposit',"
                                   "'sale':'S1','amount':'6.00','account':'Bank'}");
  sb_ledger_test_enter (f->ledger, "{'id':'C1','date':'2025-02-09','type':'credit_note',"
                                   "'credit':'C1','sale':'S1','lines':[{'sku':'A','qty':'2',"
                                   "'unit_price':'9.00'}],'restock':[{'sku':'A','qty':'1'}]}");
  g_autoptr (SbChain) chain = chain_of (f, TRUE);
  const SbChainLine *line = g_ptr_array_index (chain->lines, 0);

  g_assert_cmpint (line->credited, ==, 2000000);
  g_assert_cmpint (line->returned, ==, 1000000);
  g_assert_cmpint (line->moved, ==, 4000000);
  g_assert_cmpint (chain->credited, ==, 1800);
  g_assert_cmpint (chain->unused, ==, 1800);
  g_assert_cmpint (chain->deposits, ==, 600);
  g_assert_cmpint (chain->effect_owed, ==, 1800);
}

static void
test_a_credit_takes_back_what_was_billed (Fixture *f, gconstpointer data)
{
  enter_sale (f);
  sb_ledger_test_enter (f->ledger,
                        "{'id':'I1','date':'2025-02-07','type':'invoice','invoice':'I1','sale':'S1',"
                        "'customer':'Ann','lines':[{'sku':'A','qty':'4','unit_price':'8.00',"
                        "'discount_pct':'5','tax_rate':'0.1'}]}");
  g_autoptr (SbChain) chain = chain_of (f, TRUE);
  const SbChainLine *line = g_ptr_array_index (chain->lines, 0);

  g_assert_cmpint (line->unit_price, ==, 9000000);
  g_assert_cmpint (line->billed_price, ==, 8000000);
  g_assert_cmpint (line->billed_discount, ==, 5000000);
  g_assert_cmpint (line->billed_tax, ==, 10000000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/ledger/open-ends/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-stands-in-the-way-of-an-undo-is-named", test_dependents_are_named);
  ADD ("the-close-check-lists-what-is-open-on-the-day",
       test_close_check_lists_what_is_open_on_the_day);
  ADD ("a-shipment-at-no-cost-is-listed-until-it-has-one",
       test_a_shipment_at_no_cost_is_listed_until_it_has_one);
  ADD ("freight-waits-until-it-is-shared-out", test_freight_waits_until_it_is_shared_out);
  ADD ("credits-and-what-came-back-count-in-the-sale",
       test_credits_and_what_came_back_count_in_the_sale);
  ADD ("a-credit-takes-back-what-was-billed", test_a_credit_takes_back_what_was_billed);
  return g_test_run ();
}

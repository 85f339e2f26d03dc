/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What single events do, where the worked cases do not go. */

#include "sb-ledger-test.h"

#include "sb-sql.h"

#define assert_journals(ledger, expected) \
  G_STMT_START { \
    g_autofree char *journals_ = sb_ledger_test_last_journals (ledger); \
    g_assert_cmpstr (journals_, ==, expected); \
  } G_STMT_END

static void
enter_all (SbLedger *ledger, const char *const *events)
{
  for (const char *const *event = events; *event != NULL; event++)
    sb_ledger_test_enter (ledger, *event);
}

#define ENTER(ledger, ...) enter_all (ledger, (const char *const[]) { __VA_ARGS__, NULL })

static void
test_negative_stock (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "allow");

  ENTER (ledger,
         "{'id':'1','date':'2025-01-01','type':'adjust','lines':[{'sku':'A','qty':'2',"
         "'unit_cost':'5'}]}",
         "{'id':'2','date':'2025-01-02','type':'ship','sale':'S','lines':[{'sku':'A','qty':'5'}]}");
  assert_journals (ledger, "2025-01-02 JournalEntry post Dr COGS 25.00 Cr Inventory 25.00");
  sb_ledger_test_assert_figure (ledger, "valuation", "-15.00");
  sb_ledger_test_assert_figure (ledger, "on_hand.A", "-3");
  ENTER (ledger,
         "{'id':'3','date':'2025-01-03','type':'adjust','lines':[{'sku':'A','qty':'2',"
         "'unit_cost':'6'}]}");
  sb_ledger_test_assert_figure (ledger, "valuation", "-5.00");
  sb_ledger_test_assert_figure (ledger, "account_balances.COGS", "27.00");
  sb_ledger_test_verify (ledger);
}

static void
test_undo_of_cover (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "allow");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ENTER (ledger,
         "{'id':'1','date':'2025-01-02','type':'ship','sale':'S','lines':[{'sku':'C','qty':'4'}]}");
  before = sb_ledger_test_position (ledger);
  ENTER (ledger,
         "{'id':'2','date':'2025-01-03','type':'adjust','lines':[{'sku':'C','qty':'3',"
         "'unit_cost':'9'}]}",
         "{'id':'3','date':'2025-01-04','type':'undo','ref':'2'}");
  after = sb_ledger_test_position (ledger);
  g_assert_cmpstr (before, ==, after);
  sb_ledger_test_verify (ledger);
}

static const char order[] =
  "{'id':'PO','date':'2025-01-01','type':'purchase_order','po':'PO','vendor':'Acme',"
  "'lines':[{'sku':'A','qty':'10','unit_price':'5'}]}";
static const char receipt[] =
  "{'id':'R','date':'2025-01-03','type':'receive','po':'PO','lines':[{'sku':'A','qty':'10'}]}";

static void
test_bill_dated_before_receipt (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger, order, receipt,
         "{'id':'B','date':'2025-01-02','type':'bill','bill':'B','po':'PO','vendor':'Acme',"
         "'lines':[{'sku':'A','qty':'10','unit_price':'6'}]}");
  assert_journals (ledger, "2025-01-02 Bill post Dr GRNI 60.00 Cr AccountsPayable 60.00; "
                           "2025-01-03 JournalEntry post Dr Inventory 10.00 Cr GRNI 10.00");
  sb_ledger_test_verify (ledger);
}

static void
test_bill_over_two_receipts (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger, order,
         "{'id':'R1','date':'2025-01-03','type':'receive','po':'PO','lines':[{'sku':'A',"
         "'qty':'3'}]}",
         "{'id':'R2','date':'2025-01-04','type':'receive','po':'PO','lines':[{'sku':'A',"
         "'qty':'4'}]}",
         "{'id':'S','date':'2025-01-05','type':'ship','sale':'S','lines':[{'sku':'A','qty':'3'}]}",
         "{'id':'B1','date':'2025-01-06','type':'bill','bill':'B1','po':'PO','vendor':'Acme',"
         "'lines':[{'sku':'A','qty':'9','unit_price':'5.5'}]}");
  /* 3 units sold take 1.50 of the difference; 2 units are still to come. */
  assert_journals (ledger,
                   "2025-01-06 Bill post Dr GRNI 38.50 Dr GoodsInTransit 11.00 Cr AccountsPayable"
                   " 49.50; "
                           "2025-01-06 JournalEntry post Dr COGS 1.50 Dr Inventory 2.00 Cr GRNI"
                           " 3.50");
  sb_ledger_test_verify (ledger);
}

static void
test_undo_of_bill (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ENTER (ledger, order, receipt,
         "{'id':'S','date':'2025-01-09','type':'ship','sale':'S','lines':[{'sku':'A','qty':'4'}]}");
  before = sb_ledger_test_position (ledger);
  ENTER (ledger,
         "{'id':'B','date':'2025-01-06','type':'bill','bill':'B','po':'PO','vendor':'Acme',"
         "'lines':[{'sku':'A','qty':'10','unit_price':'5.5'}]}");
  assert_journals (ledger, "2025-01-06 Bill post Dr GRNI 55.00 Cr AccountsPayable 55.00; "
                           "2025-01-06 JournalEntry post Dr Inventory 5.00 Cr GRNI 5.00; "
                           "2025-01-09 JournalEntry correction Dr COGS 2.00 Cr Inventory 2.00");
  ENTER (ledger, "{'id':'U','date':'2025-01-20','type':'undo','ref':'B'}");
  assert_journals (ledger, "2025-01-06 Bill reversal Dr AccountsPayable 55.00 Cr GRNI 55.00; "
                           "2025-01-06 JournalEntry reversal Dr GRNI 5.00 Cr Inventory 5.00; "
                           "2025-01-09 JournalEntry correction Dr Inventory 2.00 Cr COGS 2.00");
  after = sb_ledger_test_position (ledger);
  g_assert_cmpstr (before, ==, after);
  /* The number is free again; a void one is not. */
  ENTER (ledger,
         "{'id':'B2','date':'2025-01-07','type':'bill','bill':'B','po':'PO','vendor':'Acme',"
         "'lines':[{'sku':'A','qty':'10','unit_price':'5'}]}",
         "{'id':'V','date':'2025-01-20','type':'undo','ref':'B2','void':true}");
  sb_ledger_test_refuse (ledger,
                         "{'id':'B3','date':'2025-01-07','type':'bill','bill':'B','po':'PO',"
                         "'vendor':'Acme','lines':[]}",
                         "E_DUPLICATE", "/bill");
  sb_ledger_test_verify (ledger);
}

static void
test_landed_cost_runs_on (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger, order, receipt,
         "{'id':'T','date':'2025-01-04','type':'transfer','from':'MAIN','to':'SHOP',"
         "'lines':[{'sku':'A','qty':'6'}]}",
         "{'id':'M','date':'2025-01-05','type':'assemble','location':'SHOP',"
         "'components':[{'sku':'A','qty':'4'}],'outputs':[{'sku':'C','qty':'2'}]}",
         "{'id':'S','date':'2025-01-06','type':'ship','sale':'S','location':'SHOP',"
         "'lines':[{'sku':'C','qty':'1'}]}",
         "{'id':'CN','date':'2025-01-07','type':'credit_note','credit':'CN','sale':'S',"
         "'lines':[],'restock':[{'sku':'C','qty':'1'}]}",
         "{'id':'S2','date':'2025-01-08','type':'ship','sale':'S2','location':'SHOP',"
         "'lines':[{'sku':'C','qty':'1'}]}",
         "{'id':'L','date':'2025-01-07','type':'landed_cost','amount':'10','method':'weight',"
         "'targets':['R']}");
  /* One a unit: the table shipped last carries two of them, and the one that came back is worth
   * two more. */
  assert_journals (ledger,
                   "2025-01-07 JournalEntry post Dr Inventory 10.00 Cr LandedCostClearing 10.00; "
                           "2025-01-08 JournalEntry correction Dr COGS 2.00 Cr Inventory 2.00");
  sb_ledger_test_assert_figure (ledger, "valuation", "48.00");
  sb_ledger_test_verify (ledger);
}

static void
test_revaluation_takes_late_entries (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger,
         "{'id':'1','date':'2025-01-01','type':'adjust','lines':[{'sku':'A','qty':'2',"
         "'unit_cost':'5'}]}",
         "{'id':'2','date':'2025-01-05','type':'revalue','lines':[{'sku':'A','unit_cost':'4'}]}",
         "{'id':'3','date':'2025-01-03','type':'adjust','lines':[{'sku':'A','qty':'3',"
         "'unit_cost':'7'}]}");
  sb_ledger_test_assert_figure (ledger, "valuation", "20.00");
  sb_ledger_test_verify (ledger);
}

static void
test_foreign_currency (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger,
         "{'id':'PO','date':'2025-01-01','type':'purchase_order','po':'PO','vendor':'Gmbh',"
         "'currency':'EUR','rate':'1.10','lines':[{'sku':'A','qty':'10','unit_price':'5'}]}",
         "{'id':'R','date':'2025-01-02','type':'receive','po':'PO','lines':[{'sku':'A',"
         "'qty':'10'}]}");
  assert_journals (ledger, "2025-01-02 JournalEntry post Dr Inventory 55.00 Cr GRNI 55.00");
  ENTER (ledger,
         "{'id':'B','date':'2025-01-03','type':'bill','bill':'B','po':'PO','vendor':'Gmbh',"
         "'currency':'EUR','rate':'1.2','lines':[{'sku':'A','qty':'10','unit_price':'5'}]}");
  assert_journals (ledger, "2025-01-03 Bill post Dr GRNI 60.00 Cr AccountsPayable 60.00; "
                           "2025-01-03 JournalEntry post Dr Inventory 5.00 Cr GRNI 5.00");
  ENTER (ledger,
         "{'id':'P','date':'2025-01-04','type':'pay_bill','bill':'B','amount':'50','rate':'1.25',"
         "'full':true,'account':'Bank'}");
  assert_journals (ledger,
                   "2025-01-04 BillPayment post Dr AccountsPayable 60.00 Dr ExchangeGainLoss 2.50"
                   " Cr Bank 62.50");
  ENTER (ledger,
         "{'id':'I','date':'2025-01-05','type':'invoice','invoice':'I','customer':'Sato',"
         "'currency':'JPY','rate':'0.007','lines':[{'item':'Advice','qty':'1',"
         "'unit_price':'10000'}]}",
         "{'id':'Y','date':'2025-01-06','type':'payment','invoice':'I','amount':'10000',"
         "'rate':'0.0065','account':'Bank'}");
  assert_journals (ledger,
                   "2025-01-06 Payment post Dr Bank 65.00 Dr ExchangeGainLoss 5.00 Cr"
                   " AccountsReceivable 70.00");
  sb_ledger_test_refuse (ledger,
                         "{'id':'Z','date':'2025-01-06','type':'payment','invoice':'I',"
                         "'amount':'1.50','account':'Bank'}",
                         "E_BAD_EVENT", "/amount");
  sb_ledger_test_verify (ledger);
}

static void
test_deposits (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger,
         "{'id':'D','date':'2025-01-01','type':'customer_deposit','sale':'S','customer':'Ann',"
         "'amount':'20','account':'Bank'}");
  assert_journals (ledger, "2025-01-01 JournalEntry post Dr Bank 20.00 Cr CustomerCredits 20.00");
  ENTER (ledger,
         "{'id':'I','date':'2025-01-02','type':'invoice','invoice':'I','sale':'S',"
         "'customer':'Ann','lines':[{'sku':'A','qty':'1','unit_price':'30'}]}",
         "{'id':'A','date':'2025-01-03','type':'apply_customer_deposit','invoice':'I',"
         "'amount':'20'}");
  assert_journals (ledger,
                   "2025-01-03 JournalEntry post Dr CustomerCredits 20.00 Cr AccountsReceivable"
                   " 20.00");
  sb_ledger_test_refuse (ledger, "{'id':'U','date':'2025-01-04','type':'undo','ref':'I'}",
                         "E_HAS_DEPENDENTS", "/ref");
  ENTER (ledger,
         "{'id':'C','date':'2025-01-05','type':'credit_note','credit':'C','sale':'S',"
         "'lines':[{'sku':'A','qty':'1','unit_price':'10'}]}",
         "{'id':'AC','date':'2025-01-06','type':'apply_credit','credit':'C','invoice':'I',"
         "'amount':'10'}");
  assert_journals (ledger, "");
  sb_ledger_test_assert_figure (ledger, "account_balances.AccountsReceivable", "-");
  ENTER (ledger,
         "{'id':'RR','date':'2025-01-07','type':'credit_note','credit':'C2','customer':'Ann',"
         "'lines':[{'item':'Goodwill','qty':'1','unit_price':'3','tax_rate':'0.1'}],"
         "'refund_account':'Bank'}");
  assert_journals (ledger,
                   "2025-01-07 RefundReceipt post Dr Revenue 3.00 Dr SalesTaxPayable 0.30 Cr Bank"
                   " 3.30");
  sb_ledger_test_verify (ledger);
}

static void
test_production (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger,
         "{'id':'O','date':'2025-01-01','type':'opening','lines':[{'sku':'A','qty':'10',"
         "'unit_cost':'2'}]}",
         "{'id':'S','date':'2025-01-02','type':'production_start','order':'W',"
         "'components':[{'sku':'A','qty':'5'}]}");
  assert_journals (ledger, "2025-01-02 JournalEntry post Dr WIP 10.00 Cr Inventory 10.00");
  ENTER (ledger,
         "{'id':'C','date':'2025-01-03','type':'production_cost','order':'W','amount':'4'}");
  assert_journals (ledger, "2025-01-03 JournalEntry post Dr WIP 4.00 Cr ConversionCosts 4.00");
  ENTER (ledger,
         "{'id':'F','date':'2025-01-04','type':'production_finish','order':'W',"
         "'outputs':[{'sku':'C','qty':'3'},{'sku':'B','qty':'1','unit_value':'1'}],"
         "'scrap_value':'2'}");
  assert_journals (ledger,
                   "2025-01-04 JournalEntry post Dr Inventory 12.00 Dr InventoryAdjustment 2.00"
                   " Cr WIP 14.00");
  ENTER (ledger, "{'id':'U','date':'2025-01-05','type':'undo','ref':'F'}");
  assert_journals (ledger,
                   "2025-01-04 JournalEntry reversal Dr WIP 14.00 Cr Inventory 12.00 Cr"
                   " InventoryAdjustment 2.00");
  sb_ledger_test_assert_figure (ledger, "account_balances.WIP", "14.00");
  sb_ledger_test_verify (ledger);
}

static void
test_supplier_credits (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger, order,
         "{'id':'B','date':'2025-01-02','type':'bill','bill':'B','po':'PO','vendor':'Acme',"
         "'lines':[{'sku':'A','qty':'10','unit_price':'5'}]}",
         "{'id':'R','date':'2025-01-03','type':'receive','po':'PO','lines':[{'sku':'A',"
         "'qty':'8'}]}",
         "{'id':'S','date':'2025-01-04','type':'ship','sale':'S','lines':[{'sku':'A','qty':'4'}]}",
         "{'id':'V1','date':'2025-01-05','type':'purchase_credit','credit':'V1','po':'PO',"
         "'vendor':'Acme','lines':[{'sku':'A','qty':'2','unit_price':'4',"
         "'against':'not_received'}]}");
  assert_journals (ledger,
                   "2025-01-05 VendorCredit post Dr AccountsPayable 8.00 Cr GoodsInTransit 8.00; "
                           "2025-01-05 JournalEntry post Dr PurchaseVariance 2.00 Cr"
                           " GoodsInTransit 2.00");
  ENTER (ledger,
         "{'id':'V2','date':'2025-01-06','type':'purchase_credit','credit':'V2','po':'PO',"
         "'vendor':'Acme','lines':[{'sku':'A','qty':'8','unit_price':'1','against':'cost'}]}");
  assert_journals (ledger, "2025-01-06 VendorCredit post Dr AccountsPayable 8.00 Cr GRNI 8.00; "
                           "2025-01-06 JournalEntry post Dr GRNI 8.00 Cr COGS 4.00 Cr Inventory"
                           " 4.00");
  /* Credit first, goods later: the return settles the variance. */
  ENTER (ledger,
         "{'id':'V3','date':'2025-01-07','type':'purchase_credit','credit':'V3','po':'PO',"
         "'vendor':'Acme','lines':[{'sku':'A','qty':'2','unit_price':'3.50'}]}",
         "{'id':'PR','date':'2025-01-08','type':'purchase_return','po':'PO','lines':[{'sku':'A',"
         "'qty':'2'}]}");
  assert_journals (ledger,
                   "2025-01-08 JournalEntry post Dr GRNI 7.00 Dr PurchaseVariance 1.00 Cr"
                   " Inventory 8.00");
  ENTER (ledger,
         "{'id':'SR','date':'2025-01-09','type':'supplier_refund','credit':'V3','amount':'7',"
         "'account':'Bank'}");
  assert_journals (ledger, "2025-01-09 Deposit post Dr Bank 7.00 Cr AccountsPayable 7.00");
  sb_ledger_test_assert_figure (ledger, "account_balances.GRNI", "-");
  sb_ledger_test_assert_figure (ledger, "account_balances.GoodsInTransit", "-");
  sb_ledger_test_verify (ledger);
}

static void
test_as_of (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  g_autoptr (JsonNode) january = NULL;
  g_autoptr (JsonNode) later = NULL;
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;

  ENTER (ledger, order, receipt,
         "{'id':'S','date':'2025-01-20','type':'ship','sale':'S','lines':[{'sku':'A','qty':'6'}]}");
  january = sb_ledger_test_state (ledger, "2025-01-31");
  was = json_to_string (january, TRUE);
  ENTER (ledger, "{'id':'K','date':'2025-02-01','type':'close_period','through':'2025-01-31'}",
         "{'id':'B','date':'2025-02-05','type':'bill','bill':'B','po':'PO','vendor':'Acme',"
         "'lines':[{'sku':'A','qty':'10','unit_price':'5.2'}]}",
         "{'id':'S2','date':'2025-02-06','type':'ship','sale':'S','lines':[{'sku':'A',"
         "'qty':'1'}]}");
  later = sb_ledger_test_state (ledger, "2025-01-31");
  is = json_to_string (later, TRUE);
  g_assert_cmpstr (was, ==, is);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (later), "valuation"), ==,
                   "20.00");
  sb_ledger_test_assert_figure (ledger, "valuation", "15.60");
}

static void
test_closing_date_reopens_by_undo (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  static const char late[] =
    "{'id':'A','date':'2025-01-20','type':'adjust','lines':[{'sku':'A','qty':'1'}]}";

  ENTER (ledger, "{'id':'K1','date':'2025-02-01','type':'close_period','through':'2025-01-15'}",
         "{'id':'K2','date':'2025-02-01','type':'close_period','through':'2025-01-31'}",
         "{'id':'K3','date':'2025-02-01','type':'close_period','through':'2025-01-10'}");
  sb_ledger_test_refuse (ledger, late, "E_PERIOD_CLOSED", "/date");
  ENTER (ledger, "{'id':'U','date':'2025-02-02','type':'undo','ref':'K2'}", late);
  sb_ledger_test_refuse (ledger,
                         "{'id':'B','date':'2025-01-15','type':'adjust','lines':[{'sku':'A',"
                         "'qty':'1'}]}",
                         "E_PERIOD_CLOSED", "/date");
  sb_ledger_test_verify (ledger);
}

static gpointer
set_accounts (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);

  sb_database_execute (db,
                       "INSERT INTO account (id, name, type) VALUES (900, 'Tools', 'Other Current"
                       " Asset'),"
                           " (901, 'Tools sold', 'Cost of Goods Sold');"
                           "INSERT INTO category (id, name, cogs_account) VALUES (1, 'Tools', 901);"
                           "UPDATE product SET category = 1, inventory_account = 900 WHERE sku ="
                           " 'A'", error);
  return NULL;
}

static gpointer
clear_accounts (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_database_execute (sb_txn_get_database (txn),
                       "UPDATE product SET category = NULL, inventory_account = NULL", error);
  return NULL;
}

static void
test_own_accounts (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  g_autoptr (GError) error = NULL;

  sb_ledger_write (ledger, set_accounts, NULL, &error);
  g_assert_no_error (error);
  ENTER (ledger, order, receipt,
         "{'id':'S','date':'2025-01-09','type':'ship','sale':'S','lines':[{'sku':'A','qty':'4'}]}");
  sb_ledger_test_assert_figure (ledger, "qbo_account_balances.Tools", "30.00");
  sb_ledger_test_assert_figure (ledger, "qbo_account_balances.Tools sold", "20.00");
  /* A correction goes to the accounts of what it corrects, not to those of today. */
  sb_ledger_write (ledger, clear_accounts, NULL, &error);
  g_assert_no_error (error);
  ENTER (ledger,
         "{'id':'B','date':'2025-01-10','type':'bill','bill':'B','po':'PO','vendor':'Acme',"
         "'lines':[{'sku':'A','qty':'10','unit_price':'6'}]}");
  sb_ledger_test_assert_figure (ledger, "qbo_account_balances.Tools", "36.00");
  sb_ledger_test_assert_figure (ledger, "qbo_account_balances.Tools sold", "24.00");
}

static gpointer
count_unsent (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_sql_int64 (db, "SELECT COUNT (*) FROM journal WHERE send = 0", data, error, SB_END);
  return NULL;
}

static void
test_opening_kept_local (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  g_autoptr (GError) error = NULL;
  gint64 unsent = 0;

  ENTER (ledger, order, receipt,
         "{'id':'S','date':'2025-01-09','type':'ship','sale':'S','lines':[{'sku':'A','qty':'4'}]}",
         "{'id':'O','date':'2025-01-02','type':'opening','send':false,'lines':[{'sku':'A',"
         "'qty':'4','unit_cost':'1'}]}");
  assert_journals (ledger,
                   "2025-01-02 JournalEntry post Dr Inventory 4.00 Cr OpeningBalanceEquity 4.00; "
                           "2025-01-09 JournalEntry correction Dr Inventory 16.00 Cr COGS 16.00");
  sb_ledger_read (ledger, count_unsent, &unsent, &error);
  g_assert_no_error (error);
  g_assert_cmpint (unsent, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/ledger/negative/arriving-goods-replace-provisional-cost", test_negative_stock);
  sb_test_add ("/ledger/negative/undo-of-what-covered-opens-the-deficit-again", test_undo_of_cover);
  sb_test_add ("/ledger/bill/dated-before-the-receipt-values-it-from-the-receipt-on",
               test_bill_dated_before_receipt);
  sb_test_add ("/ledger/bill/takes-the-oldest-unbilled-receipts-first",
               test_bill_over_two_receipts);
  sb_test_add ("/ledger/bill/undo-reverses-and-gives-the-number-back", test_undo_of_bill);
  sb_test_add ("/ledger/landed-cost/follows-the-goods-wherever-they-went",
               test_landed_cost_runs_on);
  sb_test_add ("/ledger/revaluation/takes-what-was-entered-late-too",
               test_revaluation_takes_late_entries);
  sb_test_add ("/ledger/currency/cost-by-the-bill-and-gain-by-the-payment", test_foreign_currency);
  sb_test_add ("/ledger/deposit/waits-until-it-is-applied", test_deposits);
  sb_test_add ("/ledger/production/gathers-in-wip-until-finished", test_production);
  sb_test_add ("/ledger/supplier-credit/says-for-what", test_supplier_credits);
  sb_test_add ("/ledger/as-of/a-closed-day-never-changes", test_as_of);
  sb_test_add ("/ledger/period/only-undo-opens-it-again", test_closing_date_reopens_by_undo);
  sb_test_add ("/ledger/account/a-correction-uses-the-accounts-of-what-it-corrects",
               test_own_accounts);
  sb_test_add ("/ledger/opening/kept-local-is-not-sent-but-its-corrections-are",
               test_opening_kept_local);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that travels, once each, in companies of three countries; to the cent, and back again.
 */
#include "sb-sync-rig.h"

#include <string.h>

#include "sb-sync-error.h"
#include "sb-taxes.h"

static void
trade (SbSyncRig *rig)
{
  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
}

static guint
count_there (SbSyncRig *rig, const char *entity)
{
  return sb_sync_rig_marked (rig, entity);
}

static void
whole (SbSyncRig *rig)
{
  g_autoptr (SbSyncReport) quiet = NULL;

  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_assert_whole (rig);
  quiet = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  g_assert_cmpint (quiet->outcome, ==, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpuint (quiet->sent->len, ==, 0);
}

/* ---- credits and refunds ---- */

static void
credit (SbSyncRig *rig)
{
  sb_sync_rig_event (rig, 16,
                     "'type':'credit_note','credit':'CN1','sale':'S1','discount_amount':'0.50',"
                     "'lines':[{'sku':'OAK-1','qty':'2','unit_price':'19.99','tax_rate':'0.0825'}],"
                     "'restock':[{'sku':'OAK-1','qty':'2'}]");
}

static void
a_credit_note_and_its_goods_go_out (SbSyncRig *rig, gconstpointer data)
{
  trade (rig);
  credit (rig);
  whole (rig);
  g_assert_cmpuint (count_there (rig, "CreditMemo"), ==, 1);
  g_assert_cmpuint (count_there (rig, "JournalEntry"), ==, 4);
}

static void
a_refund_links_the_credit_and_a_credit_the_invoice (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) memo = NULL;
  g_autoptr (JsonObject) object = NULL;

  trade (rig);
  credit (rig);
  sb_sync_rig_event (rig, 17,
                     "'type':'customer_refund','credit':'CN1','amount':'10.00','account':'Bank'");
  sb_sync_rig_event (rig, 18,
                     "'type':'apply_credit','credit':'CN1','invoice':'I1','amount':'5.00'");
  whole (rig);
  memo = sb_sync_rig_record (rig, "CreditMemo", "CN1");
  object = sb_sync_rig_read (rig, "CreditMemo", memo->qbo_id);
  g_assert_cmpint ((gint64) (json_object_get_double_member (object, "RemainingCredit") * 100 + 0.5),
                   ==, memo->amount - 1500);
  g_assert_cmpuint (count_there (rig, "Purchase"), ==, 1);
  g_assert_cmpuint (count_there (rig, "Payment"), ==, 3);
}

static void
money_given_back_at_once_is_a_refund_receipt (SbSyncRig *rig, gconstpointer data)
{
  trade (rig);
  sb_sync_rig_event (
      rig, 16,
      "'type':'credit_note','credit':'CN2','sale':'S1','refund_account':'Bank',"
      "'lines':[{'sku':'OAK-1','qty':'1','unit_price':'19.99','tax_rate':'0.0825'}]");
  whole (rig);
  g_assert_cmpuint (count_there (rig, "RefundReceipt"), ==, 1);
}

static void
what_is_taken_back_leaves_in_the_right_order (SbSyncRig *rig, gconstpointer data)
{
  trade (rig);
  credit (rig);
  sb_sync_rig_event (rig, 17,
                     "'type':'customer_refund','credit':'CN1','amount':'10.00','account':'Bank'");
  whole (rig);
  sb_sync_rig_event (rig, 17, "'type':'undo','ref':'E15'");
  sb_sync_rig_event (rig, 16, "'type':'undo','ref':'E14'");
  whole (rig);
  g_assert_cmpuint (count_there (rig, "CreditMemo"), ==, 0);
  g_assert_cmpuint (count_there (rig, "Purchase"), ==, 0);
  g_assert_cmpuint (count_there (rig, "Payment"), ==, 1);
}

/* ---- suppliers ---- */

static void
a_suppliers_credit_is_set_against_the_bill (SbSyncRig *rig, gconstpointer data)
{
  trade (rig);
  sb_sync_rig_event (rig, 16,
                     "'type':'purchase_return','po':'PO1','lines':[{'sku':'OAK-1','qty':'2'}]");
  sb_sync_rig_event (rig, 17,
                     "'type':'purchase_credit','credit':'VC1','po':'PO1','vendor':'Timber & Sons',"
                     "'lines':[{'sku':'OAK-1','qty':'2','unit_price':'8.30'},"
                     "{'sku':'PINE-2','qty':'3','unit_price':'4.00','against':'not_received'}]");
  sb_sync_rig_event (rig, 18,
                     "'type':'apply_credit','credit':'VC1','bill':'B-77','amount':'20.00'");
  whole (rig);
  g_assert_cmpuint (count_there (rig, "VendorCredit"), ==, 1);
  g_assert_cmpuint (count_there (rig, "BillPayment"), ==, 2);
}

static void
a_suppliers_refund_is_a_deposit_that_links_the_credit (SbSyncRig *rig, gconstpointer data)
{
  trade (rig);
  sb_sync_rig_event (rig, 16,
                     "'type':'purchase_return','po':'PO1','lines':[{'sku':'OAK-1','qty':'2'}]");
  sb_sync_rig_event (rig, 17,
                     "'type':'purchase_credit','credit':'VC1','po':'PO1','vendor':'Timber & Sons',"
                     "'lines':[{'sku':'OAK-1','qty':'2','unit_price':'8.30'}]");
  sb_sync_rig_event (rig, 18,
                     "'type':'supplier_refund','credit':'VC1','amount':'16.60','account':'Bank'");
  whole (rig);
  g_assert_cmpuint (count_there (rig, "Deposit"), ==, 1);
  g_assert_cmpuint (count_there (rig, "BillPayment"), ==, 2);
}

static void
a_deposit_at_a_supplier_pays_the_bill (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bill = NULL;
  g_autoptr (JsonObject) object = NULL;

  trade (rig);
  sb_sync_rig_event (rig, 16,
                     "'type':'supplier_deposit','po':'PO1','vendor':'Timber & "
                     "Sons','amount':'30.00','account':'Bank'");
  sb_sync_rig_event (
      rig, 17, "'type':'apply_deposit','bill':'B-77','vendor':'Timber & Sons','amount':'30.00'");
  whole (rig);
  bill = sb_sync_rig_record (rig, "Bill", "B-77");
  object = sb_sync_rig_read (rig, "Bill", bill->qbo_id);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "Balance"), 33.00, 0.001);
}

/* ---- deposits of customers ---- */

static void
deposits (SbSyncRig *rig)
{
  sb_sync_rig_event (rig, 16,
                     "'type':'customer_deposit','sale':'S1','amount':'20.00','account':'Bank'");
  sb_sync_rig_event (rig, 17, "'type':'apply_customer_deposit','invoice':'I1','amount':'15.00'");
}

static double
balance_of_invoice (SbSyncRig *rig)
{
  g_autoptr (SbRecord) invoice = sb_sync_rig_record (rig, "Invoice", "I1");
  g_autoptr (JsonObject) object = sb_sync_rig_read (rig, "Invoice", invoice->qbo_id);

  return json_object_get_double_member (object, "Balance");
}

static void
a_customers_deposit_with_an_account_of_its_own (SbSyncRig *rig, gconstpointer data)
{
  trade (rig);
  deposits (rig);
  whole (rig);
  g_assert_cmpfloat_with_epsilon (balance_of_invoice (rig), 157.39 - 50 - 15, 0.001);
}

static void
a_customers_deposit_is_a_payment_that_waits_for_its_invoice (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) before = NULL;
  g_autoptr (SbRecord) after = NULL;

  trade (rig);
  sb_sync_rig_sql (rig, "DELETE FROM role_account WHERE role = 'CustomerCredits'");
  sb_sync_rig_event (rig, 16,
                     "'type':'customer_deposit','sale':'S1','amount':'20.00','account':'Bank'");
  whole (rig);
  before = sb_sync_rig_expect_record (rig, "Payment", "E14", SB_RECORD_SYNCED, NULL);
  sb_sync_rig_event (rig, 17, "'type':'apply_customer_deposit','invoice':'I1','amount':'15.00'");
  whole (rig);
  after = sb_sync_rig_expect_record (rig, "Payment", "E14", SB_RECORD_SYNCED, NULL);
  g_assert_cmpstr (before->qbo_id, ==, after->qbo_id);
  g_assert_cmpfloat_with_epsilon (balance_of_invoice (rig), 157.39 - 50 - 15, 0.001);
  sb_sync_rig_event (rig, 17, "'type':'undo','ref':'E15'");
  whole (rig);
  g_assert_cmpfloat_with_epsilon (balance_of_invoice (rig), 157.39 - 50, 0.001);
}

/* ---- orders and quotes ---- */

static void
orders_and_quotes_stay_here_until_they_are_switched_on (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) here = NULL;
  g_autoptr (SbRecord) order = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonArray) quotes = NULL;

  trade (rig);
  sb_sync_rig_event (rig, 15,
                     "'type':'sale_quote','sale':'Q1','customer':'Bo','lines':[{'sku':'OAK-1','qty'"
                     ":'1','unit_price':'19.00'}]");
  whole (rig);
  here
      = sb_sync_rig_expect_record (rig, "PurchaseOrder", "PO1", SB_RECORD_NOT_NEEDED, "export-off");
  sb_sync_rig_sql (rig, "INSERT OR REPLACE INTO setting VALUES ('export-purchase-orders', 'on'), "
                        "('export-quotes', 'on')");
  whole (rig);
  order = sb_sync_rig_expect_record (rig, "PurchaseOrder", "PO1", SB_RECORD_SYNCED, NULL);
  object = sb_sync_rig_read (rig, "PurchaseOrder", order->qbo_id);
  g_assert_cmpstr (json_object_get_string_member (object, "POStatus"), ==, "Open");
  quotes = sb_sync_rig_query (rig, "Estimate", NULL);
  g_assert_cmpuint (json_array_get_length (quotes), ==, 1);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (quotes, 0), "TxnStatus"), ==,
      "Pending");
}

static void
an_order_that_has_come_is_closed_and_a_quote_that_was_taken_accepted (SbSyncRig *rig,
                                                                      gconstpointer data)
{
  g_autoptr (SbRecord) order = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonArray) quotes = NULL;

  trade (rig);
  sb_sync_rig_sql (rig, "INSERT OR REPLACE INTO setting VALUES ('export-purchase-orders', 'on'), "
                        "('export-quotes', 'on')");
  sb_sync_rig_event (rig, 15,
                     "'type':'sale_quote','sale':'Q1','customer':'Bo','lines':[{'sku':'OAK-1','qty'"
                     ":'1','unit_price':'19.00'}]");
  whole (rig);
  sb_sync_rig_event (rig, 16, "'type':'receive','po':'PO1','lines':[{'sku':'PINE-2','qty':'8'}]");
  sb_sync_rig_event (rig, 17,
                     "'type':'sale_order','sale':'Q1','customer':'Bo','lines':[{'sku':'OAK-1','qty'"
                     ":'1','unit_price':'19.00'}]");
  whole (rig);
  order = sb_sync_rig_expect_record (rig, "PurchaseOrder", "PO1", SB_RECORD_SYNCED, NULL);
  object = sb_sync_rig_read (rig, "PurchaseOrder", order->qbo_id);
  g_assert_cmpstr (json_object_get_string_member (object, "POStatus"), ==, "Closed");
  quotes = sb_sync_rig_query (rig, "Estimate", NULL);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (quotes, 0), "TxnStatus"), ==,
      "Accepted");
}

/* ---- other countries ---- */

static void
set_up_book (SbSyncRig *rig, const char *seed, const char *currency)
{
  g_autoptr (GError) error = NULL;
  SbLedgerSettings settings
      = { .name = "Test", .provisional_cost = TRUE, .closing_date = SB_DAY_NONE };
  g_autoptr (SbLedger) ledger = NULL;

  sb_sync_rig_prepare (rig, seed);
  g_assert_true (sb_currency_from_code (currency, &settings.currency, NULL));
  ledger = sb_ledger_create (rig->book, &settings, &error);
  g_assert_no_error (error);
  sb_ledger_close (ledger);
  sb_sync_rig_join (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_sql (
      rig, "INSERT INTO product (sku, name, sale_price) VALUES ('OAK-1', 'Oak board', 20000000),"
           " ('PINE-2', 'Pine board', 9500000)");
}

static void
set_up_canada (SbSyncRig *rig, gconstpointer data)
{
  set_up_book (rig, "ca-plus", "CAD");
}

static void
set_up_britain (SbSyncRig *rig, gconstpointer data)
{
  set_up_book (rig, "uk-plus", "GBP");
}

static void
trade_with_tax (SbSyncRig *rig, const char *high, const char *low)
{
  g_autofree char *bill = g_strdup_printf (
      "'type':'bill','bill':'B-1','vendor':'Timber & "
      "Sons','discount_amount':'4.00','rounding':'0.02','lines':["
      "{'sku':'OAK-1','qty':'10','unit_price':'8.33','tax_rate':'%s'},"
      "{'sku':'PINE-2','qty':'7','unit_price':'4.11','tax_rate':'%s','tax_recoverable':false}],"
      "'extra':[{'role':'LandedCostClearing','amount':'11.00','tax_rate':'%s'}]",
      high, low, high);
  g_autofree char *invoice
      = g_strdup_printf ("'type':'invoice','invoice':'I-1','customer':'Ann','discount_amount':'3."
                         "00','shipping':'4.95',"
                         "'shipping_tax_rate':'%s','lines':[{'sku':'OAK-1','qty':'3','unit_price':'"
                         "19.99','tax_rate':'%s'},"
                         "{'sku':'PINE-2','qty':'1','unit_price':'9.49','tax_rate':'0'}]",
                         high, high);
  g_autofree char *back
      = g_strdup_printf ("'type':'credit_note','credit':'CN-1','sale':'I-1','lines':[{'sku':'OAK-1'"
                         ",'qty':'1','unit_price':'19.99','tax_rate':'%s'}]",
                         high);

  sb_sync_rig_event (rig, 2, bill);
  sb_sync_rig_event (rig, 3,
                     "'type':'receive','po':'B-1','lines':[{'sku':'OAK-1','qty':'10'},{'sku':'PINE-"
                     "2','qty':'7'}]");
  sb_sync_rig_event (rig, 4, invoice);
  sb_sync_rig_event (rig, 5, "'type':'payment','invoice':'I-1','amount':'20.00','account':'Bank'");
  sb_sync_rig_event (rig, 6, back);
}

static void
tax_of_canada_goes_out_by_code_and_rate (SbSyncRig *rig, gconstpointer data)
{
  trade_with_tax (rig, "0.13", "0.05");
  whole (rig);
}

static void
tax_of_two_rates_is_shared_out_between_them (SbSyncRig *rig, gconstpointer data)
{
  sb_sync_rig_event (
      rig, 4,
      "'type':'invoice','invoice':'I-1','customer':'Ann',"
      "'lines':[{'item':'Repair','qty':'3','unit_price':'19.97','tax_rate':'0.12'}]");
  whole (rig);
}

static void
tax_of_britain_goes_out_by_code_and_rate (SbSyncRig *rig, gconstpointer data)
{
  trade_with_tax (rig, "0.2", "0.05");
  whole (rig);
}

static gpointer
read_taxes (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_taxes_to_json (db, error);
}

static gpointer
choose_tax (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_taxes_set (txn, 7000000, data, error);
  return NULL;
}

static void
a_rate_that_no_code_charges_waits_for_one (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) waiting = NULL;
  g_autoptr (SbRecord) sent = NULL;

  sb_sync_rig_event (
      rig, 4,
      "'type':'invoice','invoice':'I-1','customer':'Ann',"
      "'lines':[{'item':'Repair','qty':'1','unit_price':'10.00','tax_rate':'0.07'}]");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  waiting = sb_sync_rig_expect_record (rig, "Invoice", "I-1", SB_RECORD_PENDING, "tax-code");
  {
    g_autoptr (GError) error = NULL;
    g_autofree char *before = sb_ledger_read (rig->ledger, read_taxes, NULL, &error);
    g_autofree char *after = NULL;

    g_assert_no_error (error);
    g_assert_nonnull (strstr (before, "{\"rate\":\"0.07\",\"code\":null,\"problem\":\"none\"}"));
    sb_ledger_write (rig->ledger, choose_tax, (gpointer) "no-such-code", &error);
    g_assert_error (error, SB_SYNC_ERROR, SB_SYNC_ERROR_REFUSED);
    g_clear_error (&error);
    sb_ledger_write (rig->ledger, choose_tax, (gpointer) "2", &error);
    g_assert_no_error (error);
    after = sb_ledger_read (rig->ledger, read_taxes, NULL, &error);
    g_assert_nonnull (strstr (after, "{\"rate\":\"0.07\",\"code\":{\"qbo_id\":\"2\""));
  }
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sent = sb_sync_rig_expect_record (rig, "Invoice", "I-1", SB_RECORD_SYNCED, NULL);
}

static void
euros_in_a_british_company (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (JsonArray) rows = NULL;
  g_autoptr (SbReconciliation) reconciliation = NULL;

  sb_sync_rig_event (
      rig, 2,
      "'type':'bill','bill':'B-1','vendor':'Forêt SARL','currency':'EUR','rate':'0.8617','lines':["
      "{'sku':'OAK-1','qty':'10','unit_price':'8.33','tax_rate':'0'}]");
  sb_sync_rig_event (rig, 3, "'type':'receive','po':'B-1','lines':[{'sku':'OAK-1','qty':'6'}]");
  sb_sync_rig_event (
      rig, 4,
      "'type':'invoice','invoice':'I-1','customer':'Anne','currency':'EUR','rate':'0.8549',"
      "'lines':[{'sku':'OAK-1','qty':'3','unit_price':'19.99','tax_rate':'0'}]");
  sb_sync_rig_event (rig, 5,
                     "'type':'payment','invoice':'I-1','amount':'59.97','rate':'0.8702','full':"
                     "true,'account':'Bank'");
  sb_sync_rig_event (
      rig, 6, "'type':'pay_bill','bill':'B-1','amount':'40.00','rate':'0.8702','account':'Bank'");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  rows = sb_sync_rig_query (rig, "Invoice", "DocNumber = 'I-1'");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  g_assert_cmpstr (
      json_object_get_string_member (
          json_object_get_object_member (json_array_get_object_element (rows, 0), "CurrencyRef"),
          "value"),
      ==, "EUR");
  reconciliation = sb_sync_rig_reconcile (rig);
  g_assert_cmpint (reconciliation->unexplained, ==, 0);
  g_assert_true (reconciliation->ok);
  for (guint i = 0; i < reconciliation->differences->len; i++)
    {
      const SbDifference *difference = g_ptr_array_index (reconciliation->differences, i);

      if (difference->record != 0)
        g_assert_cmpint (difference->kind, ==, SB_DIFFERENCE_EXCHANGE_ROUNDING);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) sb_sync_rig_add ("/sync/documents/" name, func)
#define ADD_IN(name, set_up, func)                                                                \
  g_test_add ("/sync/documents/" name, SbSyncRig, NULL, set_up, func, sb_sync_rig_tear_down)
  ADD ("a-credit-note-and-its-goods-go-out", a_credit_note_and_its_goods_go_out);
  ADD ("a-refund-links-the-credit-and-a-credit-the-invoice",
       a_refund_links_the_credit_and_a_credit_the_invoice);
  ADD ("money-given-back-at-once-is-a-refund-receipt",
       money_given_back_at_once_is_a_refund_receipt);
  ADD ("what-is-taken-back-leaves-in-the-right-order",
       what_is_taken_back_leaves_in_the_right_order);
  ADD ("a-suppliers-credit-is-set-against-the-bill", a_suppliers_credit_is_set_against_the_bill);
  ADD ("a-suppliers-refund-is-a-deposit-that-links-the-credit",
       a_suppliers_refund_is_a_deposit_that_links_the_credit);
  ADD ("a-deposit-at-a-supplier-pays-the-bill", a_deposit_at_a_supplier_pays_the_bill);
  ADD ("a-customers-deposit-with-an-account-of-its-own",
       a_customers_deposit_with_an_account_of_its_own);
  ADD ("a-customers-deposit-is-a-payment-that-waits-for-its-invoice",
       a_customers_deposit_is_a_payment_that_waits_for_its_invoice);
  ADD ("orders-and-quotes-stay-here-until-they-are-switched-on",
       orders_and_quotes_stay_here_until_they_are_switched_on);
  ADD ("an-order-that-has-come-is-closed-and-a-quote-that-was-taken-accepted",
       an_order_that_has_come_is_closed_and_a_quote_that_was_taken_accepted);
  ADD_IN ("tax-of-canada-goes-out-by-code-and-rate", set_up_canada,
          tax_of_canada_goes_out_by_code_and_rate);
  ADD_IN ("tax-of-two-rates-is-shared-out-between-them", set_up_canada,
          tax_of_two_rates_is_shared_out_between_them);
  ADD_IN ("tax-of-britain-goes-out-by-code-and-rate", set_up_britain,
          tax_of_britain_goes_out_by_code_and_rate);
  ADD_IN ("a-rate-that-no-code-charges-waits-for-one", set_up_britain,
          a_rate_that_no_code_charges_waits_for_one);
  ADD_IN ("euros-in-a-british-company", set_up_britain, euros_in_a_british_company);
#undef ADD
#undef ADD_IN

  return g_test_run ();
}

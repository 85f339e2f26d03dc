/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every refusal, with the member at fault. Each is tried on a book with a history, and must leave
 * no trace. */

#include "sb-ledger-test.h"

static const char *const history[] = {
  "{'id':'O1','date':'2025-01-01','type':'opening','lines':[{'sku':'A','qty':'5',"
  "'unit_cost':'2'}]}",
  "{'id':'P1','date':'2025-01-02','type':'purchase_order','po':'PO1','vendor':'Acme',"
  "'lines':[{'sku':'A','qty':'10','unit_price':'3'}]}",
  "{'id':'R1','date':'2025-01-03','type':'receive','po':'PO1','lines':[{'sku':'A','qty':'6'}]}",
  "{'id':'B1','date':'2025-01-04','type':'bill','bill':'B1','po':'PO1','vendor':'Acme',"
  "'lines':[{'sku':'A','qty':'8','unit_price':'3'}]}",
  "{'id':'SO1','date':'2025-01-05','type':'sale_order','sale':'S1','customer':'Ann',"
  "'lines':[{'sku':'A','qty':'4','unit_price':'9'}]}",
  "{'id':'SH1','date':'2025-01-06','type':'ship','sale':'S1','lines':[{'sku':'A','qty':'4'}]}",
  "{'id':'I1','date':'2025-01-06','type':'invoice','invoice':'I1','sale':'S1','customer':'Ann',"
  "'lines':[{'sku':'A','qty':'4','unit_price':'9'}]}",
  "{'id':'PB1','date':'2025-01-07','type':'pay_bill','bill':'B1','amount':'5','account':'Bank'}",
  "{'id':'PY1','date':'2025-01-07','type':'payment','invoice':'I1','amount':'5','account':'Bank'}",
  "{'id':'ST1','date':'2025-01-10','type':'stocktake','lines':[{'sku':'B','counted':'2',"
  "'unit_cost':'1'}]}",
  "{'id':'L1','date':'2025-01-10','type':'landed_cost','amount':'1','method':'quantity',"
  "'targets':['R1']}",
  "{'id':'T1','date':'2025-01-11','type':'transfer_send','transfer':'T1','from':'MAIN',"
  "'lines':[{'sku':'A','qty':'2'}]}",
  "{'id':'T2','date':'2025-01-11','type':'transfer_receive','transfer':'T1','to':'SHOP',"
  "'lines':[{'sku':'A','qty':'1'}]}",
  "{'id':'CN1','date':'2025-01-12','type':'credit_note','credit':'CN1','sale':'S1',"
  "'lines':[{'sku':'A','qty':'1','unit_price':'9'}],'restock':[{'sku':'A','qty':'1'}]}",
  "{'id':'W1','date':'2025-01-12','type':'production_start','order':'W1',"
  "'components':[{'sku':'B','qty':'1'}]}",
  "{'id':'W2','date':'2025-01-12','type':'production_finish','order':'W1','outputs':[{'sku':'C',"
  "'qty':'1'}]}",
  "{'id':'X1','date':'2025-01-12','type':'adjust','lines':[{'sku':'C','qty':'1','unit_cost':'1'}]}",
  "{'id':'X2','date':'2025-01-12','type':'undo','ref':'X1'}",
  "{'id':'I2','date':'2025-01-12','type':'invoice','invoice':'IX','customer':'Ann',"
  "'lines':[{'item':'Advice','qty':'1','unit_price':'1'}]}",
  "{'id':'K1','date':'2025-01-13','type':'close_period','through':'2025-01-02'}",
};

typedef struct
{
  const char *sentence;
  const char *event;
  const char *code;
  const char *field; /* (nullable): not looked at */
} Case;

static const Case cases[] = {
  { "an-event-id-used-before",
    "{'id':'O1','date':'2025-01-20','type':'adjust','lines':[{'sku':'A','qty':'-1'}]}",
    "E_DUPLICATE", "/id" },
  { "the-id-of-an-undone-event",
    "{'id':'X1','date':'2025-01-20','type':'adjust','lines':[{'sku':'A','qty':'-1'}]}",
    "E_DUPLICATE", "/id" },
  { "a-bill-number-used-before",
    "{'id':'N','date':'2025-01-20','type':'bill','bill':'B1','vendor':'Acme','lines':[]}",
    "E_DUPLICATE", "/bill" },
  { "undo-of-an-unknown-event", "{'id':'N','date':'2025-01-20','type':'undo','ref':'nothing'}",
    "E_UNKNOWN_REF", "/ref" },
  { "undo-of-an-undone-event", "{'id':'N','date':'2025-01-20','type':'undo','ref':'X1'}",
    "E_UNKNOWN_REF", "/ref" },
  { "undo-of-an-undo", "{'id':'N','date':'2025-01-20','type':'undo','ref':'X2'}", "E_UNKNOWN_REF",
    "/ref" },
  { "payment-of-an-unknown-bill",
    "{'id':'N','date':'2025-01-20','type':'pay_bill','bill':'B9','amount':'1','account':'Bank'}",
    "E_UNKNOWN_REF", "/bill" },
  { "payment-of-an-unknown-invoice",
    "{'id':'N','date':'2025-01-20','type':'payment','invoice':'I9','amount':'1','account':'Bank'}",
    "E_UNKNOWN_REF", "/invoice" },
  { "receipt-for-an-unknown-order",
    "{'id':'N','date':'2025-01-20','type':'receive','po':'PO9','lines':[{'sku':'A','qty':'1'}]}",
    "E_UNKNOWN_REF", "/po" },
  { "bill-for-an-unknown-order",
    "{'id':'N','date':'2025-01-20','type':'bill','bill':'B9','po':'PO9','vendor':'Acme',"
    "'lines':[]}", "E_UNKNOWN_REF", "/po" },
  { "landed-cost-on-an-unknown-receipt",
    "{'id':'N','date':'2025-01-20','type':'landed_cost','amount':'1','method':'value',"
    "'targets':['R1','R9']}", "E_UNKNOWN_REF", "/targets/1" },
  { "finish-of-an-unknown-order",
    "{'id':'N','date':'2025-01-20','type':'production_finish','order':'W9','outputs':[{'sku':'C',"
    "'qty':'1'}]}", "E_UNKNOWN_REF", "/order" },
  { "cost-of-a-finished-order",
    "{'id':'N','date':'2025-01-20','type':'production_cost','order':'W1','amount':'1'}",
    "E_UNKNOWN_REF", "/order" },
  { "arrival-of-an-unknown-transfer",
    "{'id':'N','date':'2025-01-20','type':'transfer_receive','transfer':'T9','to':'SHOP',"
    "'lines':[{'sku':'A','qty':'1'}]}", "E_UNKNOWN_REF", "/transfer" },
  { "an-entry-on-the-closing-date",
    "{'id':'N','date':'2025-01-02','type':'adjust','lines':[{'sku':'A','qty':'1'}]}",
    "E_PERIOD_CLOSED", "/date" },
  { "an-undo-dated-in-the-closed-period", "{'id':'N','date':'2025-01-01','type':'undo','ref':'T2'}",
    "E_PERIOD_CLOSED", "/date" },
  { "an-undo-of-something-in-the-closed-period",
    "{'id':'N','date':'2025-01-20','type':'undo','ref':'O1'}", "E_PERIOD_CLOSED", "/date" },
  { "undo-of-a-receipt-with-landed-cost", "{'id':'N','date':'2025-01-20','type':'undo','ref':'R1'}",
    "E_HAS_DEPENDENTS", "/ref" },
  { "undo-of-a-paid-bill", "{'id':'N','date':'2025-01-20','type':'undo','ref':'B1'}",
    "E_HAS_DEPENDENTS", "/ref" },
  { "undo-of-a-paid-invoice", "{'id':'N','date':'2025-01-20','type':'undo','ref':'I1'}",
    "E_HAS_DEPENDENTS", "/ref" },
  { "undo-of-a-shipment-of-which-some-came-back",
    "{'id':'N','date':'2025-01-20','type':'undo','ref':'SH1'}", "E_HAS_DEPENDENTS", "/ref" },
  { "voiding-a-sale-order-that-was-shipped",
    "{'id':'N','date':'2025-01-20','type':'undo','ref':'SO1','void':true}", "E_HAS_DEPENDENTS",
    "/ref" },
  { "undo-of-a-transfer-that-has-arrived",
    "{'id':'N','date':'2025-01-20','type':'undo','ref':'T1'}", "E_HAS_DEPENDENTS", "/ref" },
  { "undo-of-the-start-of-a-finished-production",
    "{'id':'N','date':'2025-01-20','type':'undo','ref':'W1'}", "E_HAS_DEPENDENTS", "/ref" },
  { "a-movement-before-a-stocktake",
    "{'id':'N','date':'2025-01-09','type':'adjust','lines':[{'sku':'A','qty':'-1'},{'sku':'B',"
    "'qty':'1'}]}", "E_BEFORE_STOCKTAKE", "/lines/1/sku" },
  { "more-sent-back-than-received-and-billed",
    "{'id':'N','date':'2025-01-20','type':'purchase_return','po':'PO1','lines':[{'sku':'A',"
    "'qty':'7'}]}", "E_OVER_RETURN", "/lines/0/qty" },
  { "a-credit-for-more-goods-than-received-and-billed",
    "{'id':'N','date':'2025-01-20','type':'purchase_credit','credit':'VC','po':'PO1',"
    "'vendor':'Acme','lines':[{'sku':'A','qty':'7','unit_price':'3'}]}", "E_OVER_RETURN",
    "/lines/0/qty" },
  { "a-credit-for-more-than-is-outstanding",
    "{'id':'N','date':'2025-01-20','type':'purchase_credit','credit':'VC','po':'PO1',"
    "'vendor':'Acme','lines':[{'sku':'A','qty':'3','unit_price':'3','against':'not_received'}]}",
    "E_OVER_CREDIT", "/lines/0/qty" },
  { "more-credited-than-invoiced",
    "{'id':'N','date':'2025-01-20','type':'credit_note','credit':'CN2','sale':'S1',"
    "'lines':[{'sku':'A','qty':'2','unit_price':'9'},{'sku':'A','qty':'2','unit_price':'9'}]}",
    "E_OVER_CREDIT", "/lines/1/qty" },
  { "more-restocked-than-shipped",
    "{'id':'N','date':'2025-01-20','type':'credit_note','credit':'CN2','sale':'S1','lines':[],"
    "'restock':[{'sku':'A','qty':'4'}]}", "E_OVER_CREDIT", "/restock/0/qty" },
  { "a-price-allowance-without-receipt",
    "{'id':'N','date':'2025-01-20','type':'purchase_credit','credit':'VC','po':'PO1',"
    "'vendor':'Acme','lines':[{'sku':'B','qty':'1','unit_price':'3','against':'cost'}]}",
    "E_NO_BASIS", "/lines/0/against" },
  { "landed-cost-on-no-weight",
    "{'id':'N','date':'2025-01-20','type':'landed_cost','amount':'1','method':'value',"
    "'targets':['R1'],'skus':['B']}", "E_NO_BASIS", "/targets" },
  { "a-discount-on-nothing",
    "{'id':'N','date':'2025-01-20','type':'invoice','invoice':'I2','customer':'Ann',"
    "'lines':[{'sku':'A','qty':'1','unit_price':'0'}],'discount_amount':'1'}", "E_NO_BASIS",
    "/discount_amount" },
  { "more-shipped-than-in-stock",
    "{'id':'N','date':'2025-01-20','type':'ship','sale':'S2','lines':[{'sku':'A','qty':'7'}]}",
    "E_INSUFFICIENT_STOCK", "/lines/0/qty" },
  { "a-late-entry-that-leaves-too-little-for-a-later-one",
    "{'id':'N','date':'2025-01-04','type':'adjust','lines':[{'sku':'A','qty':'-6'}]}",
    "E_INSUFFICIENT_STOCK", NULL },
  { "an-opening-worth-less-than-nothing",
    "{'id':'N','date':'2025-01-20','type':'opening','lines':[{'sku':'C','qty':'1',"
    "'unit_cost':'-1'}]}", "E_NEGATIVE_VALUE", NULL },
  { "by-products-worth-more-than-the-components",
    "{'id':'N','date':'2025-01-20','type':'assemble','components':[{'sku':'B','qty':'1'}],"
    "'outputs':[{'sku':'C','qty':'1','unit_value':'5'}]}", "E_NEGATIVE_VALUE", "/outputs" },
  { "an-allowance-above-the-value",
    "{'id':'N','date':'2025-01-20','type':'purchase_credit','credit':'VC','po':'PO1',"
    "'vendor':'Acme','lines':[{'sku':'A','qty':'1','unit_price':'300','against':'cost'}]}",
    "E_NEGATIVE_VALUE", NULL },
  { "an-unknown-product",
    "{'id':'N','date':'2025-01-20','type':'adjust','lines':[{'sku':'A','qty':'1'},{'sku':'Z',"
    "'qty':'1'}]}", "E_BAD_EVENT", "/lines/1/sku" },
  { "a-bill-for-what-is-not-kept-in-stock",
    "{'id':'N','date':'2025-01-20','type':'bill','bill':'B2','vendor':'Acme',"
    "'lines':[{'sku':'Advice','qty':'1','unit_price':'1'}]}",
    "E_BAD_EVENT", "/lines/0/sku" },
  { "an-expense-on-no-account",
    "{'id':'N','date':'2025-01-20','type':'bill','bill':'B2','vendor':'Acme','lines':[],"
    "'extra':[{'account_id':4711,'amount':'1'}]}",
    "E_BAD_EVENT", "/extra/0/account_id" },
  { "a-payment-into-no-account",
    "{'id':'N','date':'2025-01-20','type':'payment','invoice':'I1','amount':'1','account_id':4711}",
    "E_BAD_EVENT", "/account_id" },
  { "components-that-are-not-there",
    "{'id':'N','date':'2025-01-20','type':'assemble','components':[{'sku':'B','qty':'1'},"
    "{'sku':'A','qty':'99'}],'outputs':[{'sku':'C','qty':'1'}]}",
    "E_INSUFFICIENT_STOCK", "/components/1/qty" },
  { "an-unknown-location",
    "{'id':'N','date':'2025-01-20','type':'adjust','location':'MOON','lines':[{'sku':'A',"
    "'qty':'1'}]}", "E_BAD_EVENT", "/location" },
  { "an-unknown-role",
    "{'id':'N','date':'2025-01-20','type':'adjust','role':'Fun','lines':[{'sku':'A','qty':'1'}]}",
    "E_BAD_EVENT", "/role" },
  { "the-inventory-role-against-itself",
    "{'id':'N','date':'2025-01-20','type':'adjust','role':'Inventory','lines':[{'sku':'A',"
    "'qty':'1'}]}", "E_BAD_EVENT", "/role" },
  { "an-unknown-order-comes-before-an-unknown-product",
    "{'id':'N','date':'2025-01-20','type':'receive','po':'PO9','lines':[{'sku':'Z','qty':'1'}]}",
    "E_UNKNOWN_REF", "/po" },
  { "an-unknown-type", "{'id':'N','date':'2025-01-20','type':'magic'}", "E_BAD_EVENT", "/type" },
  { "no-date", "{'id':'N','type':'adjust','lines':[{'sku':'A','qty':'1'}]}", "E_BAD_EVENT",
    "/date" },
  { "a-day-that-is-none",
    "{'id':'N','date':'2025-02-30','type':'adjust','lines':[{'sku':'A','qty':'1'}]}", "E_BAD_EVENT",
    "/date" },
  { "a-missing-member",
    "{'id':'N','date':'2025-01-20','type':'ship','lines':[{'sku':'A','qty':'1'}]}", "E_BAD_EVENT",
    "/sale" },
  { "no-lines", "{'id':'N','date':'2025-01-20','type':'ship','sale':'S1','lines':[]}",
    "E_BAD_EVENT", "/lines" },
  { "a-product-twice",
    "{'id':'N','date':'2025-01-20','type':'ship','sale':'S1','lines':[{'sku':'A','qty':'1'},"
    "{'sku':'A','qty':'1'}]}", "E_BAD_EVENT", "/lines" },
  { "a-number-that-is-no-text",
    "{'id':'N','date':'2025-01-20','type':'ship','sale':'S1','lines':[{'sku':'A','qty':1}]}",
    "E_BAD_EVENT", "/lines/0/qty" },
  { "seven-decimals",
    "{'id':'N','date':'2025-01-20','type':'ship','sale':'S1','lines':[{'sku':'A',"
    "'qty':'0.1234567'}]}", "E_BAD_EVENT", "/lines/0/qty" },
  { "three-decimals-of-a-cent-currency",
    "{'id':'N','date':'2025-01-20','type':'pay_bill','bill':'B1','amount':'1.001',"
    "'account':'Bank'}", "E_BAD_EVENT", "/amount" },
  { "a-quantity-of-zero",
    "{'id':'N','date':'2025-01-20','type':'ship','sale':'S1','lines':[{'sku':'A','qty':'0'}]}",
    "E_BAD_EVENT", "/lines/0/qty" },
  { "a-negative-quantity",
    "{'id':'N','date':'2025-01-20','type':'ship','sale':'S1','lines':[{'sku':'A','qty':'-1'}]}",
    "E_BAD_EVENT", "/lines/0/qty" },
  { "a-result-out-of-range",
    "{'id':'N','date':'2025-01-20','type':'opening','lines':[{'sku':'A','qty':'90000000000',"
    "'unit_cost':'90000000000'}]}", "E_BAD_EVENT", NULL },
  { "a-discount-above-everything",
    "{'id':'N','date':'2025-01-20','type':'invoice','invoice':'I2','customer':'Ann',"
    "'lines':[{'sku':'A','qty':'1','unit_price':'1','discount_pct':'101'}]}", "E_BAD_EVENT",
    "/lines/0/discount_pct" },
  { "a-bill-below-zero",
    "{'id':'N','date':'2025-01-20','type':'bill','bill':'B2','vendor':'Acme','lines':[],"
    "'extra':[{'role':'Rounding','amount':'-1'}]}", "E_BAD_EVENT", NULL },
  { "an-account-that-is-no-money-account",
    "{'id':'N','date':'2025-01-20','type':'payment','invoice':'I1','amount':'1','account':'COGS'}",
    "E_BAD_EVENT", "/account" },
  { "a-cost-for-goods-of-a-sale",
    "{'id':'N','date':'2025-01-20','type':'credit_note','credit':'CN2','sale':'S1','lines':[],"
    "'restock':[{'sku':'A','qty':'1','unit_cost':'1'}]}", "E_BAD_EVENT", "/restock/0/unit_cost" },
  { "text-that-is-no-json", "{'id':", "E_BAD_EVENT", NULL },
  { "a-list-instead-of-an-event", "[]", "E_BAD_EVENT", NULL },
};

static void
test_case (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  const Case *refused = data;

  for (gsize i = 0; i < G_N_ELEMENTS (history); i++)
    sb_ledger_test_enter (ledger, history[i]);
  sb_ledger_test_refuse (ledger, refused->event, refused->code, refused->field);
  sb_ledger_test_verify (ledger);
}

static void
test_deficit (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "allow");

  sb_ledger_test_enter (ledger,
                        "{'id':'1','date':'2025-01-02','type':'ship','sale':'S1',"
                        "'lines':[{'sku':'C','qty':'2'}]}");
  sb_ledger_test_refuse (ledger,
                         "{'id':'2','date':'2025-01-03','type':'credit_note','credit':'CN',"
                         "'sale':'S1','lines':[],'restock':[{'sku':'C','qty':'1'}]}",
                         "E_DEFICIT_OPEN", "/restock");
  sb_ledger_test_refuse (ledger,
                         "{'id':'3','date':'2025-01-03','type':'adjust','lines':[{'sku':'C',"
                         "'qty':'-1'}]}",
                         "E_INSUFFICIENT_STOCK", "/lines/0/qty");
}

static void
test_undo_that_leaves_too_little (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  sb_ledger_test_enter (ledger,
                        "{'id':'1','date':'2025-01-02','type':'adjust','lines':[{'sku':'A',"
                        "'qty':'2','unit_cost':'1'}]}");
  sb_ledger_test_enter (ledger,
                        "{'id':'2','date':'2025-01-03','type':'ship','sale':'S',"
                        "'lines':[{'sku':'A','qty':'1'}]}");
  sb_ledger_test_refuse (ledger, "{'id':'3','date':'2025-01-04','type':'undo','ref':'1'}",
                         "E_INSUFFICIENT_STOCK", NULL);
}

static void
test_later_document_of_the_line (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  for (gsize i = 1; i < 4; i++)
    sb_ledger_test_enter (ledger, history[i]);
  sb_ledger_test_refuse (ledger, "{'id':'N','date':'2025-01-20','type':'undo','ref':'R1'}",
                         "E_HAS_DEPENDENTS", "/ref");
  sb_ledger_test_refuse (ledger, "{'id':'N','date':'2025-01-20','type':'undo','ref':'P1'}",
                         "E_HAS_DEPENDENTS", "/ref");
  sb_ledger_test_enter (ledger, "{'id':'N','date':'2025-01-20','type':'undo','ref':'B1'}");
  sb_ledger_test_enter (ledger, "{'id':'M','date':'2025-01-20','type':'undo','ref':'R1'}");
  sb_ledger_test_enter (ledger, "{'id':'L','date':'2025-01-20','type':'undo','ref':'P1'}");
  sb_ledger_test_verify (ledger);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ledger/refusals/", cases[i].sentence, NULL);

      g_test_add (path, SbTest, &cases[i], sb_test_set_up, test_case, sb_test_tear_down);
    }
  sb_test_add ("/ledger/refusals/restock-of-units-whose-cost-is-open", test_deficit);
  sb_test_add ("/ledger/refusals/undo-of-stock-that-was-sold", test_undo_that_leaves_too_little);
  sb_test_add ("/ledger/refusals/order-lines-undo-in-reverse-order-only",
               test_later_document_of_the_line);
  return g_test_run ();
}

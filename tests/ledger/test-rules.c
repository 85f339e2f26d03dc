/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the accounting, each as a sentence: a few entries, and what they do to the books. */

#include "sb-ledger-test.h"

#include <string.h>

#include "sb-book.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"

#define ORDER(qty, price) \
  "{'id':'PO','date':'2025-01-01','type':'purchase_order','po':'PO','vendor':'Acme'," \
  "'lines':[{'sku':'A','qty':'" qty "','unit_price':'" price "'}]}"
#define RECEIVE(id, date, qty) \
  "{'id':'" id "','date':'2025-01-" date "','type':'receive','po':'PO'," \
  "'lines':[{'sku':'A','qty':'" qty "'}]}"
#define BILL(id, date, qty, price) \
  "{'id':'" id "','date':'2025-01-" date "','type':'bill','bill':'" id "','po':'PO'," \
  "'vendor':'Acme','lines':[{'sku':'A','qty':'" qty "','unit_price':'" price "'}]}"
#define SHIP(id, date, qty) \
  "{'id':'" id "','date':'2025-01-" date "','type':'ship','sale':'S'," \
  "'lines':[{'sku':'A','qty':'" qty "'}]}"
#define FROM_SHOP(id, date, qty) \
  "{'id':'" id "','date':'2025-01-" date "','type':'ship','sale':'S','location':'SHOP'," \
  "'lines':[{'sku':'A','qty':'" qty "'}]}"
#define IN(id, date, qty, cost) \
  "{'id':'" id "','date':'2025-01-" date "','type':'adjust'," \
  "'lines':[{'sku':'A','qty':'" qty "','unit_cost':'" cost "'}]}"
#define FOUND(id, date, qty) \
  "{'id':'" id "','date':'2025-01-" date "','type':'adjust'," \
  "'lines':[{'sku':'A','qty':'" qty "'}]}"
#define FREIGHT(id, date, amount, method, target) \
  "{'id':'" id "','date':'2025-01-" date "','type':'landed_cost','amount':'" amount "'," \
  "'method':'" method "','targets':['" target "']}"
#define INVOICE(id, date, qty, price) \
  "{'id':'" id "','date':'2025-01-" date "','type':'invoice','invoice':'" id "','sale':'S'," \
  "'customer':'Ann','lines':[{'sku':'A','qty':'" qty "','unit_price':'" price "'}]}"
#define RESTOCK(id, date, qty) \
  "{'id':'" id "','date':'2025-01-" date "','type':'credit_note','credit':'" id "','sale':'S'," \
  "'customer':'Ann','lines':[],'restock':[{'sku':'A','qty':'" qty "'}]}"
#define UNDO(id, ref) "{'id':'" id "','date':'2025-01-28','type':'undo','ref':'" ref "'}"

/* Entries, what the last of them posts (nullable), figures afterwards, and what is then refused. */
typedef struct
{
  const char *sentence;
  const char *flags;
  const char *events[10];
  const char *journals;
  const char *figures[7]; /* path, value, ... */
  const char *refused;    /* (nullable): one more entry, which is refused ... */
  const char *code;       /* ... with this */
} Rule;

static const Rule rules[] = {
  { "value/units-of-a-layer-cost-what-its-whole-value-leaves-them", "",
    { IN ("1", "02", "3", "3.333333"), SHIP ("2", "03", "1"), SHIP ("3", "04", "1") },
    "2025-01-04 JournalEntry post Dr COGS 3.34 Cr Inventory 3.34", { "valuation", "3.33" } },
  { "value/the-last-unit-empties-the-layer-to-nothing", "",
    { IN ("1", "02", "7", "1.428571"), SHIP ("2", "03", "6.999999"), SHIP ("3", "04", "0.000001") },
    NULL, { "valuation", "0.00", "account_balances.COGS", "10.00" } },
  { "fifo/the-oldest-layer-goes-first", "",
    { IN ("1", "05", "2", "10"), IN ("2", "03", "2", "1"), SHIP ("3", "06", "3") },
    "2025-01-06 JournalEntry post Dr COGS 12.00 Cr Inventory 12.00", { "valuation", "10.00" } },
  { "fifo/of-one-day-the-first-entered-goes-first", "",
    { IN ("1", "03", "1", "10"), IN ("2", "03", "1", "1"), SHIP ("3", "03", "1") },
    "2025-01-03 JournalEntry post Dr COGS 10.00 Cr Inventory 10.00", { "valuation", "1.00" } },
  { "fifo/a-location-does-not-take-from-another", "",
    { IN ("1", "02", "2", "5"),
      "{'id':'2','date':'2025-01-03','type':'opening','location':'SHOP','lines':[{'sku':'A',"
      "'qty':'2','unit_cost':'9'}]}", FROM_SHOP ("3", "04", "1") },
    "2025-01-04 JournalEntry post Dr COGS 9.00 Cr Inventory 9.00", { "valuation", "19.00" } },
  { "correction/an-entry-late-corrects-on-the-day-of-what-it-corrects", "",
    { IN ("1", "01", "5", "10"), IN ("2", "10", "5", "12"), SHIP ("3", "12", "6"),
      IN ("4", "05", "4", "9") },
    "2025-01-05 JournalEntry post Dr Inventory 36.00 Cr InventoryAdjustment 36.00; "
    "2025-01-12 JournalEntry correction Dr Inventory 3.00 Cr COGS 3.00",
    { "account_balances.COGS", "59.00" } },
  { "correction/one-entry-for-each-day", "",
    { ORDER ("10", "5"), RECEIVE ("R", "02", "10"), SHIP ("1", "08", "2"), SHIP ("2", "08", "2"),
      SHIP ("3", "12", "2"), FREIGHT ("F", "10", "10", "value", "R") },
    "2025-01-10 JournalEntry post Dr COGS 4.00 Dr Inventory 6.00 Cr LandedCostClearing 10.00; "
    "2025-01-12 JournalEntry correction Dr COGS 2.00 Cr Inventory 2.00",
    { "valuation", "24.00" } },
  { "correction/of-nothing-is-not-posted", "",
    { ORDER ("10", "5"), RECEIVE ("R", "02", "10"), SHIP ("1", "08", "2"),
      BILL ("B", "09", "10", "5") },
    "2025-01-09 Bill post Dr GRNI 50.00 Cr AccountsPayable 50.00", { "valuation", "40.00" } },
  { "correction/of-a-closed-month-falls-into-the-open-one", "",
    { ORDER ("10", "5"), RECEIVE ("R", "02", "10"), SHIP ("1", "08", "6"),
      "{'id':'K','date':'2025-01-20','type':'close_period','through':'2025-01-15'}",
      BILL ("B", "16", "10", "5.2") },
    "2025-01-16 Bill post Dr GRNI 52.00 Cr AccountsPayable 52.00; "
    "2025-01-16 JournalEntry post Dr COGS 1.20 Dr Inventory 0.80 Cr GRNI 2.00",
    { "account_balances.GRNI", "-" } },
  { "provisional/the-order-price-less-discount-with-tax-that-is-not-recovered", "",
    { "{'id':'PO','date':'2025-01-01','type':'purchase_order','po':'PO','vendor':'Acme',"
      "'lines':[{'sku':'A','qty':'10','unit_price':'5','discount_pct':'10','tax_rate':'0.1',"
      "'tax_recoverable':false}]}", RECEIVE ("R", "02", "10") },
    "2025-01-02 JournalEntry post Dr Inventory 49.50 Cr GRNI 49.50", { NULL } },
  { "provisional/without-an-order-price-the-default-cost", "",
    { "{'id':'PO','date':'2025-01-01','type':'purchase_order','po':'PO','vendor':'Acme',"
      "'lines':[{'sku':'C','qty':'10'}]}",
      "{'id':'R','date':'2025-01-02','type':'receive','po':'PO','lines':[{'sku':'C','qty':'3'}]}" },
    "2025-01-02 JournalEntry post Dr Inventory 7.50 Cr GRNI 7.50", { NULL } },
  { "provisional/none-gives-stock-no-value-until-it-is-billed", "none",
    { ORDER ("10", "5"), RECEIVE ("R", "02", "10"), SHIP ("1", "08", "4"),
      BILL ("B", "09", "10", "5") },
    "2025-01-09 Bill post Dr GRNI 50.00 Cr AccountsPayable 50.00; "
    "2025-01-09 JournalEntry post Dr COGS 20.00 Dr Inventory 30.00 Cr GRNI 50.00",
    { "valuation", "30.00" } },
  { "transit/units-billed-before-they-came-take-their-share-of-the-bill", "",
    { ORDER ("3", "3"), BILL ("B", "02", "3", "3.333333"), RECEIVE ("R", "03", "1"),
      RECEIVE ("Q", "04", "1") },
    "2025-01-04 JournalEntry post Dr Inventory 3.34 Cr GoodsInTransit 3.34",
    { "account_balances.GoodsInTransit", "3.33" } },
  { "matching/a-receipt-takes-billed-units-first-and-accrues-the-rest", "",
    { ORDER ("10", "5"), BILL ("B", "02", "4", "6"), RECEIVE ("R", "03", "10") },
    "2025-01-03 JournalEntry post Dr Inventory 54.00 Cr GRNI 30.00 Cr GoodsInTransit 24.00",
    { NULL } },
  { "matching/a-line-billed-in-full-leaves-nothing-accrued", "",
    { ORDER ("10", "5"), RECEIVE ("R", "03", "7"), RECEIVE ("Q", "02", "3"),
      BILL ("B", "05", "8", "5.5"), BILL ("D", "06", "2", "4.1") },
    NULL, { "account_balances.GRNI", "-", "valuation", "52.20" } },
  { "tax/recoverable-tax-is-not-a-cost-and-other-tax-is", "",
    { "{'id':'B','date':'2025-01-02','type':'bill','bill':'B','vendor':'Acme','lines':["
      "{'sku':'A','qty':'1','unit_price':'10','tax_rate':'0.2'},"
      "{'sku':'B','qty':'1','unit_price':'10','tax_rate':'0.2','tax_recoverable':false}]}" },
    "2025-01-02 Bill post Dr GoodsInTransit 22.00 Dr InputTax 2.00 Cr AccountsPayable 24.00",
    { NULL } },
  { "tax/is-rounded-once-for-all-lines-of-a-rate", "",
    { "{'id':'I','date':'2025-01-02','type':'invoice','invoice':'I','customer':'Ann','lines':["
      "{'item':'X','qty':'1','unit_price':'0.06','tax_rate':'0.0825'},"
      "{'item':'Y','qty':'1','unit_price':'0.06','tax_rate':'0.0825'},"
      "{'item':'Z','qty':'1','unit_price':'0.06','tax_rate':'0.0825'}]}" },
    "2025-01-02 Invoice post Dr AccountsReceivable 0.19 Cr Revenue 0.18 Cr SalesTaxPayable 0.01",
    { NULL } },
  { "discount/the-odd-cent-goes-to-the-earlier-of-equal-lines", "",
    { "{'id':'B','date':'2025-01-02','type':'bill','bill':'B','vendor':'Acme',"
      "'discount_amount':'0.01','lines':[{'sku':'A','qty':'1','unit_price':'1'},"
      "{'sku':'B','qty':'1','unit_price':'1'}]}",
      "{'id':'R','date':'2025-01-03','type':'receive','po':'B','lines':[{'sku':'A','qty':'1'}]}" },
    "2025-01-03 JournalEntry post Dr Inventory 0.99 Cr GoodsInTransit 0.99", { NULL } },
  { "discount/the-odd-cent-goes-to-the-largest-remainder", "",
    { "{'id':'B','date':'2025-01-02','type':'bill','bill':'B','vendor':'Acme',"
      "'discount_amount':'1','lines':[{'sku':'A','qty':'1','unit_price':'2'},"
      "{'sku':'B','qty':'1','unit_price':'1'}]}",
      "{'id':'R','date':'2025-01-03','type':'receive','po':'B','lines':[{'sku':'A','qty':'1'}]}" },
    "2025-01-03 JournalEntry post Dr Inventory 1.33 Cr GoodsInTransit 1.33", { NULL } },
  { "landed-cost/by-weight", "",
    { "{'id':'B','date':'2025-01-02','type':'bill','bill':'B','vendor':'Acme','lines':["
      "{'sku':'A','qty':'10','unit_price':'1'},{'sku':'B','qty':'5','unit_price':'8'}]}",
      "{'id':'R','date':'2025-01-03','type':'receive','po':'B','lines':[{'sku':'A','qty':'10'},"
      "{'sku':'B','qty':'5'}]}",
      FREIGHT ("F", "04", "1.01", "weight", "R"), SHIP ("S", "05", "10") },
    "2025-01-05 JournalEntry post Dr COGS 10.51 Cr Inventory 10.51", { "valuation", "40.50" } },
  { "landed-cost/by-quantity", "",
    { "{'id':'B','date':'2025-01-02','type':'bill','bill':'B','vendor':'Acme','lines':["
      "{'sku':'A','qty':'10','unit_price':'1'},{'sku':'B','qty':'5','unit_price':'8'}]}",
      "{'id':'R','date':'2025-01-03','type':'receive','po':'B','lines':[{'sku':'A','qty':'10'},"
      "{'sku':'B','qty':'5'}]}",
      FREIGHT ("F", "04", "3", "quantity", "R"), SHIP ("S", "05", "10") },
    "2025-01-05 JournalEntry post Dr COGS 12.00 Cr Inventory 12.00", { "valuation", "41.00" } },
  { "return/to-a-supplier-takes-the-goods-of-that-order-first", "",
    { IN ("1", "01", "5", "1"), ORDER ("3", "7"), RECEIVE ("R", "02", "3"),
      BILL ("B", "03", "3", "7"),
      "{'id':'X','date':'2025-01-05','type':'purchase_return','po':'PO','lines':[{'sku':'A',"
      "'qty':'2'}]}" },
    "2025-01-05 JournalEntry post Dr GRNI 14.00 Cr Inventory 14.00", { "valuation", "12.00" } },
  { "return/what-is-credited-less-than-it-carried-is-a-variance", "",
    { ORDER ("3", "7"), RECEIVE ("R", "02", "3"), BILL ("B", "03", "3", "7"),
      "{'id':'X','date':'2025-01-05','type':'purchase_return','po':'PO','lines':[{'sku':'A',"
      "'qty':'2'}]}",
      "{'id':'V','date':'2025-01-06','type':'purchase_credit','credit':'V','po':'PO',"
      "'vendor':'Acme','lines':[{'sku':'A','qty':'2','unit_price':'6'}]}" },
    "2025-01-06 VendorCredit post Dr AccountsPayable 12.00 Cr GRNI 12.00; "
    "2025-01-06 JournalEntry post Dr PurchaseVariance 2.00 Cr GRNI 2.00", { "valuation", "7.00" } },
  { "return/entered-late-for-a-credit-has-its-variance-on-the-later-day", "",
    { ORDER ("3", "7"), RECEIVE ("R", "02", "3"), BILL ("B", "03", "3", "7"),
      "{'id':'V','date':'2025-01-06','type':'purchase_credit','credit':'V','po':'PO',"
      "'vendor':'Acme','lines':[{'sku':'A','qty':'2','unit_price':'6'}]}",
      "{'id':'X','date':'2025-01-05','type':'purchase_return','po':'PO','lines':[{'sku':'A',"
      "'qty':'2'}]}" },
    "2025-01-05 JournalEntry post Dr GRNI 14.00 Cr Inventory 14.00; "
    "2025-01-06 JournalEntry post Dr PurchaseVariance 2.00 Cr GRNI 2.00", { "valuation", "7.00" } },
  { "credit/for-goods-that-never-came-settles-what-was-billed-for-them", "",
    { ORDER ("3", "7"), BILL ("B", "03", "3", "7"),
      "{'id':'V','date':'2025-01-06','type':'purchase_credit','credit':'V','po':'PO',"
      "'vendor':'Acme','lines':[{'sku':'A','qty':'1','unit_price':'6',"
      "'against':'not_received'}]}" },
    "2025-01-06 VendorCredit post Dr AccountsPayable 6.00 Cr GoodsInTransit 6.00; "
    "2025-01-06 JournalEntry post Dr PurchaseVariance 1.00 Cr GoodsInTransit 1.00",
    { "account_balances.GoodsInTransit", "14.00" } },
  { "restock/at-the-cost-at-which-it-left-earliest-shipment-first", "",
    { IN ("1", "01", "1", "5"), IN ("2", "02", "1", "9"), SHIP ("3", "03", "1"),
      SHIP ("4", "04", "1"), RESTOCK ("5", "06", "1") },
    "2025-01-06 JournalEntry post Dr Inventory 5.00 Cr COGS 5.00", { "valuation", "5.00" } },
  { "restock/follows-a-cost-that-becomes-known-late", "",
    { ORDER ("4", "5"), RECEIVE ("R", "02", "4"), SHIP ("3", "03", "4"), RESTOCK ("5", "06", "1"),
      BILL ("B", "09", "4", "6") },
    "2025-01-09 Bill post Dr GRNI 24.00 Cr AccountsPayable 24.00; "
    "2025-01-09 JournalEntry post Dr COGS 3.00 Dr Inventory 1.00 Cr GRNI 4.00",
    { "valuation", "6.00" } },
  { "last-cost/found-stock-costs-what-the-latest-layer-before-it-cost", "",
    { IN ("1", "01", "3", "1"), IN ("2", "05", "3", "2"), IN ("3", "09", "3", "4"),
      FOUND ("4", "07", "2") },
    "2025-01-07 JournalEntry post Dr Inventory 4.00 Cr InventoryAdjustment 4.00", { NULL } },
  { "last-cost/is-frozen-when-it-is-first-used", "",
    { ORDER ("2", "5"), RECEIVE ("R", "02", "2"), FOUND ("4", "07", "1"),
      BILL ("B", "09", "2", "9") },
    NULL, { "valuation", "23.00" } },
  { "last-cost/without-any-layer-the-default-cost", "",
    { "{'id':'1','date':'2025-01-07','type':'adjust','lines':[{'sku':'C','qty':'2'}]}" },
    "2025-01-07 JournalEntry post Dr Inventory 5.00 Cr InventoryAdjustment 5.00", { NULL } },
  { "transfer/keeps-the-layers-apart", "",
    { IN ("1", "01", "1", "5"), IN ("2", "02", "1", "9"),
      "{'id':'T','date':'2025-01-03','type':'transfer','from':'MAIN','to':'SHOP','lines':["
      "{'sku':'A','qty':'2'}]}", FROM_SHOP ("3", "04", "1") },
    "2025-01-04 JournalEntry post Dr COGS 5.00 Cr Inventory 5.00", { "valuation", "9.00" } },
  { "transfer/in-one-step-posts-nothing", "",
    { IN ("1", "01", "2", "5"),
      "{'id':'T','date':'2025-01-03','type':'transfer','from':'MAIN','to':'SHOP','lines':["
      "{'sku':'A','qty':'2'}]}" }, "", { "valuation", "10.00" } },
  { "transfer/goods-lost-under-way-leave-goods-in-transit", "",
    { IN ("1", "01", "2", "5"),
      "{'id':'T','date':'2025-01-03','type':'transfer_send','transfer':'T','from':'MAIN','lines':["
      "{'sku':'A','qty':'2'}]}",
      "{'id':'L','date':'2025-01-04','type':'adjust','location':'@transit:T','lines':[{'sku':'A',"
      "'qty':'-1'}]}" },
    "2025-01-04 JournalEntry post Dr InventoryAdjustment 5.00 Cr GoodsInTransit 5.00",
    { "account_balances.GoodsInTransit", "5.00", "valuation", "0.00" } },
  { "stocktake/of-one-place-does-not-close-another", "",
    { IN ("1", "01", "4", "5"),
      "{'id':'T','date':'2025-01-02','type':'transfer_send','transfer':'T','from':'MAIN','lines':["
      "{'sku':'A','qty':'2'}]}",
      "{'id':'C','date':'2025-01-09','type':'stocktake','lines':[{'sku':'A','counted':'2'}]}",
      "{'id':'Q','date':'2025-01-05','type':'transfer_receive','transfer':'T','to':'SHOP',"
      "'lines':[{'sku':'A','qty':'2'}]}" },
    "2025-01-05 JournalEntry post Dr Inventory 10.00 Cr GoodsInTransit 10.00",
    { "valuation", "20.00" } },
  { "revaluation/leaves-what-went-before-at-its-cost", "",
    { IN ("1", "01", "4", "5"), SHIP ("2", "02", "1"),
      "{'id':'V','date':'2025-01-03','type':'revalue','lines':[{'sku':'A','unit_cost':'3'}]}" },
    "2025-01-03 JournalEntry post Dr InventoryAdjustment 6.00 Cr Inventory 6.00",
    { "account_balances.COGS", "5.00", "valuation", "9.00" } },
  { "stocktake/its-difference-stays-when-something-is-undone-before-it", "",
    { IN ("1", "01", "4", "5"), IN ("2", "02", "2", "5"),
      "{'id':'C','date':'2025-01-05','type':'stocktake','lines':[{'sku':'A','counted':'5'}]}",
      IN ("3", "06", "3", "5"), UNDO ("U", "2") },
    NULL, { "on_hand.A", "6", "valuation", "30.00" } },
  { "undo/a-reversal-bears-the-day-of-what-it-undoes", "",
    { IN ("1", "05", "4", "5"), UNDO ("U", "1") },
    "2025-01-05 JournalEntry reversal Dr InventoryAdjustment 20.00 Cr Inventory 20.00",
    { "valuation", "0.00" } },
  { "undo/what-others-cost-changes-on-their-day-or-that-of-the-undone", "",
    { IN ("1", "05", "1", "5"), IN ("2", "06", "2", "7"), SHIP ("3", "09", "1"),
      UNDO ("U", "1") },
    "2025-01-05 JournalEntry reversal Dr InventoryAdjustment 5.00 Cr Inventory 5.00; "
    "2025-01-09 JournalEntry correction Dr COGS 2.00 Cr Inventory 2.00", { "valuation", "7.00" } },
  { "deficit/the-oldest-is-covered-first", "allow",
    { IN ("1", "01", "1", "4"), SHIP ("2", "02", "2"), SHIP ("3", "03", "1"),
      IN ("4", "05", "1", "6") },
    "2025-01-05 JournalEntry post Dr COGS 2.00 Dr Inventory 4.00 Cr InventoryAdjustment 6.00",
    { "valuation", "-4.00", "on_hand.A", "-1" } },
  { "deficit/one-that-is-covered-can-come-back-and-covers-the-next", "allow",
    { IN ("1", "01", "1", "4"), SHIP ("2", "02", "2"), SHIP ("3", "03", "1"),
      IN ("4", "05", "1", "6"), RESTOCK ("N", "06", "1") },
    "2025-01-06 JournalEntry post Dr Inventory 4.00 Cr COGS 4.00",
    { "valuation", "0.00", "on_hand.A", "0" } },
  { "matching/a-bill-takes-the-oldest-receipt-first-and-its-goods-with-it", "",
    { ORDER ("4", "5"), RECEIVE ("R", "02", "2"), RECEIVE ("Q", "03", "2"), SHIP ("S", "04", "2"),
      BILL ("B", "05", "2", "6") },
    "2025-01-05 Bill post Dr GRNI 12.00 Cr AccountsPayable 12.00; "
    "2025-01-05 JournalEntry post Dr COGS 2.00 Cr GRNI 2.00", { "valuation", "10.00" } },
  { "return/of-more-than-is-left-of-what-was-billed-is-refused", "",
    { ORDER ("3", "7"), RECEIVE ("R", "02", "3"), BILL ("B", "03", "3", "7"),
      "{'id':'X','date':'2025-01-05','type':'purchase_return','po':'PO','lines':[{'sku':'A',"
      "'qty':'2'}]}" }, NULL, { "valuation", "7.00" },
    "{'id':'Y','date':'2025-01-06','type':'purchase_return','po':'PO','lines':[{'sku':'A',"
    "'qty':'2'}]}", "E_OVER_RETURN" },
  { "assembly/by-products-at-their-value-and-the-rest-by-share", "",
    { IN ("1", "01", "1", "10"),
      "{'id':'M','date':'2025-01-03','type':'disassemble','sku':'A','qty':'1','outputs':["
      "{'sku':'B','qty':'1','share':'1'},{'sku':'C','qty':'1','unit_value':'1'}]}",
      "{'id':'S','date':'2025-01-04','type':'ship','sale':'S','lines':[{'sku':'B','qty':'1'}]}" },
    "2025-01-04 JournalEntry post Dr COGS 9.00 Cr Inventory 9.00", { "valuation", "1.00" } },
  { "production/waste-is-an-expense-and-the-rest-of-wip-becomes-goods", "",
    { IN ("1", "01", "2", "10"),
      "{'id':'W','date':'2025-01-03','type':'production_start','order':'W','components':["
      "{'sku':'A','qty':'2'}]}",
      "{'id':'L','date':'2025-01-04','type':'production_cost','order':'W','amount':'5'}",
      "{'id':'F','date':'2025-01-05','type':'production_finish','order':'W','scrap_value':'2',"
      "'outputs':[{'sku':'B','qty':'1'}]}" },
    "2025-01-05 JournalEntry post Dr Inventory 23.00 Dr InventoryAdjustment 2.00 Cr WIP 25.00",
    { "account_balances.WIP", "-" } },
  { "payment/beyond-the-bill-stays-a-credit", "",
    { ORDER ("1", "10"), BILL ("B", "02", "1", "10"),
      "{'id':'P','date':'2025-01-03','type':'pay_bill','bill':'B',"
      "'amount':'12','account':'Bank'}" }, NULL, { "account_balances.AccountsPayable", "2.00" } },
};

static void
test_rule (SbTest *test, gconstpointer data)
{
  const Rule *rule = data;
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", rule->flags);

  for (gsize i = 0; i < G_N_ELEMENTS (rule->events) && rule->events[i] != NULL; i++)
    sb_ledger_test_enter (ledger, rule->events[i]);
  if (rule->journals != NULL)
    {
      g_autofree char *journals = sb_ledger_test_last_journals (ledger);

      g_assert_cmpstr (journals, ==, rule->journals);
    }
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (rule->figures) && rule->figures[i] != NULL; i += 2)
    sb_ledger_test_assert_figure (ledger, rule->figures[i], rule->figures[i + 1]);
  if (rule->refused != NULL)
    sb_ledger_test_refuse (ledger, rule->refused, rule->code, NULL);
  sb_ledger_test_verify (ledger);
}

static gpointer
read_text (SbDatabase *db, gpointer sql, GCancellable *cancellable, GError **error)
{
  char *text = NULL;

  sb_sql_text (db, sql, &text, error, SB_END);
  return text;
}

static void
assert_answer (SbLedger *ledger, const char *sql, const char *expected)
{
  g_autofree char *query = g_strdup (sql);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sb_ledger_read (ledger, read_text, query, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, expected);
}

#define SETTLED "SELECT group_concat (settled) FROM (SELECT settled FROM document WHERE kind =" \
                " 'credit_note' ORDER BY id)"

static void
test_refund_spreads (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'id':'N%u','date':'2025-01-%02u','type':'credit_note','credit':'N%u',"
                         "'customer':'Ann','lines':[{'item':'X','qty':'1','unit_price':'10'}]}", i,
                         9 - i, i);

      sb_ledger_test_enter (ledger, json);
    }
  sb_ledger_test_enter (ledger, "{'id':'O','date':'2025-01-02','type':'credit_note','credit':'O',"
                                "'customer':'Ben','lines':[{'item':'X','qty':'1',"
                                "'unit_price':'10'}]}");
  sb_ledger_test_enter (ledger, "{'id':'R','date':'2025-01-12','type':'customer_refund',"
                                "'credit':'N0','amount':'24','account':'Bank'}");
  assert_answer (ledger, SETTLED, "1000,400,1000,0");
  sb_ledger_test_verify (ledger);
  sb_ledger_test_refuse (ledger, UNDO ("U", "N1"), "E_HAS_DEPENDENTS", "/ref");
  sb_ledger_test_enter (ledger, UNDO ("U", "R"));
  assert_answer (ledger, SETTLED, "0,0,0,0");
  sb_ledger_test_enter (ledger, "{'id':'Q','date':'2025-01-12','type':'customer_refund',"
                                "'credit':'N2','amount':'35','account':'Bank'}");
  assert_answer (ledger, SETTLED, "1000,1000,1500,0");
  sb_ledger_test_assert_figure (ledger, "account_balances.AccountsReceivable", "-5.00");
  sb_ledger_test_verify (ledger);
}

static gpointer
run_sql (SbTxn *txn, gpointer sql, GCancellable *cancellable, GError **error)
{
  sb_database_execute (sb_txn_get_database (txn), sql, error);
  return NULL;
}

static void
change (SbLedger *ledger, const char *sql)
{
  g_autofree char *text = g_strdup (sql);
  g_autoptr (GError) error = NULL;

  sb_ledger_write (ledger, run_sql, text, &error);
  g_assert_no_error (error);
}

/* What was valid for an entry is what counts when the entries are entered again. */
static void
test_master_data_changes (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "allow");
  static const char found[] =
    "{'id':'1','date':'2025-01-02','type':'adjust','lines':[{'sku':'C','qty':'2'}]}";

  sb_ledger_test_enter (ledger, found);
  sb_ledger_test_enter (ledger, SHIP ("2", "03", "1"));
  sb_ledger_test_enter (ledger, ORDER ("10", "5"));
  sb_ledger_test_enter (ledger, RECEIVE ("R", "04", "2"));
  change (ledger, "UPDATE product SET default_cost = 9000000 WHERE sku = 'C'");
  change (ledger, "UPDATE product SET sku = 'A-1' WHERE sku = 'A'");
  change (ledger, "UPDATE setting SET value = 'block' WHERE key = 'negative-stock'");
  change (ledger, "UPDATE setting SET value = 'none' WHERE key = 'provisional-cost'");
  change (ledger, "UPDATE location SET name = 'HALL' WHERE name = 'MAIN';"
                  "UPDATE setting SET value = 'HALL' WHERE key = 'default-location'");
  sb_ledger_test_verify (ledger);
  sb_ledger_test_enter (ledger, "{'id':'Q','date':'2025-01-05','type':'receive','po':'PO',"
                                "'location':'HALL','lines':[{'sku':'A-1','qty':'1'}]}");
  change (ledger, "DELETE FROM role_account WHERE role = 'CustomerCredits'");
  sb_ledger_test_enter (ledger, "{'id':'D','date':'2025-01-06','type':'customer_deposit',"
                                "'sale':'S','customer':'Ann','amount':'5','account':'Bank'}");
  change (ledger, "UPDATE product SET default_cost = 1 WHERE sku = 'C'");
  sb_ledger_test_verify (ledger);
}

/* Everything that a person can enter, undone again last to first, leaves an empty book. */
static void
test_undo_of_every_kind (SbTest *test, gconstpointer data)
{
  static const char *const events[] = {
    ORDER ("10", "5"), RECEIVE ("R", "02", "10"), BILL ("B", "03", "12", "5.5"),
    FREIGHT ("F", "04", "3.33", "value", "R"), SHIP ("S1", "05", "3"), SHIP ("S2", "06", "2"),
    INVOICE ("I", "06", "5", "9"), RESTOCK ("N", "07", "4"),
    "{'id':'P1','date':'2025-01-08','type':'payment','invoice':'I','amount':'9','account':'Bank'}",
    "{'id':'P2','date':'2025-01-08','type':'pay_bill','bill':'B','amount':'9','account':'Bank'}",
    "{'id':'X','date':'2025-01-09','type':'purchase_return','po':'PO','lines':[{'sku':'A',"
    "'qty':'1'}]}",
    "{'id':'V','date':'2025-01-10','type':'purchase_credit','credit':'V','po':'PO','vendor':'Acme',"
    "'lines':[{'sku':'A','qty':'1','unit_price':'5'}]}",
    "{'id':'W','date':'2025-01-10','type':'supplier_refund','credit':'V','amount':'1',"
    "'account':'Bank'}",
    "{'id':'C','date':'2025-01-10','type':'credit_note','credit':'C','sale':'S','customer':'Ann',"
    "'lines':[{'sku':'A','qty':'1','unit_price':'9'}]}",
    "{'id':'C1','date':'2025-01-11','type':'customer_refund','credit':'C','amount':'1',"
    "'account':'Bank'}",
    "{'id':'C2','date':'2025-01-11','type':'apply_credit','credit':'C','invoice':'I','amount':'2'}",
    "{'id':'D1','date':'2025-01-11','type':'customer_deposit','sale':'S','customer':'Ann',"
    "'amount':'5','account':'Bank'}",
    "{'id':'D2','date':'2025-01-11','type':'apply_customer_deposit','invoice':'I','amount':'5'}",
    "{'id':'D3','date':'2025-01-11','type':'supplier_deposit','po':'PO','vendor':'Acme',"
    "'amount':'5','account':'Bank'}",
    "{'id':'D4','date':'2025-01-11','type':'apply_deposit','bill':'B','vendor':'Acme',"
    "'amount':'5'}",
    "{'id':'T','date':'2025-01-12','type':'transfer','from':'MAIN','to':'SHOP','lines':["
    "{'sku':'A','qty':'1'}]}",
    "{'id':'T1','date':'2025-01-12','type':'transfer_send','transfer':'T1','from':'MAIN','lines':["
    "{'sku':'A','qty':'2'}]}",
    "{'id':'T2','date':'2025-01-13','type':'transfer_receive','transfer':'T1','to':'SHOP',"
    "'lines':[{'sku':'A','qty':'1'}]}",
    "{'id':'M','date':'2025-01-14','type':'assemble','components':[{'sku':'A','qty':'1'}],"
    "'costs':[{'amount':'1'}],'outputs':[{'sku':'B','qty':'2'}]}",
    "{'id':'M1','date':'2025-01-14','type':'disassemble','sku':'B','qty':'1','outputs':["
    "{'sku':'C','qty':'1'}]}",
    "{'id':'W1','date':'2025-01-15','type':'production_start','order':'W','components':["
    "{'sku':'B','qty':'1'}]}",
    "{'id':'W2','date':'2025-01-15','type':'production_cost','order':'W','amount':'5'}",
    "{'id':'W3','date':'2025-01-15','type':'production_finish','order':'W','outputs':["
    "{'sku':'C','qty':'1'}]}",
    "{'id':'L','date':'2025-01-16','type':'revalue','lines':[{'sku':'C','unit_cost':'3'}]}",
    "{'id':'K','date':'2025-01-17','type':'stocktake','lines':[{'sku':'A','counted':'9'}]}",
    "{'id':'O','date':'2025-01-18','type':'opening','lines':[{'sku':'B','qty':'1',"
    "'unit_cost':'1'}]}",
    FOUND ("A", "19", "-1"),
    "{'id':'Q1','date':'2025-01-19','type':'sale_quote','sale':'Q','customer':'Ann','lines':["
    "{'sku':'A','qty':'1','unit_price':'9'}]}",
    "{'id':'Q2','date':'2025-01-19','type':'sale_order','sale':'Q','customer':'Ann','lines':["
    "{'sku':'A','qty':'1','unit_price':'9'}]}",
  };
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "");
  g_autofree char *before[G_N_ELEMENTS (events)] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      before[i] = sb_ledger_test_position (ledger);
      sb_ledger_test_enter (ledger, events[i]);
    }
  sb_ledger_test_verify (ledger);
  for (gsize i = G_N_ELEMENTS (events); i-- > 0;)
    {
      g_auto (GStrv) words = g_strsplit (events[i], "'", 5);
      g_autofree char *undo = g_strdup_printf ("{'id':'U-%s','date':'2025-01-28','type':'undo',"
                                               "'ref':'%s'}", words[3], words[3]);
      g_autofree char *after = NULL;

      sb_ledger_test_enter (ledger, undo);
      after = sb_ledger_test_position (ledger);
      g_assert_cmpstr (before[i], ==, after);
      g_free (before[i]);
      before[i] = NULL;
    }
  sb_ledger_test_verify (ledger);
}

/* Entries, the one that cannot be undone, and the one that builds on it. */
static void
test_dependents (SbTest *test, gconstpointer data)
{
  static const struct
  {
    const char *event;
    const char *dependent;
  } pairs[] = {
    { ORDER ("10", "5"), RECEIVE ("R", "02", "10") },
    { RECEIVE ("R", "02", "10"), BILL ("B", "03", "12", "5.5") },
    { BILL ("B", "03", "12", "5.5"),
      "{'id':'P','date':'2025-01-08','type':'pay_bill','bill':'B','amount':'9','account':'Bank'}" },
    { SHIP ("S1", "05", "3"), RESTOCK ("N", "07", "1") },
    { INVOICE ("I", "06", "5", "9"),
      "{'id':'C','date':'2025-01-10','type':'credit_note','credit':'C','sale':'S','customer':'Ann',"
      "'lines':[{'sku':'A','qty':'1','unit_price':'9'}]}" },
    { "{'id':'T1','date':'2025-01-12','type':'transfer_send','transfer':'T1','from':'MAIN',"
      "'lines':[{'sku':'A','qty':'2'}]}",
      "{'id':'T2','date':'2025-01-13','type':'transfer_receive','transfer':'T1','to':'SHOP',"
      "'lines':[{'sku':'A','qty':'1'}]}" },
    { "{'id':'W1','date':'2025-01-15','type':'production_start','order':'W','components':["
      "{'sku':'A','qty':'1'}]}",
      "{'id':'W3','date':'2025-01-15','type':'production_finish','order':'W','outputs':["
      "{'sku':'C','qty':'1'}]}" },
  };
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "");
  guint next = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_auto (GStrv) one = g_strsplit (pairs[i].event, "'", 5);
      g_auto (GStrv) other = g_strsplit (pairs[i].dependent, "'", 5);
      g_autofree char *refused = g_strdup_printf ("{'id':'U%u','date':'2025-01-28','type':'undo',"
                                                  "'ref':'%s'}", next++, one[3]);
      g_autofree char *first = g_strdup_printf ("{'id':'U%u','date':'2025-01-28','type':'undo',"
                                                "'ref':'%s'}", next++, other[3]);

      if (i != 1 && i != 2)
        sb_ledger_test_enter (ledger, pairs[i].event);
      sb_ledger_test_enter (ledger, pairs[i].dependent);
      sb_ledger_test_refuse (ledger, refused, "E_HAS_DEPENDENTS", "/ref");
      /* The last of the pairs in a row stays; the others go in the reverse order. */
      if (i > 2)
        {
          sb_ledger_test_enter (ledger, first);
          sb_ledger_test_enter (ledger, refused);
        }
    }
  sb_ledger_test_verify (ledger);
}

/* The transaction goes on after the refusal: what was done before it stays, of it nothing. */
static gpointer
enter_refused (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char json[] =
    "{\"id\":\"N\",\"date\":\"2025-01-05\",\"type\":\"assemble\",\"components\":["
    "{\"sku\":\"A\",\"qty\":\"1\"},{\"sku\":\"B\",\"qty\":\"99\"}],"
    "\"outputs\":[{\"sku\":\"C\",\"qty\":\"1\"}]}";
  g_autoptr (GError) refusal = NULL;
  g_autoptr (SbEvent) event = NULL;
  g_autoptr (SbApplied) applied = NULL;
  SbBook book;

  g_assert_true (sb_book_load (sb_txn_get_database (txn), &book, error));
  event = sb_event_parse (json, -1, book.currency, error);
  applied = sb_ledger_apply (txn, event, &refusal);
  g_assert_error (refusal, SB_LEDGER_ERROR, SB_LEDGER_ERROR_INSUFFICIENT_STOCK);
  return NULL;
}

static void
test_refusal_inside (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  sb_ledger_test_enter (ledger, IN ("1", "02", "5", "3"));
  before = sb_ledger_test_dump (ledger);
  sb_ledger_write (ledger, enter_refused, NULL, &error);
  g_assert_no_error (error);
  after = sb_ledger_test_dump (ledger);
  g_assert_cmpstr (before, ==, after);
}

/* Numbers at the edge of their range make a refusal, never a wrong number. */
static void
test_edges (SbTest *test, gconstpointer data)
{
  static const char *const events[] = {
    IN ("1", "02", "9200000000000", "9200000000000"), IN ("1", "02", "92000000000", "92000000000"),
    IN ("1", "02", "1", "9300000000000"), IN ("1", "02", "9999999999999", "0.01"),
    "{'id':'1','date':'2025-01-02','type':'invoice','invoice':'I','customer':'Ann','lines':["
    "{'item':'X','qty':'92000000000','unit_price':'92000000000'}]}",
    "{'id':'1','date':'2025-01-02','type':'invoice','invoice':'I','customer':'Ann',"
    "'currency':'EUR','rate':'92000000000','lines':[{'item':'X','qty':'1000',"
    "'unit_price':'920000000'}]}",
    "{'id':'1','date':'2025-01-02','type':'payment','invoice':'I','amount':'93000000000000000',"
    "'account':'Bank'}",
  };
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "");

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    sb_ledger_test_refuse (ledger, events[i], "E_BAD_EVENT", NULL);
  /* Each fits alone; together they do not. */
  sb_ledger_test_enter (ledger, IN ("A", "02", "1000000", "900000000"));
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{'id':'X%u','date':'2025-01-03','type':'adjust','lines':[{'sku':'A','qty':'1000000',"
        "'unit_cost':'900000000'}]}", i);
      g_autofree char *code = sb_ledger_test_try (ledger, json);

      g_assert_true (code == NULL || strcmp (code, "E_BAD_EVENT") == 0);
      if (code != NULL)
        break;
      g_assert_cmpuint (i, <, 119);
    }
  sb_ledger_test_verify (ledger);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *path = g_strconcat ("/ledger/rule/", rules[i].sentence, NULL);

      g_test_add (path, SbTest, &rules[i], sb_test_set_up, test_rule, sb_test_tear_down);
    }
  sb_test_add ("/ledger/rule/refund/beyond-its-credit-goes-to-the-oldest-open-credits",
               test_refund_spreads);
  sb_test_add ("/ledger/rule/replay/uses-the-master-data-of-the-time", test_master_data_changes);
  sb_test_add ("/ledger/rule/undo/of-every-kind-leaves-what-was-before", test_undo_of_every_kind);
  sb_test_add ("/ledger/rule/undo/what-others-build-on-stays", test_dependents);
  sb_test_add ("/ledger/rule/refusal/leaves-no-trace-in-a-transaction-that-goes-on",
               test_refusal_inside);
  sb_test_add ("/ledger/rule/numbers/beyond-their-range-are-refused", test_edges);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-kind.h"

#include <glib/gi18n.h>

#define GOODS (SB_LINE_PRODUCT | SB_LINE_QTY)
#define PRICED (GOODS | SB_LINE_PRICE | SB_LINE_DISCOUNT | SB_LINE_TAX)
#define SOLD (PRICED | SB_LINE_SERVICES)
#define BOUGHT (PRICED | SB_LINE_TAX_LOST)
#define MADE (GOODS | SB_LINE_SHARE | SB_LINE_VALUE)
#define CHARGED (SB_LINE_CHARGE | SB_LINE_AMOUNT)
#define MONEY (SB_DOCUMENT_NUMBER | SB_DOCUMENT_AMOUNT | SB_DOCUMENT_ACCOUNT)
#define PAPER (SB_DOCUMENT_PARTY | SB_DOCUMENT_NUMBER | SB_DOCUMENT_CURRENCY)

static const SbDocumentKind KINDS[] = {
  { .event = "purchase_order", .document = "purchase_order",
    .title = N_("New Purchase"), .confirm = N_("_Place Order"), .done = N_("Order placed"),
    .own = "po", .prefix = "PO-",
    .party_member = "vendor", .party = SB_PARTY_SUPPLIER, .page = "purchase",
    .parts = PAPER,
    .lists = { { "lines", NULL, BOUGHT, SB_LINE_PRICE } } },
  { .event = "receive", .document = "receipt",
    .title = N_("Receive Goods"), .confirm = N_("_Receive"), .done = N_("Goods received"),
    .prefix = "R-", .chain = "po", .page = "purchase",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION | SB_DOCUMENT_RATE,
    .lists = { { "lines", NULL, GOODS, .rest = SB_REST_MOVE } } },
  { .event = "bill", .document = "bill",
    .title = N_("Enter a Bill"), .confirm = N_("_Enter Bill"), .done = N_("Bill entered"),
    .own = "bill", .prefix = "B-", .chain = "po",
    .party_member = "vendor", .party = SB_PARTY_SUPPLIER, .page = "purchase",
    .parts = PAPER | SB_DOCUMENT_DUE | SB_DOCUMENT_DISCOUNT | SB_DOCUMENT_ROUNDING,
    .lists = { { "lines", NULL, BOUGHT, .empty_ok = TRUE, .rest = SB_REST_BILL },
               { "extra", N_("Freight and other costs"),
                 SB_LINE_EXPENSE | SB_LINE_AMOUNT | SB_LINE_TAX | SB_LINE_TAX_LOST
                     | SB_LINE_SIGNED,
                 .empty_ok = TRUE } } },
  { .event = "pay_bill", .document = "bill_payment",
    .title = N_("Pay a Bill"), .confirm = N_("_Pay"), .done = N_("Payment entered"),
    .prefix = "BP-", .target = "bill", .page = "purchase",
    .parts = MONEY | SB_DOCUMENT_RATE | SB_DOCUMENT_FULL },
  { .event = "purchase_return", .document = "purchase_return",
    .title = N_("Send Goods Back"), .confirm = N_("_Send Back"), .done = N_("Goods sent back"),
    .prefix = "PR-", .chain = "po", .page = "purchase",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION,
    .lists = { { "lines", NULL, GOODS, .rest = SB_REST_RETURN } } },
  { .event = "purchase_credit", .document = "supplier_credit",
    .title = N_("Enter a Supplier's Credit"), .confirm = N_("_Enter Credit"),
    .done = N_("Credit entered"),
    .own = "credit", .prefix = "SC-", .chain = "po",
    .party_member = "vendor", .party = SB_PARTY_SUPPLIER, .page = "purchase",
    .parts = PAPER,
    .lists = { { "lines", NULL,
                 GOODS | SB_LINE_PRICE | SB_LINE_TAX | SB_LINE_TAX_LOST | SB_LINE_AGAINST,
                 .rest = SB_REST_CREDIT } } },
  { .event = "supplier_refund", .document = "supplier_refund",
    .title = N_("Money Back from a Supplier"), .confirm = N_("_Enter Refund"),
    .done = N_("Refund entered"),
    .prefix = "SR-", .target = "credit", .page = "purchase", .parts = MONEY },
  { .event = "supplier_deposit", .document = "supplier_deposit",
    .title = N_("Deposit to a Supplier"), .confirm = N_("_Pay Deposit"),
    .done = N_("Deposit paid"),
    .prefix = "SD-", .chain = "po", .party_member = "vendor", .party = SB_PARTY_SUPPLIER,
    .page = "purchase", .parts = MONEY },
  { .event = "apply_deposit", .document = "deposit_application",
    .title = N_("Use a Deposit"), .confirm = N_("_Use Deposit"), .done = N_("Deposit used"),
    .prefix = "DU-", .target = "bill", .party_member = "vendor", .party = SB_PARTY_SUPPLIER,
    .page = "purchase", .parts = SB_DOCUMENT_AMOUNT },
  { .name = "apply_supplier_credit", .event = "apply_credit", .document = "credit_application",
    .title = N_("Use a Credit"), .confirm = N_("_Use Credit"), .done = N_("Credit used"),
    .prefix = "CU-", .target = "bill", .page = "purchase",
    .parts = SB_DOCUMENT_AMOUNT | SB_DOCUMENT_CREDIT },
  { .event = "landed_cost", .document = "landed_cost",
    .title = N_("Share Out Landed Cost"), .confirm = N_("_Share Out"),
    .done = N_("Landed cost shared out"),
    .prefix = "LC-", .page = "purchase",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_AMOUNT | SB_DOCUMENT_METHOD,
    .lists = { { "targets", N_("Over what was received"), SB_LINE_PICK,
                 .rest = SB_REST_RECEIPTS } } },
  { .event = "sale_quote", .document = "sale_quote",
    .title = N_("New Quote"), .confirm = N_("_Make Quote"), .done = N_("Quote made"),
    .own = "sale", .prefix = "Q-",
    .party_member = "customer", .party = SB_PARTY_CUSTOMER, .page = "sale",
    .parts = PAPER,
    .lists = { { "lines", NULL, SOLD } } },
  { .event = "sale_order", .document = "sale_order",
    .title = N_("New Sale"), .confirm = N_("_Take Order"), .done = N_("Order taken"),
    .own = "sale", .prefix = "S-", .chain = "sale",
    .party_member = "customer", .party = SB_PARTY_CUSTOMER, .page = "sale",
    .parts = PAPER,
    .lists = { { "lines", NULL, SOLD, .rest = SB_REST_QUOTED } } },
  { .event = "ship", .document = "shipment",
    .title = N_("Ship Goods"), .confirm = N_("_Ship"), .done = N_("Goods shipped"),
    .prefix = "SH-", .chain = "sale", .page = "sale",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION,
    .lists = { { "lines", NULL, GOODS, .rest = SB_REST_MOVE } } },
  { .event = "invoice", .document = "invoice",
    .title = N_("Write an Invoice"), .confirm = N_("_Write Invoice"),
    .done = N_("Invoice written"),
    .own = "invoice", .prefix = "I-", .chain = "sale",
    .party_member = "customer", .party = SB_PARTY_CUSTOMER, .page = "sale",
    .parts = PAPER | SB_DOCUMENT_DUE | SB_DOCUMENT_DISCOUNT | SB_DOCUMENT_SHIPPING,
    .lists = { { "lines", NULL, SOLD, .rest = SB_REST_BILL } } },
  { .event = "payment", .document = "payment",
    .title = N_("Enter a Payment"), .confirm = N_("_Enter Payment"), .done = N_("Payment entered"),
    .prefix = "P-", .target = "invoice", .page = "sale",
    .parts = MONEY | SB_DOCUMENT_RATE | SB_DOCUMENT_FULL },
  { .event = "credit_note", .document = "credit_note",
    .title = N_("Write a Credit Note"), .confirm = N_("_Write Credit Note"),
    .done = N_("Credit note written"),
    .own = "credit", .prefix = "CN-", .chain = "sale",
    .party_member = "customer", .party = SB_PARTY_CUSTOMER, .page = "sale",
    .parts = PAPER | SB_DOCUMENT_DISCOUNT | SB_DOCUMENT_SHIPPING | SB_DOCUMENT_REFUND
             | SB_DOCUMENT_LOCATION,
    .lists = { { "lines", NULL, SOLD, .rest = SB_REST_CREDIT },
               { "restock", N_("Goods that come back"), GOODS | SB_LINE_COST, SB_LINE_COST, TRUE,
                 SB_REST_RESTOCK } } },
  { .event = "customer_refund", .document = "customer_refund",
    .title = N_("Refund a Customer"), .confirm = N_("_Enter Refund"), .done = N_("Refund entered"),
    .prefix = "CR-", .target = "credit", .page = "sale", .parts = MONEY },
  { .event = "customer_deposit", .document = "customer_deposit",
    .title = N_("Deposit of a Customer"), .confirm = N_("_Enter Deposit"),
    .done = N_("Deposit entered"),
    .prefix = "CD-", .chain = "sale", .party_member = "customer", .party = SB_PARTY_CUSTOMER,
    .page = "sale", .parts = MONEY },
  { .event = "apply_customer_deposit", .document = "customer_deposit_application",
    .title = N_("Use a Deposit"), .confirm = N_("_Use Deposit"), .done = N_("Deposit used"),
    .prefix = "DU-", .target = "invoice", .party_member = "customer", .party = SB_PARTY_CUSTOMER,
    .page = "sale", .parts = SB_DOCUMENT_AMOUNT },
  { .event = "apply_credit", .document = "credit_application",
    .title = N_("Use a Credit"), .confirm = N_("_Use Credit"), .done = N_("Credit used"),
    .prefix = "CU-", .target = "invoice", .page = "sale",
    .parts = SB_DOCUMENT_AMOUNT | SB_DOCUMENT_CREDIT },
  { .event = "adjust", .document = "adjustment",
    .title = N_("Adjust Stock"), .confirm = N_("_Adjust"), .done = N_("Stock adjusted"),
    .prefix = "A-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION | SB_DOCUMENT_REASON,
    .lists = { { "lines", NULL, GOODS | SB_LINE_COST | SB_LINE_SIGNED, SB_LINE_COST } } },
  { .name = "lost", .event = "adjust", .document = "adjustment",
    .title = N_("Lost on the Way"), .confirm = N_("_Write Off"), .done = N_("Loss written off"),
    .prefix = "A-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION | SB_DOCUMENT_REASON,
    .lists = { { "lines", NULL, GOODS | SB_LINE_SIGNED } } },
  { .event = "stocktake", .document = "stocktake",
    .title = N_("Count Stock"), .confirm = N_("_Complete Count"), .done = N_("Count completed"),
    .prefix = "ST-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION | SB_DOCUMENT_REASON,
    .lists = { { "lines", NULL, SB_LINE_PRODUCT | SB_LINE_COUNTED | SB_LINE_COST,
                 SB_LINE_COST } } },
  { .event = "revalue", .document = "revaluation",
    .title = N_("Revalue Stock"), .confirm = N_("_Revalue"), .done = N_("Stock revalued"),
    .prefix = "RV-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION | SB_DOCUMENT_REASON,
    .lists = { { "lines", NULL, SB_LINE_PRODUCT | SB_LINE_COST } } },
  { .event = "transfer", .document = "transfer",
    .title = N_("Transfer Stock"), .confirm = N_("_Transfer"), .done = N_("Stock transferred"),
    .prefix = "TR-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_FROM | SB_DOCUMENT_TO,
    .lists = { { "lines", NULL, GOODS } } },
  { .event = "transfer_send", .document = "transfer_send",
    .title = N_("Send a Transfer"), .confirm = N_("_Send"), .done = N_("Transfer sent"),
    .own = "transfer", .prefix = "T-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_FROM,
    .lists = { { "lines", NULL, GOODS } } },
  { .event = "transfer_receive", .document = "transfer_receive",
    .title = N_("Receive a Transfer"), .confirm = N_("_Receive"), .done = N_("Transfer received"),
    .prefix = "TA-", .chain = "transfer", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_TO,
    .lists = { { "lines", NULL, GOODS } } },
  { .event = "opening", .document = "opening",
    .title = N_("Opening Stock"), .confirm = N_("_Enter Stock"),
    .done = N_("Opening stock entered"),
    .prefix = "OS-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION | SB_DOCUMENT_CARRIED,
    .lists = { { "lines", NULL, GOODS | SB_LINE_COST } } },
  { .event = "assemble", .document = "assembly",
    .title = N_("Assemble"), .confirm = N_("_Assemble"), .done = N_("Assembled"),
    .prefix = "AS-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION,
    .lists = { { "components", N_("What goes in"), GOODS },
               { "costs", N_("Work and other costs"), CHARGED, .empty_ok = TRUE },
               { "outputs", N_("What comes out"), MADE } } },
  { .event = "disassemble", .document = "disassembly",
    .title = N_("Disassemble"), .confirm = N_("_Disassemble"), .done = N_("Disassembled"),
    .prefix = "DS-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION,
    .lists = { { "components", N_("What is taken apart"), GOODS | SB_LINE_ONE },
               { "costs", N_("Work and other costs"), CHARGED, .empty_ok = TRUE },
               { "outputs", N_("What comes out"), MADE } } },
  { .event = "production_start", .document = "production_start",
    .title = N_("Start a Production Order"), .confirm = N_("_Start"),
    .done = N_("Production started"),
    .own = "order", .prefix = "MO-", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION,
    .lists = { { "components", N_("What goes in"), GOODS } } },
  { .event = "production_cost", .document = "production_cost",
    .title = N_("Add a Cost"), .confirm = N_("_Add Cost"), .done = N_("Cost added"),
    .prefix = "MC-", .chain = "order", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER,
    .lists = { { "costs", N_("Work and other costs"), CHARGED | SB_LINE_ONE } } },
  { .event = "production_finish", .document = "production_finish",
    .title = N_("Finish a Production Order"), .confirm = N_("_Finish"),
    .done = N_("Production finished"),
    .prefix = "MF-", .chain = "order", .page = "stock-document",
    .parts = SB_DOCUMENT_NUMBER | SB_DOCUMENT_LOCATION | SB_DOCUMENT_SCRAP,
    .lists = { { "outputs", N_("What comes out"), MADE } } },
};

const char *
sb_document_kind_name (const SbDocumentKind *self)
{
  return self->name != NULL ? self->name : self->event;
}

const SbDocumentKind *
sb_document_kind_find (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (sb_document_kind_name (&KINDS[i]), name))
      return &KINDS[i];
  return NULL;
}

const SbDocumentKind *
sb_document_kind_of_document (const char *document)
{
  for (gsize i = 0; document != NULL && i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (KINDS[i].document, document))
      return &KINDS[i];
  return NULL;
}

const SbDocumentList *
sb_document_kind_list (const SbDocumentKind *self, const char *member)
{
  for (const SbDocumentList *list = self->lists; list->member != NULL; list++)
    if (g_strcmp0 (list->member, member) == 0)
      return list;
  return NULL;
}

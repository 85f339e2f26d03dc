/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-kind.h"

#include <glib/gi18n.h>

static const SbDocumentKind KINDS[] = {
  { .event = "purchase_order", .document = "purchase_order",
    .title = N_("New Purchase"), .confirm = N_("_Place Order"), .done = N_("Order placed"),
    .own = "po", .prefix = "PO-",
    .party_member = "vendor", .party = SB_PARTY_SUPPLIER, .page = "purchase",
    .parts = SB_DOCUMENT_PARTY | SB_DOCUMENT_LINES | SB_DOCUMENT_PRICE | SB_DOCUMENT_DISCOUNT },
  { .event = "receive", .document = "receipt",
    .title = N_("Receive Goods"), .confirm = N_("_Receive"), .done = N_("Goods received"),
    .prefix = "R-", .chain = "po", .page = "purchase",
    .parts = SB_DOCUMENT_LINES },
  { .event = "bill", .document = "bill",
    .title = N_("Enter a Bill"), .confirm = N_("_Enter Bill"), .done = N_("Bill entered"),
    .own = "bill", .prefix = "B-", .chain = "po",
    .party_member = "vendor", .party = SB_PARTY_SUPPLIER, .page = "purchase",
    .parts = SB_DOCUMENT_PARTY | SB_DOCUMENT_LINES | SB_DOCUMENT_PRICE | SB_DOCUMENT_DISCOUNT
             | SB_DOCUMENT_TAX | SB_DOCUMENT_DUE },
  { .event = "pay_bill", .document = "bill_payment",
    .title = N_("Pay a Bill"), .confirm = N_("_Pay"), .done = N_("Payment entered"),
    .prefix = "BP-", .target = "bill", .page = "purchase",
    .parts = SB_DOCUMENT_AMOUNT | SB_DOCUMENT_ACCOUNT },
  { .event = "sale_order", .document = "sale_order",
    .title = N_("New Sale"), .confirm = N_("_Take Order"), .done = N_("Order taken"),
    .own = "sale", .prefix = "S-",
    .party_member = "customer", .party = SB_PARTY_CUSTOMER, .page = "sale",
    .parts = SB_DOCUMENT_PARTY | SB_DOCUMENT_LINES | SB_DOCUMENT_PRICE },
  { .event = "ship", .document = "shipment",
    .title = N_("Ship Goods"), .confirm = N_("_Ship"), .done = N_("Goods shipped"),
    .prefix = "SH-", .chain = "sale", .page = "sale",
    .parts = SB_DOCUMENT_LINES },
  { .event = "invoice", .document = "invoice",
    .title = N_("Write an Invoice"), .confirm = N_("_Write Invoice"),
    .done = N_("Invoice written"),
    .own = "invoice", .prefix = "I-", .chain = "sale",
    .party_member = "customer", .party = SB_PARTY_CUSTOMER, .page = "sale",
    .parts = SB_DOCUMENT_PARTY | SB_DOCUMENT_LINES | SB_DOCUMENT_PRICE | SB_DOCUMENT_DISCOUNT
             | SB_DOCUMENT_TAX | SB_DOCUMENT_DUE | SB_DOCUMENT_SERVICES },
  { .event = "payment", .document = "payment",
    .title = N_("Enter a Payment"), .confirm = N_("_Enter Payment"), .done = N_("Payment entered"),
    .prefix = "P-", .target = "invoice", .page = "sale",
    .parts = SB_DOCUMENT_AMOUNT | SB_DOCUMENT_ACCOUNT },
  { .event = "adjust", .document = "adjustment",
    .title = N_("Adjust Stock"), .confirm = N_("_Adjust"), .done = N_("Stock adjusted"),
    .prefix = "A-", .page = "stock",
    .parts = SB_DOCUMENT_LINES | SB_DOCUMENT_COST | SB_DOCUMENT_SIGNED },
  { .event = "opening", .document = "opening",
    .title = N_("Opening Stock"), .confirm = N_("_Enter Stock"),
    .done = N_("Opening stock entered"),
    .prefix = "OS-", .page = "stock",
    .parts = SB_DOCUMENT_LINES | SB_DOCUMENT_COST | SB_DOCUMENT_CARRIED },
};

const SbDocumentKind *
sb_document_kind_find (const char *event)
{
  for (gsize i = 0; event != NULL && i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (KINDS[i].event, event))
      return &KINDS[i];
  return NULL;
}

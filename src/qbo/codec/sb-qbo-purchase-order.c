/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-purchase-order.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_purchase_order_fields[] = {
  SB_QBO_TEXT (SbQboPurchaseOrder, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboPurchaseOrder, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboPurchaseOrder, due_date, "DueDate", DAY),
  SB_QBO_BOTH (SbQboPurchaseOrder, status, "POStatus", TEXT),
  SB_QBO_BOTH (SbQboPurchaseOrder, vendor, "VendorRef", REF),
  SB_QBO_BOTH (SbQboPurchaseOrder, payable_account, "APAccountRef", REF),
  SB_QBO_BOTH (SbQboPurchaseOrder, terms, "SalesTermRef", REF),
  SB_QBO_BOTH (SbQboPurchaseOrder, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboPurchaseOrder, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboPurchaseOrder, private_note, "PrivateNote", 4000),
  SB_QBO_TEXT (SbQboPurchaseOrder, memo, "Memo", 4000),
  SB_QBO_PART (SbQboPurchaseOrder, ship_address, "ShipAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_PART (SbQboPurchaseOrder, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboPurchaseOrder, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
  SB_QBO_PART (SbQboPurchaseOrder, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboPurchaseOrder, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboPurchaseOrder, total, "TotalAmt", MONEY),
};

const SbQboTable sb_qbo_purchase_order_table = {
  "PurchaseOrder", sizeof (SbQboPurchaseOrder),
  sb_qbo_purchase_order_fields, G_N_ELEMENTS (sb_qbo_purchase_order_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboPurchaseOrder, sb_qbo_purchase_order)

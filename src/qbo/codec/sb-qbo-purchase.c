/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-purchase.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_purchase_fields[] = {
  SB_QBO_TEXT (SbQboPurchase, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboPurchase, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboPurchase, payment_type, "PaymentType", TEXT),
  SB_QBO_BOTH (SbQboPurchase, account, "AccountRef", REF),
  SB_QBO_BOTH (SbQboPurchase, entity, "EntityRef", REF),
  SB_QBO_BOTH (SbQboPurchase, credit, "Credit", SWITCH),
  SB_QBO_BOTH (SbQboPurchase, payment_method, "PaymentMethodRef", REF),
  SB_QBO_BOTH (SbQboPurchase, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboPurchase, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboPurchase, private_note, "PrivateNote", 4000),
  SB_QBO_PART (SbQboPurchase, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboPurchase, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
  SB_QBO_PART (SbQboPurchase, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboPurchase, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboPurchase, total, "TotalAmt", MONEY),
};

const SbQboTable sb_qbo_purchase_table = {
  "Purchase", sizeof (SbQboPurchase), sb_qbo_purchase_fields, G_N_ELEMENTS (sb_qbo_purchase_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboPurchase, sb_qbo_purchase)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-estimate.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_estimate_fields[] = {
  SB_QBO_TEXT (SbQboEstimate, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboEstimate, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboEstimate, expiration, "ExpirationDate", DAY),
  SB_QBO_BOTH (SbQboEstimate, status, "TxnStatus", TEXT),
  SB_QBO_BOTH (SbQboEstimate, customer, "CustomerRef", REF),
  SB_QBO_BOTH (SbQboEstimate, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboEstimate, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboEstimate, private_note, "PrivateNote", 4000),
  SB_QBO_TEXT (SbQboEstimate, customer_memo, "CustomerMemo.value", 1000),
  SB_QBO_ROW (SbQboEstimate, email, "BillEmail.Address", TEXT, SB_QBO_FIELD_EMAIL, NULL, 100),
  SB_QBO_PART (SbQboEstimate, bill_address, "BillAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_PART (SbQboEstimate, ship_address, "ShipAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_PART (SbQboEstimate, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboEstimate, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
  SB_QBO_PART (SbQboEstimate, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboEstimate, tax_after_discount, "ApplyTaxAfterDiscount", SWITCH),
  SB_QBO_BOTH (SbQboEstimate, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboEstimate, total, "TotalAmt", MONEY),
};

const SbQboTable sb_qbo_estimate_table = {
  "Estimate", sizeof (SbQboEstimate), sb_qbo_estimate_fields, G_N_ELEMENTS (sb_qbo_estimate_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboEstimate, sb_qbo_estimate)

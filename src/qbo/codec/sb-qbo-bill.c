/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-bill.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_bill_fields[] = {
  SB_QBO_TEXT (SbQboBill, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboBill, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboBill, due_date, "DueDate", DAY),
  SB_QBO_BOTH (SbQboBill, vendor, "VendorRef", REF),
  SB_QBO_BOTH (SbQboBill, terms, "SalesTermRef", REF),
  SB_QBO_BOTH (SbQboBill, payable_account, "APAccountRef", REF),
  SB_QBO_BOTH (SbQboBill, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboBill, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboBill, private_note, "PrivateNote", 4000),
  SB_QBO_PART (SbQboBill, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboBill, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
  SB_QBO_PART (SbQboBill, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboBill, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboBill, total, "TotalAmt", MONEY),
  SB_QBO_READ (SbQboBill, balance, "Balance", MONEY),
};

const SbQboTable sb_qbo_bill_table = {
  "Bill", sizeof (SbQboBill), sb_qbo_bill_fields, G_N_ELEMENTS (sb_qbo_bill_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboBill, sb_qbo_bill)

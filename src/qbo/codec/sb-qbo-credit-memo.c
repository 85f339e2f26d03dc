/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-credit-memo.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_credit_memo_fields[] = {
  SB_QBO_TEXT (SbQboCreditMemo, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboCreditMemo, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboCreditMemo, customer, "CustomerRef", REF),
  SB_QBO_BOTH (SbQboCreditMemo, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboCreditMemo, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboCreditMemo, private_note, "PrivateNote", 4000),
  SB_QBO_TEXT (SbQboCreditMemo, customer_memo, "CustomerMemo.value", 1000),
  SB_QBO_ROW (SbQboCreditMemo, email, "BillEmail.Address", TEXT, SB_QBO_FIELD_EMAIL, NULL, 100),
  SB_QBO_PART (SbQboCreditMemo, bill_address, "BillAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_PART (SbQboCreditMemo, ship_address, "ShipAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_BOTH (SbQboCreditMemo, receivable_account, "ARAccountRef", REF),
  SB_QBO_PART (SbQboCreditMemo, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboCreditMemo, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
  SB_QBO_PART (SbQboCreditMemo, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboCreditMemo, tax_after_discount, "ApplyTaxAfterDiscount", SWITCH),
  SB_QBO_BOTH (SbQboCreditMemo, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboCreditMemo, total, "TotalAmt", MONEY),
  SB_QBO_READ (SbQboCreditMemo, remaining, "RemainingCredit", MONEY),
  SB_QBO_READ (SbQboCreditMemo, balance, "Balance", MONEY),
};

const SbQboTable sb_qbo_credit_memo_table = {
  "CreditMemo", sizeof (SbQboCreditMemo),
  sb_qbo_credit_memo_fields, G_N_ELEMENTS (sb_qbo_credit_memo_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboCreditMemo, sb_qbo_credit_memo)

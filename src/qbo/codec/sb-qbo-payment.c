/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-payment.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_payment_fields[] = {
  SB_QBO_BOTH (SbQboPayment, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboPayment, customer, "CustomerRef", REF),
  SB_QBO_BOTH (SbQboPayment, total, "TotalAmt", MONEY),
  SB_QBO_READ (SbQboPayment, unapplied, "UnappliedAmt", MONEY),
  SB_QBO_BOTH (SbQboPayment, deposit_account, "DepositToAccountRef", REF),
  SB_QBO_BOTH (SbQboPayment, receivable_account, "ARAccountRef", REF),
  SB_QBO_BOTH (SbQboPayment, payment_method, "PaymentMethodRef", REF),
  SB_QBO_TEXT (SbQboPayment, reference, "PaymentRefNum", 21),
  SB_QBO_BOTH (SbQboPayment, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboPayment, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboPayment, private_note, "PrivateNote", 4000),
  SB_QBO_PART (SbQboPayment, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboPayment, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
};

const SbQboTable sb_qbo_payment_table = {
  "Payment", sizeof (SbQboPayment), sb_qbo_payment_fields, G_N_ELEMENTS (sb_qbo_payment_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboPayment, sb_qbo_payment)

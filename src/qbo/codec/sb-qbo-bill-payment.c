/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-bill-payment.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_bill_payment_fields[] = {
  SB_QBO_TEXT (SbQboBillPayment, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboBillPayment, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboBillPayment, vendor, "VendorRef", REF),
  SB_QBO_BOTH (SbQboBillPayment, pay_type, "PayType", TEXT),
  SB_QBO_BOTH (SbQboBillPayment, bank_account, "CheckPayment.BankAccountRef", REF),
  SB_QBO_BOTH (SbQboBillPayment, card_account, "CreditCardPayment.CCAccountRef", REF),
  SB_QBO_BOTH (SbQboBillPayment, payable_account, "APAccountRef", REF),
  SB_QBO_BOTH (SbQboBillPayment, total, "TotalAmt", MONEY),
  SB_QBO_BOTH (SbQboBillPayment, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboBillPayment, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboBillPayment, private_note, "PrivateNote", 4000),
  SB_QBO_PART (SbQboBillPayment, lines, "Line", LIST, sb_qbo_line_table),
};

const SbQboTable sb_qbo_bill_payment_table = {
  "BillPayment", sizeof (SbQboBillPayment),
  sb_qbo_bill_payment_fields, G_N_ELEMENTS (sb_qbo_bill_payment_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboBillPayment, sb_qbo_bill_payment)

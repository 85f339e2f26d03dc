/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-refund-receipt.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_refund_receipt_fields[] = {
  SB_QBO_TEXT (SbQboRefundReceipt, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboRefundReceipt, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboRefundReceipt, customer, "CustomerRef", REF),
  SB_QBO_BOTH (SbQboRefundReceipt, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboRefundReceipt, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboRefundReceipt, private_note, "PrivateNote", 4000),
  SB_QBO_TEXT (SbQboRefundReceipt, customer_memo, "CustomerMemo.value", 1000),
  SB_QBO_ROW (SbQboRefundReceipt, email, "BillEmail.Address", TEXT, SB_QBO_FIELD_EMAIL, NULL, 100),
  SB_QBO_PART (SbQboRefundReceipt, bill_address, "BillAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_PART (SbQboRefundReceipt, ship_address, "ShipAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_BOTH (SbQboRefundReceipt, deposit_account, "DepositToAccountRef", REF),
  SB_QBO_BOTH (SbQboRefundReceipt, payment_method, "PaymentMethodRef", REF),
  SB_QBO_TEXT (SbQboRefundReceipt, reference, "PaymentRefNum", 21),
  SB_QBO_PART (SbQboRefundReceipt, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_PART (SbQboRefundReceipt, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboRefundReceipt, tax_after_discount, "ApplyTaxAfterDiscount", SWITCH),
  SB_QBO_BOTH (SbQboRefundReceipt, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboRefundReceipt, total, "TotalAmt", MONEY),
};

const SbQboTable sb_qbo_refund_receipt_table = {
  "RefundReceipt", sizeof (SbQboRefundReceipt),
  sb_qbo_refund_receipt_fields, G_N_ELEMENTS (sb_qbo_refund_receipt_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboRefundReceipt, sb_qbo_refund_receipt)

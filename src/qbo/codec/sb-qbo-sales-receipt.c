/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-sales-receipt.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_sales_receipt_fields[] = {
  SB_QBO_TEXT (SbQboSalesReceipt, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboSalesReceipt, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboSalesReceipt, customer, "CustomerRef", REF),
  SB_QBO_BOTH (SbQboSalesReceipt, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboSalesReceipt, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboSalesReceipt, private_note, "PrivateNote", 4000),
  SB_QBO_TEXT (SbQboSalesReceipt, customer_memo, "CustomerMemo.value", 1000),
  SB_QBO_ROW (SbQboSalesReceipt, email, "BillEmail.Address", TEXT, SB_QBO_FIELD_EMAIL, NULL, 100),
  SB_QBO_PART (SbQboSalesReceipt, bill_address, "BillAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_PART (SbQboSalesReceipt, ship_address, "ShipAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_BOTH (SbQboSalesReceipt, deposit_account, "DepositToAccountRef", REF),
  SB_QBO_BOTH (SbQboSalesReceipt, payment_method, "PaymentMethodRef", REF),
  SB_QBO_TEXT (SbQboSalesReceipt, reference, "PaymentRefNum", 21),
  SB_QBO_PART (SbQboSalesReceipt, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboSalesReceipt, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
  SB_QBO_PART (SbQboSalesReceipt, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboSalesReceipt, tax_after_discount, "ApplyTaxAfterDiscount", SWITCH),
  SB_QBO_BOTH (SbQboSalesReceipt, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboSalesReceipt, total, "TotalAmt", MONEY),
  SB_QBO_READ (SbQboSalesReceipt, balance, "Balance", MONEY),
};

const SbQboTable sb_qbo_sales_receipt_table = {
  "SalesReceipt", sizeof (SbQboSalesReceipt),
  sb_qbo_sales_receipt_fields, G_N_ELEMENTS (sb_qbo_sales_receipt_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboSalesReceipt, sb_qbo_sales_receipt)

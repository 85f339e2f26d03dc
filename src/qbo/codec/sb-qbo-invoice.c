/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-invoice.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_invoice_fields[] = {
  SB_QBO_TEXT (SbQboInvoice, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboInvoice, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboInvoice, due_date, "DueDate", DAY),
  SB_QBO_BOTH (SbQboInvoice, customer, "CustomerRef", REF),
  SB_QBO_BOTH (SbQboInvoice, terms, "SalesTermRef", REF),
  SB_QBO_BOTH (SbQboInvoice, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboInvoice, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboInvoice, private_note, "PrivateNote", 4000),
  SB_QBO_TEXT (SbQboInvoice, customer_memo, "CustomerMemo.value", 1000),
  SB_QBO_ROW (SbQboInvoice, email, "BillEmail.Address", TEXT, SB_QBO_FIELD_EMAIL, NULL, 100),
  SB_QBO_BOTH (SbQboInvoice, email_status, "EmailStatus", TEXT),
  SB_QBO_PART (SbQboInvoice, bill_address, "BillAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_PART (SbQboInvoice, ship_address, "ShipAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_BOTH (SbQboInvoice, receivable_account, "ARAccountRef", REF),
  SB_QBO_BOTH (SbQboInvoice, deposit_account, "DepositToAccountRef", REF),
  SB_QBO_BOTH (SbQboInvoice, deposit, "Deposit", MONEY),
  SB_QBO_PART (SbQboInvoice, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboInvoice, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
  SB_QBO_PART (SbQboInvoice, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboInvoice, tax_after_discount, "ApplyTaxAfterDiscount", SWITCH),
  SB_QBO_BOTH (SbQboInvoice, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboInvoice, total, "TotalAmt", MONEY),
  SB_QBO_ROW (SbQboInvoice, home_total, "HomeTotalAmt", MONEY,
              SB_QBO_FIELD_READ_ONLY | SB_QBO_FIELD_HOME, NULL, 0),
  SB_QBO_READ (SbQboInvoice, balance, "Balance", MONEY),
};

const SbQboTable sb_qbo_invoice_table = {
  "Invoice", sizeof (SbQboInvoice), sb_qbo_invoice_fields, G_N_ELEMENTS (sb_qbo_invoice_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboInvoice, sb_qbo_invoice)

gboolean
sb_qbo_is_voided (gint64 total, const char *private_note)
{
  return total == 0 && private_note != NULL && g_str_has_prefix (private_note, "Voided");
}

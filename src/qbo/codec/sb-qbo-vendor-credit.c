/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-vendor-credit.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_vendor_credit_fields[] = {
  SB_QBO_TEXT (SbQboVendorCredit, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboVendorCredit, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboVendorCredit, vendor, "VendorRef", REF),
  SB_QBO_BOTH (SbQboVendorCredit, payable_account, "APAccountRef", REF),
  SB_QBO_BOTH (SbQboVendorCredit, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboVendorCredit, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboVendorCredit, private_note, "PrivateNote", 4000),
  SB_QBO_PART (SbQboVendorCredit, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_ROW (SbQboVendorCredit, linked, "LinkedTxn", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_linked_txn_table, 0),
  SB_QBO_PART (SbQboVendorCredit, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
  SB_QBO_BOTH (SbQboVendorCredit, global_tax, "GlobalTaxCalculation", TEXT),
  SB_QBO_READ (SbQboVendorCredit, total, "TotalAmt", MONEY),
  SB_QBO_READ (SbQboVendorCredit, balance, "Balance", MONEY),
};

const SbQboTable sb_qbo_vendor_credit_table = {
  "VendorCredit", sizeof (SbQboVendorCredit),
  sb_qbo_vendor_credit_fields, G_N_ELEMENTS (sb_qbo_vendor_credit_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboVendorCredit, sb_qbo_vendor_credit)

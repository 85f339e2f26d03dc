/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-deposit.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_deposit_fields[] = {
  SB_QBO_TEXT (SbQboDeposit, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboDeposit, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboDeposit, account, "DepositToAccountRef", REF),
  SB_QBO_BOTH (SbQboDeposit, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboDeposit, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboDeposit, private_note, "PrivateNote", 4000),
  SB_QBO_PART (SbQboDeposit, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_READ (SbQboDeposit, total, "TotalAmt", MONEY),
};

const SbQboTable sb_qbo_deposit_table = {
  "Deposit", sizeof (SbQboDeposit), sb_qbo_deposit_fields, G_N_ELEMENTS (sb_qbo_deposit_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboDeposit, sb_qbo_deposit)

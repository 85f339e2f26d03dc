/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-transfer.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_transfer_fields[] = {
  SB_QBO_BOTH (SbQboTransfer, date, "TxnDate", DAY),
  SB_QBO_BOTH (SbQboTransfer, from_account, "FromAccountRef", REF),
  SB_QBO_BOTH (SbQboTransfer, to_account, "ToAccountRef", REF),
  SB_QBO_BOTH (SbQboTransfer, amount, "Amount", MONEY),
  SB_QBO_BOTH (SbQboTransfer, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboTransfer, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_TEXT (SbQboTransfer, private_note, "PrivateNote", 4000),
};

const SbQboTable sb_qbo_transfer_table = {
  "Transfer", sizeof (SbQboTransfer), sb_qbo_transfer_fields, G_N_ELEMENTS (sb_qbo_transfer_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboTransfer, sb_qbo_transfer)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-line.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;              /* TxnDate */
  SbQboRef *vendor;
  char *pay_type;          /* "Check" or "CreditCard" */
  SbQboRef *bank_account;  /* CheckPayment.BankAccountRef */
  SbQboRef *card_account;  /* CreditCardPayment.CCAccountRef */
  SbQboRef *payable_account; /* APAccountRef */
  gint64 total;            /* TotalAmt, money, >= 0 */
  SbQboRef *currency_ref;
  gint64 exchange_rate;    /* rate */
  char *private_note;
  GPtrArray *lines;        /* (element-type SbQboLine): amount and one link each */
} SbQboBillPayment;

SB_QBO_DECLARE_ENTITY (SbQboBillPayment, sb_qbo_bill_payment)

G_END_DECLS

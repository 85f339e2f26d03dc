/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-line.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  SbDay date;              /* TxnDate */
  SbQboRef *customer;
  gint64 total;            /* TotalAmt, money, >= 0 */
  gint64 unapplied;        /* UnappliedAmt, money, read only */
  SbQboRef *deposit_account;  /* DepositToAccountRef; absent: Undeposited Funds */
  SbQboRef *receivable_account; /* ARAccountRef */
  SbQboRef *payment_method;
  char *reference;         /* PaymentRefNum */
  SbQboRef *currency_ref;
  gint64 exchange_rate;    /* rate */
  char *private_note;
  GPtrArray *lines;        /* (element-type SbQboLine): amount and one link each */
  GPtrArray *linked;       /* (element-type SbQboLinkedTxn): the deposit it is in, read only */
} SbQboPayment;

SB_QBO_DECLARE_ENTITY (SbQboPayment, sb_qbo_payment)

G_END_DECLS

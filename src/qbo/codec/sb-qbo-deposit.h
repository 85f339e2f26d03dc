/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-line.h"

G_BEGIN_DECLS

/* Money brought to the bank: new money, or payments that lay in Undeposited Funds. */
typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;                       /* TxnDate */
  SbQboRef *account;                /* DepositToAccountRef: the bank */
  SbQboRef *currency_ref;
  gint64 exchange_rate;             /* rate */
  char *private_note;
  GPtrArray *lines;                 /* (element-type SbQboLine) */
  gint64 total;                     /* TotalAmt, money, read only */
} SbQboDeposit;

SB_QBO_DECLARE_ENTITY (SbQboDeposit, sb_qbo_deposit)

G_END_DECLS

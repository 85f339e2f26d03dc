/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* Money moved between two accounts of the balance sheet. */
typedef struct
{
  SbQboMeta meta;
  SbDay date;             /* TxnDate */
  SbQboRef *from_account; /* FromAccountRef */
  SbQboRef *to_account;   /* ToAccountRef */
  gint64 amount;          /* money, > 0 */
  SbQboRef *currency_ref;
  gint64 exchange_rate;   /* rate */
  char *private_note;
} SbQboTransfer;

SB_QBO_DECLARE_ENTITY (SbQboTransfer, sb_qbo_transfer)

G_END_DECLS

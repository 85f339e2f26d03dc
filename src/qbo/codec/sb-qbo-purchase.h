/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

/* Money spent at once: expense, check, card. */
typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;                       /* TxnDate */
  char *payment_type;               /* "Cash" "Check" "CreditCard" */
  SbQboRef *account;                /* bank or card */
  SbQboRef *entity;                 /* its type is "Customer" or "Vendor" */
  SbQboSwitch credit;               /* a refund of the card */
  SbQboRef *payment_method;
  SbQboRef *currency_ref;
  gint64 exchange_rate;             /* rate */
  char *private_note;
  GPtrArray *lines;                 /* (element-type SbQboLine) */
  GPtrArray *linked;                /* (element-type SbQboLinkedTxn), read only */
  SbQboTxnTax *tax;
  char *global_tax;                 /* GlobalTaxCalculation */
  gint64 total;                     /* TotalAmt, money, read only */
} SbQboPurchase;

SB_QBO_DECLARE_ENTITY (SbQboPurchase, sb_qbo_purchase)

G_END_DECLS

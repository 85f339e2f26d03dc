/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-address.h"
#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;              /* TxnDate */
  SbDay due_date;
  SbQboRef *vendor;
  SbQboRef *terms;         /* SalesTermRef */
  SbQboRef *payable_account; /* APAccountRef */
  SbQboRef *currency_ref;
  gint64 exchange_rate;    /* rate */
  char *private_note;
  GPtrArray *lines;        /* (element-type SbQboLine) */
  GPtrArray *linked;       /* (element-type SbQboLinkedTxn), read only */
  SbQboTxnTax *tax;
  char *global_tax;        /* GlobalTaxCalculation */
  gint64 total;            /* TotalAmt, money, read only */
  gint64 balance;          /* money, read only */
} SbQboBill;

SB_QBO_DECLARE_ENTITY (SbQboBill, sb_qbo_bill)

G_END_DECLS

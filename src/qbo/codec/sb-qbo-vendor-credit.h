/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

/* A supplier's credit. It is applied to bills by a BillPayment of 0 that links both. */
typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;                       /* TxnDate */
  SbQboRef *vendor;
  SbQboRef *payable_account;        /* APAccountRef */
  SbQboRef *currency_ref;
  gint64 exchange_rate;             /* rate */
  char *private_note;
  GPtrArray *lines;                 /* (element-type SbQboLine) */
  GPtrArray *linked;                /* (element-type SbQboLinkedTxn), read only */
  SbQboTxnTax *tax;
  char *global_tax;                 /* GlobalTaxCalculation */
  gint64 total;                     /* TotalAmt, money, read only */
  gint64 balance;                   /* money, read only */
} SbQboVendorCredit;

SB_QBO_DECLARE_ENTITY (SbQboVendorCredit, sb_qbo_vendor_credit)

G_END_DECLS

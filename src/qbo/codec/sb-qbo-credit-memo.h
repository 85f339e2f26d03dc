/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-address.h"
#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

/* A customer's credit. It is applied to invoices by a Payment of 0 that links both. */
typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;                       /* TxnDate */
  SbQboRef *customer;
  SbQboRef *currency_ref;
  gint64 exchange_rate;             /* rate */
  char *private_note;
  char *customer_memo;
  char *email;                      /* BillEmail */
  SbQboAddress *bill_address;
  SbQboAddress *ship_address;
  SbQboRef *receivable_account;     /* ARAccountRef */
  GPtrArray *lines;                 /* (element-type SbQboLine) */
  GPtrArray *linked;                /* (element-type SbQboLinkedTxn), read only */
  SbQboTxnTax *tax;
  SbQboSwitch tax_after_discount;   /* ApplyTaxAfterDiscount */
  char *global_tax;                 /* GlobalTaxCalculation */
  gint64 total;                     /* TotalAmt, money, read only */
  gint64 remaining;                 /* RemainingCredit, money, read only */
  gint64 balance;                   /* money, read only */
} SbQboCreditMemo;

SB_QBO_DECLARE_ENTITY (SbQboCreditMemo, sb_qbo_credit_memo)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-address.h"
#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

/* A quote. Posts nothing. */
typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;                       /* TxnDate */
  SbDay expiration;                 /* ExpirationDate */
  char *status;                     /* TxnStatus: "Pending" "Accepted" "Closed" "Rejected" */
  SbQboRef *customer;
  SbQboRef *currency_ref;
  gint64 exchange_rate;             /* rate */
  char *private_note;
  char *customer_memo;
  char *email;                      /* BillEmail */
  SbQboAddress *bill_address;
  SbQboAddress *ship_address;
  GPtrArray *lines;                 /* (element-type SbQboLine) */
  GPtrArray *linked;                /* (element-type SbQboLinkedTxn), read only */
  SbQboTxnTax *tax;
  SbQboSwitch tax_after_discount;   /* ApplyTaxAfterDiscount */
  char *global_tax;                 /* GlobalTaxCalculation */
  gint64 total;                     /* TotalAmt, money, read only */
} SbQboEstimate;

SB_QBO_DECLARE_ENTITY (SbQboEstimate, sb_qbo_estimate)

G_END_DECLS

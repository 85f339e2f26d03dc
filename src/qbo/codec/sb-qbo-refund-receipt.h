/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-address.h"
#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

/* Money given back to a customer at once. */
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
  SbQboRef *deposit_account;        /* DepositToAccountRef: the account the money leaves */
  SbQboRef *payment_method;
  char *reference;                  /* PaymentRefNum */
  GPtrArray *lines;                 /* (element-type SbQboLine) */
  SbQboTxnTax *tax;
  SbQboSwitch tax_after_discount;   /* ApplyTaxAfterDiscount */
  char *global_tax;                 /* GlobalTaxCalculation */
  gint64 total;                     /* TotalAmt, money, read only */
} SbQboRefundReceipt;

SB_QBO_DECLARE_ENTITY (SbQboRefundReceipt, sb_qbo_refund_receipt)

G_END_DECLS

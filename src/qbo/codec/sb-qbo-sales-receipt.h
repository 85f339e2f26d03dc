/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-address.h"
#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

/* A sale that was paid at once. Stockbook reads those others wrote. */
typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;                     /* TxnDate */
  SbQboRef *customer;             /* (nullable): an anonymous sale */
  SbQboRef *currency_ref;
  gint64 exchange_rate;           /* rate */
  char *private_note;
  char *customer_memo;
  char *email;                    /* BillEmail */
  SbQboAddress *bill_address;
  SbQboAddress *ship_address;
  SbQboRef *deposit_account;      /* DepositToAccountRef: where the money went */
  SbQboRef *payment_method;
  char *reference;                /* PaymentRefNum */
  GPtrArray *lines;               /* (element-type SbQboLine) */
  GPtrArray *linked;              /* (element-type SbQboLinkedTxn), read only */
  SbQboTxnTax *tax;
  SbQboSwitch tax_after_discount; /* ApplyTaxAfterDiscount */
  char *global_tax;               /* GlobalTaxCalculation */
  gint64 total;                   /* TotalAmt, money, read only */
  gint64 balance;                 /* money, read only */
} SbQboSalesReceipt;

SB_QBO_DECLARE_ENTITY (SbQboSalesReceipt, sb_qbo_sales_receipt)

G_END_DECLS

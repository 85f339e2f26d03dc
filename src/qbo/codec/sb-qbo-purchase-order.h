/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-address.h"
#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

/* An order to a supplier. Posts nothing; the plans Plus and Advanced only. */
typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;                       /* TxnDate */
  SbDay due_date;
  char *status;                     /* POStatus: "Open" or "Closed" */
  SbQboRef *vendor;
  SbQboRef *payable_account;        /* APAccountRef */
  SbQboRef *terms;                  /* SalesTermRef */
  SbQboRef *currency_ref;
  gint64 exchange_rate;             /* rate */
  char *private_note;
  char *memo;                       /* shown to the supplier */
  SbQboAddress *ship_address;
  GPtrArray *lines;                 /* (element-type SbQboLine) */
  GPtrArray *linked;                /* (element-type SbQboLinkedTxn), read only */
  SbQboTxnTax *tax;
  char *global_tax;                 /* GlobalTaxCalculation */
  gint64 total;                     /* TotalAmt, money, read only */
} SbQboPurchaseOrder;

SB_QBO_DECLARE_ENTITY (SbQboPurchaseOrder, sb_qbo_purchase_order)

G_END_DECLS

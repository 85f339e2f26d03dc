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
  SbQboRef *customer;
  SbQboRef *terms;         /* SalesTermRef */
  SbQboRef *currency_ref;
  gint64 exchange_rate;    /* rate: home units for one foreign unit */
  char *private_note;
  char *customer_memo;
  char *email;             /* BillEmail */
  char *email_status;
  SbQboAddress *bill_address;
  SbQboAddress *ship_address;
  SbQboRef *receivable_account; /* ARAccountRef */
  SbQboRef *deposit_account;    /* DepositToAccountRef */
  gint64 deposit;          /* money */
  GPtrArray *lines;        /* (element-type SbQboLine) */
  GPtrArray *linked;       /* (element-type SbQboLinkedTxn), read only */
  SbQboTxnTax *tax;
  SbQboSwitch tax_after_discount; /* ApplyTaxAfterDiscount */
  char *global_tax;        /* GlobalTaxCalculation */
  gint64 total;            /* TotalAmt, money, read only */
  gint64 home_total;       /* HomeTotalAmt, money of the home currency, read only */
  gint64 balance;          /* money, read only */
} SbQboInvoice;

SB_QBO_DECLARE_ENTITY (SbQboInvoice, sb_qbo_invoice)

/* A voided document has amounts of 0 and "Voided" in front of its private note. */
gboolean sb_qbo_is_voided (gint64 total, const char *private_note);

G_END_DECLS

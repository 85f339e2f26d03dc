/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 amount;           /* money */
  char *detail_type;       /* "TaxLineDetail" */
  SbQboRef *rate;          /* TaxRateRef */
  SbQboSwitch percent_based;
  gint64 tax_rate;         /* TaxPercent as a rate */
  gint64 net_taxable;      /* NetAmountTaxable, money */
} SbQboTaxLine;

/* TxnTaxDetail of a document. */
typedef struct
{
  SbQboRef *code;          /* TxnTaxCodeRef */
  gint64 total;            /* TotalTax, money */
  GPtrArray *lines;        /* (element-type SbQboTaxLine) (nullable) */
} SbQboTxnTax;

extern const SbQboTable sb_qbo_txn_tax_table;

/* Everything absent. */
SbQboTxnTax *sb_qbo_txn_tax_new (void);
void         sb_qbo_txn_tax_free (SbQboTxnTax *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboTxnTax, sb_qbo_txn_tax_free)

/* Appends a tax line with our amount for one rate; either figure may be %SB_QBO_NONE. */
void sb_qbo_txn_tax_add (SbQboTxnTax *self, const char *rate_id, gint64 amount, gint64 tax_rate,
                         gint64 net_taxable);

G_END_DECLS

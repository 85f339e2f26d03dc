/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboRef *rate;          /* TaxRateRef */
  char *applicable;        /* TaxTypeApplicable */
  gint64 order;
} SbQboTaxRateDetail;

/* Read only there. */
typedef struct
{
  SbQboMeta meta;
  char *name;
  char *description;
  SbQboSwitch active;
  SbQboSwitch taxable;
  SbQboSwitch tax_group;
  SbQboSwitch hidden;
  GPtrArray *sales_rates;    /* (element-type SbQboTaxRateDetail) (nullable) */
  GPtrArray *purchase_rates; /* (element-type SbQboTaxRateDetail) (nullable) */
} SbQboTaxCode;

SB_QBO_DECLARE_ENTITY (SbQboTaxCode, sb_qbo_tax_code)

/* Read only there. */
typedef struct
{
  SbQboMeta meta;
  char *name;
  char *description;
  SbQboSwitch active;
  gint64 rate;               /* RateValue as a rate, 10^-8 */
  SbQboRef *agency;
  char *special_type;
} SbQboTaxRate;

SB_QBO_DECLARE_ENTITY (SbQboTaxRate, sb_qbo_tax_rate)

G_END_DECLS

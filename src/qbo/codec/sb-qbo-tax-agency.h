/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* Who gets the tax. Can be created and read, not changed. */
typedef struct
{
  SbQboMeta meta;
  char *name;                       /* DisplayName */
  char *registration_number;        /* TaxRegistrationNumber */
  SbQboSwitch tracked_on_sales;     /* TaxTrackedOnSales */
  SbQboSwitch tracked_on_purchases; /* TaxTrackedOnPurchases */
} SbQboTaxAgency;

SB_QBO_DECLARE_ENTITY (SbQboTaxAgency, sb_qbo_tax_agency)

G_END_DECLS

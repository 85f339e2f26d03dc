/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-address.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  char *display_name;
  char *title;
  char *given_name;
  char *middle_name;
  char *family_name;
  char *suffix;
  char *company_name;
  char *full_name;         /* FullyQualifiedName, read only */
  SbQboSwitch active;
  char *email;             /* PrimaryEmailAddr */
  char *phone;             /* PrimaryPhone */
  char *notes;
  SbQboAddress *bill_address;
  SbQboAddress *ship_address;
  SbQboRef *terms;         /* SalesTermRef */
  SbQboRef *payment_method;
  SbQboSwitch taxable;
  SbQboRef *tax_code;      /* DefaultTaxCodeRef */
  char *resale_number;     /* ResaleNum */
  SbQboSwitch job;
  SbQboRef *parent;
  SbQboRef *currency_ref;
  gint64 balance;          /* money, read only */
} SbQboCustomer;

SB_QBO_DECLARE_ENTITY (SbQboCustomer, sb_qbo_customer)

G_END_DECLS

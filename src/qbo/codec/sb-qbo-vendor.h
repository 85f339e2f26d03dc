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
  SbQboSwitch active;
  char *email;             /* PrimaryEmailAddr */
  char *phone;             /* PrimaryPhone */
  char *account_number;    /* AcctNum: our number at the supplier */
  SbQboAddress *address;   /* BillAddr */
  SbQboRef *terms;         /* TermRef */
  SbQboSwitch is_1099;     /* Vendor1099 */
  SbQboRef *currency_ref;
  gint64 balance;          /* money, read only */
} SbQboVendor;

SB_QBO_DECLARE_ENTITY (SbQboVendor, sb_qbo_vendor)

G_END_DECLS

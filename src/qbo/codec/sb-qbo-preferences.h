/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-name-value.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  SbDay book_close_date;                 /* SB_DAY_NONE: the books are open */
  char *first_month;                     /* FirstMonthOfFiscalYear */
  SbQboSwitch use_account_numbers;
  SbQboSwitch quantity_on_hand;
  SbQboSwitch for_sales;
  SbQboSwitch custom_txn_numbers;        /* sales forms take our numbers */
  SbQboSwitch allow_deposit;
  SbQboSwitch allow_discount;
  SbQboSwitch allow_shipping;
  SbQboSwitch allow_estimates;
  char *default_discount_account;        /* a bare id */
  SbQboRef *default_terms;
  SbQboSwitch using_sales_tax;
  SbQboSwitch partner_tax_enabled;       /* automated sales tax */
  SbQboRef *tax_group_code;
  SbQboSwitch multi_currency;
  SbQboRef *home_currency;
  GPtrArray *other;                      /* (element-type SbQboNameValue) */
} SbQboPreferences;

SB_QBO_DECLARE_ENTITY (SbQboPreferences, sb_qbo_preferences)

/* Whether purchase forms take our numbers: a pair of the open list. */
SbQboSwitch sb_qbo_preferences_get_custom_purchase_numbers (const SbQboPreferences *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  char *name;
  char *full_name;        /* FullyQualifiedName, read only */
  char *number;           /* AcctNum */
  char *description;
  char *type;             /* AccountType: "Other Current Asset" */
  char *subtype;          /* AccountSubType: "Inventory" */
  char *classification;   /* read only */
  SbQboSwitch active;
  SbQboSwitch sub_account;
  SbQboRef *parent;
  SbQboRef *currency_ref;
  gint64 balance;         /* CurrentBalance, money, read only */
  gint64 balance_with_subs; /* CurrentBalanceWithSubAccounts, money, read only */
} SbQboAccount;

SB_QBO_DECLARE_ENTITY (SbQboAccount, sb_qbo_account)

G_END_DECLS

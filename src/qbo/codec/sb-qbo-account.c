/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-account.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_account_fields[] = {
  SB_QBO_ROW (SbQboAccount, name, "Name", TEXT, SB_QBO_FIELD_NAME, NULL, 100),
  SB_QBO_READ (SbQboAccount, full_name, "FullyQualifiedName", TEXT),
  SB_QBO_TEXT (SbQboAccount, number, "AcctNum", 20),
  SB_QBO_TEXT (SbQboAccount, description, "Description", 100),
  SB_QBO_BOTH (SbQboAccount, type, "AccountType", TEXT),
  SB_QBO_BOTH (SbQboAccount, subtype, "AccountSubType", TEXT),
  SB_QBO_READ (SbQboAccount, classification, "Classification", TEXT),
  SB_QBO_BOTH (SbQboAccount, active, "Active", SWITCH),
  SB_QBO_BOTH (SbQboAccount, sub_account, "SubAccount", SWITCH),
  SB_QBO_BOTH (SbQboAccount, parent, "ParentRef", REF),
  SB_QBO_BOTH (SbQboAccount, currency_ref, "CurrencyRef", REF),
  SB_QBO_READ (SbQboAccount, balance, "CurrentBalance", MONEY),
  SB_QBO_READ (SbQboAccount, balance_with_subs, "CurrentBalanceWithSubAccounts", MONEY),
};

const SbQboTable sb_qbo_account_table = {
  "Account", sizeof (SbQboAccount), sb_qbo_account_fields, G_N_ELEMENTS (sb_qbo_account_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboAccount, sb_qbo_account)

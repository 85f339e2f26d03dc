/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-company-currency.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_company_currency_fields[] = {
  SB_QBO_TEXT (SbQboCompanyCurrency, code, "Code", 3),
  SB_QBO_TEXT (SbQboCompanyCurrency, name, "Name", 100),
  SB_QBO_BOTH (SbQboCompanyCurrency, active, "Active", SWITCH),
};

const SbQboTable sb_qbo_company_currency_table = {
  "CompanyCurrency", sizeof (SbQboCompanyCurrency),
  sb_qbo_company_currency_fields, G_N_ELEMENTS (sb_qbo_company_currency_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboCompanyCurrency, sb_qbo_company_currency)

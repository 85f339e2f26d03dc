/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-tax-agency.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_tax_agency_fields[] = {
  SB_QBO_TEXT (SbQboTaxAgency, name, "DisplayName", 100),
  SB_QBO_TEXT (SbQboTaxAgency, registration_number, "TaxRegistrationNumber", 0),
  SB_QBO_BOTH (SbQboTaxAgency, tracked_on_sales, "TaxTrackedOnSales", SWITCH),
  SB_QBO_BOTH (SbQboTaxAgency, tracked_on_purchases, "TaxTrackedOnPurchases", SWITCH),
};

const SbQboTable sb_qbo_tax_agency_table = {
  "TaxAgency", sizeof (SbQboTaxAgency),
  sb_qbo_tax_agency_fields, G_N_ELEMENTS (sb_qbo_tax_agency_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboTaxAgency, sb_qbo_tax_agency)

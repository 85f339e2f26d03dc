/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-tax.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_tax_rate_detail_fields[] = {
  SB_QBO_READ (SbQboTaxRateDetail, rate, "TaxRateRef", REF),
  SB_QBO_READ (SbQboTaxRateDetail, applicable, "TaxTypeApplicable", TEXT),
  SB_QBO_READ (SbQboTaxRateDetail, order, "TaxOrder", INT),
};

static const SbQboTable sb_qbo_tax_rate_detail_table = {
  NULL, sizeof (SbQboTaxRateDetail),
  sb_qbo_tax_rate_detail_fields, G_N_ELEMENTS (sb_qbo_tax_rate_detail_fields),
};

static const SbQboField sb_qbo_tax_code_fields[] = {
  SB_QBO_READ (SbQboTaxCode, name, "Name", TEXT),
  SB_QBO_READ (SbQboTaxCode, description, "Description", TEXT),
  SB_QBO_READ (SbQboTaxCode, active, "Active", SWITCH),
  SB_QBO_READ (SbQboTaxCode, taxable, "Taxable", SWITCH),
  SB_QBO_READ (SbQboTaxCode, tax_group, "TaxGroup", SWITCH),
  SB_QBO_READ (SbQboTaxCode, hidden, "Hidden", SWITCH),
  SB_QBO_ROW (SbQboTaxCode, sales_rates, "SalesTaxRateList.TaxRateDetail", LIST,
              SB_QBO_FIELD_READ_ONLY, &sb_qbo_tax_rate_detail_table, 0),
  SB_QBO_ROW (SbQboTaxCode, purchase_rates, "PurchaseTaxRateList.TaxRateDetail", LIST,
              SB_QBO_FIELD_READ_ONLY, &sb_qbo_tax_rate_detail_table, 0),
};

const SbQboTable sb_qbo_tax_code_table = {
  "TaxCode", sizeof (SbQboTaxCode), sb_qbo_tax_code_fields, G_N_ELEMENTS (sb_qbo_tax_code_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboTaxCode, sb_qbo_tax_code)

static const SbQboField sb_qbo_tax_rate_fields[] = {
  SB_QBO_READ (SbQboTaxRate, name, "Name", TEXT),
  SB_QBO_READ (SbQboTaxRate, description, "Description", TEXT),
  SB_QBO_READ (SbQboTaxRate, active, "Active", SWITCH),
  SB_QBO_READ (SbQboTaxRate, rate, "RateValue", PERCENT),
  SB_QBO_READ (SbQboTaxRate, agency, "AgencyRef", REF),
  SB_QBO_READ (SbQboTaxRate, special_type, "SpecialTaxType", TEXT),
};

const SbQboTable sb_qbo_tax_rate_table = {
  "TaxRate", sizeof (SbQboTaxRate), sb_qbo_tax_rate_fields, G_N_ELEMENTS (sb_qbo_tax_rate_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboTaxRate, sb_qbo_tax_rate)

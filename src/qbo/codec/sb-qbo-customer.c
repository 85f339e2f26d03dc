/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-customer.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_customer_fields[] = {
  SB_QBO_ROW (SbQboCustomer, display_name, "DisplayName", TEXT, SB_QBO_FIELD_NAME, NULL, 500),
  SB_QBO_TEXT (SbQboCustomer, title, "Title", 16),
  SB_QBO_TEXT (SbQboCustomer, given_name, "GivenName", 100),
  SB_QBO_TEXT (SbQboCustomer, middle_name, "MiddleName", 100),
  SB_QBO_TEXT (SbQboCustomer, family_name, "FamilyName", 100),
  SB_QBO_TEXT (SbQboCustomer, suffix, "Suffix", 16),
  SB_QBO_TEXT (SbQboCustomer, company_name, "CompanyName", 100),
  SB_QBO_READ (SbQboCustomer, full_name, "FullyQualifiedName", TEXT),
  SB_QBO_BOTH (SbQboCustomer, active, "Active", SWITCH),
  SB_QBO_ROW (SbQboCustomer, email, "PrimaryEmailAddr.Address", TEXT, SB_QBO_FIELD_EMAIL, NULL,
              100),
  SB_QBO_TEXT (SbQboCustomer, phone, "PrimaryPhone.FreeFormNumber", 30),
  SB_QBO_TEXT (SbQboCustomer, notes, "Notes", 2000),
  SB_QBO_PART (SbQboCustomer, bill_address, "BillAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_PART (SbQboCustomer, ship_address, "ShipAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_BOTH (SbQboCustomer, terms, "SalesTermRef", REF),
  SB_QBO_BOTH (SbQboCustomer, payment_method, "PaymentMethodRef", REF),
  SB_QBO_BOTH (SbQboCustomer, taxable, "Taxable", SWITCH),
  SB_QBO_BOTH (SbQboCustomer, tax_code, "DefaultTaxCodeRef", REF),
  SB_QBO_TEXT (SbQboCustomer, resale_number, "ResaleNum", 16),
  SB_QBO_BOTH (SbQboCustomer, job, "Job", SWITCH),
  SB_QBO_BOTH (SbQboCustomer, parent, "ParentRef", REF),
  SB_QBO_BOTH (SbQboCustomer, currency_ref, "CurrencyRef", REF),
  SB_QBO_READ (SbQboCustomer, balance, "Balance", MONEY),
};

const SbQboTable sb_qbo_customer_table = {
  "Customer", sizeof (SbQboCustomer), sb_qbo_customer_fields, G_N_ELEMENTS (sb_qbo_customer_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboCustomer, sb_qbo_customer)

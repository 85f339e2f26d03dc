/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-vendor.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_vendor_fields[] = {
  SB_QBO_ROW (SbQboVendor, display_name, "DisplayName", TEXT, SB_QBO_FIELD_NAME, NULL, 500),
  SB_QBO_TEXT (SbQboVendor, title, "Title", 16),
  SB_QBO_TEXT (SbQboVendor, given_name, "GivenName", 100),
  SB_QBO_TEXT (SbQboVendor, middle_name, "MiddleName", 100),
  SB_QBO_TEXT (SbQboVendor, family_name, "FamilyName", 100),
  SB_QBO_TEXT (SbQboVendor, suffix, "Suffix", 16),
  SB_QBO_TEXT (SbQboVendor, company_name, "CompanyName", 100),
  SB_QBO_BOTH (SbQboVendor, active, "Active", SWITCH),
  SB_QBO_ROW (SbQboVendor, email, "PrimaryEmailAddr.Address", TEXT, SB_QBO_FIELD_EMAIL, NULL, 100),
  SB_QBO_TEXT (SbQboVendor, phone, "PrimaryPhone.FreeFormNumber", 30),
  SB_QBO_TEXT (SbQboVendor, account_number, "AcctNum", 100),
  SB_QBO_PART (SbQboVendor, address, "BillAddr", OBJECT, sb_qbo_address_table),
  SB_QBO_BOTH (SbQboVendor, terms, "TermRef", REF),
  SB_QBO_BOTH (SbQboVendor, is_1099, "Vendor1099", SWITCH),
  SB_QBO_BOTH (SbQboVendor, currency_ref, "CurrencyRef", REF),
  SB_QBO_READ (SbQboVendor, balance, "Balance", MONEY),
};

const SbQboTable sb_qbo_vendor_table = {
  "Vendor", sizeof (SbQboVendor), sb_qbo_vendor_fields, G_N_ELEMENTS (sb_qbo_vendor_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboVendor, sb_qbo_vendor)

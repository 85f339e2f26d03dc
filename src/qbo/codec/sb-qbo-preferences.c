/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-preferences.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_preferences_fields[] = {
  SB_QBO_READ (SbQboPreferences, book_close_date, "AccountingInfoPrefs.BookCloseDate", DAY),
  SB_QBO_READ (SbQboPreferences, first_month, "AccountingInfoPrefs.FirstMonthOfFiscalYear", TEXT),
  SB_QBO_READ (SbQboPreferences, use_account_numbers, "AccountingInfoPrefs.UseAccountNumbers",
               SWITCH),
  SB_QBO_READ (SbQboPreferences, quantity_on_hand, "ProductAndServicesPrefs.QuantityOnHand",
               SWITCH),
  SB_QBO_READ (SbQboPreferences, for_sales, "ProductAndServicesPrefs.ForSales", SWITCH),
  SB_QBO_READ (SbQboPreferences, custom_txn_numbers, "SalesFormsPrefs.CustomTxnNumbers", SWITCH),
  SB_QBO_READ (SbQboPreferences, allow_deposit, "SalesFormsPrefs.AllowDeposit", SWITCH),
  SB_QBO_READ (SbQboPreferences, allow_discount, "SalesFormsPrefs.AllowDiscount", SWITCH),
  SB_QBO_READ (SbQboPreferences, allow_shipping, "SalesFormsPrefs.AllowShipping", SWITCH),
  SB_QBO_READ (SbQboPreferences, allow_estimates, "SalesFormsPrefs.AllowEstimates", SWITCH),
  SB_QBO_READ (SbQboPreferences, default_discount_account,
               "SalesFormsPrefs.DefaultDiscountAccount", TEXT),
  SB_QBO_READ (SbQboPreferences, default_terms, "SalesFormsPrefs.DefaultTerms", REF),
  SB_QBO_READ (SbQboPreferences, using_sales_tax, "TaxPrefs.UsingSalesTax", SWITCH),
  SB_QBO_READ (SbQboPreferences, partner_tax_enabled, "TaxPrefs.PartnerTaxEnabled", SWITCH),
  SB_QBO_READ (SbQboPreferences, tax_group_code, "TaxPrefs.TaxGroupCodeRef", REF),
  SB_QBO_READ (SbQboPreferences, multi_currency, "CurrencyPrefs.MultiCurrencyEnabled", SWITCH),
  SB_QBO_READ (SbQboPreferences, home_currency, "CurrencyPrefs.HomeCurrency", REF),
  SB_QBO_ROW (SbQboPreferences, other, "OtherPrefs.NameValue", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_name_value_table, 0),
};

const SbQboTable sb_qbo_preferences_table = {
  "Preferences", sizeof (SbQboPreferences),
  sb_qbo_preferences_fields, G_N_ELEMENTS (sb_qbo_preferences_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboPreferences, sb_qbo_preferences)

SbQboSwitch
sb_qbo_preferences_get_custom_purchase_numbers (const SbQboPreferences *self)
{
  const char *value = sb_qbo_name_value_find (self->other,
                                              "VendorAndPurchasesPrefs.UseCustomTxnNumbers");

  if (value == NULL)
    return SB_QBO_UNSET;
  return g_ascii_strcasecmp (value, "true") == 0 ? SB_QBO_TRUE : SB_QBO_FALSE;
}

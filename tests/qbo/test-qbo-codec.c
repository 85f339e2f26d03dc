/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What single members of entities come to; whole objects are in test-qbo-entities.c. */
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-company-info.h"
#include "sb-qbo-customer.h"
#include "sb-qbo-error.h"
#include "sb-qbo-invoice.h"
#include "sb-qbo-item.h"
#include "sb-qbo-journal-entry.h"
#include "sb-qbo-payment.h"
#include "sb-qbo-preferences.h"
#include "sb-qbo-tax.h"

static const SbCurrency USD = { "USD", 2 };

static JsonNode *
parse (const char *json)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = sb_json_parse (json, -1, &error);

  g_assert_no_error (error);
  return node;
}

static char *
text_of (GBytes *bytes)
{
  char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_bytes_unref (bytes);
  return text;
}

static void
test_meta (void)
{
  g_autoptr(JsonNode) node = parse ("{\"Id\":\"266\",\"SyncToken\":\"3\",\"status\":\"Deleted\","
                                    "\"domain\":\"QBO\","
                                    "\"MetaData\":{\"CreateTime\":\"2024-03-15T05:00:00-07:00\","
                                    "\"LastUpdatedTime\":\"2024-03-15T05:00:01-07:00\"}}");
  g_autoptr(SbQboInvoice) invoice = sb_qbo_invoice_from_json (json_node_get_object (node), USD,
                                                              NULL);

  g_assert_cmpstr (invoice->meta.id, ==, "266");
  g_assert_cmpstr (invoice->meta.sync_token, ==, "3");
  g_assert_cmpstr (invoice->meta.status, ==, "Deleted");
  g_assert_cmpint (invoice->meta.create_time, ==, G_GINT64_CONSTANT (1710504000000000));
  g_assert_cmpint (invoice->meta.update_time, ==, G_GINT64_CONSTANT (1710504001000000));
  g_assert_cmpint (invoice->total, ==, SB_QBO_NONE);
  g_assert_cmpint (invoice->date, ==, SB_DAY_NONE);
  g_assert_cmpint (invoice->tax_after_discount, ==, SB_QBO_UNSET);
  g_assert_null (invoice->lines);
}

static void
test_currency (void)
{
  g_autoptr(JsonNode) node = parse ("{\"CurrencyRef\":{\"value\":\"JPY\"},"
                                    "\"ExchangeRate\":0.00671234,\"TotalAmt\":1500,"
                                    "\"HomeTotalAmt\":10.07}");
  g_autoptr(SbQboInvoice) invoice = sb_qbo_invoice_from_json (json_node_get_object (node), USD,
                                                              NULL);

  g_assert_cmpstr (invoice->meta.currency.code, ==, "JPY");
  g_assert_cmpint (invoice->total, ==, 1500);
  g_assert_cmpint (invoice->home_total, ==, 1007);
  g_assert_cmpint (invoice->exchange_rate, ==, 671234);
}

static void
test_digits (void)
{
  static const char *const bad[] = { "{\"UnitPrice\":\"792236203685.271\"}",
                                     "{\"QtyOnHand\":\"-9999999999.5\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(JsonNode) node = parse (bad[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (sb_qbo_item_from_json (json_node_get_object (node), USD, &error));
      g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
    }
}

static void
test_journal (void)
{
  g_autoptr(SbQboJournalEntry) entry = sb_qbo_journal_entry_new ();
  g_autofree char *text = NULL;

  entry->meta.currency = USD;
  entry->doc_number = g_strdup ("SB-J7");
  sb_qbo_journal_entry_add (entry, "80", 1999, "cost", NULL, NULL);
  sb_qbo_journal_entry_add (entry, "84", -1999, NULL, "Customer", "@4");
  text = text_of (sb_qbo_journal_entry_to_bytes (entry));
  g_assert_cmpstr (text, ==,
                   "{\"DocNumber\":\"SB-J7\",\"Line\":[{\"Description\":\"cost\",\"Amount\":19.99,"
                   "\"DetailType\":\"JournalEntryLineDetail\","
                   "\"JournalEntryLineDetail\":{\"PostingType\":\"Debit\","
                   "\"AccountRef\":{\"value\":\"80\"}}},"
                   "{\"Amount\":19.99,\"DetailType\":\"JournalEntryLineDetail\","
                   "\"JournalEntryLineDetail\":{\"PostingType\":\"Credit\","
                   "\"AccountRef\":{\"value\":\"84\"},\"Entity\":{\"Type\":\"Customer\","
                   "\"EntityRef\":{\"value\":\"@4\"}}}}]}");
}

static void
test_cleared_text (void)
{
  g_autoptr(SbQboCustomer) customer = sb_qbo_customer_new ();
  g_autofree char *text = NULL;

  customer->meta.currency = USD;
  sb_qbo_text_set (&customer->meta.id, "5");
  sb_qbo_text_set (&customer->meta.sync_token, "1");
  sb_qbo_text_set (&customer->email, "");
  customer->active = SB_QBO_FALSE;
  text = text_of (sb_qbo_customer_to_bytes (customer));
  g_assert_cmpstr (text, ==,
                   "{\"Id\":\"5\",\"SyncToken\":\"1\",\"sparse\":true,\"Active\":false,"
                   "\"PrimaryEmailAddr\":{\"Address\":\"\"}}");
}

static void
test_company (void)
{
  static const struct
  {
    const char *sku;
    const char *edition;
  } skus[] = {
    { "QuickBooks Online Plus", "Plus" },           { "QuickBooks Online Simple Start", "Simple Start" },
    { "QuickBooks Online Essentials", "Essentials" }, { "QUICKBOOKS ONLINE ADVANCED", "Advanced" },
    { "Intuit Enterprise Suite", "unknown" },       { "", "unknown" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (skus); i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"CompanyName\":\"Shop\",\"Country\":\"US\",\"Email\":{\"Address\":\"a@"
                         "b.c\"},\"NameValue\":["
                         "{\"Name\":\"NeoEnabled\",\"Value\":\"true\"},{\"Name\":\"OfferingSku\","
                         "\"Value\":\"%s\"}]}", skus[i].sku);
      g_autoptr(JsonNode) node = parse (json);
      g_autoptr(SbQboCompanyInfo) info = sb_qbo_company_info_from_json (json_node_get_object (node),
                                                                        USD, NULL);

      g_assert_cmpstr (info->name, ==, "Shop");
      g_assert_cmpstr (info->email, ==, "a@b.c");
      g_assert_cmpstr (sb_qbo_edition_name (sb_qbo_company_info_get_edition (info)), ==,
                       skus[i].edition);
    }
}

static void
test_preferences (void)
{
  g_autoptr(JsonNode) node =
    parse ("{\"AccountingInfoPrefs\":{\"BookCloseDate\":\"2023-12-31\",\"UseAccountNumbers\":false"
           "},"
           "\"ProductAndServicesPrefs\":{\"QuantityOnHand\":true},\"SalesFormsPrefs\":{\"CustomTxn"
           "Numbers\":true,\"AllowDiscount\":false,"
           "\"DefaultDiscountAccount\":\"86\"},\"TaxPrefs\":{\"UsingSalesTax\":true,"
           "\"PartnerTaxEnabled\":true},"
           "\"CurrencyPrefs\":{\"MultiCurrencyEnabled\":false,\"HomeCurrency\":{\"value\":\"USD\"}"
           "},"
           "\"OtherPrefs\":{\"NameValue\":[{\"Name\":\"VendorAndPurchasesPrefs.UseCustomTxnNumbers"
           "\",\"Value\":\"false\"}]}}");
  g_autoptr(SbQboPreferences) prefs = sb_qbo_preferences_from_json (json_node_get_object (node),
                                                                    USD, NULL);
  g_autoptr(SbQboPreferences) bare = sb_qbo_preferences_new ();

  g_assert_cmpint (prefs->book_close_date, ==, sb_day_from_ymd (2023, 12, 31));
  g_assert_cmpint (prefs->quantity_on_hand, ==, SB_QBO_TRUE);
  g_assert_cmpint (prefs->custom_txn_numbers, ==, SB_QBO_TRUE);
  g_assert_cmpint (prefs->allow_discount, ==, SB_QBO_FALSE);
  g_assert_cmpint (prefs->allow_shipping, ==, SB_QBO_UNSET);
  g_assert_cmpstr (prefs->default_discount_account, ==, "86");
  g_assert_cmpint (prefs->partner_tax_enabled, ==, SB_QBO_TRUE);
  g_assert_cmpstr (sb_qbo_ref_value (prefs->home_currency), ==, "USD");
  g_assert_cmpint (sb_qbo_preferences_get_custom_purchase_numbers (prefs), ==, SB_QBO_FALSE);
  g_assert_cmpint (bare->book_close_date, ==, SB_DAY_NONE);
  g_assert_cmpint (sb_qbo_preferences_get_custom_purchase_numbers (bare), ==, SB_QBO_UNSET);
}

static void
test_tax (void)
{
  g_autoptr(JsonNode) code_node =
    parse ("{\"Id\":\"5\",\"Name\":\"HST ON\",\"Active\":true,\"Taxable\":true,\"TaxGroup\":true,"
           "\"SalesTaxRateList\":{\"TaxRateDetail\":[{\"TaxRateRef\":{\"value\":\"9\"},"
           "\"TaxTypeApplicable\":\"TaxOnAmount\",\"TaxOrder\":0}]},"
           "\"PurchaseTaxRateList\":{\"TaxRateDetail\":[]}}");
  g_autoptr(JsonNode) rate_node = parse ("{\"Id\":\"9\",\"Name\":\"HST\",\"RateValue\":8.25,"
                                         "\"AgencyRef\":{\"value\":\"1\"}}");
  g_autoptr(SbQboTaxCode) code = sb_qbo_tax_code_from_json (json_node_get_object (code_node), USD,
                                                            NULL);
  g_autoptr(SbQboTaxRate) rate = sb_qbo_tax_rate_from_json (json_node_get_object (rate_node), USD,
                                                            NULL);
  const SbQboTaxRateDetail *detail = g_ptr_array_index (code->sales_rates, 0);

  g_assert_cmpstr (sb_qbo_ref_value (detail->rate), ==, "9");
  g_assert_cmpuint (code->purchase_rates->len, ==, 0);
  g_assert_cmpint (rate->rate, ==, 8250000);
}

static void
test_checks (void)
{
  static const struct
  {
    const char *name;
    const char *email;
    const char *phone;
    const char *says; /* part of the sentence, NULL: good */
  } people[] = {
    { "Ann", "ann@example.com", "555", NULL },
    { "Ann", "", NULL, NULL },
    { "Ann: Bob", NULL, NULL, "colon" },
    { "Ann\nBob", NULL, NULL, "line break" },
    { "Ann", "ann.example.com", NULL, "e-mail" },
    { "Ann", "ann@example", NULL, "e-mail" },
    { "Ann", NULL, "0123456789012345678901234567890", "31 characters" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr(SbQboCustomer) customer = sb_qbo_customer_new ();
      g_autoptr(GError) error = NULL;

      customer->display_name = g_strdup (people[i].name);
      customer->email = g_strdup (people[i].email);
      customer->phone = g_strdup (people[i].phone);
      g_assert_cmpint (sb_qbo_customer_check (customer, &error), ==, people[i].says == NULL);
      if (people[i].says == NULL)
        continue;
      g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION);
      g_assert_nonnull (strstr (error->message, people[i].says));
    }
}

static void
test_number_length (void)
{
  g_autoptr(SbQboInvoice) invoice = sb_qbo_invoice_new ();
  g_autoptr(GError) error = NULL;

  invoice->doc_number = g_strdup ("123456789012345678901");
  g_assert_true (sb_qbo_invoice_check (invoice, &error));
  sb_qbo_text_set (&invoice->doc_number, "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"); /* characters, not bytes */
  g_assert_true (sb_qbo_invoice_check (invoice, &error));
  sb_qbo_text_set (&invoice->doc_number, "1234567890123456789012");
  g_assert_false (sb_qbo_invoice_check (invoice, &error));
  g_assert_nonnull (strstr (error->message, "document number"));
}

static void
test_line_links (void)
{
  g_autoptr(SbQboPayment) payment = sb_qbo_payment_new ();
  SbQboLine *line = sb_qbo_line_new (NULL);

  line->amount = 2500;
  sb_qbo_line_add_link (line, "Invoice", "147");
  sb_qbo_lines_add (&payment->lines, line);
  g_assert_cmpstr (sb_qbo_line_find_link (line, "Invoice")->txn_id, ==, "147");
  g_assert_null (sb_qbo_line_find_link (line, "CreditMemo"));
  g_assert_nonnull (sb_qbo_line_find_link (line, NULL));
}

static void
test_voided (void)
{
  g_assert_true (sb_qbo_is_voided (0, "Voided - SB:1"));
  g_assert_false (sb_qbo_is_voided (0, "SB:1"));
  g_assert_false (sb_qbo_is_voided (100, "Voided"));
  g_assert_false (sb_qbo_is_voided (0, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qbo/codec/a-deleted-object-with-hardly-a-member-is-read", test_meta);
  g_test_add_func ("/qbo/codec/amounts-have-the-decimals-of-their-currency", test_currency);
  g_test_add_func ("/qbo/codec/more-digits-than-a-number-keeps-are-refused", test_digits);
  g_test_add_func ("/qbo/codec/a-journal-is-written-as-debits-and-credits", test_journal);
  g_test_add_func ("/qbo/codec/an-update-is-sparse-and-an-empty-text-clears", test_cleared_text);
  g_test_add_func ("/qbo/codec/the-edition-is-known-by-its-words", test_company);
  g_test_add_func ("/qbo/codec/preferences-tell-absent-from-off", test_preferences);
  g_test_add_func ("/qbo/codec/percents-become-rates", test_tax);
  g_test_add_func ("/qbo/codec/names-and-addresses-are-checked-in-words-for-people", test_checks);
  g_test_add_func ("/qbo/codec/lengths-count-characters", test_number_length);
  g_test_add_func ("/qbo/codec/payment-lines-carry-links", test_line_links);
  g_test_add_func ("/qbo/codec/a-void-is-known-by-its-note-and-amount", test_voided);
  return g_test_run ();
}

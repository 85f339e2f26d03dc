/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every entity is read from JSON, written, and read again; what an update must not touch is not
 * written. */
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-account.h"
#include "sb-qbo-bill-payment.h"
#include "sb-qbo-bill.h"
#include "sb-qbo-company-info.h"
#include "sb-qbo-credit-memo.h"
#include "sb-qbo-customer.h"
#include "sb-qbo-deposit.h"
#include "sb-qbo-error.h"
#include "sb-qbo-estimate.h"
#include "sb-qbo-invoice.h"
#include "sb-qbo-item.h"
#include "sb-qbo-journal-entry.h"
#include "sb-qbo-payment-method.h"
#include "sb-qbo-payment.h"
#include "sb-qbo-preferences.h"
#include "sb-qbo-purchase-order.h"
#include "sb-qbo-purchase.h"
#include "sb-qbo-refund-receipt.h"
#include "sb-qbo-tax.h"
#include "sb-qbo-term.h"
#include "sb-qbo-vendor-credit.h"
#include "sb-qbo-vendor.h"

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

/* Read -> written: the members that an update may carry, exact to the digit. An id makes it
 * sparse. */
static const struct
{
  const SbQboTable *table;
  const char *in;
  const char *out;
} cases[] = {
  { &sb_qbo_account_table,
    "{\"Id\":\"81\",\"SyncToken\":\"2\",\"Name\":\"Inventory\",\"AccountType\":\"Other Current "
    "Asset\",\"AccountSubType\":\"Inventory\","
    "\"Active\":true,\"CurrentBalance\":1250.5,\"Classification\":\"Asset\","
    "\"FullyQualifiedName\":\"Inventory\",\"domain\":\"QBO\","
    "\"ParentRef\":{\"value\":\"7\",\"name\":\"Assets\"},\"SomethingNew\":{\"a\":[1]}}",
    "{\"Id\":\"81\",\"SyncToken\":\"2\",\"sparse\":true,\"Name\":\"Inventory\","
    "\"AccountType\":\"Other Current Asset\","
    "\"AccountSubType\":\"Inventory\",\"Active\":true,\"ParentRef\":{\"value\":\"7\"}}" },
  { &sb_qbo_term_table, "{\"Name\":\"Net 30\",\"DueDays\":\"30\",\"Type\":\"STANDARD\","
                        "\"DiscountPercent\":2.5,\"DiscountDays\":10}",
    "{\"Name\":\"Net 30\",\"DueDays\":30,\"DiscountPercent\":2.5,\"DiscountDays\":10}" },
  { &sb_qbo_payment_method_table, "{\"Name\":\"Cash\",\"Type\":\"NON_CREDIT_CARD\","
                                  "\"Active\":true}",
    "{\"Name\":\"Cash\",\"Type\":\"NON_CREDIT_CARD\",\"Active\":true}" },
  { &sb_qbo_customer_table,
    "{\"Id\":\"1\",\"SyncToken\":\"0\",\"DisplayName\":\"Oak & Sons\",\"PrimaryEmailAddr\":{\"Addr"
    "ess\":\"oak@example.com\"},"
    "\"PrimaryPhone\":{\"FreeFormNumber\":\"555\"},\"BillAddr\":{\"Id\":\"9\",\"Line1\":\"1 "
    "Road\",\"City\":\"Town\",\"Lat\":\"1\"},"
    "\"Taxable\":false,\"Balance\":12.34,\"SalesTermRef\":{\"value\":\"3\"}}",
    "{\"Id\":\"1\",\"SyncToken\":\"0\",\"sparse\":true,\"DisplayName\":\"Oak & Sons\","
    "\"PrimaryEmailAddr\":{\"Address\":\"oak@example.com\"},"
    "\"PrimaryPhone\":{\"FreeFormNumber\":\"555\"},\"BillAddr\":{\"Line1\":\"1 Road\","
    "\"City\":\"Town\"},"
    "\"SalesTermRef\":{\"value\":\"3\"},\"Taxable\":false}" },
  { &sb_qbo_vendor_table, "{\"DisplayName\":\"Mill\",\"TermRef\":{\"value\":\"3\"},\"Balance\":0,"
                          "\"Vendor1099\":false,\"AcctNum\":\"77\"}",
    "{\"DisplayName\":\"Mill\",\"AcctNum\":\"77\",\"TermRef\":{\"value\":\"3\"},"
    "\"Vendor1099\":false}" },
  { &sb_qbo_item_table,
    "{\"Name\":\"Walnut board\",\"Type\":\"NonInventory\",\"Sku\":\"WB-1\",\"UnitPrice\":19.999,"
    "\"PurchaseCost\":8,\"QtyOnHand\":2.5,"
    "\"IncomeAccountRef\":{\"value\":\"79\"},\"ExpenseAccountRef\":{\"value\":\"80\"},"
    "\"InvStartDate\":\"2024-01-31\"}",
    "{\"Name\":\"Walnut board\",\"Type\":\"NonInventory\",\"Sku\":\"WB-1\",\"UnitPrice\":19.999,"
    "\"PurchaseCost\":8,"
    "\"IncomeAccountRef\":{\"value\":\"79\"},\"ExpenseAccountRef\":{\"value\":\"80\"},"
    "\"QtyOnHand\":2.5,\"InvStartDate\":\"2024-01-31\"}" },
  { &sb_qbo_invoice_table,
    "{\"DocNumber\":\"I1\",\"TxnDate\":\"2024-03-15\",\"CustomerRef\":{\"value\":\"@12\"},"
    "\"PrivateNote\":\"SB:1\",\"Line\":["
    "{\"Id\":\"1\",\"LineNum\":1,\"Description\":\"Board\",\"Amount\":40.0,"
    "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":"
    "{\"ItemRef\":{\"value\":\"19\"},\"Qty\":2,\"UnitPrice\":20,\"TaxCodeRef\":{\"value\":\"TAX\"}"
    ",\"ItemAccountRef\":{\"value\":\"79\"}}},"
    "{\"Amount\":4,\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{\"PercentBased\":"
    "false,\"DiscountAccountRef\":{\"value\":\"86\"}}},"
    "{\"Amount\":40,\"DetailType\":\"SubTotalLineDetail\",\"SubTotalLineDetail\":{}}],"
    "\"TxnTaxDetail\":{\"TotalTax\":3.3},\"TotalAmt\":39.3,\"Balance\":39.3}",
    "{\"DocNumber\":\"I1\",\"TxnDate\":\"2024-03-15\",\"CustomerRef\":{\"value\":\"@12\"},"
    "\"PrivateNote\":\"SB:1\",\"Line\":["
    "{\"Id\":\"1\",\"LineNum\":1,\"Description\":\"Board\",\"Amount\":40.00,"
    "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":"
    "{\"ItemRef\":{\"value\":\"19\"},\"Qty\":2,\"UnitPrice\":20,\"TaxCodeRef\":{\"value\":\"TAX\"}"
    "}},"
    "{\"Amount\":4.00,\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{\"PercentBased"
    "\":false,\"DiscountAccountRef\":{\"value\":\"86\"}}},"
    "{\"Amount\":40.00,\"DetailType\":\"SubTotalLineDetail\"}],\"TxnTaxDetail\":{\"TotalTax\":3.30"
    "}}" },
  { &sb_qbo_bill_table,
    "{\"VendorRef\":{\"value\":\"56\"},\"DueDate\":\"2024-04-01\",\"Line\":[{\"Amount\":92.01,"
    "\"DetailType\":\"AccountBasedExpenseLineDetail\","
    "\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\"63\"},"
    "\"TaxCodeRef\":{\"value\":\"NON\"},\"BillableStatus\":\"NotBillable\"}}],"
    "\"LinkedTxn\":[{\"TxnId\":\"5\",\"TxnType\":\"BillPaymentCheck\"}],\"Balance\":0}",
    "{\"DueDate\":\"2024-04-01\",\"VendorRef\":{\"value\":\"56\"},\"Line\":[{\"Amount\":92.01,"
    "\"DetailType\":\"AccountBasedExpenseLineDetail\","
    "\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\"63\"},"
    "\"TaxCodeRef\":{\"value\":\"NON\"},\"BillableStatus\":\"NotBillable\"}}]}" },
  { &sb_qbo_payment_table,
    "{\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":100,\"UnappliedAmt\":0,"
    "\"Line\":[{\"Amount\":100,\"LinkedTxn\":[{\"TxnId\":\"147\",\"TxnType\":\"Invoice\"}],"
    "\"LineEx\":{\"any\":[]}}],\"ProcessPayment\":false}",
    "{\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":100.00,\"Line\":[{\"Amount\":100.00,"
    "\"LinkedTxn\":[{\"TxnId\":\"147\",\"TxnType\":\"Invoice\"}]}]}" },
  { &sb_qbo_bill_payment_table,
    "{\"VendorRef\":{\"value\":\"56\"},\"PayType\":\"Check\",\"TotalAmt\":92,"
    "\"CheckPayment\":{\"BankAccountRef\":{\"value\":\"35\"},\"PrintStatus\":\"NotSet\"},"
    "\"Line\":[{\"Amount\":92,\"LinkedTxn\":[{\"TxnId\":\"234\",\"TxnType\":\"Bill\"}]}]}",
    "{\"VendorRef\":{\"value\":\"56\"},\"PayType\":\"Check\",\"CheckPayment\":{\"BankAccountRef\":"
    "{\"value\":\"35\"}},\"TotalAmt\":92.00,"
    "\"Line\":[{\"Amount\":92.00,\"LinkedTxn\":[{\"TxnId\":\"234\",\"TxnType\":\"Bill\"}]}]}" },
  { &sb_qbo_journal_entry_table,
    "{\"DocNumber\":\"SB-J1\",\"TxnDate\":\"2024-03-15\",\"Adjustment\":false,"
    "\"Line\":[{\"Id\":\"0\",\"Amount\":16,\"DetailType\":\"JournalEntryLineDetail\","
    "\"JournalEntryLineDetail\":{\"PostingType\":\"Debit\",\"AccountRef\":{\"value\":\"84\","
    "\"name\":\"A/R\"},"
    "\"Entity\":{\"Type\":\"Customer\",\"EntityRef\":{\"value\":\"1\",\"name\":\"Oak\"}}}}],"
    "\"TxnTaxDetail\":{}}",
    "{\"DocNumber\":\"SB-J1\",\"TxnDate\":\"2024-03-15\",\"Adjustment\":false,"
    "\"Line\":[{\"Id\":\"0\",\"Amount\":16.00,\"DetailType\":\"JournalEntryLineDetail\","
    "\"JournalEntryLineDetail\":{\"PostingType\":\"Debit\",\"AccountRef\":{\"value\":\"84\"},"
    "\"Entity\":{\"Type\":\"Customer\",\"EntityRef\":{\"value\":\"1\"}}}}],\"TxnTaxDetail\":{}}" },
  { &sb_qbo_credit_memo_table,
    "{\"CustomerRef\":{\"value\":\"1\"},\"TxnDate\":\"2024-03-15\",\"RemainingCredit\":25,\"Line\":["
    "{\"Amount\":25,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":"
    "{\"value\":\"19\"},\"Qty\":1.5}}]}",
    "{\"TxnDate\":\"2024-03-15\",\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":25.00,"
    "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"19\"},"
    "\"Qty\":1.5}}]}" },
  { &sb_qbo_refund_receipt_table,
    "{\"DepositToAccountRef\":{\"value\":\"35\"},\"PaymentRefNum\":\"7\",\"TotalAmt\":5}",
    "{\"DepositToAccountRef\":{\"value\":\"35\"},\"PaymentRefNum\":\"7\"}" },
  { &sb_qbo_estimate_table,
    "{\"TxnStatus\":\"Pending\",\"ExpirationDate\":\"2024-04-01\",\"CustomerRef\":{\"value\":\"1\"}}",
    "{\"ExpirationDate\":\"2024-04-01\",\"TxnStatus\":\"Pending\",\"CustomerRef\":{\"value\":\"1\"}}" },
  { &sb_qbo_purchase_order_table,
    "{\"POStatus\":\"Open\",\"VendorRef\":{\"value\":\"56\"},\"Memo\":\"soon\",\"TotalAmt\":80}",
    "{\"POStatus\":\"Open\",\"VendorRef\":{\"value\":\"56\"},\"Memo\":\"soon\"}" },
  { &sb_qbo_vendor_credit_table, "{\"VendorRef\":{\"value\":\"56\"},\"Balance\":3.5}",
    "{\"VendorRef\":{\"value\":\"56\"}}" },
  { &sb_qbo_purchase_table,
    "{\"PaymentType\":\"Cash\",\"AccountRef\":{\"value\":\"35\"},\"EntityRef\":{\"value\":\"1\","
    "\"name\":\"Oak\",\"type\":\"Customer\"},\"Credit\":false}",
    "{\"PaymentType\":\"Cash\",\"AccountRef\":{\"value\":\"35\"},\"EntityRef\":{\"value\":\"1\","
    "\"type\":\"Customer\"},\"Credit\":false}" },
  { &sb_qbo_deposit_table,
    "{\"DepositToAccountRef\":{\"value\":\"35\"},\"Line\":[{\"Amount\":12.5,\"LinkedTxn\":[{\"TxnId\":"
    "\"9\",\"TxnType\":\"Payment\",\"TxnLineId\":\"0\"}]},{\"Amount\":1,\"DetailType\":"
    "\"DepositLineDetail\",\"DepositLineDetail\":{\"AccountRef\":{\"value\":\"79\"},\"Entity\":"
    "{\"value\":\"1\",\"type\":\"CUSTOMER\"},\"CheckNum\":\"22\"}}]}",
    "{\"DepositToAccountRef\":{\"value\":\"35\"},\"Line\":[{\"Amount\":12.50,\"LinkedTxn\":[{\"TxnId\":"
    "\"9\",\"TxnType\":\"Payment\",\"TxnLineId\":\"0\"}]},{\"Amount\":1.00,\"DetailType\":"
    "\"DepositLineDetail\",\"DepositLineDetail\":{\"AccountRef\":{\"value\":\"79\"},\"Entity\":"
    "{\"value\":\"1\",\"type\":\"CUSTOMER\"},\"CheckNum\":\"22\"}}]}" },
};

static void
test_round_trip (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(JsonNode) in = parse (cases[i].in);
  g_autoptr(GError) error = NULL;
  gpointer first = sb_qbo_struct_from_json (cases[i].table, json_node_get_object (in), USD, &error);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  gpointer copy;

  g_assert_no_error (error);
  text = text_of (sb_qbo_struct_to_bytes (cases[i].table, first));
  g_assert_cmpstr (text, ==, cases[i].out);
  copy = sb_qbo_struct_copy (cases[i].table, first);
  sb_qbo_struct_free (cases[i].table, first);
  again = text_of (sb_qbo_struct_to_bytes (cases[i].table, copy));
  g_assert_cmpstr (again, ==, cases[i].out);
  sb_qbo_struct_free (cases[i].table, copy);
}

/* Replaces every value in turn by one of another type: an error or a struct, never a crash. */
static void
test_wrong_types (void)
{
  static const char *const values[] = { "null", "true", "-1", "1e300", "\"x\"", "[]", "{}", "[{}]", "[null]", "{\"value\":5}",
                                        "9223372036854775807", "\"9999999999999999999999.99\"",
                                        "0.123456789" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) in = parse (cases[i].in);
      g_autoptr(GList) members = json_object_get_members (json_node_get_object (in));

      for (GList *l = members; l != NULL; l = l->next)
        for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
          {
            g_autoptr(JsonNode) copy = parse (cases[i].in);
            g_autofree char *wrapped = g_strconcat ("[", values[v], "]", NULL);
            g_autoptr(JsonNode) value = parse (wrapped);
            g_autoptr(GError) error = NULL;
            gpointer read;

            json_object_set_member (json_node_get_object (copy), l->data,
                                    json_node_copy (json_array_get_element (json_node_get_array (value), 0)));
            read = sb_qbo_struct_from_json (cases[i].table, json_node_get_object (copy), USD,
                                            &error);
            if (read == NULL)
              {
                g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
                continue;
              }
            sb_qbo_struct_free (cases[i].table, read);
          }
    }
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

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/qbo/codec/%s-keeps-what-may-be-written-exactly", cases[i].table->entity);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_round_trip);
    }
  g_test_add_func ("/qbo/codec/members-of-wrong-types-are-refused-and-never-crash",
                   test_wrong_types);
  g_test_add_func ("/qbo/codec/a-deleted-object-with-hardly-a-member-is-read", test_meta);
  g_test_add_func ("/qbo/codec/amounts-have-the-decimals-of-their-currency", test_currency);
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

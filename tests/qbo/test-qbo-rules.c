/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule that is asked before sending, in pairs where it can be: what is refused, with which
 * words and reason, and what just passes. */
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-error.h"
#include "sb-qbo-rules.h"

#define COMPANY "{\"CompanyName\":\"W\",\"Country\":\"%s\"}"
#define US "US {\"TaxPrefs\":{\"UsingSalesTax\":true,\"PartnerTaxEnabled\":true}}"
#define US_NO_TAX "US {\"TaxPrefs\":{\"UsingSalesTax\":false}}"
#define US_NUMBERS                                                                                 \
  "US {\"SalesFormsPrefs\":{\"CustomTxnNumbers\":true},\"OtherPrefs\":{\"NameValue\":[{\"Name\":"   \
  "\"VendorAndPurchasesPrefs.UseCustomTxnNumbers\",\"Value\":\"true\"}]}}"
#define US_COUNTS                                                                                  \
  "US {\"SalesFormsPrefs\":{\"CustomTxnNumbers\":false},\"OtherPrefs\":{\"NameValue\":[{\"Name\":"  \
  "\"VendorAndPurchasesPrefs.UseCustomTxnNumbers\",\"Value\":\"false\"}]}}"
#define US_NO_DISCOUNT "US {\"SalesFormsPrefs\":{\"AllowDiscount\":false}}"
#define CLOSED "US {\"AccountingInfoPrefs\":{\"BookCloseDate\":\"2023-12-31\"}}"
#define MULTI                                                                                      \
  "US {\"CurrencyPrefs\":{\"MultiCurrencyEnabled\":true,\"HomeCurrency\":{\"value\":\"USD\"}}}"
#define GB "GB {\"TaxPrefs\":{\"UsingSalesTax\":true}}"
#define CA "CA {}"

#define SALE(amount, rest)                                                                         \
  "{\"Amount\":" amount ",\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{"        \
  "\"ItemRef\":{\"value\":\"19\"}" rest "}}"
#define COST(rest)                                                                                 \
  "{\"Amount\":5,\"DetailType\":\"AccountBasedExpenseLineDetail\","                                \
  "\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\"63\"}" rest "}}"
#define BUYER "\"CustomerRef\":{\"value\":\"1\"}"
#define SELLER "\"VendorRef\":{\"value\":\"56\"}"
#define LINES(lines) "\"Line\":[" lines "]"
#define CODE(code) ",\"TaxCodeRef\":{\"value\":\"" code "\"}"
#define POSTING(type, amount, account)                                                             \
  "{\"Amount\":" amount ",\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{"  \
  "\"PostingType\":\"" type "\",\"AccountRef\":{\"value\":\"" account "\"}}}"
#define POSTING_OF(type, amount, account, kind)                                                    \
  "{\"Amount\":" amount ",\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{"  \
  "\"PostingType\":\"" type "\",\"AccountRef\":{\"value\":\"" account "\"},\"Entity\":{\"Type\":"  \
  "\"" kind "\",\"EntityRef\":{\"value\":\"1\"}}}}"
#define DISCOUNT(amount, rest)                                                                     \
  "{" amount "\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{" rest "}}"
#define SETTLES(amount, type, id)                                                                  \
  "{\"Amount\":" amount ",\"LinkedTxn\":[{\"TxnId\":\"" id "\",\"TxnType\":\"" type "\"}]}"
#define FROM_ORDER(rest)                                                                           \
  "{\"Amount\":5,\"LinkedTxn\":[{\"TxnId\":\"178\",\"TxnType\":\"PurchaseOrder\"" rest "}],"       \
  "\"DetailType\":\"ItemBasedExpenseLineDetail\",\"ItemBasedExpenseLineDetail\":{}}"
#define TAX(rest) ",\"TxnTaxDetail\":{\"TotalTax\":3.30" rest "}"

/* @refusal: (nullable) "reason|words of the sentence"; @contact: its currency */
typedef struct
{
  const char *sentence;
  const char *company;
  const char *entity;
  const char *object;
  const char *refusal;
  const char *contact;
} Row;

static const Row rows[] = {
  { "a plain invoice passes", US, "Invoice", "{" BUYER "," LINES (SALE ("40", "")) "}", NULL, NULL },
  { "an invoice needs a customer", US, "Invoice", "{" LINES (SALE ("40", "")) "}",
    "validation|no customer", NULL },
  { "an invoice needs a line", US, "Invoice", "{" BUYER "," LINES ("") "}", "validation|no line",
    NULL },
  { "an update of an invoice needs neither", US, "Invoice",
    "{\"Id\":\"1\",\"SyncToken\":\"0\",\"PrivateNote\":\"x\"}", NULL, NULL },
  { "a bill needs a supplier", US, "Bill", "{" LINES (COST ("")) "}", "validation|no supplier",
    NULL },
  { "a refund says where the money goes", US, "RefundReceipt", "{" LINES (SALE ("40", "")) "}",
    "validation|which account", NULL },
  { "a bill payment by bank names the bank", US, "BillPayment",
    "{" SELLER ",\"PayType\":\"Check\",\"TotalAmt\":92}", "account|which account", NULL },
  { "a bill payment by card names the card", US, "BillPayment",
    "{" SELLER ",\"PayType\":\"CreditCard\",\"TotalAmt\":92,\"CheckPayment\":{\"BankAccountRef\":"
    "{\"value\":\"35\"}}}", "account|which account", NULL },

  { "a document number has 21 characters", US, "Invoice",
    "{" BUYER ",\"DocNumber\":\"123456789012345678901\"," LINES (SALE ("40", "")) "}", NULL, NULL },
  { "a document number has no more", US, "Invoice",
    "{" BUYER ",\"DocNumber\":\"1234567890123456789012\"," LINES (SALE ("40", "")) "}",
    "validation|22 characters", NULL },
  { "a company with own numbers wants one", US_NUMBERS, "Invoice",
    "{" BUYER "," LINES (SALE ("40", "")) "}", "validation|no number", NULL },
  { "a company with own numbers takes one", US_NUMBERS, "Invoice",
    "{" BUYER ",\"DocNumber\":\"S-1\"," LINES (SALE ("40", "")) "}", NULL, NULL },
  { "a company that counts takes none", US_COUNTS, "Invoice",
    "{" BUYER ",\"DocNumber\":\"S-1\"," LINES (SALE ("40", "")) "}", "validation|itself", NULL },
  { "a company that counts numbers itself", US_COUNTS, "Invoice",
    "{" BUYER "," LINES (SALE ("40", "")) "}", NULL, NULL },
  { "an update may change a number that was counted", US_COUNTS, "Invoice",
    "{\"Id\":\"1\",\"SyncToken\":\"0\",\"DocNumber\":\"S-1\"}", NULL, NULL },
  { "an order is numbered by its own preference", US_COUNTS, "PurchaseOrder",
    "{" SELLER ",\"DocNumber\":\"P-1\"," LINES (COST ("")) "}", "validation|itself", NULL },
  { "a bill keeps the number of the supplier", US_COUNTS, "Bill",
    "{" SELLER ",\"DocNumber\":\"P-1\"," LINES (COST ("")) "}", NULL, NULL },

  { "an amount has ten digits before the point", US, "Invoice",
    "{" BUYER "," LINES (SALE ("9999999999.99", "")) "}", NULL, NULL },
  { "an amount has no more", US, "Invoice", "{" BUYER "," LINES (SALE ("10000000000", "")) "}",
    "validation|line 1", NULL },
  { "a line is quantity times price", US, "Invoice",
    "{" BUYER "," LINES (SALE ("40", ",\"Qty\":2,\"UnitPrice\":20")) "}", NULL, NULL },
  { "a line is quantity times price rounded", US, "Invoice",
    "{" BUYER "," LINES (SALE ("1.67", ",\"Qty\":0.3333,\"UnitPrice\":5")) "}", NULL, NULL },
  { "a line is nothing else", US, "Invoice",
    "{" BUYER "," LINES (SALE ("40", "") "," SALE ("39.99", ",\"Qty\":2,\"UnitPrice\":20")) "}",
    "validation|line 2", NULL },

  { "one discount by amount", US, "Invoice",
    "{" BUYER "," LINES (SALE ("40", "") "," DISCOUNT ("\"Amount\":4,", "\"PercentBased\":false")) "}",
    NULL, NULL },
  { "one discount by percent", US, "Invoice",
    "{" BUYER "," LINES (SALE ("40", "") ","
                         DISCOUNT ("", "\"PercentBased\":true,\"DiscountPercent\":10")) "}",
    NULL, NULL },
  { "a discount of both kinds would be dropped", US, "Invoice",
    "{" BUYER "," LINES (DISCOUNT ("\"Amount\":4,",
                                   "\"PercentBased\":false,\"DiscountPercent\":0")) "}",
    "validation|neither", NULL },
  { "two discounts", US, "Invoice",
    "{" BUYER "," LINES (DISCOUNT ("\"Amount\":4,", "\"PercentBased\":false") ","
                         DISCOUNT ("\"Amount\":4,", "\"PercentBased\":false")) "}",
    "validation|one discount", NULL },
  { "discounts turned off", US_NO_DISCOUNT, "Invoice",
    "{" BUYER "," LINES (DISCOUNT ("\"Amount\":4,", "\"PercentBased\":false")) "}",
    "validation|turned off", NULL },

  { "a received order names its line", US, "Bill",
    "{" SELLER "," LINES (FROM_ORDER (",\"TxnLineId\":\"1\"")) "}", NULL, NULL },
  { "a received order without its line", US, "Bill", "{" SELLER "," LINES (FROM_ORDER ("")) "}",
    "validation|Line 1", NULL },
  { "a payment in a deposit names its line", US, "Deposit",
    "{\"DepositToAccountRef\":{\"value\":\"35\"}," LINES (SETTLES ("5", "Payment", "9")) "}",
    "validation|Line 1", NULL },

  { "a payment settles up to its amount", US, "Payment",
    "{" BUYER ",\"TotalAmt\":100," LINES (SETTLES ("60", "Invoice", "1") ","
                                          SETTLES ("40", "Invoice", "2")) "}", NULL, NULL },
  { "a payment settles no more", US, "Payment",
    "{" BUYER ",\"TotalAmt\":99.99," LINES (SETTLES ("60", "Invoice", "1") ","
                                            SETTLES ("40", "Invoice", "2")) "}",
    "validation|More is applied", NULL },
  { "a credit settles without money", US, "Payment",
    "{" BUYER ",\"TotalAmt\":0," LINES (SETTLES ("25", "Invoice", "147") ","
                                        SETTLES ("25", "CreditMemo", "150")) "}", NULL, NULL },
  { "a credit settles no more than it is", US, "BillPayment",
    "{" SELLER ",\"PayType\":\"Check\",\"CheckPayment\":{\"BankAccountRef\":{\"value\":\"35\"}},"
    "\"TotalAmt\":0," LINES (SETTLES ("50", "Bill", "1") "," SETTLES ("49", "VendorCredit", "2")) "}",
    "validation|More is applied", NULL },
  { "a payment is never negative", US, "Payment", "{" BUYER ",\"TotalAmt\":-1}",
    "validation|negative", NULL },

  { "a journal that balances", US, "JournalEntry",
    "{" LINES (POSTING ("Debit", "16", "80") "," POSTING ("Credit", "16", "81")) "}", NULL, NULL },
  { "a journal that does not balance", US, "JournalEntry",
    "{" LINES (POSTING ("Debit", "16", "80") "," POSTING ("Credit", "15.99", "81")) "}",
    "validation|not equal", NULL },
  { "a journal with one side", US, "JournalEntry", "{" LINES (POSTING ("Debit", "0", "80")) "}",
    "validation|not equal", NULL },
  { "a journal with a negative amount", US, "JournalEntry",
    "{" LINES (POSTING ("Debit", "-16", "80") "," POSTING ("Credit", "-16", "81")) "}",
    "validation|negative", NULL },
  { "a journal line of neither side", US, "JournalEntry",
    "{" LINES (POSTING ("Both", "16", "80")) "}", "validation|neither debit", NULL },
  { "a receivable line without a customer", US, "JournalEntry",
    "{" LINES (POSTING ("Debit", "16", "receivable") "," POSTING ("Credit", "16", "81")) "}",
    "validation|wants a customer", NULL },
  { "a receivable line of a supplier", US, "JournalEntry",
    "{" LINES (POSTING_OF ("Debit", "16", "receivable", "Vendor") "," POSTING ("Credit", "16", "81"))
    "}", "validation|wants a customer", NULL },
  { "a receivable line of a customer", US, "JournalEntry",
    "{" LINES (POSTING_OF ("Debit", "16", "receivable", "Customer") ","
               POSTING ("Credit", "16", "81")) "}", NULL, NULL },
  { "a payable line without a supplier", US, "JournalEntry",
    "{" LINES (POSTING ("Debit", "16", "payable") "," POSTING ("Credit", "16", "81")) "}",
    "validation|wants a supplier", NULL },

  { "codes of the United States", US, "Invoice",
    "{" BUYER "," LINES (SALE ("40", CODE ("TAX")) "," SALE ("4", CODE ("NON")))
    TAX (",\"TxnTaxCodeRef\":{\"value\":\"2\"}") "}", NULL, NULL },
  { "a code of another country in the United States", US, "Invoice",
    "{" BUYER "," LINES (SALE ("40", CODE ("TAX")) "," SALE ("4", CODE ("8"))) "}",
    "tax-code|line 2", NULL },
  { "tax without its code would be reckoned anew", US, "Invoice",
    "{" BUYER "," LINES (SALE ("40", CODE ("TAX"))) TAX ("") "}", "tax-code|anew", NULL },
  { "tax where tax is off would be lost", US_NO_TAX, "Invoice",
    "{" BUYER "," LINES (SALE ("40", "")) TAX (",\"TxnTaxCodeRef\":{\"value\":\"2\"}") "}",
    "tax-code|lost", NULL },
  { "a code on every line elsewhere", GB, "Invoice",
    "{" BUYER ",\"GlobalTaxCalculation\":\"TaxExcluded\"," LINES (SALE ("40", CODE ("3"))) "}", NULL,
    NULL },
  { "a line without a code elsewhere", GB, "Invoice",
    "{" BUYER ",\"GlobalTaxCalculation\":\"TaxExcluded\"," LINES (SALE ("40", CODE ("3")) ","
                                                                  SALE ("4", "")) "}",
    "tax-code|Line 2", NULL },
  { "a bill without codes elsewhere", GB, "Bill",
    "{" SELLER ",\"GlobalTaxCalculation\":\"TaxExcluded\"," LINES (COST ("")) "}", "tax-code|Line 1",
    NULL },
  { "a code of the United States elsewhere", GB, "Bill",
    "{" SELLER ",\"GlobalTaxCalculation\":\"TaxExcluded\"," LINES (COST (CODE ("NON"))) "}",
    "tax-code|United States", NULL },
  { "amounts with or without tax must be said", GB, "Invoice",
    "{" BUYER "," LINES (SALE ("40", CODE ("3"))) "}", "tax-code|include tax", NULL },
  { "no tax applies and no code is needed", GB, "Invoice",
    "{" BUYER ",\"GlobalTaxCalculation\":\"NotApplicable\"," LINES (SALE ("40", "")) "}", NULL,
    NULL },
  { "no tax applies and there is tax", GB, "Invoice",
    "{" BUYER ",\"GlobalTaxCalculation\":\"NotApplicable\"," LINES (SALE ("40", "")) TAX ("") "}",
    "tax-code|no tax applies", NULL },

  { "a foreign document where one currency is kept", US, "Invoice",
    "{" BUYER ",\"CurrencyRef\":{\"value\":\"EUR\"},\"ExchangeRate\":1.1,"
    LINES (SALE ("40", "")) "}", "currency|only USD", NULL },
  { "the home currency where one currency is kept", US, "Invoice",
    "{" BUYER ",\"CurrencyRef\":{\"value\":\"USD\"}," LINES (SALE ("40", "")) "}", NULL, NULL },
  { "a document must name its currency", MULTI, "Invoice",
    "{" BUYER "," LINES (SALE ("40", "")) "}", "currency|name its currency", NULL },
  { "a foreign document with its rate", MULTI, "Invoice",
    "{" BUYER ",\"CurrencyRef\":{\"value\":\"EUR\"},\"ExchangeRate\":1.1,"
    LINES (SALE ("40", "")) "}", NULL, "EUR" },
  { "a foreign document without a rate", MULTI, "Invoice",
    "{" BUYER ",\"CurrencyRef\":{\"value\":\"EUR\"}," LINES (SALE ("40", "")) "}",
    "currency|exchange rate", "EUR" },
  { "a rate of nothing", MULTI, "Invoice",
    "{" BUYER ",\"CurrencyRef\":{\"value\":\"EUR\"},\"ExchangeRate\":0," LINES (SALE ("40", "")) "}",
    "currency|exchange rate", "EUR" },
  { "another currency than the contact's", MULTI, "Invoice",
    "{" BUYER ",\"CurrencyRef\":{\"value\":\"USD\"}," LINES (SALE ("40", "")) "}",
    "currency|kept in EUR", "EUR" },
  { "a foreign journal without a rate", MULTI, "JournalEntry",
    "{\"CurrencyRef\":{\"value\":\"EUR\"}," LINES (POSTING ("Debit", "16", "80") ","
                                                   POSTING ("Credit", "16", "81")) "}",
    "currency|exchange rate", NULL },

  { "the last day of the closed books", CLOSED, "Invoice",
    "{" BUYER ",\"TxnDate\":\"2023-12-31\"," LINES (SALE ("40", "")) "}",
    "closed-period|2023-12-31", NULL },
  { "the first day of the open books", CLOSED, "Invoice",
    "{" BUYER ",\"TxnDate\":\"2024-01-01\"," LINES (SALE ("40", "")) "}", NULL, NULL },
  { "a journal in the closed books", CLOSED, "JournalEntry",
    "{\"TxnDate\":\"2023-06-30\"," LINES (POSTING ("Debit", "16", "80") ","
                                          POSTING ("Credit", "16", "81")) "}",
    "closed-period|2023-12-31", NULL },

  { "an invoice to be mailed has an address", US, "Invoice",
    "{" BUYER ",\"EmailStatus\":\"NeedToSend\"," LINES (SALE ("40", "")) "}", "validation|e-mail",
    NULL },
  { "a transfer between two accounts", US, "Transfer",
    "{\"FromAccountRef\":{\"value\":\"35\"},\"ToAccountRef\":{\"value\":\"36\"},\"Amount\":5}", NULL,
    NULL },
  { "a transfer to itself", US, "Transfer",
    "{\"FromAccountRef\":{\"value\":\"35\"},\"ToAccountRef\":{\"value\":\"35\"},\"Amount\":5}",
    "validation|two accounts", NULL },
  { "a contact needs a name", US, "Customer", "{\"CompanyName\":\"Oak\"}", "validation|wants a name",
    NULL },
  { "a part of a name is one", US, "Vendor", "{\"FamilyName\":\"Oak\"}", NULL, NULL },
  { "a name without a colon", US, "Customer", "{\"DisplayName\":\"Oak:Sons\"}", "validation|colon",
    NULL },
  { "a name without a tab", US, "Item", "{\"Name\":\"a\\tb\",\"Type\":\"Service\"}",
    "validation|tab", NULL },
  { "an account name without quotation marks", US, "Account",
    "{\"Name\":\"The \\\"old\\\" till\",\"AccountType\":\"Bank\"}", "account|quotation", NULL },
  { "an account needs a type", US, "Account", "{\"Name\":\"Till\"}", "account|no type", NULL },
  { "an account number of seven", US, "Account",
    "{\"Name\":\"Till\",\"AccountType\":\"Bank\",\"AcctNum\":\"1234567\"}", NULL, NULL },
  { "an account number of eight", US, "Account",
    "{\"Name\":\"Till\",\"AccountType\":\"Bank\",\"AcctNum\":\"12345678\"}", "account|7 characters",
    NULL },
  { "an account number of eight in Canada", CA, "Account",
    "{\"Name\":\"Till\",\"AccountType\":\"Bank\",\"AcctNum\":\"12345678\"}", NULL, NULL },
  { "terms of a thousand days", US, "Term", "{\"Name\":\"Late\",\"DueDays\":1000}",
    "validation|0 to 999", NULL },
  { "terms of the thirty-second", US, "Term", "{\"Name\":\"Odd\",\"DayOfMonthDue\":32}",
    "validation|0 to 999", NULL },
  { "a negative price", US, "Item", "{\"Name\":\"Board\",\"Type\":\"Service\",\"UnitPrice\":-1}",
    "validation|price", NULL },
  { "a text with a character beyond the plane", US, "Item",
    "{\"Name\":\"Board\",\"Type\":\"Service\",\"Description\":\"fine \\ud83d\\ude00\"}",
    "validation|emoji", NULL },
  { "a text with an umlaut and a dash", US, "Item",
    "{\"Name\":\"Brett \\u2013 gr\\u00fcn\",\"Type\":\"Service\"}", NULL, NULL },
  { "a text with a control character", US, "Invoice",
    "{" BUYER ",\"PrivateNote\":\"a\\u0007b\"," LINES (SALE ("40", "")) "}", "validation|control",
    NULL },
};

static JsonObject *
parse (const char *text, JsonNode **node)
{
  g_autoptr(GError) error = NULL;

  *node = sb_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (*node);
}

/* "US {preferences}" */
static void
init_rules (SbQboRules *rules, const char *company)
{
  const SbCurrency usd = { "USD", 2 };
  g_autofree char *country = g_strndup (company, 2);
  g_autofree char *info_text = g_strdup_printf (COMPANY, country);
  g_autoptr(JsonNode) info_node = NULL;
  g_autoptr(JsonNode) preferences_node = NULL;
  g_autoptr(SbQboCompanyInfo) info = sb_qbo_company_info_from_json (parse (info_text, &info_node),
                                                                    usd, NULL);
  g_autoptr(SbQboPreferences) preferences =
    sb_qbo_preferences_from_json (parse (company + 3, &preferences_node), usd, NULL);

  sb_qbo_rules_init (rules, info, preferences, usd);
}

static const char *
account_type (const char *account_id, gpointer user_data)
{
  if (strcmp (account_id, "receivable") == 0)
    return "Accounts Receivable";
  return strcmp (account_id, "payable") == 0 ? "Accounts Payable" : "Other Current Asset";
}

static void
check_refusal (const char *refusal, const GError *error)
{
  g_auto(GStrv) parts = g_strsplit (refusal, "|", 2);

  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION);
  g_assert_cmpstr (sb_qbo_error_reason (error), ==, parts[0]);
  g_assert_cmpstr (sb_qbo_error_remedy (error), !=, "");
  if (strstr (error->message, parts[1]) == NULL)
    g_error ("“%s” does not say “%s”", error->message, parts[1]);
  g_assert_false (sb_qbo_error_maybe_done (error));
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  const SbQboTable *table = sb_qbo_entity_find (row->entity)->table;
  SbQboRules rules;
  SbQboSurroundings around = { row->contact, account_type, NULL };
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  gpointer object;
  gboolean good;

  init_rules (&rules, row->company);
  object = sb_qbo_struct_from_json (table, parse (row->object, &node), rules.home, &error);
  g_assert_no_error (error);
  good = sb_qbo_check (table, object, &rules, &around, &error);
  sb_qbo_struct_free (table, object);
  if (row->refusal == NULL)
    g_assert_no_error (error);
  else
    check_refusal (row->refusal, error);
  g_assert_true (good == (row->refusal == NULL));
}

static void
test_body (void)
{
  static const char bad[] = "{" LINES (SALE ("40", "")) "}";
  SbQboRules rules;
  g_autoptr(GBytes) body = g_bytes_new_static (bad, strlen (bad));
  g_autoptr(GBytes) list = g_bytes_new_static ("[]", 2);
  g_autoptr(GError) error = NULL;

  init_rules (&rules, US);
  g_assert_false (sb_qbo_check_body ("Invoice", body, &rules, NULL, &error));
  check_refusal ("validation|no customer", error);
  g_clear_error (&error);
  g_assert_false (sb_qbo_check_body ("Invoice", list, &rules, NULL, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
  g_assert_true (sb_qbo_check_body ("TimeActivity", body, &rules, NULL, NULL));
}

static void
test_long_invoice (void)
{
  const SbQboTable *table = sb_qbo_entity_find ("Invoice")->table;
  SbQboRules rules;
  g_autoptr(GString) text = g_string_new ("{" BUYER ",\"Line\":[" SALE ("1", ""));
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  gpointer object;

  for (guint i = 1; i < 751; i++)
    g_string_append (text, "," SALE ("1", ""));
  g_string_append (text, "]}");
  init_rules (&rules, US);
  object = sb_qbo_struct_from_json (table, parse (text->str, &node), rules.home, NULL);
  g_assert_false (sb_qbo_check (table, object, &rules, NULL, &error));
  sb_qbo_struct_free (table, object);
  check_refusal ("validation|751 lines", error);
}

static void
test_address (void)
{
  const SbQboTable *table = sb_qbo_entity_find ("Customer")->table;
  SbQboRules rules;
  g_autofree char *line = g_strnfill (500, 'a');
  g_autofree char *text = g_strdup_printf ("{\"DisplayName\":\"Oak\",\"BillAddr\":{\"Line1\":\"%s\","
                                           "\"Line2\":\"%s\",\"Line3\":\"%s\",\"Line4\":\"%s\","
                                           "\"Line5\":\"b\"}}", line, line, line, line);
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  gpointer object;

  init_rules (&rules, US);
  object = sb_qbo_struct_from_json (table, parse (text, &node), rules.home, NULL);
  g_assert_false (sb_qbo_check (table, object, &rules, NULL, &error));
  sb_qbo_struct_free (table, object);
  check_refusal ("validation|2000 characters", error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (rows[i].sentence), " ", '-');
      g_autofree char *path = g_strconcat ("/qbo/rules/", name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/qbo/rules/bytes-that-are-ready-are-checked-alike", test_body);
  g_test_add_func ("/qbo/rules/a-sale-has-750-lines-at-most", test_long_invoice);
  g_test_add_func ("/qbo/rules/the-lines-of-an-address-are-counted-together", test_address);
  return g_test_run ();
}

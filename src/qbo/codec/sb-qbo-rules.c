/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of what QuickBooks would refuse, asked before sending: the owner hears it at once, in
 * words, and no call is spent on it. Rules about lines and taxes are in files of their own. */
#include "sb-qbo-rules-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-address.h"
#include "sb-qbo-error-private.h"
#include "sb-qbo-field-private.h"

#define REMEDY_CORRECT N_("Correct it and retry, or skip.")
#define REMEDY_REPORT                                                                              \
  N_("This is a fault of Stockbook, not yours: copy the log of this record into a report. The " \
     "rest goes on.")
#define ADDRESS_MAX 2000

void
sb_qbo_rules_init (SbQboRules *rules, const SbQboCompanyInfo *company,
                   const SbQboPreferences *preferences, SbCurrency home)
{
  const char *country = company->country != NULL ? company->country : "US";
  gboolean is_us = g_ascii_strcasecmp (country, "US") == 0 ||
                   g_ascii_strcasecmp (country, "USA") == 0;
  const char *currency = sb_qbo_ref_value (preferences->home_currency);

  rules->home = home;
  if (currency != NULL)
    (void) sb_currency_from_code (currency, &rules->home, NULL);
  rules->tax_model = preferences->using_sales_tax == SB_QBO_FALSE ? SB_QBO_TAX_OFF
                     : is_us                                      ? SB_QBO_TAX_US
                                                                  : SB_QBO_TAX_GLOBAL;
  rules->multicurrency = preferences->multi_currency == SB_QBO_TRUE;
  rules->discounts = preferences->allow_discount != SB_QBO_FALSE;
  rules->sales_numbers = preferences->custom_txn_numbers;
  rules->purchase_numbers = sb_qbo_preferences_get_custom_purchase_numbers (preferences);
  rules->closed_until = preferences->book_close_date;
  rules->long_account_numbers = g_ascii_strncasecmp (country, "CA", 2) == 0 ||
                                g_ascii_strncasecmp (country, "AU", 2) == 0;
}

/* Members by name */

static const SbQboField *
find_field (const SbQboChecked *self, const char *name, SbQboFieldKind kind)
{
  for (gsize i = 0; i < self->table->n_fields; i++)
    if (strcmp (self->table->fields[i].name, name) == 0 && self->table->fields[i].kind == kind)
      return &self->table->fields[i];
  return NULL;
}

const char *
sb_qbo_checked_ref (const SbQboChecked *self, const char *name)
{
  const SbQboField *field = find_field (self, name, SB_QBO_FIELD_REF);

  if (field == NULL)
    return NULL;
  return sb_qbo_ref_value (SB_QBO_SLOT (SbQboRef *, self->data, field->offset));
}

const char *
sb_qbo_checked_text (const SbQboChecked *self, const char *name)
{
  const SbQboField *field = find_field (self, name, SB_QBO_FIELD_TEXT);

  return field != NULL ? SB_QBO_SLOT (char *, self->data, field->offset) : NULL;
}

gint64
sb_qbo_checked_number (const SbQboChecked *self, const char *name)
{
  static const SbQboFieldKind kinds[] = { SB_QBO_FIELD_MONEY, SB_QBO_FIELD_RATE, SB_QBO_FIELD_INT,
                                          SB_QBO_FIELD_PRICE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const SbQboField *field = find_field (self, name, kinds[i]);

      if (field != NULL)
        return SB_QBO_SLOT (gint64, self->data, field->offset);
    }
  return SB_QBO_NONE;
}

SbDay
sb_qbo_checked_day (const SbQboChecked *self, const char *name)
{
  const SbQboField *field = find_field (self, name, SB_QBO_FIELD_DAY);

  return field != NULL ? SB_QBO_SLOT (SbDay, self->data, field->offset) : SB_DAY_NONE;
}

gpointer
sb_qbo_checked_part (const SbQboChecked *self, const char *name)
{
  const SbQboField *field = find_field (self, name, SB_QBO_FIELD_OBJECT);

  if (field == NULL)
    field = find_field (self, name, SB_QBO_FIELD_LIST);
  return field != NULL ? SB_QBO_SLOT (gpointer, self->data, field->offset) : NULL;
}

gboolean
sb_qbo_checked_has (const SbQboChecked *self, const char *name)
{
  GPtrArray *lines;

  for (gsize i = 0; i < self->table->n_fields; i++)
    {
      const SbQboField *field = &self->table->fields[i];

      if (strcmp (field->name, name) != 0 || !sb_qbo_field_is_set (field, self->data))
        continue;
      lines = field->kind == SB_QBO_FIELD_LIST ? sb_qbo_checked_part (self, name) : NULL;
      return lines == NULL || lines->len > 0;
    }
  return FALSE;
}

gboolean
sb_qbo_checked_refuse (GError **error, const char *reason, const char *remedy, const char *format,
                       ...)
{
  g_autofree char *sentence = NULL;
  GError *fresh;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  fresh = sb_qbo_error_new (SB_QBO_ERROR_VALIDATION, "%s", sentence);
  sb_qbo_error_set_fault (fresh, NULL, reason, _(remedy));
  g_propagate_error (error, fresh);
  return FALSE;
}

/* What a creation needs */

static const struct
{
  const char *entity;
  const char *member;
  const char *sentence;
} required[] = {
  { "Account", "Name", N_("The account has no name.") },
  { "Bill", "VendorRef", N_("The bill has no supplier.") },
  { "Bill", "Line", N_("The bill has no line.") },
  { "BillPayment", "VendorRef", N_("The payment has no supplier.") },
  { "BillPayment", "TotalAmt", N_("The payment has no amount.") },
  { "BillPayment", "PayType", N_("The payment does not say whether it was by bank or card.") },
  { "Class", "Name", N_("The class has no name.") },
  { "CompanyCurrency", "Code", N_("The currency has no code.") },
  { "CreditMemo", "CustomerRef", N_("The credit has no customer.") },
  { "CreditMemo", "Line", N_("The credit has no line.") },
  { "Department", "Name", N_("The department has no name.") },
  { "Deposit", "DepositToAccountRef", N_("The deposit has no bank account.") },
  { "Deposit", "Line", N_("The deposit has no line.") },
  { "Estimate", "CustomerRef", N_("The estimate has no customer.") },
  { "Estimate", "Line", N_("The estimate has no line.") },
  { "ExchangeRate", "SourceCurrencyCode", N_("The exchange rate has no currency.") },
  { "ExchangeRate", "Rate", N_("The exchange rate has no rate.") },
  { "Invoice", "CustomerRef", N_("The invoice has no customer.") },
  { "Invoice", "Line", N_("The invoice has no line.") },
  { "Item", "Name", N_("The product has no name.") },
  { "Item", "Type", N_("The product has no kind.") },
  { "JournalEntry", "Line", N_("The journal has no line.") },
  { "Payment", "CustomerRef", N_("The payment has no customer.") },
  { "Payment", "TotalAmt", N_("The payment has no amount.") },
  { "PaymentMethod", "Name", N_("The payment method has no name.") },
  { "Purchase", "AccountRef", N_("The purchase does not say from which account it was paid.") },
  { "Purchase", "PaymentType", N_("The purchase does not say how it was paid.") },
  { "Purchase", "Line", N_("The purchase has no line.") },
  { "PurchaseOrder", "VendorRef", N_("The order has no supplier.") },
  { "PurchaseOrder", "Line", N_("The order has no line.") },
  { "RefundReceipt", "DepositToAccountRef",
    N_("The refund does not say from which account the money goes.") },
  { "RefundReceipt", "Line", N_("The refund has no line.") },
  { "SalesReceipt", "Line", N_("The sale has no line.") },
  { "TaxAgency", "DisplayName", N_("The tax agency has no name.") },
  { "Term", "Name", N_("The payment terms have no name.") },
  { "Transfer", "FromAccountRef", N_("The transfer does not say from where.") },
  { "Transfer", "ToAccountRef", N_("The transfer does not say to where.") },
  { "Transfer", "Amount", N_("The transfer has no amount.") },
  { "VendorCredit", "VendorRef", N_("The supplier's credit has no supplier.") },
  { "VendorCredit", "Line", N_("The supplier's credit has no line.") },
};

static gboolean
rule_required (const SbQboChecked *self, GError **error)
{
  for (gsize i = 0; self->create && i < G_N_ELEMENTS (required); i++)
    if (strcmp (required[i].entity, self->table->entity) == 0 &&
        !sb_qbo_checked_has (self, required[i].member))
      return sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT, "%s",
                                    _(required[i].sentence));
  return TRUE;
}

/* A contact has a display name or a part of a name. */
static gboolean
rule_contact_name (const SbQboChecked *self, GError **error)
{
  static const char *const parts[] = { "DisplayName", "Title", "GivenName", "MiddleName",
                                       "FamilyName", "Suffix" };

  for (gsize i = 0; self->create && i < G_N_ELEMENTS (parts); i++)
    {
      const char *text = sb_qbo_checked_text (self, parts[i]);

      if (text != NULL && *text != '\0')
        return TRUE;
    }
  return !self->create ||
         sb_qbo_checked_refuse (error, "validation", N_("Give the contact a name, then retry."),
                                _("QuickBooks wants a name."));
}

static gboolean
rule_account_name (const SbQboChecked *self, GError **error)
{
  const char *name = sb_qbo_checked_text (self, "Name");

  return name == NULL || strchr (name, '"') == NULL ||
         sb_qbo_checked_refuse (error, "account", REMEDY_CORRECT,
                                _("The name of an account must not contain a quotation mark; "
                                  "QuickBooks does not take it."));
}

static gboolean
rule_account_number (const SbQboChecked *self, GError **error)
{
  const char *number = sb_qbo_checked_text (self, "AcctNum");
  int most = self->rules->long_account_numbers ? 20 : 7;

  return number == NULL || g_utf8_strlen (number, -1) <= most ||
         sb_qbo_checked_refuse (error, "account", REMEDY_CORRECT,
                                _("The account number is too long: QuickBooks takes %d "
                                  "characters."), most);
}

static gboolean
rule_account_type (const SbQboChecked *self, GError **error)
{
  return !self->create || sb_qbo_checked_has (self, "AccountType") ||
         sb_qbo_checked_has (self, "AccountSubType") ||
         sb_qbo_checked_refuse (error, "account", REMEDY_CORRECT, _("The account has no type."));
}

static gboolean
address_fits (const SbQboAddress *address)
{
  const char *const lines[] = { address->line1, address->line2, address->line3, address->line4,
                                address->line5 };
  glong length = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    length += lines[i] != NULL ? g_utf8_strlen (lines[i], -1) : 0;
  return length <= ADDRESS_MAX;
}

static gboolean
rule_addresses (const SbQboChecked *self, GError **error)
{
  const SbQboAddress *billing = sb_qbo_checked_part (self, "BillAddr");
  const SbQboAddress *shipping = sb_qbo_checked_part (self, "ShipAddr");

  return ((billing == NULL || address_fits (billing)) &&
          (shipping == NULL || address_fits (shipping))) ||
         sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                _("The address is too long: QuickBooks takes %d characters in all "
                                  "lines together."), ADDRESS_MAX);
}

static gboolean
within (const SbQboChecked *self, const char *name, gint64 least, gint64 most)
{
  gint64 value = sb_qbo_checked_number (self, name);

  return value == SB_QBO_NONE || (value >= least && value <= most);
}

static gboolean
rule_terms (const SbQboChecked *self, GError **error)
{
  return (within (self, "DueDays", 0, 999) && within (self, "DayOfMonthDue", 1, 31) &&
          within (self, "DueNextMonthDays", 0, 999) && within (self, "DiscountDays", 0, 999)) ||
         sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                _("The payment terms have a number of days that QuickBooks does "
                                  "not take: 0 to 999, or a day of the month from 1 to 31."));
}

/* A price of more than eleven digits */
#define PRICE_LIMIT (G_GINT64_CONSTANT (99999999999) * 1000000)

static gboolean
rule_prices (const SbQboChecked *self, GError **error)
{
  return (within (self, "UnitPrice", 0, PRICE_LIMIT) &&
          within (self, "PurchaseCost", 0, PRICE_LIMIT)) ||
         sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                _("A price is negative or larger than QuickBooks takes."));
}

static gboolean
rule_closed_books (const SbQboChecked *self, GError **error)
{
  SbDay day = sb_qbo_checked_day (self, "TxnDate");
  char buffer[SB_DAY_TEXT_SIZE];

  if (day == SB_DAY_NONE || self->rules->closed_until == SB_DAY_NONE ||
      day > self->rules->closed_until)
    return TRUE;
  return sb_qbo_checked_refuse (error, "closed-period",
                                N_("Move the closing date in QuickBooks and retry, or skip."),
                                _("The books are closed until %s in QuickBooks."),
                                sb_day_format (self->rules->closed_until, buffer));
}

static gboolean
check_number (const SbQboChecked *self, SbQboSwitch ours, GError **error)
{
  const char *number = sb_qbo_checked_text (self, "DocNumber");
  gboolean given = number != NULL && *number != '\0';

  if (!self->create || ours == SB_QBO_UNSET || given == (ours == SB_QBO_TRUE))
    return TRUE;
  if (given)
    return sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                  _("QuickBooks numbers documents of this kind itself: leave the "
                                    "number to it, or turn on custom transaction numbers there."));
  return sb_qbo_checked_refuse (error, "validation",
                                N_("Give the document a number and retry, or skip."),
                                _("The document has no number, and QuickBooks gives it none in "
                                  "this company."));
}

static gboolean
rule_sales_number (const SbQboChecked *self, GError **error)
{
  return check_number (self, self->rules->sales_numbers, error);
}

/* Bills and credits carry the supplier's own number; an order has ours, where QBO does not count. */
static gboolean
rule_purchase_number (const SbQboChecked *self, GError **error)
{
  return self->rules->purchase_numbers != SB_QBO_FALSE ||
         check_number (self, SB_QBO_FALSE, error);
}

#define REMEDY_CURRENCY                                                                            \
  N_("Check the currency of the customer, supplier and accounts in QuickBooks, then retry.")

static gboolean
rule_currency_named (const SbQboChecked *self, GError **error)
{
  const char *currency = sb_qbo_checked_ref (self, "CurrencyRef");

  if (!self->rules->multicurrency)
    return currency == NULL || strcmp (currency, self->rules->home.code) == 0 ||
           sb_qbo_checked_refuse (error, "currency", REMEDY_CURRENCY,
                                  _("The document is in %s, but this company keeps only %s in "
                                    "QuickBooks."), currency, self->rules->home.code);
  return currency != NULL || !self->create ||
         sb_qbo_checked_refuse (error, "currency", REMEDY_REPORT,
                                _("The document does not name its currency, which this company "
                                  "wants of each."));
}

static gboolean
rule_contact_currency (const SbQboChecked *self, GError **error)
{
  const char *theirs = self->surroundings->contact_currency;
  const char *currency = sb_qbo_checked_ref (self, "CurrencyRef");

  if (theirs == NULL || !self->rules->multicurrency)
    return TRUE;
  if (currency == NULL)
    currency = self->rules->home.code;
  return strcmp (theirs, currency) == 0 ||
         sb_qbo_checked_refuse (error, "currency", REMEDY_CURRENCY,
                                _("The document is in %s, but its contact is kept in %s in "
                                  "QuickBooks, and that can never change."), currency, theirs);
}

static gboolean
rule_exchange_rate (const SbQboChecked *self, GError **error)
{
  const char *currency = sb_qbo_checked_ref (self, "CurrencyRef");
  gint64 rate = sb_qbo_checked_number (self, "ExchangeRate");
  gboolean foreign = currency != NULL && strcmp (currency, self->rules->home.code) != 0;

  if (rate == SB_QBO_NONE ? !foreign : rate > 0)
    return TRUE;
  return sb_qbo_checked_refuse (error, "currency",
                                N_("Give the exchange rate on the document, then retry."),
                                _("QuickBooks wants an exchange rate for this currency."));
}

static gboolean
rule_email_to_send (const SbQboChecked *self, GError **error)
{
  const char *status = sb_qbo_checked_text (self, "EmailStatus");
  const char *address = sb_qbo_checked_text (self, "BillEmail.Address");

  return g_strcmp0 (status, "NeedToSend") != 0 || (address != NULL && *address != '\0') ||
         sb_qbo_checked_refuse (error, "validation",
                                N_("Give the contact an e-mail address, then retry."),
                                _("QuickBooks wants an e-mail address to send it to."));
}

static gboolean
rule_transfer (const SbQboChecked *self, GError **error)
{
  const char *from = sb_qbo_checked_ref (self, "FromAccountRef");

  return (within (self, "Amount", 1, G_MAXINT64) &&
          (from == NULL || g_strcmp0 (from, sb_qbo_checked_ref (self, "ToAccountRef")) != 0)) ||
         sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                _("A transfer needs two accounts and an amount."));
}

static gboolean
rule_not_negative (const SbQboChecked *self, GError **error)
{
  return within (self, "TotalAmt", 0, G_MAXINT64) ||
         sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                _("A payment cannot be negative in QuickBooks."));
}

static gboolean
rule_pay_type (const SbQboChecked *self, GError **error)
{
  const char *type = sb_qbo_checked_text (self, "PayType");
  const char *account = g_strcmp0 (type, "CreditCard") == 0 ? "CreditCardPayment.CCAccountRef"
                                                            : "CheckPayment.BankAccountRef";

  return type == NULL || sb_qbo_checked_ref (self, account) != NULL ||
         sb_qbo_checked_refuse (error, "account", REMEDY_CORRECT,
                                _("The payment does not say from which account it was paid."));
}

/* Which rules hold for which kinds. A kind that is in no list is checked for its texts alone. */
#define SALES " Invoice SalesReceipt Estimate CreditMemo RefundReceipt "
#define PURCHASES " Bill VendorCredit Purchase PurchaseOrder "
#define PAYMENTS " Payment BillPayment "
#define OTHERS " JournalEntry Deposit Transfer "
#define CONTACTS " Customer Vendor "
#define EVERY NULL

static const struct
{
  const char *kinds; /* EVERY, or names with blanks around each */
  SbQboRuleFunc holds;
} rules_by_kind[] = {
  { EVERY, rule_required },
  { CONTACTS, rule_contact_name },
  { CONTACTS SALES PURCHASES, rule_addresses },
  { " Account ", rule_account_name },
  { " Account ", rule_account_number },
  { " Account ", rule_account_type },
  { " Term ", rule_terms },
  { " Item ", rule_prices },
  { SALES, rule_sales_number },
  { " PurchaseOrder ", rule_purchase_number },
  { SALES PURCHASES PAYMENTS OTHERS, rule_currency_named },
  { SALES PURCHASES PAYMENTS, rule_contact_currency },
  { SALES PURCHASES PAYMENTS OTHERS, rule_exchange_rate },
  { " Invoice ", rule_email_to_send },
  { " Transfer ", rule_transfer },
  { PAYMENTS, rule_not_negative },
  { " BillPayment ", rule_pay_type },
  { SALES PURCHASES PAYMENTS OTHERS, sb_qbo_rule_amounts },
  { SALES PURCHASES, sb_qbo_rule_products },
  { SALES, sb_qbo_rule_line_count },
  { PURCHASES " Deposit ", sb_qbo_rule_line_links },
  { SALES, sb_qbo_rule_discount },
  { PAYMENTS, sb_qbo_rule_applied },
  { " JournalEntry ", sb_qbo_rule_balance },
  { " JournalEntry ", sb_qbo_rule_journal_contacts },
  { SALES, sb_qbo_rule_tax_off },
  { SALES, sb_qbo_rule_us_codes },
  { SALES, sb_qbo_rule_us_override },
  { SALES PURCHASES, sb_qbo_rule_global_codes },
  { SALES PURCHASES, sb_qbo_rule_global_model },
  /* Last, so that the owner hears first of what she can change on the document itself. */
  { SALES PURCHASES PAYMENTS OTHERS, rule_closed_books },
};

gboolean
sb_qbo_check (const SbQboTable *table, gconstpointer data, const SbQboRules *rules,
              const SbQboSurroundings *surroundings, GError **error)
{
  static const SbQboSurroundings nothing = { NULL, NULL, NULL };
  const SbQboMeta *meta = data;
  g_autofree char *kind = g_strconcat (" ", table->entity, " ", NULL);
  SbQboChecked checked = { table, data, rules, surroundings != NULL ? surroundings : &nothing,
                           NULL, meta->id == NULL };

  if (!sb_qbo_struct_check (table, data, error))
    return FALSE;
  checked.lines = sb_qbo_checked_part (&checked, "Line");
  for (gsize i = 0; i < G_N_ELEMENTS (rules_by_kind); i++)
    if ((rules_by_kind[i].kinds == EVERY || strstr (rules_by_kind[i].kinds, kind) != NULL) &&
        !rules_by_kind[i].holds (&checked, error))
      return FALSE;
  return TRUE;
}

gboolean
sb_qbo_check_body (const char *entity, GBytes *body, const SbQboRules *rules,
                   const SbQboSurroundings *surroundings, GError **error)
{
  const SbQboEntity *row = sb_qbo_entity_find (entity);
  g_autoptr(JsonNode) node = sb_json_parse (g_bytes_get_data (body, NULL),
                                            (gssize) g_bytes_get_size (body), NULL);
  gpointer data;
  gboolean good;

  if (row == NULL)
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "not an object to send");
      return FALSE;
    }
  data = sb_qbo_struct_from_json (row->table, json_node_get_object (node), rules->home, error);
  good = data != NULL && sb_qbo_check (row->table, data, rules, surroundings, error);
  sb_qbo_struct_free (row->table, data);
  return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-chart.h"

#include "sb-practice-entities.h"
#include "sb-practice-references.h"

#include <string.h>

static const struct
{
  const char *type;
  const char *subtype; /* (nullable): any */
  const char *name;
} roles[] = {
  [SB_CHART_RECEIVABLE] = { "Accounts Receivable", NULL, "Accounts Receivable (A/R)" },
  [SB_CHART_PAYABLE] = { "Accounts Payable", NULL, "Accounts Payable (A/P)" },
  [SB_CHART_UNDEPOSITED] = { "Other Current Asset", "UndepositedFunds", "Undeposited Funds" },
  [SB_CHART_OPENING_EQUITY] = { "Equity", "OpeningBalanceEquity", "Opening Balance Equity" },
  [SB_CHART_SALES_TAX] = { "Other Current Liability", "SalesTaxPayable", "Sales Tax Payable" },
  [SB_CHART_DISCOUNT] = { "Income", "DiscountsRefundsGiven", "Discounts given" },
  [SB_CHART_SALES] = { "Income", "SalesOfProductIncome", "Sales of Product Income" },
  [SB_CHART_EXPENSE] = { "Expense", NULL, "Uncategorized Expense" },
  [SB_CHART_EXCHANGE] = { "Other Expense", "ExchangeGainOrLoss", "Exchange Gain or Loss" },
  [SB_CHART_RETAINED] = { "Equity", "RetainedEarnings", "Retained Earnings" },
};

const char *
sb_account_type (const SbObject *account)
{
  return sb_tree_get_text (sb_object_body (account), "AccountType");
}

gboolean
sb_account_is_type (const SbObject *account, const char *type)
{
  return account != NULL && g_strcmp0 (sb_account_type (account), type) == 0;
}

static SbObject *
make_account (SbBooks *books, SbChartRole role, const char *currency)
{
  SbWrite write = { .entity = sb_entity_named ("Account"), .trusted = TRUE };
  SbObject *account = sb_books_new_object (books, write.entity);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  write.body = sb_tree_new_object ();
  name = currency != NULL ? g_strdup_printf ("%s - %s", roles[role].name, currency)
                          : g_strdup (roles[role].name);
  sb_tree_set_text (write.body, "Name", name);
  if (currency != NULL)
    sb_tree_set_ref (write.body, "CurrencyRef", currency, NULL);
  sb_tree_set_text (write.body, "AccountType", roles[role].type);
  if (roles[role].subtype != NULL)
    sb_tree_set_text (write.body, "AccountSubType", roles[role].subtype);
  write.request = write.body;
  if (!sb_prepare_account (books, &write, &error))
    g_critical ("the account %s cannot be made: %s", roles[role].name, error->message);
  sb_books_put (books, account, write.body);
  return account;
}

SbObject *
sb_chart_account (SbBooks *books, SbChartRole role)
{
  SbTable *table = sb_books_table (books, sb_entity_named ("Account"));
  SbObject *known = g_hash_table_lookup (books->system, roles[role].name);

  if (known != NULL && sb_object_is_active (known) && sb_account_is_type (known, roles[role].type))
    return known;
  for (guint i = 0; i < table->rows->len; i++)
    {
      SbObject *account = g_ptr_array_index (table->rows, i);
      const char *subtype = sb_tree_get_text (sb_object_body (account), "AccountSubType");

      if (sb_object_is_active (account) && sb_account_is_type (account, roles[role].type)
          && (roles[role].subtype == NULL || g_strcmp0 (subtype, roles[role].subtype) == 0))
        {
          g_hash_table_insert (books->system, (char *) roles[role].name, account);
          return account;
        }
    }
  known = make_account (books, role, NULL);
  g_hash_table_insert (books->system, (char *) roles[role].name, known);
  return known;
}

static SbObject *
account_in_currency (SbBooks *books, SbChartRole role, const SbTree *body, const char *member)
{
  SbTable *table = sb_books_table (books, sb_entity_named ("Account"));
  SbObject *named = sb_reference (books, body, member);
  const char *currency = sb_tree_get_ref (body, "CurrencyRef");

  if (named != NULL)
    return named;
  if (currency == NULL || strcmp (currency, sb_books_currency (books)) == 0)
    return sb_chart_account (books, role);
  for (guint i = 0; i < table->rows->len; i++)
    {
      SbObject *account = g_ptr_array_index (table->rows, i);

      if (sb_account_is_type (account, roles[role].type)
          && g_strcmp0 (sb_tree_get_ref (sb_object_body (account), "CurrencyRef"), currency) == 0)
        return account;
    }
  return make_account (books, role, currency);
}

SbObject *
sb_chart_receivable (SbBooks *books, const SbTree *body)
{
  return account_in_currency (books, SB_CHART_RECEIVABLE, body, "ARAccountRef");
}

SbObject *
sb_chart_payable (SbBooks *books, const SbTree *body)
{
  return account_in_currency (books, SB_CHART_PAYABLE, body, "APAccountRef");
}

SbObject *
sb_chart_tax_account (SbBooks *books, SbObject *agency, gboolean purchase)
{
  /* The seed names the agency's own account where the country has more than one. */
  SbObject *account
      = agency != NULL ? sb_books_find (
            books, sb_entity_named ("Account"),
            sb_tree_get_ref (sb_object_body (agency),
                             purchase ? "TaxOnPurchasesAccountRef" : "TaxTrackedOnSalesAccountRef"))
                       : NULL;

  return account != NULL ? account : sb_chart_account (books, SB_CHART_SALES_TAX);
}

gint64
sb_home_cents (gint64 cents, gint64 rate)
{
  __int128 product = (__int128) cents * rate;
  const __int128 unit = 100000000;

  if (rate == 0 || rate == unit)
    return cents;
  return (gint64) ((product >= 0 ? product + unit / 2 : product - unit / 2) / unit);
}

gint64
sb_exchange_rate (const SbTree *body)
{
  return sb_tree_get_decimal (body, "ExchangeRate", 8);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-company-check.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GPtrArray *checks;
  gboolean refused;
  SbCompanyError refusal;
} Findings;

static void
add (Findings *findings, const char *check, gboolean ok, char *message, const char *remedy)
{
  SbCompanyCheck *row = g_new0 (SbCompanyCheck, 1);

  row->check = g_strdup (check);
  row->ok = ok;
  row->message = message;
  row->remedy = ok ? NULL : g_strdup (remedy);
  g_ptr_array_add (findings->checks, row);
}

static void
refuse_last (Findings *findings, SbCompanyError refusal)
{
  SbCompanyCheck *row = g_ptr_array_index (findings->checks, findings->checks->len - 1);

  row->fatal = TRUE;
  if (!findings->refused)
    findings->refusal = refusal;
  findings->refused = TRUE;
}

static void
check_same_company (Findings *findings, const SbCompanyFacts *facts, const char *realm, const char *book_realm)
{
  if (book_realm == NULL || g_str_equal (realm, book_realm))
    {
      add (findings, "same_company", TRUE, g_strdup_printf (_("The company is %s"), facts->name), NULL);
      return;
    }
  add (findings, "same_company", FALSE, g_strdup_printf (_("This book belongs to another company than %s"), facts->name),
       _("Sign in to the company this book belongs to; another company needs a book of its own."));
  refuse_last (findings, SB_COMPANY_ERROR_OTHER_COMPANY);
}

static void
check_edition (Findings *findings, const SbCompanyFacts *facts)
{
  /* Simple Start knows neither bills nor what we owe to suppliers. */
  if (g_str_equal (facts->edition, "Simple Start"))
    {
      add (findings, "edition", FALSE, g_strdup (_("QuickBooks Simple Start cannot take bills")),
           _("Change the QuickBooks plan to Essentials, Plus or Advanced."));
      refuse_last (findings, SB_COMPANY_ERROR_EDITION);
      return;
    }
  if (g_str_equal (facts->edition, "unknown"))
    add (findings, "edition", TRUE, g_strdup (_("QuickBooks does not say which plan this is")), NULL);
  else
    add (findings, "edition", TRUE, g_strdup_printf (_("The plan is QuickBooks %s"), facts->edition), NULL);
}

static void
check_country (Findings *findings, const SbCompanyFacts *facts, const char *book_country)
{
  gboolean ok = facts->country == NULL || book_country == NULL || g_str_equal (facts->country, book_country);

  if (facts->country == NULL)
    add (findings, "country", TRUE, g_strdup (_("QuickBooks does not say the country")), NULL);
  else if (ok)
    add (findings, "country", TRUE, g_strdup_printf (_("The country is %s"), facts->country), NULL);
  else
    add (findings, "country", FALSE,
         g_strdup_printf (_("QuickBooks says the country is %s, the book says %s"), facts->country, book_country),
         _("Taxes follow QuickBooks; correct the country of the book if it is wrong."));
}

static void
check_currency (Findings *findings, const SbCompanyFacts *facts, const char *book_currency)
{
  if (facts->home_currency == NULL || g_str_equal (facts->home_currency, book_currency))
    {
      add (findings, "currency", TRUE, g_strdup_printf (_("Home currency is %s"), book_currency), NULL);
      return;
    }
  add (findings, "currency", FALSE,
       g_strdup_printf (_("The home currency in QuickBooks is %s, the book is kept in %s"), facts->home_currency,
                        book_currency),
       _("Choose a company with the book's currency, or create a book in the company's currency."));
  refuse_last (findings, SB_COMPANY_ERROR_CURRENCY);
}

static void
check_tracking (Findings *findings, const SbCompanyFacts *facts)
{
  if (!facts->quantity_tracking)
    add (findings, "quantity_tracking", TRUE, g_strdup (_("QuickBooks does not keep quantities")), NULL);
  else
    add (findings, "quantity_tracking", FALSE, g_strdup (_("QuickBooks keeps quantities of its own")),
         _("Turn off “Track inventory quantity on hand” in QuickBooks, Account and settings, Sales, so that "
           "stock is counted in one place only."));
}

static void
check_sales_tax (Findings *findings, const SbCompanyFacts *facts)
{
  char *message = NULL;

  if (g_str_equal (facts->sales_tax, "automated"))
    message = g_strdup (_("Sales tax is worked out by QuickBooks; Stockbook sends its own total along"));
  else if (g_str_equal (facts->sales_tax, "off"))
    message = g_strdup (_("Sales tax is off"));
  else
    message = g_strdup (_("Sales tax is on"));
  add (findings, "sales_tax", TRUE, message, NULL);
}

static void
check_closing_date (Findings *findings, const SbCompanyFacts *facts)
{
  char *message = NULL;

  message = facts->closing_date != NULL ? g_strdup_printf (_("The books are closed through %s"), facts->closing_date)
                                        : g_strdup (_("The books are open"));
  add (findings, "closing_date", TRUE, message, NULL);
}

GPtrArray *
sb_company_check_all (const SbCompanyFacts *facts, const char *realm, const char *book_currency,
                      const char *book_country, const char *book_realm, SbCompanyError *refusal, gboolean *refused)
{
  Findings findings = { 0 };

  findings.checks = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_company_check_free);
  check_same_company (&findings, facts, realm, book_realm);
  check_edition (&findings, facts);
  check_country (&findings, facts, book_country);
  check_currency (&findings, facts, book_currency);
  check_tracking (&findings, facts);
  check_sales_tax (&findings, facts);
  add (&findings, "multicurrency", TRUE,
       g_strdup (facts->multicurrency ? _("Several currencies are in use") : _("One currency is in use")), NULL);
  check_closing_date (&findings, facts);
  *refused = findings.refused;
  *refusal = findings.refusal;
  return findings.checks;
}

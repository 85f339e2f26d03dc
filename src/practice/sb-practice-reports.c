/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /reports/NAME: the parameters that all reports share. */
#include "sb-practice.h"

#include "sb-practice-report.h"

#include <string.h>

static const struct
{
  const char *name;
  SbTree *(*make) (const SbReport *report);
} reports[] = {
  { "TrialBalance", sb_report_trial_balance },
  { "BalanceSheet", sb_report_balance_sheet },
  { "ProfitAndLoss", sb_report_profit_and_loss },
  { "GeneralLedger", sb_report_general_ledger },
  { "TransactionList", sb_report_transaction_list },
  { "InventoryValuationSummary", sb_report_inventory_valuation },
};

static gboolean
take_day (SbExchange *x, const char *name, SbDay *day, GError **error)
{
  const char *text = sb_exchange_query (x, name);

  if (text == NULL || sb_day_parse (text, day, NULL))
    return TRUE;
  sb_fault_set (error, 2060, name, "Invalid Date Format : %s", text);
  return FALSE;
}

/* The periods people ask for by name; another name is QBO's default, this month up to today. */
static void
take_macro (SbReport *report, const char *macro, SbDay today)
{
  SbDay last = sb_day_month_start (today) - 1;

  report->macro = macro != NULL ? macro : "this month-to-date";
  report->start = sb_day_month_start (today);
  report->end = today;
  if (macro == NULL)
    return;
  if (g_ascii_strcasecmp (macro, "Today") == 0)
    report->start = today;
  else if (g_ascii_strcasecmp (macro, "Yesterday") == 0)
    report->start = report->end = today - 1;
  else if (g_ascii_strcasecmp (macro, "This Month") == 0)
    report->end = sb_day_month_end (today);
  else if (g_ascii_strcasecmp (macro, "Last Month") == 0)
    {
      report->start = sb_day_month_start (last);
      report->end = last;
    }
  else if (g_ascii_strcasecmp (macro, "This Fiscal Year") == 0
           || g_ascii_strcasecmp (macro, "This Fiscal Year-to-date") == 0)
    {
      report->start = sb_fiscal_year_start (report->books, today);
      if (strlen (macro) == strlen ("This Fiscal Year"))
        report->end = sb_day_month_end (report->start + 330);
    }
  else if (g_ascii_strcasecmp (macro, "All") == 0)
    report->start = sb_day_from_ymd (1900, 1, 1);
}

static gboolean
take_period (SbExchange *x, SbReport *report, GError **error)
{
  SbDay today = sb_practice_time_today (&x->practice->time);
  gboolean dated = sb_exchange_query (x, "start_date") != NULL
                   || sb_exchange_query (x, "end_date") != NULL
                   || sb_exchange_query (x, "report_date") != NULL;

  take_macro (report, sb_exchange_query (x, "date_macro"), today);
  if (!take_day (x, "end_date", &report->end, error)
      || !take_day (x, "report_date", &report->end, error))
    return FALSE;
  if (dated && sb_exchange_query (x, "start_date") == NULL)
    report->start = sb_fiscal_year_start (report->books, report->end);
  if (!take_day (x, "start_date", &report->start, error))
    return FALSE;
  if (dated)
    report->macro = NULL;
  return TRUE;
}

static void
take_accounts (SbExchange *x, SbReport *report)
{
  const char *text = sb_exchange_query (x, "account");
  g_auto (GStrv) ids = text != NULL ? g_strsplit (text, ",", -1) : NULL;

  if (ids == NULL)
    return;
  report->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (report->accounts, g_strdup (g_strstrip (ids[i])));
}

void
sb_practice_handle_report (SbExchange *x, SbBooks *books, const char *name)
{
  SbReport report = { .books = books };
  const char *columns = sb_exchange_query (x, "columns");
  const char *basis = sb_exchange_query (x, "accounting_method");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) tree = NULL;

  x->entity = g_strdup (name);
  report.basis = basis != NULL && g_ascii_strcasecmp (basis, "Cash") == 0 ? "Cash" : "Accrual";
  report.columns = columns != NULL ? g_strsplit (columns, ",", -1) : NULL;
  take_accounts (x, &report);
  if (take_period (x, &report, &error))
    for (guint i = 0; i < G_N_ELEMENTS (reports) && tree == NULL; i++)
      if (g_ascii_strcasecmp (reports[i].name, name) == 0)
        {
          report.name = reports[i].name;
          tree = reports[i].make (&report);
        }
  if (tree == NULL && error == NULL)
    sb_fault_set (&error, 500, NULL,
                  "Operation Could not find resource for relative : /reports/%s is not supported.",
                  name);
  if (tree != NULL)
    sb_exchange_reply_json (x, 200, sb_tree_to_text (tree));
  else
    sb_exchange_reply_fault (x, error);
  g_clear_pointer (&report.accounts, g_hash_table_unref);
  g_strfreev (report.columns);
}

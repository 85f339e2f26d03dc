/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrialBalance, BalanceSheet, ProfitAndLoss: balances of accounts in three layouts. */
#include "sb-practice-report.h"

#include "sb-practice-chart.h"
#include "sb-practice-entities.h"

#include <string.h>

static const SbDay EVER = -700000; /* before any day a document can have */

static GPtrArray *
accounts (const SbReport *report)
{
  return sb_books_table (report->books, sb_entity_named ("Account"))->rows;
}

/* Balance sheet accounts run on; income and expense begin with the period, and what they had before
 * is in Retained Earnings. */
static gint64
balance_of (const SbReport *report, SbObject *account, SbDay result_start)
{
  gint64 sum
      = sb_account_sum (account, sb_account_is_result (account) ? result_start : EVER, report->end);

  if (account == sb_chart_account (report->books, SB_CHART_RETAINED))
    sum += sb_result_sum (report->books, EVER, result_start - 1);
  return sum;
}

/* ---- trial balance ---- */

SbTree *
sb_report_trial_balance (const SbReport *report)
{
  SbTree *whole = sb_report_begin (report, FALSE);
  SbTree *rows = sb_report_rows (whole);
  SbTree *total = sb_report_cells ();
  gint64 debits = 0;
  gint64 credits = 0;

  sb_report_add_column (whole, "", "Account", "account");
  sb_report_add_column (whole, "Debit", "Money", "debit");
  sb_report_add_column (whole, "Credit", "Money", "credit");
  for (guint i = 0; i < accounts (report)->len; i++)
    {
      SbObject *account = g_ptr_array_index (accounts (report), i);
      gint64 balance = balance_of (report, account, report->start);
      g_autofree char *id = sb_report_id (account);
      SbTree *cells;

      if (balance == 0)
        continue;
      cells = sb_report_cells ();
      sb_report_cell (cells, sb_object_name (account), id);
      sb_report_money_cell (cells, MAX (balance, 0), TRUE);
      sb_report_money_cell (cells, MAX (-balance, 0), TRUE);
      sb_report_data_row (rows, cells);
      debits += MAX (balance, 0);
      credits += MAX (-balance, 0);
    }
  sb_report_cell (total, "TOTAL", NULL);
  sb_report_money_cell (total, debits, FALSE);
  sb_report_money_cell (total, credits, FALSE);
  sb_report_set_cells (sb_report_section (rows, "GrandTotal"), "Summary", total);
  return whole;
}

/* ---- sections of accounts of one type ---- */

static void
header_cells (SbTree *section, const char *title)
{
  SbTree *cells = sb_report_cells ();

  sb_report_cell (cells, title, NULL);
  sb_report_cell (cells, "", NULL);
  sb_report_set_cells (section, "Header", cells);
}

static void
summary_cells (SbTree *section, const char *title, gint64 cents)
{
  SbTree *cells = sb_report_cells ();

  sb_report_cell (cells, title, NULL);
  sb_report_money_cell (cells, cents, FALSE);
  sb_report_set_cells (section, "Summary", cells);
}

static void
account_row (SbTree *rows, SbObject *account, gint64 cents)
{
  SbTree *cells = sb_report_cells ();
  g_autofree char *id = sb_report_id (account);

  sb_report_cell (cells, sb_object_name (account), id);
  sb_report_money_cell (cells, cents, FALSE);
  sb_report_data_row (rows, cells);
}

/* One row per account of @type that has a balance; @sign turns it positive. Returns the sum. */
static gint64
type_section (const SbReport *report, SbTree *rows, const char *type, const char *title,
              const char *group, int sign, SbDay result_start)
{
  SbTree *section = NULL;
  g_autofree char *total = g_strconcat ("Total ", title, NULL);
  gint64 sum = 0;

  for (guint i = 0; i < accounts (report)->len; i++)
    {
      SbObject *account = g_ptr_array_index (accounts (report), i);
      gint64 balance = sb_account_is_type (account, type)
                           ? sign * balance_of (report, account, result_start)
                           : 0;

      if (balance == 0)
        continue;
      if (section == NULL)
        {
          section = sb_report_section (rows, group);
          header_cells (section, title);
        }
      account_row (sb_report_rows (section), account, balance);
      sum += balance;
    }
  if (section != NULL)
    summary_cells (section, total, sum);
  return sum;
}

/* ---- balance sheet ---- */

static gint64
assets (const SbReport *report, SbTree *rows, SbDay year)
{
  SbTree *whole = sb_report_section (rows, "TotalAssets");
  SbTree *inner = sb_report_rows (whole);
  SbTree *current = sb_report_section (inner, "CurrentAssets");
  gint64 sum;

  header_cells (whole, "ASSETS");
  header_cells (current, "Current Assets");
  sum = type_section (report, sb_report_rows (current), "Bank", "Bank Accounts", "BankAccounts", 1,
                      year)
        + type_section (report, sb_report_rows (current), "Accounts Receivable",
                        "Accounts Receivable", "AR", 1, year)
        + type_section (report, sb_report_rows (current), "Other Current Asset",
                        "Other Current Assets", "OtherCurrentAssets", 1, year);
  summary_cells (current, "Total Current Assets", sum);
  sum += type_section (report, inner, "Fixed Asset", "Fixed Assets", "FixedAssets", 1, year)
         + type_section (report, inner, "Other Asset", "Other Assets", "OtherAssets", 1, year);
  summary_cells (whole, "TOTAL ASSETS", sum);
  return sum;
}

static gint64
liabilities (const SbReport *report, SbTree *rows, SbDay year)
{
  SbTree *whole = sb_report_section (rows, "Liabilities");
  SbTree *inner = sb_report_rows (whole);
  SbTree *current = sb_report_section (inner, "CurrentLiabilities");
  gint64 sum;

  header_cells (whole, "Liabilities");
  header_cells (current, "Current Liabilities");
  sum = type_section (report, sb_report_rows (current), "Accounts Payable", "Accounts Payable",
                      "AP", -1, year)
        + type_section (report, sb_report_rows (current), "Credit Card", "Credit Cards",
                        "CreditCards", -1, year)
        + type_section (report, sb_report_rows (current), "Other Current Liability",
                        "Other Current Liabilities", "OtherCurrentLiabilities", -1, year);
  summary_cells (current, "Total Current Liabilities", sum);
  sum += type_section (report, inner, "Long Term Liability", "Long-Term Liabilities",
                       "LongTermLiabilities", -1, year);
  summary_cells (whole, "Total Liabilities", sum);
  return sum;
}

static gint64
equity (const SbReport *report, SbTree *rows, SbDay year)
{
  gint64 net = -sb_result_sum (report->books, year, report->end);
  guint before = sb_tree_length (rows);
  gint64 sum = type_section (report, rows, "Equity", "Equity", "Equity", -1, year);
  SbTree *section = sb_tree_nth (rows, before);
  SbTree *cells = sb_report_cells ();

  if (section == NULL)
    {
      section = sb_report_section (rows, "Equity");
      header_cells (section, "Equity");
    }
  sb_report_cell (cells, "Net Income", NULL);
  sb_report_money_cell (cells, net, FALSE);
  sb_tree_set_text (sb_report_data_row (sb_report_rows (section), cells), "group", "NetIncome");
  summary_cells (section, "Total Equity", sum + net);
  return sum + net;
}

SbTree *
sb_report_balance_sheet (const SbReport *report)
{
  SbTree *whole = sb_report_begin (report, FALSE);
  SbTree *rows = sb_report_rows (whole);
  SbDay year = sb_fiscal_year_start (report->books, report->end);
  SbTree *other;
  gint64 sum;

  sb_report_add_column (whole, "", "Account", "account");
  sb_report_add_column (whole, "Total", "Money", "total");
  assets (report, rows, year);
  other = sb_report_section (rows, "TotalLiabilitiesAndEquity");
  header_cells (other, "LIABILITIES AND EQUITY");
  sum = liabilities (report, sb_report_rows (other), year);
  sum += equity (report, sb_report_rows (other), year);
  summary_cells (other, "TOTAL LIABILITIES AND EQUITY", sum);
  return whole;
}

/* ---- profit and loss ---- */

static void
summary_only (SbTree *rows, const char *group, const char *title, gint64 cents)
{
  summary_cells (sb_report_section (rows, group), title, cents);
}

SbTree *
sb_report_profit_and_loss (const SbReport *report)
{
  SbTree *whole = sb_report_begin (report, FALSE);
  SbTree *rows = sb_report_rows (whole);
  SbDay start = report->start;
  gint64 gross;
  gint64 operating;
  gint64 other;

  sb_report_add_column (whole, "", "Account", "account");
  sb_report_add_column (whole, "Total", "Money", "total");
  gross = type_section (report, rows, "Income", "Income", "Income", -1, start);
  gross
      -= type_section (report, rows, "Cost of Goods Sold", "Cost of Goods Sold", "COGS", 1, start);
  summary_only (rows, "GrossProfit", "Gross Profit", gross);
  operating = gross - type_section (report, rows, "Expense", "Expenses", "Expenses", 1, start);
  summary_only (rows, "NetOperatingIncome", "Net Operating Income", operating);
  other = type_section (report, rows, "Other Income", "Other Income", "OtherIncome", -1, start);
  other
      -= type_section (report, rows, "Other Expense", "Other Expenses", "OtherExpenses", 1, start);
  summary_only (rows, "NetOtherIncome", "Net Other Income", other);
  summary_only (rows, "NetIncome", "Net Income", operating + other);
  return whole;
}

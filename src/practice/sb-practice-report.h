/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-books.h"

G_BEGIN_DECLS

/* What a report is asked for: the period, the accounts, the columns. */
typedef struct
{
  SbBooks    *books;
  const char *name;  /* "GeneralLedger" */
  const char *macro; /* (nullable) as the header shows it */
  const char *basis; /* "Accrual" or "Cash" */
  SbDay       start;
  SbDay       end;
  GHashTable *accounts; /* (nullable): ids wanted, all when NULL */
  char      **columns;  /* (owned) (nullable) */
} SbReport;

/* Each returns (transfer full) the whole report. */
SbTree *sb_report_trial_balance (const SbReport *report);
SbTree *sb_report_balance_sheet (const SbReport *report);
SbTree *sb_report_profit_and_loss (const SbReport *report);
SbTree *sb_report_general_ledger (const SbReport *report);
SbTree *sb_report_transaction_list (const SbReport *report);
SbTree *sb_report_inventory_valuation (const SbReport *report);

/* Building blocks, shared by the reports. */
SbTree *sb_report_begin (const SbReport *report, gboolean no_data); /* with its Header */
void    sb_report_add_column (SbTree *report, const char *title, const char *type, const char *key);
SbTree *sb_report_rows (SbTree *section); /* Rows.Row of it, made when absent */
SbTree *sb_report_cells (void);
void    sb_report_cell (SbTree *cells, const char *value, const char *id);
void    sb_report_money_cell (SbTree *cells, gint64 cents, gboolean zero_as_blank);
SbTree *sb_report_data_row (SbTree *rows, SbTree *cells);
SbTree *sb_report_section (SbTree *rows, const char *group);
void    sb_report_set_cells (SbTree *section, const char *member,
                             SbTree *cells); /* "Header", "Summary" */
char   *sb_report_id (const SbObject *object);

/* Sum of postings from @from to @to, both counted; debit positive. */
gint64 sb_account_sum (const SbObject *account, SbDay from, SbDay to);
gboolean
sb_account_is_result (const SbObject *account); /* income and expense: starts again each year */
/* Sum of all result accounts from @from to @to, debit positive. */
gint64 sb_result_sum (SbBooks *books, SbDay from, SbDay to);
SbDay  sb_fiscal_year_start (SbBooks *books, SbDay day);

G_END_DECLS

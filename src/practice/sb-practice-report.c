/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-report.h"

#include "sb-practice-entities.h"

#include <string.h>

SbTree *
sb_report_begin (const SbReport *report, gboolean no_data)
{
  SbTree *whole = sb_tree_new_object ();
  SbTree *header = sb_tree_new_object ();
  SbTree *options = sb_tree_new_array ();
  SbTree *option = sb_tree_new_object ();
  SbTree *columns = sb_tree_new_object ();
  SbTree *rows = sb_tree_new_object ();
  g_autofree char *time = sb_pacific_format (sb_books_now (report->books), FALSE);
  char day[SB_DAY_TEXT_SIZE];

  sb_tree_set_text (header, "Time", time);
  sb_tree_set_text (header, "ReportName", report->name);
  sb_tree_set_text (header, "DateMacro", report->macro);
  sb_tree_set_text (header, "ReportBasis", report->basis);
  sb_tree_set_text (header, "StartPeriod", sb_day_format (report->start, day));
  sb_tree_set_text (header, "EndPeriod", sb_day_format (report->end, day));
  sb_tree_set_text (header, "SummarizeColumnsBy", "Total");
  sb_tree_set_text (header, "Currency", sb_books_currency (report->books));
  sb_tree_set_text (option, "Name", "NoReportData");
  sb_tree_set_text (option, "Value", no_data ? "true" : "false");
  sb_tree_append (options, option);
  sb_tree_set (header, "Option", options);
  sb_tree_set (whole, "Header", header);
  sb_tree_set (columns, "Column", sb_tree_new_array ());
  sb_tree_set (whole, "Columns", columns);
  if (!no_data)
    sb_tree_set (rows, "Row", sb_tree_new_array ());
  sb_tree_set (whole, "Rows", rows);
  return whole;
}

void
sb_report_add_column (SbTree *report, const char *title, const char *type, const char *key)
{
  SbTree *column = sb_tree_new_object ();

  sb_tree_set_text (column, "ColTitle", title);
  sb_tree_set_text (column, "ColType", type);
  if (key != NULL)
    {
      SbTree *list = sb_tree_new_array ();
      SbTree *meta = sb_tree_new_object ();

      sb_tree_set_text (meta, "Name", "ColKey");
      sb_tree_set_text (meta, "Value", key);
      sb_tree_append (list, meta);
      sb_tree_set (column, "MetaData", list);
    }
  sb_tree_append (sb_tree_get_path (report, "Columns.Column"), column);
}

SbTree *
sb_report_rows (SbTree *section)
{
  SbTree *rows = sb_tree_get (section, "Rows");

  if (rows == NULL)
    {
      rows = sb_tree_new_object ();
      sb_tree_set (section, "Rows", rows);
    }
  if (sb_tree_get (rows, "Row") == NULL)
    sb_tree_set (rows, "Row", sb_tree_new_array ());
  return sb_tree_get (rows, "Row");
}

SbTree *
sb_report_cells (void)
{
  return sb_tree_new_array ();
}

void
sb_report_cell (SbTree *cells, const char *value, const char *id)
{
  SbTree *cell = sb_tree_new_object ();

  sb_tree_set_text (cell, "value", value != NULL ? value : "");
  sb_tree_set_text (cell, "id", id);
  sb_tree_append (cells, cell);
}

/* Reports print every amount as text with two decimals. */
void
sb_report_money_cell (SbTree *cells, gint64 cents, gboolean zero_as_blank)
{
  g_autofree char *text = NULL;

  if (cents != 0 || !zero_as_blank)
    text = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", cents < 0 ? "-" : "", ABS (cents) / 100,
                            (int) (ABS (cents) % 100));
  sb_report_cell (cells, text, NULL);
}

SbTree *
sb_report_data_row (SbTree *rows, SbTree *cells)
{
  SbTree *row = sb_tree_new_object ();

  sb_tree_set (row, "ColData", cells);
  sb_tree_set_text (row, "type", "Data");
  sb_tree_append (rows, row);
  return row;
}

SbTree *
sb_report_section (SbTree *rows, const char *group)
{
  SbTree *section = sb_tree_new_object ();

  sb_tree_set_text (section, "type", "Section");
  sb_tree_set_text (section, "group", group);
  sb_tree_append (rows, section);
  return section;
}

void
sb_report_set_cells (SbTree *section, const char *member, SbTree *cells)
{
  SbTree *holder = sb_tree_new_object ();

  sb_tree_set (holder, "ColData", cells);
  sb_tree_set (section, member, holder);
}

char *
sb_report_id (const SbObject *object)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, object->id);
}

gint64
sb_account_sum (const SbObject *account, SbDay from, SbDay to)
{
  gint64 sum = 0;

  if (account->ledger == NULL)
    return 0;
  for (GSequenceIter *at = g_sequence_get_begin_iter (account->ledger);
       !g_sequence_iter_is_end (at); at = g_sequence_iter_next (at))
    {
      const SbPosting *posting = g_sequence_get (at);

      if (posting->txn->day > to)
        break;
      if (posting->txn->day >= from)
        sum += posting->cents;
    }
  return sum;
}

gboolean
sb_account_is_result (const SbObject *account)
{
  const char *class = sb_tree_get_text (sb_object_body (account), "Classification");

  return g_strcmp0 (class, "Revenue") == 0 || g_strcmp0 (class, "Expense") == 0;
}

gint64
sb_result_sum (SbBooks *books, SbDay from, SbDay to)
{
  SbTable *table = sb_books_table (books, sb_entity_named ("Account"));
  gint64 sum = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const SbObject *account = g_ptr_array_index (table->rows, i);

      if (sb_account_is_result (account))
        sum += sb_account_sum (account, from, to);
    }
  return sum;
}

SbDay
sb_fiscal_year_start (SbBooks *books, SbDay day)
{
  static const char *const months[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };
  const char *first = sb_tree_get_text (sb_books_info (books), "FiscalYearStartMonth");
  int start = 1;
  int year;
  int month;
  int mday;

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_strcmp0 (months[i], first) == 0)
      start = (int) i + 1;
  sb_day_to_ymd (day, &year, &month, &mday);
  return sb_day_from_ymd (month >= start ? year : year - 1, start, 1);
}

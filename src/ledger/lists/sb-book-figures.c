/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-book-figures.h"


static const char SQL_MONTH[] =
  "SELECT l.role AS role, SUM (l.amount) AS amount FROM journal AS j"
  " JOIN journal_line AS l ON l.journal = j.seq"
  " WHERE j.date BETWEEN :first AND :last"
  " AND l.role IN ('Revenue', 'SalesDiscounts', 'ShippingIncome', 'COGS')"
  " GROUP BY l.role";

static const char SQL_INVENTORY[] =
  "SELECT substr (j.date, 1, 7) AS month, SUM (l.amount) AS amount FROM journal_line AS l"
  " JOIN journal AS j ON j.seq = l.journal"
  " WHERE l.role = 'Inventory' AND j.date <= :last"
  " GROUP BY month ORDER BY month";

static gboolean
read_month (SbDatabase *db, SbDay today, SbBookFigures *figures, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_MONTH, error);
  char first[SB_DAY_TEXT_SIZE], last[SB_DAY_TEXT_SIZE];
  SbStep step;

  if (st == NULL
      || !sb_statement_bind_text (st, ":first", sb_day_format (sb_day_month_start (today), first), error)
      || !sb_statement_bind_text (st, ":last", sb_day_format (today, last), error))
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 amount = sb_statement_int64 (st, "amount");
      if (g_strcmp0 (sb_statement_text (st, "role"), "COGS") == 0)
        figures->cost += amount;
      else
        figures->sales -= amount;
    }
  return step == SB_STEP_DONE;
}

/* Months from the one of @today back: 0 for the same month. */
static int
months_back (SbDay today, const char *month)
{
  g_autofree char *first = g_strconcat (month != NULL ? month : "", "-01", NULL);
  int year, number, then_year, then_number;
  SbDay then;

  /* No month at all is long ago. */
  if (!sb_day_parse (first, &then, NULL))
    then = sb_day_from_ymd (1, 1, 1);
  sb_day_to_ymd (today, &year, &number, NULL);
  sb_day_to_ymd (then, &then_year, &then_number, NULL);
  return (year - then_year) * 12 + number - then_number;
}

static gboolean
read_inventory (SbDatabase *db, SbDay today, SbBookFigures *figures, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_INVENTORY, error);
  char last[SB_DAY_TEXT_SIZE];
  SbStep step;

  if (st == NULL || !sb_statement_bind_text (st, ":last", sb_day_format (today, last), error))
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      int back = MIN (months_back (today, sb_statement_text (st, "month")), SB_FIGURE_MONTHS - 1);
      for (int i = SB_FIGURE_MONTHS - 1 - MAX (back, 0); i < SB_FIGURE_MONTHS; i++)
        figures->inventory[i] += sb_statement_int64 (st, "amount");
    }
  return step == SB_STEP_DONE;
}

gboolean
sb_book_figures_read (SbDatabase *db, SbDay today, SbBookFigures *figures, GError **error)
{
  *figures = (SbBookFigures) { 0 };
  return read_month (db, today, figures, error) && read_inventory (db, today, figures, error);
}

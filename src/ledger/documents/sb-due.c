/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-due.h"

#include "sb-sql.h"

#define SOON_DAYS 7

static const char SQL_TERM[] = "SELECT due_days, day_of_month FROM term WHERE id = :term";

static const char SQL_OPEN[] =
  "SELECT kind, due < :today AS late, COUNT (*) AS n, SUM (total_base - settled_base) AS open"
  " FROM document WHERE kind IN ('invoice', 'bill') AND due IS NOT NULL AND settled <> total"
  " AND due < :soon AND state = 'authorised' AND settled < total GROUP BY kind, late";

/* The day numbered @mday in the month of @day or, when that is before @day, of the next. */
static SbDay
next_mday (SbDay day, int mday)
{
  int year = 0, month = 0;
  SbDay end = sb_day_month_end (day);
  SbDay found = MIN (sb_day_month_start (day) + mday - 1, end);

  if (found >= day)
    return found;
  sb_day_to_ymd (end + 1, &year, &month, NULL);
  return MIN (sb_day_from_ymd (year, month, 1) + mday - 1, sb_day_month_end (end + 1));
}

gboolean
sb_due_day (SbDatabase *db, gint64 term, SbDay date, SbDay *due, GError **error)
{
  g_autoptr (SbStatement) st = NULL;
  SbStep step;
  int days = 0;
  int mday = 0;

  *due = SB_DAY_NONE;
  if (term == 0)
    return TRUE;
  st = sb_sql_query (db, SQL_TERM, error, SB_INT (":term", term), SB_END);
  step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  if (step != SB_STEP_ROW)
    return step == SB_STEP_DONE;
  days = sb_statement_is_null (st, "due_days") ? -1 : sb_statement_int (st, "due_days");
  mday = sb_statement_is_null (st, "day_of_month") ? 0 : sb_statement_int (st, "day_of_month");
  /* Outside data: a term that says nonsense says nothing. */
  if (days > 3660 || (days < 0 && (mday < 1 || mday > 31)))
    return TRUE;
  *due = mday >= 1 && mday <= 31 ? next_mday (date + MAX (days, 0), mday) : date + days;
  return TRUE;
}

static void
add_row (SbOverdue *overdue, gboolean is_invoice, gboolean late, guint n, gint64 open)
{
  if (is_invoice && late)
    {
      overdue->invoices = n;
      overdue->receivable = open;
    }
  else if (is_invoice)
    {
      overdue->invoices_soon = n;
      overdue->receivable_soon = open;
    }
  else if (late)
    {
      overdue->bills = n;
      overdue->payable = open;
    }
  else
    {
      overdue->bills_soon = n;
      overdue->payable_soon = open;
    }
}

gboolean
sb_overdue_read (SbDatabase *db, SbDay today, SbOverdue *overdue, GError **error)
{
  char now[SB_DAY_TEXT_SIZE];
  char soon[SB_DAY_TEXT_SIZE];
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_OPEN, error, SB_TEXT (":today", sb_day_format (today, now)),
                  SB_TEXT (":soon", sb_day_format (today + SOON_DAYS, soon)), SB_END);
  SbStep step;

  *overdue = (SbOverdue) { 0 };
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    add_row (overdue, g_str_equal (sb_statement_text_at (st, 0), "invoice"),
             sb_statement_int64_at (st, 1) != 0, (guint) sb_statement_int64_at (st, 2),
             sb_statement_int64_at (st, 3));
  return step == SB_STEP_DONE;
}

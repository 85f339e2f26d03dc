/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"

G_BEGIN_DECLS

/**
 * sb_due_day:
 * @term: row id of `term`, 0 for none
 * @date: day of the document
 * @due: (out): %SB_DAY_NONE without a term, or with one that says nothing of days
 *
 * So many days after the date; or the next day of that number of a month that is at least so many
 * days away (the month's last when it is shorter).
 */
gboolean sb_due_day (SbDatabase *db, gint64 term, SbDay date, SbDay *due, GError **error);

/**
 * SbOverdue: what is past its due day. Minor units of the base currency, >= 0.
 */
typedef struct
{
  guint invoices;            /* not paid though due */
  gint64 receivable;         /* open on them */
  guint bills;
  gint64 payable;
  guint invoices_soon;       /* due within the next seven days, today included */
  gint64 receivable_soon;
  guint bills_soon;
  gint64 payable_soon;
} SbOverdue;

/* Reads only. Fails with any %SB_STORE_ERROR. */
gboolean sb_overdue_read (SbDatabase *db, SbDay today, SbOverdue *overdue, GError **error);

G_END_DECLS

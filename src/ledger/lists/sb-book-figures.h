/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"

G_BEGIN_DECLS

#define SB_FIGURE_MONTHS 12

/**
 * SbBookFigures:
 * @sales: income of the month so far, minor units of the home currency, >= 0 as a rule
 * @cost: cost of what was sold in that month, likewise
 * @inventory: (array length=SB_FIGURE_MONTHS): value of stock at the end of each of the last months,
 *   the last one being today
 *
 * How the business stands, from its journals.
 */
typedef struct
{
  gint64 sales;
  gint64 cost;
  gint64 inventory[SB_FIGURE_MONTHS];
} SbBookFigures;

/**
 * sb_book_figures_read:
 * @db: any connection of a book
 * @today: the calendar day of now
 * @figures: (out caller-allocates): what was found
 * @error: return location
 *
 * Reads only; cost: what was posted to the roles involved. Fails with any %SB_STORE_ERROR.
 */
gboolean sb_book_figures_read (SbDatabase *db, SbDay today, SbBookFigures *figures, GError **error);

G_END_DECLS

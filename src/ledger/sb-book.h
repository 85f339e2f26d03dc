/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"
#include "sb-money.h"

G_BEGIN_DECLS

/* Facts of a book that its events depend on, as kept in `setting`. */
#define SB_BOOK_NAME "name"
#define SB_BOOK_CURRENCY "currency"
#define SB_BOOK_COUNTRY "country"
#define SB_BOOK_NEGATIVE_STOCK "negative-stock"                  /* "block", "allow" */
#define SB_BOOK_PROVISIONAL_COST "provisional-cost"              /* "po", "none" */
#define SB_BOOK_ALLOW_BEFORE_STOCKTAKE "allow-before-stocktake"  /* "yes", "no" */
#define SB_BOOK_FIRST_CLOSING_DATE "first-closing-date"          /* the one it was created with */
/* in force now; with those of close_period */
#define SB_BOOK_CLOSING_DATE "closing-date"
#define SB_BOOK_DEFAULT_LOCATION "default-location"              /* name */

typedef struct
{
  SbCurrency currency;
  gboolean negative_stock_allowed;
  gboolean provisional_cost;
  gboolean allow_before_stocktake;
  char closing_date[SB_DAY_TEXT_SIZE]; /* "" when none: sorts before every day */
  gint64 default_location;             /* location row */
} SbBook;

/* Reads them. Fails with %SB_STORE_ERROR_CORRUPT when the book has no currency, or any
 * %SB_STORE_ERROR. */
gboolean sb_book_load (SbDatabase *db, SbBook *book, GError **error);

/* Writes one fact; %NULL removes it. */
gboolean sb_book_set (SbDatabase *db, const char *key, const char *value, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-book.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-sql.h"
#include "sb-store-error.h"

static const char SQL_FACTS[] =
  "SELECT key, value FROM setting WHERE key IN ('currency', 'negative-stock', 'provisional-cost',"
  " 'allow-before-stocktake', 'closing-date')";

static const char SQL_DEFAULT_LOCATION[] =
  "SELECT location.id FROM setting JOIN location ON location.name = setting.value"
  " WHERE setting.key = 'default-location'";

static const char SQL_SET[] =
  "INSERT INTO setting (key, value) VALUES (:key, :value)"
  " ON CONFLICT (key) DO UPDATE SET value = excluded.value";

static const char SQL_UNSET[] = "DELETE FROM setting WHERE key = :key";

static void
take_fact (SbBook *book, const char *key, const char *value)
{
  if (strcmp (key, SB_BOOK_CURRENCY) == 0)
    sb_currency_from_code (value, &book->currency, NULL);
  else if (strcmp (key, SB_BOOK_NEGATIVE_STOCK) == 0)
    book->negative_stock_allowed = g_strcmp0 (value, "allow") == 0;
  else if (strcmp (key, SB_BOOK_PROVISIONAL_COST) == 0)
    book->provisional_cost = g_strcmp0 (value, "none") != 0;
  else if (strcmp (key, SB_BOOK_ALLOW_BEFORE_STOCKTAKE) == 0)
    book->allow_before_stocktake = g_strcmp0 (value, "yes") == 0;
  else if (strcmp (key, SB_BOOK_CLOSING_DATE) == 0)
    g_strlcpy (book->closing_date, value != NULL ? value : "", sizeof book->closing_date);
}

gboolean
sb_book_load (SbDatabase *db, SbBook *book, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_FACTS, error);
  SbStep step;

  if (st == NULL)
    return FALSE;
  *book = (SbBook) { .provisional_cost = TRUE };
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    take_fact (book, sb_statement_text_at (st, 0), sb_statement_text_at (st, 1));
  if (step == SB_STEP_ERROR)
    return FALSE;
  if (book->currency.code[0] == '\0')
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT,
                           _("the book has no currency"));
      return FALSE;
    }
  return sb_sql_int64 (db, SQL_DEFAULT_LOCATION, &book->default_location, error, SB_END);
}

gboolean
sb_book_set (SbDatabase *db, const char *key, const char *value, GError **error)
{
  if (value == NULL)
    return sb_sql_run (db, SQL_UNSET, error, SB_TEXT (":key", key), SB_END);
  return sb_sql_run (db, SQL_SET, error, SB_TEXT (":key", key), SB_TEXT (":value", value), SB_END);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-last-cost.h"

#include "sb-quantity.h"
#include "sb-sql.h"

static const char SQL_LATEST_LAYER[] =
  "SELECT value, qty FROM layer"
  " WHERE product = :product AND (date, event, line, slice) < (:date, :event, :line, :slice)"
  " ORDER BY date DESC, event DESC, line DESC, slice DESC LIMIT 1";

static const char SQL_DEFAULT_COST[] = "SELECT default_cost FROM product WHERE id = :product";

gboolean
sb_last_cost (SbDatabase *db, gint64 product, const SbMovementKey *key, SbCurrency currency,
              gint64 *num, gint64 *den, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_LATEST_LAYER, error, SB_INT (":product", product),
                  SB_TEXT (":date", key->date), SB_INT (":event", key->event),
                  SB_INT (":line", key->line), SB_INT (":slice", key->slice), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  gint64 price = 0;

  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_ROW)
    {
      *num = sb_statement_int64_at (st, 0);
      *den = sb_statement_int64_at (st, 1);
      return TRUE;
    }
  if (!sb_sql_int64 (db, SQL_DEFAULT_COST, &price, error, SB_INT (":product", product), SB_END))
    return FALSE;
  /* As the cost of a million units: exact to the last decimal of a price, in every currency. */
  *den = SB_QUANTITY_ONE * 1000000;
  *num = price;
  for (unsigned i = 0; i < currency.exponent; i++)
    if (__builtin_mul_overflow (*num, 10, num))
      *num = 0;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-stock-level.h"

static const char SQL_LIST[] =
  "SELECT s.location, l.name, s.qty, s.value FROM stock_level AS s "
  "JOIN location AS l ON l.id = s.location "
  "WHERE s.product = :product AND (s.qty <> 0 OR s.value <> 0) ORDER BY l.name";

static const char SQL_TOTAL[] =
  "SELECT coalesce (sum (s.qty), 0) AS qty, coalesce (sum (s.value), 0) AS value FROM stock_level AS s "
  "JOIN location AS l ON l.id = s.location AND l.kind = 'normal' WHERE s.product = :product";

/* What customers ordered and was not shipped, chain by chain: shipping more on one order does not free
 * what another one waits for. */
static const char SQL_RESERVED[] =
  "SELECT coalesce (sum (max (ordered - shipped, 0)), 0) AS reserved FROM ("
  "  SELECT sum (CASE kind WHEN 'sale_order' THEN qty ELSE 0 END) AS ordered, "
  "         sum (CASE kind WHEN 'shipment' THEN qty ELSE 0 END) AS shipped "
  "  FROM document_line WHERE product = :product AND kind IN ('sale_order', 'shipment') AND active = 1 "
  "  GROUP BY chain)";

static const char SQL_VALUATION[] =
  "SELECT coalesce (sum (s.value), 0) AS value FROM stock_level AS s "
  "JOIN location AS l ON l.id = s.location AND l.kind = 'normal'";

void
sb_stock_level_free (SbStockLevel *self)
{
  if (self == NULL)
    return;
  g_free (self->location_name);
  g_free (self);
}

GPtrArray *
sb_stock_level_list (SbDatabase *db, gint64 product, GError **error)
{
  g_autoptr(GPtrArray) levels = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_stock_level_free);
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_LIST, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL || !sb_statement_bind_int64 (st, ":product", product, error))
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbStockLevel *level = g_new0 (SbStockLevel, 1);

      level->location = sb_statement_int64 (st, "location");
      level->location_name = sb_statement_dup_text (st, "name");
      level->on_hand = sb_statement_int64 (st, "qty");
      level->value = sb_statement_int64 (st, "value");
      g_ptr_array_add (levels, level);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&levels) : NULL;
}

gboolean
sb_stock_level_total (SbDatabase *db, gint64 product, gint64 *on_hand, gint64 *reserved,
                      gint64 *value, GError **error)
{
  g_autoptr(SbStatement) total = sb_database_prepare (db, SQL_TOTAL, error);
  g_autoptr(SbStatement) waiting = NULL;

  if (total == NULL || !sb_statement_bind_int64 (total, ":product", product, error) ||
      sb_statement_step (total, error) != SB_STEP_ROW)
    return FALSE;
  if (reserved != NULL)
    {
      waiting = sb_database_prepare (db, SQL_RESERVED, error);
      if (waiting == NULL || !sb_statement_bind_int64 (waiting, ":product", product, error) ||
          sb_statement_step (waiting, error) != SB_STEP_ROW)
        return FALSE;
      *reserved = sb_statement_int64 (waiting, "reserved");
    }
  if (on_hand != NULL)
    *on_hand = sb_statement_int64 (total, "qty");
  if (value != NULL)
    *value = sb_statement_int64 (total, "value");
  return TRUE;
}

gboolean
sb_stock_level_valuation (SbDatabase *db, gint64 *value, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_VALUATION, error);

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  *value = sb_statement_int64 (st, "value");
  return TRUE;
}

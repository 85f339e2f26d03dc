/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-availability.h"

#include "sb-decimal.h"
#include "sb-sql.h"

static const char SQL_ON_HAND[] =
  "SELECT SUM (qty) FROM stock_level JOIN location ON location.id = stock_level.location"
  " WHERE product = :product AND location.kind = 'normal'";

static const char SQL_IN_TRANSIT[] =
  "SELECT SUM (qty) FROM stock_level JOIN location ON location.id = stock_level.location"
  " WHERE product = :product AND location.kind = 'transit'";

/* Order by order: what moved beyond one order frees nothing of another. */
#define SQL_OUTSTANDING(order, move)                                                              \
  "SELECT SUM (MAX (ordered - moved, 0)) FROM ("                                                  \
  " SELECT SUM (CASE kind WHEN '" order "' THEN qty ELSE 0 END) AS ordered,"                      \
  " SUM (CASE kind WHEN '" move "' THEN qty ELSE 0 END) AS moved"                                 \
  " FROM document_line WHERE product = :product AND kind IN ('" order "', '" move "')"            \
  " AND part = 'line' AND active = 1 AND chain IS NOT :but GROUP BY chain)"

static const char SQL_RESERVED[] = SQL_OUTSTANDING ("sale_order", "shipment");
static const char SQL_ON_ORDER[] = SQL_OUTSTANDING ("purchase_order", "receipt");

gboolean
sb_availability_read (SbDatabase *db, gint64 product, gint64 but_chain, SbAvailability *a,
                      GError **error)
{
  *a = (SbAvailability) { 0 };
  return sb_sql_int64 (db, SQL_ON_HAND, &a->on_hand, error, SB_INT (":product", product), SB_END) &&
         sb_sql_int64 (db, SQL_IN_TRANSIT, &a->in_transit, error, SB_INT (":product", product),
                       SB_END) &&
         sb_sql_int64 (db, SQL_RESERVED, &a->reserved, error, SB_INT (":product", product),
                       SB_INT (":but", but_chain), SB_END) &&
         sb_sql_int64 (db, SQL_ON_ORDER, &a->on_order, error, SB_INT (":product", product),
                       SB_INT (":but", 0), SB_END) &&
         sb_subtract (a->on_hand, a->reserved, &a->available, error);
}

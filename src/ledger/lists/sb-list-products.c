/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "sb-list-class-private.h"

enum { COL_SKU, COL_NAME, COL_CATEGORY, COL_PRICE, COL_ON_HAND, COL_AVAILABLE, COL_VALUE, COL_STATUS, N_COLS };

static const SbListColumn COLUMNS[N_COLS] = {
  [COL_SKU] = { "sku", N_("SKU"), SB_CELL_TEXT, TRUE },
  [COL_NAME] = { "name", N_("Name"), SB_CELL_TEXT, TRUE },
  [COL_CATEGORY] = { "category", N_("Category"), SB_CELL_TEXT, TRUE },
  [COL_PRICE] = { "price", N_("Price"), SB_CELL_PRICE, TRUE },
  [COL_ON_HAND] = { "on-hand", N_("On hand"), SB_CELL_QUANTITY, TRUE },
  [COL_AVAILABLE] = { "available", N_("Available"), SB_CELL_QUANTITY, FALSE },
  [COL_VALUE] = { "value", N_("Value"), SB_CELL_MONEY, TRUE },
  [COL_STATUS] = { "status", N_("Status"), SB_CELL_WORD, TRUE },
};

static const SbListFilter FILTERS[] = { SB_FILTER_ACTIVE, SB_FILTER_ALL, SB_FILTER_DEPRECATED, SB_FILTER_IN_STOCK,
                                        SB_FILTER_OUT, SB_FILTER_LOW };

#define ON_HAND                                                                           \
  "(SELECT coalesce (sum (s.qty), 0) FROM stock_level AS s JOIN location AS l "           \
  "ON l.id = s.location AND l.kind = 'normal' WHERE s.product = p.id)"
#define VALUE                                                                             \
  "(SELECT coalesce (sum (s.value), 0) FROM stock_level AS s JOIN location AS l "         \
  "ON l.id = s.location AND l.kind = 'normal' WHERE s.product = p.id)"
/* Ordered by customers and not shipped yet, order by order. */
#define RESERVED                                                                          \
  "(SELECT coalesce (sum (max (ordered - shipped, 0)), 0) FROM ("                         \
  "   SELECT sum (CASE d.kind WHEN 'sale_order' THEN d.qty ELSE 0 END) AS ordered, "      \
  "          sum (CASE d.kind WHEN 'shipment' THEN d.qty ELSE 0 END) AS shipped "         \
  "   FROM document_line AS d WHERE d.product = p.id AND d.kind IN ('sale_order', 'shipment') " \
  "   AND d.active = 1 GROUP BY d.chain))"
#define CATEGORY "coalesce ((SELECT c.name FROM category AS c WHERE c.id = p.category), '')"

#define IDS(order)                                                                        \
  "SELECT p.id FROM product AS p WHERE (:filter = " SB_SQL_ALL                            \
  " OR (:filter = " SB_SQL_ACTIVE " AND p.status = 'active')"                             \
  " OR (:filter = " SB_SQL_DEPRECATED " AND p.status = 'deprecated')"                     \
  " OR (:filter = " SB_SQL_IN_STOCK " AND p.kind = 'stock' AND " ON_HAND " > 0)"          \
  " OR (:filter = " SB_SQL_OUT " AND p.kind = 'stock' AND p.status = 'active' AND "       \
  ON_HAND " <= 0)"                                                                        \
  " OR (:filter = " SB_SQL_LOW " AND p.kind = 'stock' AND p.status = 'active' AND "       \
  ON_HAND " - " RESERVED " < p.reorder_point)) AND "                                                                  \
  SB_LIST_SEARCH ("p.sku || ' ' || p.name || ' ' || coalesce (p.barcode, '') || ' ' || " CATEGORY) \
  "ORDER BY " order

static const SbListOrder ORDERS[] = {
  { COL_NAME, IDS ("p.name COLLATE NOCASE, p.id"), IDS ("p.name COLLATE NOCASE DESC, p.id DESC") },
  { COL_SKU, IDS ("p.sku"), IDS ("p.sku DESC") },
  { COL_CATEGORY, IDS (CATEGORY " COLLATE NOCASE, p.name COLLATE NOCASE, p.id"),
    IDS (CATEGORY " COLLATE NOCASE DESC, p.name COLLATE NOCASE, p.id") },
  { COL_PRICE, IDS ("p.sale_price, p.id"), IDS ("p.sale_price DESC, p.id DESC") },
  { COL_ON_HAND, IDS (ON_HAND ", p.id"), IDS (ON_HAND " DESC, p.id DESC") },
  { COL_VALUE, IDS (VALUE ", p.id"), IDS (VALUE " DESC, p.id DESC") },
  { COL_STATUS, IDS ("p.status, p.sku"), IDS ("p.status DESC, p.sku") },
};

static const char ROW[] =
  "SELECT p.id, p.sku, p.name, p.kind, p.status, p.sale_price, " CATEGORY " AS category, "
  ON_HAND " AS on_hand, " VALUE " AS value, "
  RESERVED " AS reserved "
  "FROM product AS p WHERE p.id = :id";

static gboolean
fill (SbStatement *st, SbListRow *row, GError **error)
{
  gboolean is_stock = g_str_equal (sb_statement_text (st, "kind"), "stock");

  row->link = g_strdup_printf ("product/%" G_GINT64_FORMAT, row->id);
  sb_list_row_take_text (row, COL_SKU, SB_CELL_TEXT, st, "sku");
  sb_list_row_take_text (row, COL_NAME, SB_CELL_TEXT, st, "name");
  sb_list_row_take_text (row, COL_CATEGORY, SB_CELL_TEXT, st, "category");
  sb_list_row_take_number (row, COL_PRICE, SB_CELL_PRICE, st, "sale_price");
  sb_list_row_take_text (row, COL_STATUS, SB_CELL_WORD, st, "status");
  /* A service has no stock to show, not a stock of nothing. */
  if (!is_stock)
    return TRUE;
  sb_list_row_take_number (row, COL_ON_HAND, SB_CELL_QUANTITY, st, "on_hand");
  sb_list_row_take_number (row, COL_VALUE, SB_CELL_MONEY, st, "value");
  sb_cell_set_number (&row->cells[COL_AVAILABLE], SB_CELL_QUANTITY,
                      sb_statement_int64 (st, "on_hand") - sb_statement_int64 (st, "reserved"));
  return TRUE;
}

const SbListClass sb_list_class_products = {
  .columns = COLUMNS,
  .n_columns = N_COLS,
  .filters = FILTERS,
  .n_filters = G_N_ELEMENTS (FILTERS),
  .orders = ORDERS,
  .n_orders = G_N_ELEMENTS (ORDERS),
  .row_sql = ROW,
  .fill = fill,
};

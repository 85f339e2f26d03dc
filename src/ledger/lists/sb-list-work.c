/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done with stock beside buying and selling, and what is made. One row a document; a
 * transfer under way and a production order lead to the page of the whole. */
#include <glib/gi18n-lib.h>

#include "sb-list-class-private.h"

/* --- stock documents --- */

enum { DOC_NUMBER, DOC_KIND, DOC_DATE, DOC_PRODUCT, DOC_LOCATION, DOC_VALUE, DOC_STATE, N_DOC_COLS };

static const SbListColumn DOC_COLUMNS[N_DOC_COLS] = {
  [DOC_NUMBER] = { "number", N_("Number"), SB_CELL_TEXT, TRUE },
  [DOC_KIND] = { "kind", N_("What"), SB_CELL_WORD, TRUE },
  [DOC_DATE] = { "date", N_("Date"), SB_CELL_DAY, TRUE },
  [DOC_PRODUCT] = { "product", N_("Product"), SB_CELL_TEXT, FALSE },
  [DOC_LOCATION] = { "location", N_("Location"), SB_CELL_TEXT, FALSE },
  [DOC_VALUE] = { "value", N_("Value"), SB_CELL_MONEY, FALSE },
  [DOC_STATE] = { "state", N_("State"), SB_CELL_WORD, FALSE },
};

static const SbListFilter FILTERS[] = { SB_FILTER_ALL, SB_FILTER_OPEN, SB_FILTER_DONE };

/* Something sent has not arrived yet. */
#define UNDER_WAY                                                                                 \
  "(d.kind = 'transfer_send' AND d.state = 'authorised' AND EXISTS (SELECT 1 FROM chain AS c "    \
  "JOIN location AS l ON l.name = '@transit:' || c.name JOIN stock_level AS s ON s.location = l.id " \
  "WHERE c.id = d.chain AND s.qty <> 0))"

#define FIRST_PRODUCT                                                                             \
  "(SELECT p.name FROM document_line AS n JOIN product AS p ON p.id = n.product "                 \
  "WHERE n.document = d.id ORDER BY n.part = 'output' DESC, n.line LIMIT 1)"

#define PRODUCTS                                                                                  \
  "(SELECT group_concat (p.sku || ' ' || p.name, ' ') FROM document_line AS n "                   \
  "JOIN product AS p ON p.id = n.product WHERE n.document = d.id)"

#define DOC_IDS(order)                                                                            \
  "SELECT d.id FROM document AS d WHERE d.kind IN ('adjustment', 'stocktake', 'revaluation', "    \
  "'transfer', 'transfer_send', 'transfer_receive', 'opening') "                                  \
  "AND (:filter = " SB_SQL_ALL " OR (:filter = " SB_SQL_OPEN " AND " UNDER_WAY ") "               \
  "OR (:filter = " SB_SQL_DONE " AND NOT " UNDER_WAY ")) AND "                                    \
  SB_LIST_SEARCH ("d.display || ' ' || coalesce (d.note, '') || ' ' || coalesce (" PRODUCTS ", '')") \
  "ORDER BY " order

static const SbListOrder DOC_ORDERS[] = {
  { DOC_DATE, DOC_IDS ("d.date, d.id"), DOC_IDS ("d.date DESC, d.id DESC") },
  { DOC_NUMBER, DOC_IDS ("d.display, d.id"), DOC_IDS ("d.display DESC, d.id DESC") },
  { DOC_KIND, DOC_IDS ("d.kind, d.date DESC, d.id DESC"),
    DOC_IDS ("d.kind DESC, d.date DESC, d.id DESC") },
};

/* Goods that only change their place are worth what they are worth there. */
#define MOVED_VALUE                                                                               \
  "(SELECT coalesce (sum (CASE WHEN d.kind LIKE 'transfer%' AND m.qty < 0 THEN 0 "                \
  "WHEN m.qty < 0 THEN -m.cost ELSE m.cost END), 0) FROM movement AS m "                          \
  "WHERE m.document = d.id AND m.active = 1)"

static const char DOC_ROW[] =
  "SELECT d.id, d.display, d.kind, d.date, d.chain, c.side, " FIRST_PRODUCT " AS product, "
  "(SELECT count (DISTINCT n.product) FROM document_line AS n WHERE n.document = d.id) AS products, "
  "(SELECT l.name FROM movement AS m JOIN location AS l ON l.id = m.location "
  "WHERE m.document = d.id ORDER BY l.kind = 'transit', m.line, m.slice LIMIT 1) AS location, "
  MOVED_VALUE " AS value, CASE WHEN d.state <> 'authorised' THEN d.state "
  "WHEN " UNDER_WAY " THEN 'under-way' ELSE 'done' END AS state "
  "FROM document AS d LEFT JOIN chain AS c ON c.id = d.chain WHERE d.id = :id";

static void
take_link (SbStatement *st, SbListRow *row)
{
  const char *side = sb_statement_text (st, "side");

  row->link = side != NULL
                  ? g_strdup_printf ("%s/%" G_GINT64_FORMAT, side, sb_statement_int64 (st, "chain"))
                  : g_strdup_printf ("stock-document/%" G_GINT64_FORMAT, row->id);
}

/* "Walnut board +2": the first product, and how many more there are. */
static void
take_products (SbListRow *row, guint cell, SbStatement *st)
{
  const char *name = sb_statement_text (st, "product");
  gint64 n = sb_statement_int64 (st, "products");
  g_autofree char *text =
      name != NULL && n > 1 ? g_strdup_printf ("%s +%" G_GINT64_FORMAT, name, n - 1) : g_strdup (name);

  sb_cell_set_text (&row->cells[cell], SB_CELL_TEXT, text);
}

static gboolean
fill_document (SbStatement *st, SbListRow *row, GError **error)
{
  take_link (st, row);
  sb_list_row_take_text (row, DOC_NUMBER, SB_CELL_TEXT, st, "display");
  sb_list_row_take_text (row, DOC_KIND, SB_CELL_WORD, st, "kind");
  sb_list_row_take_day (row, DOC_DATE, st, "date");
  take_products (row, DOC_PRODUCT, st);
  sb_list_row_take_text (row, DOC_LOCATION, SB_CELL_TEXT, st, "location");
  sb_list_row_take_number (row, DOC_VALUE, SB_CELL_MONEY, st, "value");
  sb_list_row_take_text (row, DOC_STATE, SB_CELL_WORD, st, "state");
  return TRUE;
}

const SbListClass sb_list_class_stock_documents = {
  .columns = DOC_COLUMNS,
  .n_columns = N_DOC_COLS,
  .filters = FILTERS,
  .n_filters = G_N_ELEMENTS (FILTERS),
  .orders = DOC_ORDERS,
  .n_orders = G_N_ELEMENTS (DOC_ORDERS),
  .descending = TRUE,
  .row_sql = DOC_ROW,
  .fill = fill_document,
};

/* --- production --- */

enum { MAKE_NUMBER, MAKE_KIND, MAKE_DATE, MAKE_PRODUCT, MAKE_WIP, MAKE_VALUE, MAKE_STATE, N_MAKE_COLS };

static const SbListColumn MAKE_COLUMNS[N_MAKE_COLS] = {
  [MAKE_NUMBER] = { "number", N_("Number"), SB_CELL_TEXT, TRUE },
  [MAKE_KIND] = { "kind", N_("What"), SB_CELL_WORD, TRUE },
  [MAKE_DATE] = { "date", N_("Date"), SB_CELL_DAY, TRUE },
  [MAKE_PRODUCT] = { "product", N_("Product"), SB_CELL_TEXT, FALSE },
  [MAKE_WIP] = { "wip", N_("In production"), SB_CELL_MONEY, FALSE },
  [MAKE_VALUE] = { "value", N_("Made"), SB_CELL_MONEY, FALSE },
  [MAKE_STATE] = { "state", N_("State"), SB_CELL_WORD, FALSE },
};

#define STARTED                                                                                   \
  "(d.kind = 'production_start' AND d.state = 'authorised' AND NOT EXISTS (SELECT 1 "             \
  "FROM document AS f WHERE f.chain = d.chain AND f.kind = 'production_finish' "                  \
  "AND f.state = 'authorised'))"

#define MAKE_IDS(order)                                                                           \
  "SELECT d.id FROM document AS d WHERE d.kind IN ('production_start', 'assembly', 'disassembly') " \
  "AND (:filter = " SB_SQL_ALL " OR (:filter = " SB_SQL_OPEN " AND " STARTED ") "                 \
  "OR (:filter = " SB_SQL_DONE " AND NOT " STARTED ")) AND "                                      \
  SB_LIST_SEARCH ("d.display || ' ' || coalesce (d.note, '') || ' ' || coalesce (" PRODUCTS ", '')") \
  "ORDER BY " order

static const SbListOrder MAKE_ORDERS[] = {
  { MAKE_DATE, MAKE_IDS ("d.date, d.id"), MAKE_IDS ("d.date DESC, d.id DESC") },
  { MAKE_NUMBER, MAKE_IDS ("d.display, d.id"), MAKE_IDS ("d.display DESC, d.id DESC") },
  { MAKE_KIND, MAKE_IDS ("d.kind, d.date DESC, d.id DESC"),
    MAKE_IDS ("d.kind DESC, d.date DESC, d.id DESC") },
};

/* What came of an order stands in the document that finished it. */
#define RESULT                                                                                    \
  "(SELECT f.id FROM document AS f WHERE f.chain = d.chain AND f.kind = 'production_finish' "     \
  "AND f.state = 'authorised')"

static const char MAKE_ROW[] =
  "SELECT d.id, d.display, d.kind, d.date, d.chain, c.side, "
  "coalesce ((SELECT p.name FROM document_line AS n JOIN product AS p ON p.id = n.product "
  "  WHERE n.document = coalesce (" RESULT ", d.id) ORDER BY n.part = 'output' DESC, n.line LIMIT 1), "
  FIRST_PRODUCT ") AS product, "
  "(SELECT count (DISTINCT n.product) FROM document_line AS n WHERE n.part = 'output' "
  "  AND n.document = coalesce (" RESULT ", d.id)) AS products, "
  "CASE WHEN d.chain IS NOT NULL THEN (SELECT coalesce (sum (v.amount), 0) FROM movement AS m "
  "  JOIN value_entry AS v ON v.movement = m.id AND v.role = 'WIP' WHERE m.chain = d.chain) + "
  "  (SELECT coalesce (sum (v.amount), 0) FROM document AS o JOIN value_entry AS v "
  "  ON v.source = o.event AND v.movement IS NULL AND v.role = 'WIP' WHERE o.chain = d.chain) "
  "  END AS wip, "
  "(SELECT sum (m.cost) FROM movement AS m WHERE m.document = coalesce (" RESULT ", d.id) "
  "  AND m.qty > 0 AND m.active = 1) AS value, "
  "CASE WHEN d.state <> 'authorised' THEN d.state WHEN " STARTED " THEN 'started' "
  "  ELSE 'done' END AS state "
  "FROM document AS d LEFT JOIN chain AS c ON c.id = d.chain WHERE d.id = :id";

static gboolean
fill_production (SbStatement *st, SbListRow *row, GError **error)
{
  take_link (st, row);
  sb_list_row_take_text (row, MAKE_NUMBER, SB_CELL_TEXT, st, "display");
  sb_list_row_take_text (row, MAKE_KIND, SB_CELL_WORD, st, "kind");
  sb_list_row_take_day (row, MAKE_DATE, st, "date");
  take_products (row, MAKE_PRODUCT, st);
  sb_list_row_take_number (row, MAKE_WIP, SB_CELL_MONEY, st, "wip");
  sb_list_row_take_number (row, MAKE_VALUE, SB_CELL_MONEY, st, "value");
  sb_list_row_take_text (row, MAKE_STATE, SB_CELL_WORD, st, "state");
  return TRUE;
}

const SbListClass sb_list_class_production = {
  .columns = MAKE_COLUMNS,
  .n_columns = N_MAKE_COLS,
  .filters = FILTERS,
  .n_filters = G_N_ELEMENTS (FILTERS),
  .orders = MAKE_ORDERS,
  .n_orders = G_N_ELEMENTS (MAKE_ORDERS),
  .descending = TRUE,
  .row_sql = MAKE_ROW,
  .fill = fill_production,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Movements and layers of one product, and what lies where. */
#include <glib/gi18n-lib.h>

#include "sb-decimal.h"
#include "sb-list-class-private.h"
#include "sb-money.h"

/* --- movements --- */

enum { MOVE_DATE, MOVE_DOCUMENT, MOVE_KIND, MOVE_LOCATION, MOVE_QUANTITY, MOVE_VALUE, MOVE_ON_HAND, N_MOVE_COLS };

static const SbListColumn MOVE_COLUMNS[N_MOVE_COLS] = {
  [MOVE_DATE] = { "date", N_("Date"), SB_CELL_DAY, TRUE },
  [MOVE_DOCUMENT] = { "document", N_("Document"), SB_CELL_TEXT, FALSE },
  [MOVE_KIND] = { "kind", N_("What"), SB_CELL_WORD, FALSE },
  [MOVE_LOCATION] = { "location", N_("Location"), SB_CELL_TEXT, FALSE },
  [MOVE_QUANTITY] = { "quantity", N_("Quantity"), SB_CELL_QUANTITY, FALSE },
  [MOVE_VALUE] = { "value", N_("Value"), SB_CELL_MONEY, FALSE },
  [MOVE_ON_HAND] = { "on-hand", N_("On hand"), SB_CELL_QUANTITY, FALSE },
};

static const SbListFilter ALL_ONLY[] = { SB_FILTER_ALL };

#define MOVE_IDS(order)                                                                           \
  "SELECT m.id FROM movement AS m WHERE m.product = :parent AND m.active = 1 AND :filter >= 0 AND " \
  SB_LIST_SEARCH ("(SELECT d.display || ' ' || l.name FROM document AS d, location AS l "         \
                  "WHERE d.id = m.document AND l.id = m.location)")                               \
  "ORDER BY " order

static const SbListOrder MOVE_ORDERS[] = {
  { MOVE_DATE, MOVE_IDS ("m.date, m.event, m.line, m.slice, m.id"),
    MOVE_IDS ("m.date DESC, m.event DESC, m.line DESC, m.slice DESC, m.id DESC") },
};

static const char MOVE_ROW[] =
  "SELECT m.id, m.date, d.display, d.kind, l.name AS location, m.qty, "
  "CASE WHEN m.qty < 0 THEN -m.cost ELSE m.cost END AS value "
  "FROM movement AS m JOIN document AS d ON d.id = m.document JOIN location AS l ON l.id = m.location "
  "WHERE m.id = :id";

/* The product on whose page we are, and all its movements in their order. */
static const char MOVE_RUNNING[] =
  "SELECT m.id, m.qty FROM movement AS m WHERE m.active = 1 "
  "AND m.product = (SELECT x.product FROM movement AS x WHERE x.id = :id) "
  "ORDER BY m.date, m.event, m.line, m.slice, m.id";

static gboolean
fill_move (SbStatement *st, SbListRow *row, GError **error)
{
  /* Why it cost what it did; from there on to its documents. */
  row->link = g_strdup_printf ("explain/movement-%" G_GINT64_FORMAT, row->id);
  sb_list_row_take_day (row, MOVE_DATE, st, "date");
  sb_list_row_take_text (row, MOVE_DOCUMENT, SB_CELL_TEXT, st, "display");
  sb_list_row_take_text (row, MOVE_KIND, SB_CELL_WORD, st, "kind");
  sb_list_row_take_text (row, MOVE_LOCATION, SB_CELL_TEXT, st, "location");
  sb_list_row_take_number (row, MOVE_QUANTITY, SB_CELL_QUANTITY, st, "qty");
  sb_list_row_take_number (row, MOVE_VALUE, SB_CELL_MONEY, st, "value");
  return TRUE;
}

/* Running stock after each movement, in one walk over the product's movements. */
static gboolean
finish_moves (SbDatabase *db, GPtrArray *rows, GError **error)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(SbStatement) st = sb_database_prepare (db, MOVE_RUNNING, error);
  SbListRow *first = g_ptr_array_index (rows, 0);
  gint64 on_hand = 0;
  SbStep step = SB_STEP_ERROR;

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", first->id, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      SbListRow *row = g_ptr_array_index (rows, i);

      g_hash_table_insert (wanted, &row->id, row);
    }
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);
      SbListRow *row = g_hash_table_lookup (wanted, &id);

      on_hand += sb_statement_int64_at (st, 1);
      if (row != NULL)
        sb_cell_set_number (&row->cells[MOVE_ON_HAND], SB_CELL_QUANTITY, on_hand);
    }
  return step == SB_STEP_DONE;
}

const SbListClass sb_list_class_movements = {
  .columns = MOVE_COLUMNS,
  .n_columns = N_MOVE_COLS,
  .filters = ALL_ONLY,
  .n_filters = G_N_ELEMENTS (ALL_ONLY),
  .orders = MOVE_ORDERS,
  .n_orders = G_N_ELEMENTS (MOVE_ORDERS),
  .descending = TRUE,
  .has_parent = TRUE,
  .row_sql = MOVE_ROW,
  .fill = fill_move,
  .finish = finish_moves,
};

/* --- layers --- */

enum { LAYER_DATE, LAYER_LOCATION, LAYER_RECEIVED, LAYER_LEFT, LAYER_VALUE, LAYER_UNIT_COST, N_LAYER_COLS };

static const SbListColumn LAYER_COLUMNS[N_LAYER_COLS] = {
  [LAYER_DATE] = { "date", N_("Date"), SB_CELL_DAY, FALSE },
  [LAYER_LOCATION] = { "location", N_("Location"), SB_CELL_TEXT, FALSE },
  [LAYER_RECEIVED] = { "received", N_("Received"), SB_CELL_QUANTITY, FALSE },
  [LAYER_LEFT] = { "left", N_("Left"), SB_CELL_QUANTITY, FALSE },
  [LAYER_VALUE] = { "value", N_("Value"), SB_CELL_MONEY, FALSE },
  [LAYER_UNIT_COST] = { "unit-cost", N_("Unit cost"), SB_CELL_PRICE, FALSE },
};

#define LAYER_IDS(order)                                                                          \
  "SELECT y.id FROM layer AS y WHERE y.product = :parent AND y.consumed < y.qty AND :filter >= 0 AND " \
  SB_LIST_SEARCH ("(SELECT l.name FROM location AS l WHERE l.id = y.location)")                   \
  "ORDER BY " order

static const SbListOrder LAYER_ORDERS[] = {
  { LAYER_DATE, LAYER_IDS ("y.location, y.date, y.event, y.line, y.slice"),
    LAYER_IDS ("y.location DESC, y.date DESC, y.event DESC, y.line DESC, y.slice DESC") },
};

static const char LAYER_ROW[] =
  "SELECT y.id, y.date, l.name AS location, y.qty, y.value, y.consumed, "
  "(SELECT value FROM setting WHERE key = 'currency') AS currency "
  "FROM layer AS y JOIN location AS l ON l.id = y.location WHERE y.id = :id";

/* Money of the whole layer to a price of one unit; for the eye alone. */
static gint64
unit_price (gint64 value, gint64 quantity, unsigned exponent)
{
  __int128 scaled = (__int128) value * 1000000 * 1000000;
  gint64 price = 0;

  for (unsigned i = 0; i < exponent; i++)
    scaled /= 10;
  if (quantity <= 0 || !sb_round_ratio (scaled, quantity, &price, NULL))
    return 0;
  return price;
}

static gboolean
fill_layer (SbStatement *st, SbListRow *row, GError **error)
{
  gint64 quantity = sb_statement_int64 (st, "qty");
  gint64 value = sb_statement_int64 (st, "value");
  gint64 consumed = sb_statement_int64 (st, "consumed");
  const char *code = sb_statement_text (st, "currency");
  SbCurrency currency = { "", 2 };
  gint64 gone = 0;

  if (!sb_prefix_share (value, consumed, quantity, &gone, error))
    return FALSE;
  if (code != NULL && !sb_currency_from_code (code, &currency, error))
    return FALSE;
  sb_list_row_take_day (row, LAYER_DATE, st, "date");
  sb_list_row_take_text (row, LAYER_LOCATION, SB_CELL_TEXT, st, "location");
  sb_cell_set_number (&row->cells[LAYER_RECEIVED], SB_CELL_QUANTITY, quantity);
  sb_cell_set_number (&row->cells[LAYER_LEFT], SB_CELL_QUANTITY, quantity - consumed);
  sb_cell_set_number (&row->cells[LAYER_VALUE], SB_CELL_MONEY, value - gone);
  sb_cell_set_number (&row->cells[LAYER_UNIT_COST], SB_CELL_PRICE, unit_price (value, quantity, currency.exponent));
  return TRUE;
}

const SbListClass sb_list_class_layers = {
  .columns = LAYER_COLUMNS,
  .n_columns = N_LAYER_COLS,
  .filters = ALL_ONLY,
  .n_filters = G_N_ELEMENTS (ALL_ONLY),
  .orders = LAYER_ORDERS,
  .n_orders = G_N_ELEMENTS (LAYER_ORDERS),
  .has_parent = TRUE,
  .row_sql = LAYER_ROW,
  .fill = fill_layer,
};

/* --- levels --- */

enum { LEVEL_SKU, LEVEL_NAME, LEVEL_LOCATION, LEVEL_ON_HAND, LEVEL_VALUE, N_LEVEL_COLS };

static const SbListColumn LEVEL_COLUMNS[N_LEVEL_COLS] = {
  [LEVEL_SKU] = { "sku", N_("SKU"), SB_CELL_TEXT, TRUE },
  [LEVEL_NAME] = { "name", N_("Name"), SB_CELL_TEXT, TRUE },
  [LEVEL_LOCATION] = { "location", N_("Location"), SB_CELL_TEXT, TRUE },
  [LEVEL_ON_HAND] = { "on-hand", N_("On hand"), SB_CELL_QUANTITY, TRUE },
  [LEVEL_VALUE] = { "value", N_("Value"), SB_CELL_MONEY, TRUE },
};

/* The table has no row id; product and location make one. */
#define LEVEL_IDS(order)                                                                          \
  "SELECT s.product << 20 | s.location FROM stock_level AS s "                                    \
  "JOIN product AS p ON p.id = s.product JOIN location AS l ON l.id = s.location "                \
  "WHERE (s.qty <> 0 OR s.value <> 0) AND :filter >= 0 AND "                                      \
  SB_LIST_SEARCH ("p.sku || ' ' || p.name || ' ' || coalesce (p.barcode, '') || ' ' || l.name")   \
  "ORDER BY " order

static const SbListOrder LEVEL_ORDERS[] = {
  { LEVEL_SKU, LEVEL_IDS ("p.sku, l.name"), LEVEL_IDS ("p.sku DESC, l.name") },
  { LEVEL_NAME, LEVEL_IDS ("p.name COLLATE NOCASE, p.id, l.name"),
    LEVEL_IDS ("p.name COLLATE NOCASE DESC, p.id, l.name") },
  { LEVEL_LOCATION, LEVEL_IDS ("l.name, p.sku"), LEVEL_IDS ("l.name DESC, p.sku") },
  { LEVEL_ON_HAND, LEVEL_IDS ("s.qty, p.sku"), LEVEL_IDS ("s.qty DESC, p.sku") },
  { LEVEL_VALUE, LEVEL_IDS ("s.value, p.sku"), LEVEL_IDS ("s.value DESC, p.sku") },
};

static const char LEVEL_ROW[] =
  "SELECT p.id, p.sku, p.name, l.name AS location, s.qty, s.value FROM stock_level AS s "
  "JOIN product AS p ON p.id = s.product JOIN location AS l ON l.id = s.location "
  "WHERE s.product = :id >> 20 AND s.location = (:id & 1048575)";

static gboolean
fill_level (SbStatement *st, SbListRow *row, GError **error)
{
  row->link = g_strdup_printf ("product/%" G_GINT64_FORMAT, sb_statement_int64 (st, "id"));
  sb_list_row_take_text (row, LEVEL_SKU, SB_CELL_TEXT, st, "sku");
  sb_list_row_take_text (row, LEVEL_NAME, SB_CELL_TEXT, st, "name");
  sb_list_row_take_text (row, LEVEL_LOCATION, SB_CELL_TEXT, st, "location");
  sb_list_row_take_number (row, LEVEL_ON_HAND, SB_CELL_QUANTITY, st, "qty");
  sb_list_row_take_number (row, LEVEL_VALUE, SB_CELL_MONEY, st, "value");
  return TRUE;
}

const SbListClass sb_list_class_stock = {
  .columns = LEVEL_COLUMNS,
  .n_columns = N_LEVEL_COLS,
  .filters = ALL_ONLY,
  .n_filters = G_N_ELEMENTS (ALL_ONLY),
  .orders = LEVEL_ORDERS,
  .n_orders = G_N_ELEMENTS (LEVEL_ORDERS),
  .row_sql = LEVEL_ROW,
  .fill = fill_level,
};

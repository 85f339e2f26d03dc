/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Purchases and sales: one row a chain, from order to payment. */
#include <glib/gi18n-lib.h>

#include "sb-chain.h"
#include "sb-list-class-private.h"

enum { COL_NUMBER, COL_PARTY, COL_DATE, COL_ORDERED, COL_MOVED, COL_BILLED, COL_PAID, COL_TOTAL, COL_STATE, N_COLS };

static const SbListColumn PURCHASE_COLUMNS[N_COLS] = {
  [COL_NUMBER] = { "number", N_("Number"), SB_CELL_TEXT, TRUE },
  [COL_PARTY] = { "supplier", N_("Supplier"), SB_CELL_TEXT, TRUE },
  [COL_DATE] = { "date", N_("Date"), SB_CELL_DAY, TRUE },
  [COL_ORDERED] = { "ordered", N_("Ordered"), SB_CELL_QUANTITY, FALSE },
  [COL_MOVED] = { "received", N_("Received"), SB_CELL_QUANTITY, FALSE },
  [COL_BILLED] = { "billed", N_("Billed"), SB_CELL_QUANTITY, FALSE },
  [COL_PAID] = { "paid", N_("Paid"), SB_CELL_MONEY, FALSE },
  [COL_TOTAL] = { "total", N_("Total"), SB_CELL_MONEY, FALSE },
  [COL_STATE] = { "state", N_("State"), SB_CELL_WORD, FALSE },
};

static const SbListColumn SALE_COLUMNS[N_COLS] = {
  [COL_NUMBER] = { "number", N_("Number"), SB_CELL_TEXT, TRUE },
  [COL_PARTY] = { "customer", N_("Customer"), SB_CELL_TEXT, TRUE },
  [COL_DATE] = { "date", N_("Date"), SB_CELL_DAY, TRUE },
  [COL_ORDERED] = { "ordered", N_("Ordered"), SB_CELL_QUANTITY, FALSE },
  [COL_MOVED] = { "shipped", N_("Shipped"), SB_CELL_QUANTITY, FALSE },
  [COL_BILLED] = { "invoiced", N_("Invoiced"), SB_CELL_QUANTITY, FALSE },
  [COL_PAID] = { "paid", N_("Paid"), SB_CELL_MONEY, FALSE },
  [COL_TOTAL] = { "total", N_("Total"), SB_CELL_MONEY, FALSE },
  [COL_STATE] = { "state", N_("State"), SB_CELL_WORD, FALSE },
};

static const SbListFilter FILTERS[] = { SB_FILTER_ALL, SB_FILTER_OPEN, SB_FILTER_DONE };

#define LINES(kinds) \
  "(SELECT coalesce (sum (l.qty), 0) FROM document_line AS l JOIN product AS p ON p.id = l.product " \
  "WHERE l.chain = c.id AND l.kind IN (" kinds ") AND l.part = 'line' AND l.active = 1)"
#define STOCK_LINES(kinds) \
  "(SELECT coalesce (sum (l.qty), 0) FROM document_line AS l JOIN product AS p ON p.id = l.product " \
  "AND p.kind = 'stock' WHERE l.chain = c.id AND l.kind IN (" kinds ") AND l.part = 'line' AND l.active = 1)"
#define DATE "(SELECT min (d.date) FROM document AS d WHERE d.chain = c.id)"
#define NUMBER(order)                                                                             \
  "coalesce ((SELECT d.display FROM document AS d WHERE d.chain = c.id "                          \
  "AND d.kind IN ('" order "', 'sale_quote') ORDER BY d.state = 'authorised' DESC, "              \
  "d.kind = '" order "' DESC, d.id DESC LIMIT 1), c.name)"
#define PARTY "coalesce ((SELECT p.name FROM party AS p WHERE p.id = c.party), '')"
#define UNPAID(bill)                                                                              \
  "EXISTS (SELECT 1 FROM document AS d WHERE d.chain = c.id AND d.kind = '" bill "' "             \
  "AND d.state = 'authorised' AND d.settled < d.total)"
#define ALIVE                                                                                     \
  "EXISTS (SELECT 1 FROM document AS d WHERE d.chain = c.id AND d.state = 'authorised')"

#define QUOTED "(" LINES ("'sale_quote'") " > 0)"

/* Something is left to order, receive, bill, pay or use. Without an order what was billed must have moved,
 * too. */
#define OPEN(order, move, bill)                                                                   \
  "(" ALIVE " AND (" UNPAID (bill) " OR " UNPAID ("credit_note") " OR "                           \
  UNPAID ("supplier_credit") " OR (" QUOTED " AND " LINES ("'" order "', '" bill "'") " = 0)"     \
  " OR " LINES ("'" order "'") " > " LINES ("'" bill "'")        \
  " OR " STOCK_LINES ("'" order "'") " > " STOCK_LINES ("'" move "'")                             \
  " OR " STOCK_LINES ("'" bill "'") " <> " STOCK_LINES ("'" move "'") "))"

#define IDS(side, order, move, bill, by)                                                          \
  "SELECT c.id FROM chain AS c WHERE c.side = '" side "' AND (:filter = " SB_SQL_ALL              \
  " OR (:filter = " SB_SQL_OPEN " AND " OPEN (order, move, bill) ")"                              \
  " OR (:filter = " SB_SQL_DONE " AND NOT " OPEN (order, move, bill) ")) AND "                    \
  SB_LIST_SEARCH ("c.name || ' ' || " PARTY " || ' ' || coalesce ((SELECT group_concat (d.display, ' ') " \
                  "FROM document AS d WHERE d.chain = c.id), '')")                                \
  "ORDER BY " by

#define ORDERS(side, order, move, bill)                                                           \
  {                                                                                               \
    { COL_DATE, IDS (side, order, move, bill, DATE ", c.id"),                                     \
      IDS (side, order, move, bill, DATE " DESC, c.id DESC") },                                   \
    { COL_NUMBER, IDS (side, order, move, bill, NUMBER (order) ", c.id"),                         \
      IDS (side, order, move, bill, NUMBER (order) " DESC, c.id DESC") },                         \
    { COL_PARTY, IDS (side, order, move, bill, PARTY " COLLATE NOCASE, c.id"),                    \
      IDS (side, order, move, bill, PARTY " COLLATE NOCASE DESC, c.id DESC") },                   \
  }

static const SbListOrder PURCHASE_ORDERS[] = ORDERS ("purchase", "purchase_order", "receipt", "bill");
static const SbListOrder SALE_ORDERS[] = ORDERS ("sale", "sale_order", "shipment", "invoice");

#define SUM(column, kind)                                                                         \
  "(SELECT sum (d." column ") FROM document AS d WHERE d.chain = c.id AND d.kind = '" kind "' "   \
  "AND d.state = 'authorised')"

#define ROW(order, move, bill)                                                                    \
  "SELECT c.id, " NUMBER (order) " AS number, " PARTY " AS party, " DATE " AS date, "             \
  LINES ("'" order "'") " AS ordered, " STOCK_LINES ("'" order "'") " AS stock_ordered, "         \
  STOCK_LINES ("'" move "'") " AS moved, " LINES ("'" bill "'") " AS billed, "                    \
  STOCK_LINES ("'" bill "'") " AS stock_billed, " QUOTED " AS quoted, "                           \
  "coalesce (" SUM ("total", order) ", " SUM ("total", "sale_quote") ", 0) AS order_total, "      \
  "coalesce (" SUM ("total_base", bill) ", 0) AS bill_total, "                                    \
  "coalesce (" SUM ("settled_base", bill) ", 0) AS paid, " ALIVE " AS alive "                     \
  "FROM chain AS c WHERE c.id = :id"

static const char PURCHASE_ROW[] = ROW ("purchase_order", "receipt", "bill");
static const char SALE_ROW[] = ROW ("sale_order", "shipment", "invoice");

static void
fill_chain (SbStatement *st, SbListRow *row, gboolean is_sale)
{
  SbChainSums sums = { 0 };
  gint64 bill_total = sb_statement_int64 (st, "bill_total");

  sums.alive = sb_statement_boolean (st, "alive");
  sums.quoted = sb_statement_boolean (st, "quoted");
  sums.ordered = sb_statement_int64 (st, "ordered");
  sums.stock_ordered = sb_statement_int64 (st, "stock_ordered");
  sums.moved = sb_statement_int64 (st, "moved");
  sums.billed = sb_statement_int64 (st, "billed");
  sums.stock_billed = sb_statement_int64 (st, "stock_billed");
  sums.billed_total = bill_total;
  sums.paid = sb_statement_int64 (st, "paid");

  row->link = g_strdup_printf ("%s/%" G_GINT64_FORMAT, is_sale ? "sale" : "purchase", row->id);
  sb_list_row_take_text (row, COL_NUMBER, SB_CELL_TEXT, st, "number");
  sb_list_row_take_text (row, COL_PARTY, SB_CELL_TEXT, st, "party");
  sb_list_row_take_day (row, COL_DATE, st, "date");
  sb_cell_set_number (&row->cells[COL_ORDERED], SB_CELL_QUANTITY, sums.ordered);
  sb_cell_set_number (&row->cells[COL_MOVED], SB_CELL_QUANTITY, sums.moved);
  sb_cell_set_number (&row->cells[COL_BILLED], SB_CELL_QUANTITY, sums.billed);
  sb_cell_set_number (&row->cells[COL_PAID], SB_CELL_MONEY, sums.paid);
  sb_cell_set_number (&row->cells[COL_TOTAL], SB_CELL_MONEY,
                      bill_total != 0 ? bill_total : sb_statement_int64 (st, "order_total"));
  sb_cell_set_text (&row->cells[COL_STATE], SB_CELL_WORD, sb_chain_state_word (&sums, is_sale));
}

static gboolean
fill_purchase (SbStatement *st, SbListRow *row, GError **error)
{
  fill_chain (st, row, FALSE);
  return TRUE;
}

static gboolean
fill_sale (SbStatement *st, SbListRow *row, GError **error)
{
  fill_chain (st, row, TRUE);
  return TRUE;
}

const SbListClass sb_list_class_purchases = {
  .columns = PURCHASE_COLUMNS,
  .n_columns = N_COLS,
  .filters = FILTERS,
  .n_filters = G_N_ELEMENTS (FILTERS),
  .orders = PURCHASE_ORDERS,
  .n_orders = G_N_ELEMENTS (PURCHASE_ORDERS),
  .descending = TRUE,
  .row_sql = PURCHASE_ROW,
  .fill = fill_purchase,
};

const SbListClass sb_list_class_sales = {
  .columns = SALE_COLUMNS,
  .n_columns = N_COLS,
  .filters = FILTERS,
  .n_filters = G_N_ELEMENTS (FILTERS),
  .orders = SALE_ORDERS,
  .n_orders = G_N_ELEMENTS (SALE_ORDERS),
  .descending = TRUE,
  .row_sql = SALE_ROW,
  .fill = fill_sale,
};

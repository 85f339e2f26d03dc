/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers and suppliers: one list, seen from two sides. */
#include <glib/gi18n-lib.h>

#include "sb-list-class-private.h"

enum { COL_NAME, COL_EMAIL, COL_PHONE, COL_BALANCE, COL_STATUS, N_COLS };

static const SbListColumn COLUMNS[N_COLS] = {
  [COL_NAME] = { "name", N_("Name"), SB_CELL_TEXT, TRUE },
  [COL_EMAIL] = { "email", N_("E-mail"), SB_CELL_TEXT, TRUE },
  [COL_PHONE] = { "phone", N_("Phone"), SB_CELL_TEXT, FALSE },
  [COL_BALANCE] = { "balance", N_("Balance"), SB_CELL_MONEY, TRUE },
  [COL_STATUS] = { "status", N_("Status"), SB_CELL_WORD, TRUE },
};

static const SbListFilter FILTERS[] = { SB_FILTER_ACTIVE, SB_FILTER_ALL, SB_FILTER_OPEN, SB_FILTER_DEPRECATED };

/* What a customer owes us, or we owe a supplier. */
#define BALANCE                                                                                   \
  "(SELECT coalesce (sum (CASE j.role WHEN 'AccountsReceivable' THEN j.amount ELSE -j.amount END), 0) " \
  "FROM journal_line AS j WHERE j.party = p.id AND j.role IN ('AccountsReceivable', 'AccountsPayable'))"

#define IDS(kind, order)                                                                          \
  "SELECT p.id FROM party AS p WHERE p.kind = '" kind "' AND (:filter = " SB_SQL_ALL              \
  " OR (:filter = " SB_SQL_ACTIVE " AND p.status = 'active')"                                     \
  " OR (:filter = " SB_SQL_DEPRECATED " AND p.status = 'deprecated')"                             \
  " OR (:filter = " SB_SQL_OPEN " AND " BALANCE " <> 0)) AND "                                    \
  SB_LIST_SEARCH ("p.name || ' ' || coalesce (p.company, '') || ' ' || coalesce (p.email, '') || ' ' || " \
                  "coalesce (p.phone, '') || ' ' || coalesce (p.billing_city, '')")               \
  "ORDER BY " order

#define ORDERS(kind)                                                                              \
  {                                                                                               \
    { COL_NAME, IDS (kind, "p.name COLLATE NOCASE, p.id"),                                        \
      IDS (kind, "p.name COLLATE NOCASE DESC, p.id DESC") },                                      \
    { COL_EMAIL, IDS (kind, "coalesce (p.email, '') COLLATE NOCASE, p.id"),                       \
      IDS (kind, "coalesce (p.email, '') COLLATE NOCASE DESC, p.id DESC") },                      \
    { COL_BALANCE, IDS (kind, BALANCE ", p.id"), IDS (kind, BALANCE " DESC, p.id DESC") },        \
    { COL_STATUS, IDS (kind, "p.status, p.name COLLATE NOCASE, p.id"),                            \
      IDS (kind, "p.status DESC, p.name COLLATE NOCASE, p.id") },                                 \
  }

static const SbListOrder CUSTOMER_ORDERS[] = ORDERS ("customer");
static const SbListOrder SUPPLIER_ORDERS[] = ORDERS ("supplier");

static const char ROW[] =
  "SELECT p.id, p.kind, p.name, p.email, p.phone, p.status, " BALANCE " AS balance "
  "FROM party AS p WHERE p.id = :id";

static gboolean
fill (SbStatement *st, SbListRow *row, GError **error)
{
  row->link = g_strdup_printf ("%s/%" G_GINT64_FORMAT, sb_statement_text (st, "kind"), row->id);
  sb_list_row_take_text (row, COL_NAME, SB_CELL_TEXT, st, "name");
  sb_list_row_take_text (row, COL_EMAIL, SB_CELL_TEXT, st, "email");
  sb_list_row_take_text (row, COL_PHONE, SB_CELL_TEXT, st, "phone");
  sb_list_row_take_number (row, COL_BALANCE, SB_CELL_MONEY, st, "balance");
  sb_list_row_take_text (row, COL_STATUS, SB_CELL_WORD, st, "status");
  return TRUE;
}

const SbListClass sb_list_class_customers = {
  .columns = COLUMNS,
  .n_columns = N_COLS,
  .filters = FILTERS,
  .n_filters = G_N_ELEMENTS (FILTERS),
  .orders = CUSTOMER_ORDERS,
  .n_orders = G_N_ELEMENTS (CUSTOMER_ORDERS),
  .row_sql = ROW,
  .fill = fill,
};

const SbListClass sb_list_class_suppliers = {
  .columns = COLUMNS,
  .n_columns = N_COLS,
  .filters = FILTERS,
  .n_filters = G_N_ELEMENTS (FILTERS),
  .orders = SUPPLIER_ORDERS,
  .n_orders = G_N_ELEMENTS (SUPPLIER_ORDERS),
  .row_sql = ROW,
  .fill = fill,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page-query.h"

G_BEGIN_DECLS

/* One order of a list: the literal SQL that gives the ordered ids. */
typedef struct
{
  guint column; /* index of the column that sorts so */
  const char *ascending;
  const char *descending;
} SbListOrder;

/**
 * SbListClass: what the generic part must know of a list; static data.
 *
 * Every id statement has the parameters :filter (an #SbListFilter), :w1 to :w4 (patterns, or NULL),
 * and :parent when @has_parent. The row statement has :id.
 */
typedef struct
{
  const SbListColumn *columns;
  guint n_columns;
  const SbListFilter *filters;
  guint n_filters;
  const SbListOrder *orders; /* the first is the list's own */
  guint n_orders;
  gboolean descending;       /* of the list's own order */
  gboolean has_parent;
  const char *row_sql;
  gboolean (*fill) (SbStatement *st, SbListRow *row, GError **error);
  /* (nullable): what no single row can tell, after all are filled */
  gboolean (*finish) (SbDatabase *db, GPtrArray *rows, GError **error);
} SbListClass;

extern const SbListClass sb_list_class_products;
extern const SbListClass sb_list_class_customers;
extern const SbListClass sb_list_class_suppliers;
extern const SbListClass sb_list_class_purchases;
extern const SbListClass sb_list_class_sales;
extern const SbListClass sb_list_class_movements;
extern const SbListClass sb_list_class_layers;
extern const SbListClass sb_list_class_stock;
extern const SbListClass sb_list_class_journals;
extern const SbListClass sb_list_class_accounts;
extern const SbListClass sb_list_class_documents;
extern const SbListClass sb_list_class_stock_documents;
extern const SbListClass sb_list_class_production;

/* SQL that is true when every word asked for is in @hay, an expression that is never NULL. */
#define SB_LIST_SEARCH(hay)                               \
  "(:w1 IS NULL OR (" hay ") LIKE :w1 ESCAPE '\\') AND "  \
  "(:w2 IS NULL OR (" hay ") LIKE :w2 ESCAPE '\\') AND "  \
  "(:w3 IS NULL OR (" hay ") LIKE :w3 ESCAPE '\\') AND "  \
  "(:w4 IS NULL OR (" hay ") LIKE :w4 ESCAPE '\\') "

/* Numbers of SbListFilter inside SQL. */
#define SB_SQL_ALL "0"
#define SB_SQL_ACTIVE "1"
#define SB_SQL_DEPRECATED "2"
#define SB_SQL_IN_STOCK "3"
#define SB_SQL_OUT "4"
#define SB_SQL_OPEN "5"
#define SB_SQL_DONE "6"
#define SB_SQL_LOW "7"

G_STATIC_ASSERT (SB_FILTER_ALL == 0 && SB_FILTER_ACTIVE == 1 && SB_FILTER_DEPRECATED == 2 &&
                 SB_FILTER_IN_STOCK == 3 && SB_FILTER_OUT == 4 && SB_FILTER_OPEN == 5 && SB_FILTER_DONE == 6 &&
                 SB_FILTER_LOW == 7);

/* Cells from columns of the current row; a NULL column is a null cell. */
void sb_list_row_take_text (SbListRow *row, guint cell, SbCellType type, SbStatement *st, const char *column);
void sb_list_row_take_number (SbListRow *row, guint cell, SbCellType type, SbStatement *st, const char *column);
void sb_list_row_take_day (SbListRow *row, guint cell, SbStatement *st, const char *column);

G_END_DECLS

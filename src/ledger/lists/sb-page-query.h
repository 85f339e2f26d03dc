/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-list-row.h"

G_BEGIN_DECLS

/*
 * Lists that page from SQL: first the ordered row ids of everything that matches, then rows by id,
 * a page at a time. An id snapshot does not drift when rows are inserted, and jumping to the end
 * costs what jumping to the start costs.
 */

/**
 * SbListKind:
 * @SB_LIST_PRODUCTS: sku name category price on-hand available value status
 * @SB_LIST_CUSTOMERS: name email phone balance status
 * @SB_LIST_SUPPLIERS: name email phone balance status (balance: what we owe, positive)
 * @SB_LIST_PURCHASES: number supplier date ordered received billed paid total state
 * @SB_LIST_SALES: number customer date ordered shipped invoiced paid total state; ids of both are those of `chain`
 * @SB_LIST_MOVEMENTS: date document kind location quantity value on-hand; parent = product
 * @SB_LIST_LAYERS: date location received left value unit-cost; parent = product; open layers in queue order
 * @SB_LIST_STOCK: sku name location on-hand value; one row a product and location, id = product << 20 | location
 * @SB_LIST_JOURNALS: number date object kind amount document
 * @SB_LIST_ACCOUNTS: name type subtype number currency status
 * @SB_LIST_DOCUMENTS: number kind date due total open state; parent = party, 0 for all
 * @SB_LIST_STOCK_DOCUMENTS: number kind date product location value state; what was done beside buying and selling
 * @SB_LIST_PRODUCTION: number kind date product wip value state; production orders, assemblies, disassemblies
 */
typedef enum
{
  SB_LIST_PRODUCTS,
  SB_LIST_CUSTOMERS,
  SB_LIST_SUPPLIERS,
  SB_LIST_PURCHASES,
  SB_LIST_SALES,
  SB_LIST_MOVEMENTS,
  SB_LIST_LAYERS,
  SB_LIST_STOCK,
  SB_LIST_JOURNALS,
  SB_LIST_ACCOUNTS,
  SB_LIST_DOCUMENTS,
  SB_LIST_STOCK_DOCUMENTS,
  SB_LIST_PRODUCTION,
} SbListKind;
#define SB_LIST_N_KINDS (SB_LIST_PRODUCTION + 1)

/**
 * SbListFilter:
 *
 * Which rows; a list that does not know a filter takes it as %SB_FILTER_ALL
 * (sb_list_filters() tells which it knows).
 */
typedef enum
{
  SB_FILTER_ALL,
  SB_FILTER_ACTIVE,     /* products, customers, suppliers, accounts */
  SB_FILTER_DEPRECATED, /* products, customers, suppliers, accounts (inactive) */
  SB_FILTER_IN_STOCK,   /* products: on hand > 0 */
  SB_FILTER_OUT,        /* products: kept in stock, on hand <= 0 */
  SB_FILTER_OPEN,       /* purchases, sales, documents: something left to do; parties: balance not 0 */
  SB_FILTER_DONE,       /* purchases, sales, documents: nothing left to do */
  SB_FILTER_LOW,        /* products: offered, with less available than their reorder point */
} SbListFilter;

/**
 * SbListColumn:
 *
 * A column of a list; static data.
 */
typedef struct
{
  const char *id;      /* stable: "on-hand" */
  const char *title;   /* untranslated, marked for translation: "On hand" */
  SbCellType type;
  gboolean sortable;
} SbListColumn;

const SbListColumn *sb_list_columns (SbListKind kind, guint *n_columns);
/* (array length=n): in the order shown, first the default one */
const SbListFilter *sb_list_filters (SbListKind kind, guint *n_filters);

/**
 * SbPageQuery:
 *
 * What to list; zeroed is a good start. Strings belong to the caller.
 */
typedef struct
{
  SbListKind kind;
  SbListFilter filter;
  const char *search;  /* (nullable): words; every word must occur in name, number, SKU, e-mail ... */
  guint sort;          /* index of a sortable column; anything else sorts as the list does by itself */
  gboolean descending;
  gboolean sorted;     /* FALSE: @sort and @descending are ignored, the list's own order holds */
  gint64 parent;       /* product or party, where the kind says so */
} SbPageQuery;

/**
 * sb_page_query_ids:
 * @db: connection
 * @query: what to list
 * @error: return location
 *
 * Fails with SB_STORE_ERROR or G_IO_ERROR_CANCELLED. Reads only; worker thread.
 *
 * Returns: (transfer full) (element-type gint64): ordered row ids
 */
GArray *sb_page_query_ids (SbDatabase *db, const SbPageQuery *query, GError **error);

/**
 * sb_page_query_rows:
 * @kind: the list
 * @ids: (array length=n): row ids as given by sb_page_query_ids()
 * @n: 1 to %SB_PAGE_ROWS
 *
 * Returns: (transfer full) (element-type SbListRow): one row an id, in the order of @ids; a row that
 *   has gone since has only null cells
 */
GPtrArray *sb_page_query_rows (SbDatabase *db, SbListKind kind, const gint64 *ids, gsize n, GError **error);
#define SB_PAGE_ROWS 128

G_END_DECLS

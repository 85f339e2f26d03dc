/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the ledger's lists look: which column leads when there is little room, and the words of the
 * filters. Which rows and columns there are is the ledger's business. */

#include "sb-list-source.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  SbListKind kind;
  guint      main;
  int        detail[2];
  int        amount;
  guint8     chars[SB_LIST_MAX_COLUMNS];
} Layout;

/* Indexes into the columns as sb-page-query.h lists them. */
static const Layout LAYOUTS[SB_LIST_N_KINDS] = {
  [SB_LIST_PRODUCTS] = { SB_LIST_PRODUCTS, 1, { 0, 2 }, 4, { 11, 28, 14 } },
  [SB_LIST_CUSTOMERS] = { SB_LIST_CUSTOMERS, 0, { 1, -1 }, 3, { 26, 22, 14 } },
  [SB_LIST_SUPPLIERS] = { SB_LIST_SUPPLIERS, 0, { 1, -1 }, 3, { 26, 22, 14 } },
  [SB_LIST_PURCHASES] = { SB_LIST_PURCHASES, 1, { 0, 8 }, 7, { 9, 26 } },
  [SB_LIST_SALES] = { SB_LIST_SALES, 1, { 0, 8 }, 7, { 9, 26 } },
  [SB_LIST_MOVEMENTS] = { SB_LIST_MOVEMENTS, 1, { 0, 2 }, 4, { 0, 18, 0, 12 } },
  [SB_LIST_LAYERS] = { SB_LIST_LAYERS, 0, { 1, -1 }, 3, { 0, 18 } },
  [SB_LIST_STOCK] = { SB_LIST_STOCK, 1, { 0, 2 }, 3, { 11, 28, 12 } },
  [SB_LIST_JOURNALS] = { SB_LIST_JOURNALS, 0, { 1, 2 }, 4, { 8, 0, 0, 0, 0, 18 } },
  [SB_LIST_ACCOUNTS] = { SB_LIST_ACCOUNTS, 0, { 1, -1 }, -1, { 28, 18, 20, 8, 8 } },
  [SB_LIST_DOCUMENTS] = { SB_LIST_DOCUMENTS, 0, { 1, 2 }, 4, { 18 } },
  [SB_LIST_STOCK_DOCUMENTS] = { SB_LIST_STOCK_DOCUMENTS, 3, { 1, 0 }, 5,
                                { 10, 20, 0, 20, 18, 0, 10 } },
  [SB_LIST_PRODUCTION] = { SB_LIST_PRODUCTION, 3, { 1, 0 }, 5, { 10, 18, 0, 24, 0, 0, 10 } },
};

static const SbListFilterInfo FILTER_TITLES[] = {
  { SB_FILTER_ALL, NC_("list filter", "All") },
  { SB_FILTER_ACTIVE, NC_("list filter", "Active") },
  { SB_FILTER_DEPRECATED, NC_("list filter", "Deprecated") },
  { SB_FILTER_IN_STOCK, NC_("list filter", "In Stock") },
  { SB_FILTER_OUT, NC_("list filter", "Out of Stock") },
  { SB_FILTER_OPEN, NC_("list filter", "Open") },
  { SB_FILTER_DONE, NC_("list filter", "Done") },
  { SB_FILTER_LOW, NC_("list filter", "To Reorder") },
};

static GArray *
ledger_ids (const SbListSource *self, SbDatabase *db, const SbListRequest *request, GError **error)
{
  const SbPageQuery query = {
    .kind = self->kind,
    .filter = (SbListFilter) request->filter,
    .search = request->search,
    .sort = request->sort,
    .descending = request->descending,
    .sorted = request->sorted,
    .parent = request->parent,
  };
  return sb_page_query_ids (db, &query, error);
}

static GPtrArray *
ledger_rows (const SbListSource *self, SbDatabase *db, const gint64 *ids, gsize n, GError **error)
{
  return sb_page_query_rows (db, self->kind, ids, n, error);
}

static const char *
filter_title (SbListFilter filter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FILTER_TITLES); i++)
    if (FILTER_TITLES[i].id == filter)
      return FILTER_TITLES[i].title;
  return "";
}

static void
source_init (SbListSource *self, SbListKind kind)
{
  guint n = 0;
  const SbListFilter *filters = sb_list_filters (kind, &n);
  SbListFilterInfo *infos = g_new0 (SbListFilterInfo, n);

  for (guint i = 0; i < n; i++)
    infos[i] = (SbListFilterInfo) { filters[i], filter_title (filters[i]) };
  self->kind = kind;
  self->columns = sb_list_columns (kind, &self->n_columns);
  g_assert (self->n_columns <= SB_LIST_MAX_COLUMNS);
  self->filters = infos;
  self->n_filters = n;
  self->main = LAYOUTS[kind].main;
  self->detail[0] = LAYOUTS[kind].detail[0];
  self->detail[1] = LAYOUTS[kind].detail[1];
  self->amount = LAYOUTS[kind].amount;
  memcpy (self->chars, LAYOUTS[kind].chars, sizeof self->chars);
  self->ids = ledger_ids;
  self->rows = ledger_rows;
}

const SbListSource *
sb_list_source_for_kind (SbListKind kind)
{
  static SbListSource sources[SB_LIST_N_KINDS];
  static gsize ready = 0;

  g_return_val_if_fail ((guint) kind < SB_LIST_N_KINDS, NULL);
  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < SB_LIST_N_KINDS; i++)
        source_init (&sources[i], (SbListKind) i);
      g_once_init_leave (&ready, 1);
    }
  return &sources[kind];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "sb-page-query.h"

G_BEGIN_DECLS

/**
 * SbListRequest:
 * @search: (nullable): words that rows must contain
 * @filter: id of one of the source's filters
 * @sorted: whether @sort and @descending hold; else the list's own order
 * @sort: index of a column
 * @parent: row id of what the list belongs to, 0 for none
 *
 * What of a list is asked for.
 */
typedef struct
{
  const char *search;
  guint       filter;
  gboolean    sorted;
  guint       sort;
  gboolean    descending;
  gint64      parent;
} SbListRequest;

/* One choice of the filter; static data. @title is untranslated. */
typedef struct
{
  guint       id;
  const char *title;
} SbListFilterInfo;

#define SB_LIST_MAX_COLUMNS 12
#define SB_LIST_WIDE_CHARS 18

/**
 * SbListSource:
 * @columns: (array length=n_columns): what the cells of a row are
 * @filters: (array length=n_filters): the first is the one to start with
 * @main: column that names the row when there is room for two lines only
 * @detail: columns of the second line; -1 for none
 * @amount: column shown at the right then; -1 for none
 * @chars: characters that a column of words has room for, 0 for the usual number; those with
 *   %SB_LIST_WIDE_CHARS or more share what room is left over. Numbers and days always fit.
 * @ids: ordered row ids, (transfer full) (element-type gint64); on the reader thread
 * @rows: rows of @ids in their order, (transfer full) (element-type SbListRow); n <= %SB_PAGE_ROWS;
 *   on the reader thread
 *
 * Where a list gets its rows from; static data, one for each kind of list. Whoever has another
 * table to show writes another of these.
 */
typedef struct _SbListSource SbListSource;
struct _SbListSource
{
  const SbListColumn     *columns;
  guint                   n_columns;
  const SbListFilterInfo *filters;
  guint                   n_filters;
  guint                   main;
  int                     detail[2];
  int                     amount;
  guint8                  chars[SB_LIST_MAX_COLUMNS];
  GArray    *(*ids)  (const SbListSource *self, SbDatabase *db, const SbListRequest *request,
                      GError **error);
  GPtrArray *(*rows) (const SbListSource *self, SbDatabase *db, const gint64 *ids, gsize n,
                      GError **error);
  SbListKind kind; /* for the ledger's own lists */
};

/* The ledger's lists. (transfer none): lives as long as the program */
const SbListSource *sb_list_source_for_kind (SbListKind kind);

G_END_DECLS

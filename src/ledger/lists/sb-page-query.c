/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-page-query.h"

#include <string.h>

#include "sb-list-class-private.h"

#define MAX_WORDS 4u

static const SbListClass *const CLASSES[SB_LIST_N_KINDS] = {
  [SB_LIST_PRODUCTS] = &sb_list_class_products,   [SB_LIST_CUSTOMERS] = &sb_list_class_customers,
  [SB_LIST_SUPPLIERS] = &sb_list_class_suppliers, [SB_LIST_PURCHASES] = &sb_list_class_purchases,
  [SB_LIST_SALES] = &sb_list_class_sales,         [SB_LIST_MOVEMENTS] = &sb_list_class_movements,
  [SB_LIST_LAYERS] = &sb_list_class_layers,       [SB_LIST_STOCK] = &sb_list_class_stock,
  [SB_LIST_JOURNALS] = &sb_list_class_journals,   [SB_LIST_ACCOUNTS] = &sb_list_class_accounts,
  [SB_LIST_DOCUMENTS] = &sb_list_class_documents,
  [SB_LIST_STOCK_DOCUMENTS] = &sb_list_class_stock_documents,
  [SB_LIST_PRODUCTION] = &sb_list_class_production,
};

const SbListColumn *
sb_list_columns (SbListKind kind, guint *n_columns)
{
  g_return_val_if_fail (kind < SB_LIST_N_KINDS, NULL);

  *n_columns = CLASSES[kind]->n_columns;
  return CLASSES[kind]->columns;
}

const SbListFilter *
sb_list_filters (SbListKind kind, guint *n_filters)
{
  g_return_val_if_fail (kind < SB_LIST_N_KINDS, NULL);

  *n_filters = CLASSES[kind]->n_filters;
  return CLASSES[kind]->filters;
}

static const char *
choose_sql (const SbListClass *class, const SbPageQuery *query)
{
  if (query->sorted)
    for (guint i = 0; i < class->n_orders; i++)
      if (class->orders[i].column == query->sort)
        return query->descending ? class->orders[i].descending : class->orders[i].ascending;
  return class->descending ? class->orders[0].descending : class->orders[0].ascending;
}

static SbListFilter
choose_filter (const SbListClass *class, SbListFilter asked)
{
  for (guint i = 0; i < class->n_filters; i++)
    if (class->filters[i] == asked)
      return asked;
  return SB_FILTER_ALL;
}

/* "%word%" with LIKE's own signs made literal. */
static char *
like_pattern (const char *word)
{
  g_autoptr(GString) pattern = g_string_new ("%");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (g_steal_pointer (&pattern), FALSE);
}

static gboolean
bind_search (SbStatement *st, const char *search, GError **error)
{
  static const char *const names[MAX_WORDS] = { ":w1", ":w2", ":w3", ":w4" };
  g_auto(GStrv) words = g_strsplit_set (search != NULL ? search : "", " \t\n", -1);
  guint used = 0;

  for (char **word = words; *word != NULL && used < MAX_WORDS; word++)
    {
      g_autofree char *pattern = NULL;

      if (**word == '\0')
        continue;
      pattern = like_pattern (*word);
      if (!sb_statement_bind_text (st, names[used++], pattern, error))
        return FALSE;
    }
  for (; used < MAX_WORDS; used++)
    if (!sb_statement_bind_null (st, names[used], error))
      return FALSE;
  return TRUE;
}

GArray *
sb_page_query_ids (SbDatabase *db, const SbPageQuery *query, GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SbStatement) st = NULL;
  const SbListClass *class = NULL;
  SbStep step = SB_STEP_ERROR;

  g_return_val_if_fail (query->kind < SB_LIST_N_KINDS, NULL);

  class = CLASSES[query->kind];
  st = sb_database_prepare (db, choose_sql (class, query), error);
  if (st == NULL ||
      !sb_statement_bind_int64 (st, ":filter", choose_filter (class, query->filter), error) ||
      !bind_search (st, query->search, error) ||
      (class->has_parent && !sb_statement_bind_int64 (st, ":parent", query->parent, error)))
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (ids, id);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

GPtrArray *
sb_page_query_rows (SbDatabase *db, SbListKind kind, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_list_row_free);
  g_autoptr(SbStatement) st = NULL;
  const SbListClass *class = NULL;

  g_return_val_if_fail (kind < SB_LIST_N_KINDS, NULL);
  g_return_val_if_fail (n <= SB_PAGE_ROWS, NULL);

  class = CLASSES[kind];
  for (gsize i = 0; i < n; i++)
    {
      SbListRow *row = sb_list_row_new (ids[i], class->n_columns);
      SbStep step = SB_STEP_ERROR;

      g_ptr_array_add (rows, row);
      g_clear_pointer (&st, sb_statement_free);
      st = sb_database_prepare (db, class->row_sql, error);
      if (st == NULL || !sb_statement_bind_int64 (st, ":id", ids[i], error))
        return NULL;
      step = sb_statement_step (st, error);
      if (step == SB_STEP_ERROR)
        return NULL;
      if (step == SB_STEP_ROW && !class->fill (st, row, error))
        return NULL;
    }
  g_clear_pointer (&st, sb_statement_free);
  if (class->finish != NULL && n > 0 && !class->finish (db, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

void
sb_list_row_take_text (SbListRow *row, guint cell, SbCellType type, SbStatement *st, const char *column)
{
  sb_cell_set_text (&row->cells[cell], type, sb_statement_text (st, column));
}

void
sb_list_row_take_number (SbListRow *row, guint cell, SbCellType type, SbStatement *st, const char *column)
{
  if (!sb_statement_is_null (st, column))
    sb_cell_set_number (&row->cells[cell], type, sb_statement_int64 (st, column));
}

void
sb_list_row_take_day (SbListRow *row, guint cell, SbStatement *st, const char *column)
{
  const char *text = sb_statement_text (st, column);
  SbDay day = SB_DAY_NONE;

  if (text != NULL && sb_day_parse (text, &day, NULL))
    sb_cell_set_number (&row->cells[cell], SB_CELL_DAY, day);
}

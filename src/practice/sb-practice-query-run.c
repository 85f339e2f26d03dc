/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a parsed statement: narrows by an index where one fits, then tests every term. */
#include "sb-practice-query.h"

#include <string.h>

static gboolean
is_moment (const char *property)
{
  return g_str_has_prefix (property, "MetaData.");
}

/* Answers show whole seconds, so comparison is by whole seconds too. */
static gint64
moment_of (const SbObject *object, const char *property)
{
  gint64 moment = strcmp (property, "MetaData.CreateTime") == 0 ? object->created : object->updated;

  return moment / G_USEC_PER_SEC;
}

static int
compare_texts (const char *left, const char *right)
{
  gint64 a;
  gint64 b;
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;

  if (sb_tree_scan_decimal (left, 5, &a) && sb_tree_scan_decimal (right, 5, &b))
    return a < b ? -1 : a > b;
  x = g_utf8_casefold (left, -1);
  y = g_utf8_casefold (right, -1);
  return strcmp (x, y);
}

static gboolean
matches_like (const char *text, const char *pattern)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *wanted = g_utf8_casefold (pattern, -1);
  g_auto (GStrv) parts = g_strsplit (wanted, "%", -1);
  guint count = g_strv_length (parts);
  const char *at = folded;

  if (count == 0)
    return folded[0] == '\0';
  if (!g_str_has_prefix (folded, parts[0]))
    return FALSE;
  at += strlen (parts[0]);
  if (count == 1)
    return *at == '\0';
  for (guint i = 1; i + 1 < count; i++)
    {
      at = strstr (at, parts[i]);
      if (at == NULL)
        return FALSE;
      at += strlen (parts[i]);
    }
  return strlen (at) >= strlen (parts[count - 1]) && g_str_has_suffix (at, parts[count - 1]);
}

static gboolean
order_fits (const char *op, int order)
{
  if (strcmp (op, "<") == 0)
    return order < 0;
  if (strcmp (op, ">") == 0)
    return order > 0;
  if (strcmp (op, "<=") == 0)
    return order <= 0;
  if (strcmp (op, ">=") == 0)
    return order >= 0;
  return order == 0;
}

static gboolean
moment_fits (const SbObject *object, const SbQueryTerm *term)
{
  gint64 mine = moment_of (object, term->property);

  for (guint i = 0; i < term->values->len; i++)
    {
      gint64 other;

      if (!sb_pacific_parse (g_ptr_array_index (term->values, i), &other))
        return FALSE;
      other /= G_USEC_PER_SEC;
      if (order_fits (term->op, mine < other ? -1 : mine > other))
        return TRUE;
    }
  return FALSE;
}

/* One of the objects that it is attached to. */
static gboolean
attached_fits (const SbObject *object, const SbQueryTerm *term)
{
  const SbTree *references = sb_tree_get (object->body, "AttachableRef");
  const char *member = g_str_has_suffix (term->property, "Type") ? "type" : "value";

  for (guint i = 0; i < sb_tree_length (references); i++)
    {
      const char *mine = sb_tree_get_text (
          sb_tree_get (sb_tree_nth (references, i), "EntityRef"), member);

      for (guint j = 0; mine != NULL && j < term->values->len; j++)
        if (g_ascii_strcasecmp (mine, g_ptr_array_index (term->values, j)) == 0)
          return TRUE;
    }
  return FALSE;
}

static gboolean
term_fits (SbBooks *books, SbObject *object, const SbQueryTerm *term)
{
  g_autofree char *mine = NULL;

  if (g_str_has_prefix (term->property, "AttachableRef."))
    return attached_fits (object, term);
  if (is_moment (term->property))
    return moment_fits (object, term);
  if (strcmp (term->property, "PrimaryEmailAddr") == 0)
    mine = sb_object_property (books, object, "PrimaryEmailAddr.Address");
  else
    mine = sb_object_property (books, object, term->property);
  if (mine == NULL)
    mine = g_strdup (strcmp (term->property, "Active") == 0 ? "true" : " ");
  for (guint i = 0; i < term->values->len; i++)
    {
      const char *value = g_ptr_array_index (term->values, i);

      if (strcmp (term->op, "LIKE") == 0 ? matches_like (mine, value)
                                         : order_fits (term->op, compare_texts (mine, value)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
fits (SbBooks *books, const SbQuery *query, SbObject *object)
{
  gboolean asks_active = FALSE;

  for (guint i = 0; i < query->terms->len; i++)
    {
      SbQueryTerm *term = g_ptr_array_index (query->terms, i);

      asks_active = asks_active || strcmp (term->property, "Active") == 0;
      if (!term_fits (books, object, term))
        return FALSE;
    }
  return asks_active || sb_object_is_active (object);
}

/* ---- candidates ---- */

static const SbQueryTerm *
find_term (const SbQuery *query, const char *property, const char *ops)
{
  for (guint i = 0; i < query->terms->len; i++)
    {
      SbQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (strcmp (term->property, property) == 0 && strstr (ops, term->op) != NULL)
        return term;
    }
  return NULL;
}

static guint
first_created_at (GPtrArray *rows, gint64 seconds)
{
  guint low = 0;
  guint high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      SbObject *object = g_ptr_array_index (rows, middle);

      if (object->created / G_USEC_PER_SEC < seconds)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static GPtrArray *
changed_since (SbTable *table, gint64 seconds)
{
  GPtrArray *found = g_ptr_array_new ();

  for (GSequenceIter *at = g_sequence_get_end_iter (table->by_update);
       !g_sequence_iter_is_begin (at);)
    {
      SbObject *object;

      at = g_sequence_iter_prev (at);
      object = g_sequence_get (at);
      if (object->updated / G_USEC_PER_SEC < seconds)
        break;
      g_ptr_array_add (found, object);
    }
  return found;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const SbObject *left = *(SbObject *const *) a;
  const SbObject *right = *(SbObject *const *) b;

  return left->id < right->id ? -1 : left->id > right->id;
}

static GPtrArray *
candidates (SbBooks *books, const SbQuery *query)
{
  SbTable *table = sb_books_table (books, query->entity);
  GPtrArray *found = NULL;
  const SbQueryTerm *term;
  gint64 moment;
  guint from = 0;

  if ((term = find_term (query, "Id", "= IN")) != NULL)
    {
      found = g_ptr_array_new ();
      for (guint i = 0; i < term->values->len; i++)
        {
          SbObject *object
              = sb_books_find (books, query->entity, g_ptr_array_index (term->values, i));

          if (object != NULL && !g_ptr_array_find (found, object, NULL))
            g_ptr_array_add (found, object);
        }
      g_ptr_array_sort (found, compare_ids);
      return found;
    }
  if ((term = find_term (query, "DocNumber", "=")) != NULL)
    {
      GPtrArray *same
          = sb_books_find_number (books, query->entity, g_ptr_array_index (term->values, 0));

      found = g_ptr_array_new ();
      for (guint i = 0; same != NULL && i < same->len; i++)
        g_ptr_array_add (found, g_ptr_array_index (same, i));
      g_ptr_array_sort (found, compare_ids);
      return found;
    }
  if ((term = find_term (query, "MetaData.LastUpdatedTime", ">=")) != NULL
      && sb_pacific_parse (g_ptr_array_index (term->values, 0), &moment))
    {
      found = changed_since (table, moment / G_USEC_PER_SEC);
      g_ptr_array_sort (found, compare_ids);
      return found;
    }
  /* Ids are given out in order of creation. */
  if ((term = find_term (query, "MetaData.CreateTime", ">=")) != NULL
      && sb_pacific_parse (g_ptr_array_index (term->values, 0), &moment))
    from = first_created_at (table->rows, moment / G_USEC_PER_SEC);
  found = g_ptr_array_sized_new (table->rows->len - from);
  for (guint i = from; i < table->rows->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (table->rows, i));
  return found;
}

/* ---- order and page ---- */

typedef struct
{
  SbBooks *books;
  const SbQuery *query;
} SortContext;

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  SbObject *left = *(SbObject *const *) a;
  SbObject *right = *(SbObject *const *) b;
  const SortContext *context = data;

  for (guint i = 0; i < context->query->orders->len; i++)
    {
      SbQueryOrder *order = g_ptr_array_index (context->query->orders, i);
      int result;

      if (is_moment (order->property))
        {
          gint64 x = moment_of (left, order->property);
          gint64 y = moment_of (right, order->property);

          result = x < y ? -1 : x > y;
        }
      else
        {
          g_autofree char *x = sb_object_property (context->books, left, order->property);
          g_autofree char *y = sb_object_property (context->books, right, order->property);

          result = compare_texts (x != NULL ? x : "", y != NULL ? y : "");
        }
      if (result != 0)
        return order->descending ? -result : result;
    }
  return compare_ids (a, b);
}

static gboolean
is_by_id (const SbQuery *query)
{
  SbQueryOrder *first = query->orders->len > 0 ? g_ptr_array_index (query->orders, 0) : NULL;

  return first == NULL || (strcmp (first->property, "Id") == 0 && !first->descending);
}

/* The object, or of it what was named. */
static SbTree *
render_row (SbBooks *books, const SbQuery *query, SbObject *object)
{
  SbTree *answer = sb_object_render (books, object);

  if (query->columns->len == 0)
    return answer;
  for (guint i = sb_tree_length (answer); i > 0; i--)
    {
      const char *name = sb_tree_nth_name (answer, i - 1);

      if (strcmp (name, "domain") != 0
          && !g_ptr_array_find_with_equal_func (query->columns, name, g_str_equal, NULL))
        sb_tree_remove_nth (answer, i - 1);
    }
  sb_tree_set_truth (answer, "sparse", TRUE);
  return answer;
}

SbTree *
sb_query_run (SbBooks *books, const SbQuery *query)
{
  g_autoptr (GPtrArray) rows = candidates (books, query);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  SbTree *answer = sb_tree_new_object ();
  SbTree *list;

  for (guint i = 0; i < rows->len; i++)
    if (fits (books, query, g_ptr_array_index (rows, i)))
      g_ptr_array_add (found, g_ptr_array_index (rows, i));
  if (query->count)
    {
      sb_tree_set_int (answer, "totalCount", found->len);
      return answer;
    }
  if (!is_by_id (query))
    {
      SortContext context = { books, query };

      g_ptr_array_sort_with_data (found, compare_rows, &context);
    }
  if (query->start > found->len)
    return answer;
  list = sb_tree_new_array ();
  for (guint i = query->start - 1; i < found->len && sb_tree_length (list) < query->most; i++)
    sb_tree_append (list, render_row (books, query, g_ptr_array_index (found, i)));
  sb_tree_set (answer, query->entity->name, list);
  sb_tree_set_int (answer, "startPosition", query->start);
  sb_tree_set_int (answer, "maxResults", sb_tree_length (list));
  return answer;
}

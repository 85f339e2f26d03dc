/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a parsed statement: narrows by an index where one fits, then tests every term. */
#include "sb-practice-query.h"

#include "sb-day.h"

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
  const SbTree *references = sb_tree_get (sb_object_body (object), "AttachableRef");
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
  return asks_active || (object->entity->flags & SB_ENTITY_TXN) != 0
         || sb_object_is_active (object);
}

/* ---- candidates: the smallest set that an index gives ---- */

static const SbQueryTerm *
find_term (const SbQuery *query, const char *property, const char *const *ops)
{
  for (guint i = 0; i < query->terms->len; i++)
    {
      SbQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (strcmp (term->property, property) == 0 && g_strv_contains (ops, term->op))
        return term;
    }
  return NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const SbObject *left = *(SbObject *const *) a;
  const SbObject *right = *(SbObject *const *) b;

  return left->id < right->id ? -1 : left->id > right->id;
}

/* A range of whole numbers, both ends counted. */
typedef struct
{
  gint64 from;
  gint64 to;
} Range;

static gboolean
parse_day (const char *text, gint64 *day)
{
  g_autofree char *first = g_strndup (text, 10);
  SbDay parsed;

  if (!sb_day_parse (first, &parsed, NULL))
    return FALSE;
  *day = parsed;
  return TRUE;
}

static gboolean
parse_second (const char *text, gint64 *second)
{
  gint64 moment;

  if (!sb_pacific_parse (text, &moment))
    return FALSE;
  *second = moment / G_USEC_PER_SEC;
  return TRUE;
}

/* Narrows @range by all terms of @property; FALSE when none does. */
static gboolean
range_of (const SbQuery *query, const char *property,
          gboolean (*parse) (const char *text, gint64 *value), Range *range)
{
  gboolean narrowed = FALSE;

  *range = (Range) { G_MININT64, G_MAXINT64 };
  for (guint i = 0; i < query->terms->len; i++)
    {
      SbQueryTerm *term = g_ptr_array_index (query->terms, i);
      gint64 value;

      if (strcmp (term->property, property) != 0 || term->values->len != 1
          || strcmp (term->op, "LIKE") == 0
          || !parse (g_ptr_array_index (term->values, 0), &value))
        continue;
      /* An open end is tested again, object by object. */
      if (term->op[0] == '>' || term->op[0] == '=' || term->op[0] == 'I')
        range->from = MAX (range->from, value);
      if (term->op[0] == '<' || term->op[0] == '=' || term->op[0] == 'I')
        range->to = MIN (range->to, value);
      narrowed = TRUE;
    }
  return narrowed;
}

static gint64
day_of (const SbObject *object)
{
  return object->day;
}

static gint64
update_of (const SbObject *object)
{
  return object->updated / G_USEC_PER_SEC;
}

typedef struct
{
  gint64 (*key) (const SbObject *object);
  gint64 from;
} Search;

static int
before_range (gconstpointer a, gconstpointer b, gpointer data)
{
  const Search *search = data;

  /* The searched-for place is before the first object of the range. */
  if (a == NULL)
    return search->key (b) < search->from ? 1 : -1;
  return search->key (a) < search->from ? -1 : 1;
}

static GPtrArray *
rows_in_range (GSequence *sequence, gint64 (*key) (const SbObject *object), Range range)
{
  GPtrArray *found = g_ptr_array_new ();
  Search search = { key, range.from };

  for (GSequenceIter *at = g_sequence_search (sequence, NULL, before_range, &search);
       !g_sequence_iter_is_end (at) && key (g_sequence_get (at)) <= range.to;
       at = g_sequence_iter_next (at))
    g_ptr_array_add (found, g_sequence_get (at));
  g_ptr_array_sort (found, compare_ids);
  return found;
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
rows_by_id (SbBooks *books, const SbQuery *query, const SbQueryTerm *term)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < term->values->len; i++)
    {
      SbObject *object = sb_books_find (books, query->entity, g_ptr_array_index (term->values, i));

      if (object != NULL && !g_ptr_array_find (found, object, NULL))
        g_ptr_array_add (found, object);
    }
  g_ptr_array_sort (found, compare_ids);
  return found;
}

static void
add_all (GPtrArray *found, const GPtrArray *rows, const SbEntity *entity)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (((SbObject *) g_ptr_array_index (rows, i))->entity == entity)
      g_ptr_array_add (found, g_ptr_array_index (rows, i));
  g_ptr_array_sort (found, compare_ids);
}

/* (nullable): documents that name one customer or vendor */
static GPtrArray *
rows_by_party (SbBooks *books, const SbQuery *query)
{
  static const char *const equal[] = { "=", NULL };
  static const char *const members[][2]
      = { { "CustomerRef", "Customer" }, { "VendorRef", "Vendor" } };

  for (guint i = 0; (query->entity->flags & SB_ENTITY_TXN) != 0 && i < G_N_ELEMENTS (members); i++)
    {
      const SbQueryTerm *term = find_term (query, members[i][0], equal);
      SbObject *party = term != NULL ? sb_books_find (books, sb_entity_named (members[i][1]),
                                                      g_ptr_array_index (term->values, 0))
                                     : NULL;

      if (party != NULL)
        {
          GPtrArray *found = g_ptr_array_new ();

          add_all (found, party->documents, query->entity);
          return found;
        }
    }
  return NULL;
}

/* In the order of Ids. */
static GPtrArray *
candidates (SbBooks *books, const SbQuery *query)
{
  static const char *const by_id[] = { "=", "IN", NULL };
  static const char *const equal[] = { "=", NULL };
  static const char *const later[] = { "=", ">", ">=", NULL };
  SbTable *table = sb_books_table (books, query->entity);
  const SbQueryTerm *term;
  GPtrArray *found;
  gint64 second;
  guint from = 0;
  Range range;

  if ((term = find_term (query, "Id", by_id)) != NULL)
    return rows_by_id (books, query, term);
  if ((term = find_term (query, "DocNumber", equal)) != NULL)
    {
      found = g_ptr_array_new ();
      add_all (found,
               sb_books_find_number (books, query->entity, g_ptr_array_index (term->values, 0)),
               query->entity);
      return found;
    }
  if ((query->entity->flags & SB_ENTITY_TXN) != 0 && range_of (query, "TxnDate", parse_day, &range))
    return rows_in_range (table->by_day, day_of, range);
  if (range_of (query, "MetaData.LastUpdatedTime", parse_second, &range))
    return rows_in_range (table->by_update, update_of, range);
  if ((found = rows_by_party (books, query)) != NULL)
    return found;
  /* Ids are given out in order of creation. */
  if ((term = find_term (query, "MetaData.CreateTime", later)) != NULL
      && parse_second (g_ptr_array_index (term->values, 0), &second))
    from = first_created_at (table->rows, second);
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
      else if (strcmp (order->property, "TxnDate") == 0)
        result = left->day < right->day ? -1 : left->day > right->day;
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

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-because.h"

#include <string.h>

#include "sb-decimal.h"
#include "sb-money.h"
#include "sb-sql.h"

static const char SQL_EVENT[] =
  "SELECT event.uid, event.date, document.id, document.display FROM event"
  " LEFT JOIN document ON document.event = event.seq WHERE event.seq = :event";
static const char SQL_SKU[] = "SELECT sku FROM product WHERE id = :product";

SbBecause *
sb_because_new (gint64 event, const char *kind, gint64 quantity, gint64 amount)
{
  SbBecause *self = g_new0 (SbBecause, 1);

  self->event = event;
  self->kind = kind;
  self->quantity = quantity;
  self->amount = amount;
  return self;
}

void
sb_because_free (SbBecause *self)
{
  if (self == NULL)
    return;
  g_free (self->event_id);
  g_free (self->number);
  g_free (self->sku);
  g_clear_pointer (&self->because, g_ptr_array_unref);
  g_free (self);
}

GPtrArray *
sb_because_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_because_free);
}

gboolean
sb_because_list_sum (GPtrArray *list, gint64 *sum, GError **error)
{
  *sum = 0;
  for (guint i = 0; i < list->len; i++)
    if (!sb_add (*sum, ((SbBecause *) g_ptr_array_index (list, i))->amount, sum, error))
      return FALSE;
  return TRUE;
}

static SbBecause *
copy_head (const SbBecause *node)
{
  SbBecause *copy = sb_because_new (node->event, node->kind, node->quantity, node->amount);

  copy->product = node->product;
  copy->movement = node->movement;
  return copy;
}

static guint
count_nodes (GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    n += 1 + count_nodes (((SbBecause *) g_ptr_array_index (list, i))->because);
  return n;
}

static gboolean
same_origin (const SbBecause *a, const SbBecause *b)
{
  return a->event == b->event && a->movement == b->movement && a->product == b->product &&
         strcmp (a->kind, b->kind) == 0;
}

static SbBecause *
find_origin (GPtrArray *list, const SbBecause *node)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (same_origin (g_ptr_array_index (list, i), node))
      return g_ptr_array_index (list, i);
  return NULL;
}

static gboolean join_lists (SbBecause *known, GPtrArray *more, GError **error);

gboolean
sb_because_list_take (GPtrArray *list, SbBecause *node, GError **error)
{
  g_autoptr (SbBecause) taken = node;
  SbBecause *known = find_origin (list, node);

  if (known == NULL)
    {
      g_ptr_array_add (list, g_steal_pointer (&taken));
      return TRUE;
    }
  return sb_add (known->amount, node->amount, &known->amount, error) &&
         sb_add (known->quantity, node->quantity, &known->quantity, error) &&
         join_lists (known, node->because, error);
}

/* Reasons add up to what they explain, so a node has either all of them or none. */
static gboolean
join_lists (SbBecause *known, GPtrArray *more, GError **error)
{
  if (known->because == NULL || more == NULL)
    {
      g_clear_pointer (&known->because, g_ptr_array_unref);
      return TRUE;
    }
  while (more->len > 0)
    if (!sb_because_list_take (known->because, g_ptr_array_steal_index (more, 0), error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  gint64 from;
  gint64 to;
  gint64 of;
} Share;

static gboolean
share_of (const Share *share, gint64 value, gint64 *part, GError **error)
{
  gint64 before = 0;
  gint64 after = 0;

  return sb_prefix_share (value, share->from, share->of, &before, error) &&
         sb_prefix_share (value, share->to, share->of, &after, error) &&
         sb_subtract (after, before, part, error);
}

/* What lies between the running totals @begin and @begin + @value. */
static gboolean
share_between (const Share *share, gint64 begin, gint64 value, gint64 *part, GError **error)
{
  gint64 before = 0;
  gint64 after = 0;
  gint64 end = 0;

  return sb_add (begin, value, &end, error) && share_of (share, begin, &before, error) &&
         share_of (share, end, &after, error) && sb_subtract (after, before, part, error);
}

static gboolean
share_list (const Share *share, GPtrArray *list, gint64 begin, GPtrArray *into, guint *budget,
            GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const SbBecause *node = g_ptr_array_index (list, i);
      g_autoptr (SbBecause) part = copy_head (node);

      if (!share_between (share, begin, node->amount, &part->amount, error) ||
          !share_of (share, node->quantity, &part->quantity, error))
        return FALSE;
      if (node->because != NULL && *budget > 0)
        {
          *budget -= MIN (*budget, node->because->len);
          part->because = sb_because_list_new ();
          if (!share_list (share, node->because, begin, part->because, budget, error))
            return FALSE;
        }
      if (!sb_add (begin, node->amount, &begin, error))
        return FALSE;
      if (part->amount == 0 && part->quantity == 0)
        continue;
      if (!sb_because_list_take (into, g_steal_pointer (&part), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_because_list_share (GPtrArray *list, gint64 from, gint64 to, gint64 of, GPtrArray *into,
                       GError **error)
{
  const Share share = { from, to, of };
  guint known = count_nodes (into);
  guint budget = known < SB_BECAUSE_NODES ? SB_BECAUSE_NODES - known : 0;

  return of == 0 || share_list (&share, list, 0, into, &budget, error);
}

static gboolean difference_into (GPtrArray *after, GPtrArray *before, GPtrArray *into,
                                 GError **error);

/* @after or @before may be NULL, not both: what came, went or changed of one origin. */
static gboolean
change_of (const SbBecause *after, const SbBecause *before, GPtrArray *into, GError **error)
{
  g_autoptr (SbBecause) node = copy_head (after != NULL ? after : before);
  gint64 quantity = after != NULL ? after->quantity : 0;

  node->amount = after != NULL ? after->amount : 0;
  if (before != NULL && !sb_subtract (node->amount, before->amount, &node->amount, error))
    return FALSE;
  /* Of the same units only the cost is another. */
  node->quantity = before == NULL || quantity == before->quantity ? quantity
                                                                  : quantity - before->quantity;
  if ((after == NULL || after->because != NULL) && (before == NULL || before->because != NULL))
    {
      node->because = sb_because_list_new ();
      if (!difference_into (after != NULL ? after->because : NULL,
                            before != NULL ? before->because : NULL, node->because, error))
        return FALSE;
    }
  if (node->because != NULL && node->because->len == 0)
    g_clear_pointer (&node->because, g_ptr_array_unref);
  if (node->amount != 0 || node->because != NULL)
    g_ptr_array_add (into, g_steal_pointer (&node));
  return TRUE;
}

static gboolean
difference_into (GPtrArray *after, GPtrArray *before, GPtrArray *into, GError **error)
{
  for (guint i = 0; after != NULL && i < after->len; i++)
    {
      const SbBecause *node = g_ptr_array_index (after, i);

      if (!change_of (node, find_origin (before, node), into, error))
        return FALSE;
    }
  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      const SbBecause *node = g_ptr_array_index (before, i);

      if (find_origin (after, node) == NULL && !change_of (NULL, node, into, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
sb_because_list_difference (GPtrArray *after, GPtrArray *before, GError **error)
{
  g_autoptr (GPtrArray) list = sb_because_list_new ();

  return difference_into (after, before, list, error) ? g_steal_pointer (&list) : NULL;
}

void
sb_because_list_negate (GPtrArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      SbBecause *node = g_ptr_array_index (list, i);

      node->amount = -node->amount;
      sb_because_list_negate (node->because);
    }
}

static gboolean
fill_node (SbBecause *node, SbDatabase *db, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_EVENT, error, SB_INT (":event", node->event),
                                             SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_ROW)
    {
      node->event_id = g_strdup (sb_statement_text_at (st, 0));
      g_strlcpy (node->date, sb_statement_text_at (st, 1), sizeof node->date);
      node->document = sb_statement_int64_at (st, 2);
      node->number = g_strdup (sb_statement_text_at (st, 3));
    }
  return node->product == 0 ||
         sb_sql_text (db, SQL_SKU, &node->sku, error, SB_INT (":product", node->product), SB_END);
}

gboolean
sb_because_list_fill (GPtrArray *list, SbDatabase *db, GError **error)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      SbBecause *node = g_ptr_array_index (list, i);

      if (!fill_node (node, db, error) || !sb_because_list_fill (node->because, db, error))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-planner.h"

typedef enum
{
  NODE_READY,
  NODE_TAKEN,
  NODE_WAITING,
  NODE_IN,
  NODE_OUT, /* failed, refused, left out */
  NODE_BLOCKED,
} NodeState;

/* A need that is in and yet asked for again is a mistake somewhere; it must not turn for ever. */
#define MAX_TURNS 5

typedef struct
{
  gint64 record;
  SbPlanPhase phase;
  guint order;
  NodeState state;
  guint turns;
  GArray *needs;      /* (element-type gint64): not in yet */
  GPtrArray *waiters; /* (element-type Node): who waits for this one */
} Node;

struct _SbPlanner
{
  GHashTable *nodes; /* gint64 -> Node */
  GSequence *ready;  /* (element-type Node): by phase, order */
  guint n_lists_open; /* lists that are not through: ready, taken */
  guint n_finished;
};

static void
node_free (gpointer data)
{
  Node *node = data;

  g_array_unref (node->needs);
  g_ptr_array_unref (node->waiters);
  g_free (node);
}

static int
compare_nodes (gconstpointer a, gconstpointer b, gpointer data)
{
  const Node *x = a;
  const Node *y = b;

  if (x->phase != y->phase)
    return x->phase < y->phase ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

SbPlanner *
sb_planner_new (void)
{
  SbPlanner *self = g_new0 (SbPlanner, 1);

  self->nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, node_free);
  self->ready = g_sequence_new (NULL);
  return self;
}

void
sb_planner_free (SbPlanner *self)
{
  if (self == NULL)
    return;
  g_sequence_free (self->ready);
  g_hash_table_unref (self->nodes);
  g_free (self);
}

static void
make_ready (SbPlanner *self, Node *node)
{
  node->state = NODE_READY;
  g_sequence_insert_sorted (self->ready, node, compare_nodes, NULL);
}

void
sb_planner_add (SbPlanner *self, gint64 record, SbPlanPhase phase)
{
  Node *node;

  if (g_hash_table_contains (self->nodes, &record))
    return;
  node = g_new0 (Node, 1);
  node->record = record;
  node->phase = phase;
  node->order = g_hash_table_size (self->nodes);
  node->needs = g_array_new (FALSE, FALSE, sizeof (gint64));
  node->waiters = g_ptr_array_new ();
  g_hash_table_insert (self->nodes, &node->record, node);
  if (phase == SB_PLAN_LIST)
    self->n_lists_open++;
  make_ready (self, node);
}

static Node *
first_ready (SbPlanner *self)
{
  GSequenceIter *iter = g_sequence_get_begin_iter (self->ready);

  return g_sequence_iter_is_end (iter) ? NULL : g_sequence_get (iter);
}

gboolean
sb_planner_is_serial (SbPlanner *self)
{
  return self->n_lists_open > 0;
}

static guint
count_taken_lists (SbPlanner *self)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ((Node *) value)->phase == SB_PLAN_LIST && ((Node *) value)->state == NODE_TAKEN;
  return n;
}

guint
sb_planner_ready (SbPlanner *self)
{
  const Node *first = first_ready (self);

  if (first == NULL)
    return 0;
  if (!sb_planner_is_serial (self))
    return (guint) g_sequence_get_length (self->ready);
  return first->phase == SB_PLAN_LIST && count_taken_lists (self) == 0 ? 1 : 0;
}

GArray *
sb_planner_take (SbPlanner *self, guint max)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = MIN (max, sb_planner_ready (self));

  for (guint i = 0; i < n; i++)
    {
      GSequenceIter *iter = g_sequence_get_begin_iter (self->ready);
      Node *node = g_sequence_get (iter);

      g_sequence_remove (iter);
      node->state = NODE_TAKEN;
      g_array_append_val (taken, node->record);
    }
  return taken;
}

static void
leave_lists (SbPlanner *self, const Node *node)
{
  if (node->phase == SB_PLAN_LIST)
    self->n_lists_open--;
}

static void
block (SbPlanner *self, Node *node)
{
  if (node->state == NODE_BLOCKED)
    return;
  node->state = NODE_BLOCKED;
  self->n_finished++;
  leave_lists (self, node);
  for (guint i = 0; i < node->waiters->len; i++)
    {
      Node *waiter = g_ptr_array_index (node->waiters, i);

      if (waiter->state == NODE_WAITING)
        block (self, waiter);
    }
}

void
sb_planner_wait_for (SbPlanner *self, gint64 record, const gint64 *needs, gsize n)
{
  Node *node = g_hash_table_lookup (self->nodes, &record);
  gboolean hopeless = FALSE;

  g_return_if_fail (node != NULL && node->state == NODE_TAKEN);

  g_array_set_size (node->needs, 0);
  for (gsize i = 0; i < n; i++)
    {
      Node *need = g_hash_table_lookup (self->nodes, &needs[i]);

      if (need != NULL && need->state == NODE_IN)
        continue;
      g_array_append_val (node->needs, needs[i]);
      if (need == NULL || need->state == NODE_OUT || need->state == NODE_BLOCKED)
        hopeless = TRUE;
      else
        g_ptr_array_add (need->waiters, node);
    }

  node->turns++;
  if (hopeless || node->turns > MAX_TURNS)
    {
      block (self, node);
    }
  else if (node->needs->len == 0)
    {
      make_ready (self, node);
    }
  else
    {
      node->state = NODE_WAITING;
    }
}

static void
wake (SbPlanner *self, Node *waiter, gint64 record)
{
  for (guint i = waiter->needs->len; i > 0; i--)
    {
      if (g_array_index (waiter->needs, gint64, i - 1) == record)
        g_array_remove_index (waiter->needs, i - 1);
    }
  if (waiter->needs->len == 0)
    make_ready (self, waiter);
}

void
sb_planner_finish (SbPlanner *self, gint64 record, gboolean in)
{
  Node *node = g_hash_table_lookup (self->nodes, &record);

  g_return_if_fail (node != NULL && node->state == NODE_TAKEN);

  node->state = in ? NODE_IN : NODE_OUT;
  self->n_finished++;
  leave_lists (self, node);
  for (guint i = 0; i < node->waiters->len; i++)
    {
      Node *waiter = g_ptr_array_index (node->waiters, i);

      if (waiter->state != NODE_WAITING)
        continue;
      if (in)
        wake (self, waiter, record);
      else
        block (self, waiter);
    }
}

void
sb_planner_again (SbPlanner *self, gint64 record)
{
  Node *node = g_hash_table_lookup (self->nodes, &record);

  g_return_if_fail (node != NULL && node->state == NODE_TAKEN);
  make_ready (self, node);
}

GArray *
sb_planner_blocked (SbPlanner *self)
{
  GArray *blocked = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Node *node = value;

      if (node->state == NODE_BLOCKED || node->state == NODE_WAITING)
        g_array_append_val (blocked, node->record);
    }
  return blocked;
}

GArray *
sb_planner_needs (SbPlanner *self, gint64 record)
{
  Node *node = g_hash_table_lookup (self->nodes, &record);

  return node != NULL ? g_array_ref (node->needs) : g_array_new (FALSE, FALSE, sizeof (gint64));
}

guint
sb_planner_size (SbPlanner *self)
{
  return g_hash_table_size (self->nodes);
}

guint
sb_planner_finished (SbPlanner *self)
{
  return self->n_finished;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-recost-private.h"

#include <string.h>

#include "sb-sql.h"

typedef struct
{
  SbStockPlace place;
  SbMovementKey from;
} SbRecostStart;

static const char SQL_KEY[] = "SELECT id, date, event, line, slice FROM movement WHERE id = :id";

static const char SQL_QUEUES[] =
  "SELECT DISTINCT product, location FROM movement WHERE active = 1";

static const char SQL_FED_BY[] =
  "SELECT id, date, event, line, slice FROM movement WHERE source = :id AND active = 1";

static const char SQL_RESTOCKS_OF[] =
  "SELECT movement.id, date, event, line, slice FROM restock_match"
  " JOIN movement ON movement.id = restock_match.movement WHERE shipment = :id AND active = 1";

static const char SQL_OUTPUTS_OF_EVENT[] =
  "SELECT id, date, event, line, slice FROM movement WHERE event = :event AND kind = 'output' AND"
  " active = 1";

static const char SQL_OUTPUTS_OF_ORDER[] =
  "SELECT id, date, event, line, slice FROM movement WHERE chain = :chain AND kind = 'output' AND"
  " active = 1";

static const char SQL_ANY_COVER[] =
  "SELECT EXISTS (SELECT 1 FROM consumption INDEXED BY consumption_cover WHERE cover = 1)";

/* Layers of a queue from a place on that cover what went short before it. */
static const char SQL_COVERS[] =
  "SELECT consumption.movement, consumption.layer, consumption.qty FROM consumption"
  " JOIN layer ON layer.id = consumption.layer JOIN movement ON movement.id = consumption.movement"
  " WHERE cover = 1 AND layer.product = :product AND layer.location = :location"
  " AND (layer.date, layer.event, layer.line, layer.slice) >= (:date, :event, :line, :slice)"
  " AND (movement.date, movement.event, movement.line, movement.slice) <"
  " (:date, :event, :line, :slice)";

static const char SQL_DEACTIVATE[] =
  "UPDATE movement SET active = 0, cost = 0, deficit = 0 WHERE id = :id";

static int
compare_keyed (gconstpointer a, gconstpointer b, gpointer unused)
{
  const SbMovementKeyed *x = a;
  const SbMovementKeyed *y = b;

  return sb_movement_key_compare (&x->key, &y->key);
}

static guint
place_hash (gconstpointer key)
{
  const SbStockPlace *place = key;

  return g_int64_hash (&place->product) * 31 + g_int64_hash (&place->location);
}

static gboolean
place_equal (gconstpointer a, gconstpointer b)
{
  const SbStockPlace *x = a;
  const SbStockPlace *y = b;

  return x->product == y->product && x->location == y->location;
}

SbRecost *
sb_recost_new (SbDatabase *db, const SbBook *book, gint64 event)
{
  SbRecost *self = g_new0 (SbRecost, 1);

  self->db = g_object_ref (db);
  self->book = *book;
  self->event = event;
  self->todo = g_tree_new_full (compare_keyed, NULL, g_free, NULL);
  self->starts = g_hash_table_new_full (place_hash, place_equal, g_free, NULL);
  self->queues = g_hash_table_new_full (place_hash, place_equal, g_free,
                                        (GDestroyNotify) sb_cost_queue_free);
  self->heads = g_tree_new_full (compare_keyed, NULL, g_free, NULL);
  self->changed = g_array_new (FALSE, FALSE, sizeof (SbMovementKeyed));
  return self;
}

void
sb_recost_free (SbRecost *self)
{
  g_tree_unref (self->todo);
  g_tree_unref (self->heads);
  g_hash_table_unref (self->starts);
  g_hash_table_unref (self->queues);
  g_array_unref (self->changed);
  g_object_unref (self->db);
  g_free (self);
}

static void
schedule_keyed (SbRecost *self, const SbMovementKeyed *keyed)
{
  if (g_tree_lookup (self->todo, keyed) == NULL)
    {
      SbMovementKeyed *copy = g_memdup2 (keyed, sizeof *keyed);

      g_tree_insert (self->todo, copy, copy);
    }
}

void
sb_recost_schedule (SbRecost *self, const SbMovement *m)
{
  SbMovementKeyed keyed = { m->key, m->id };

  schedule_keyed (self, &keyed);
}

void
sb_recost_note_changed (SbRecost *self, const SbMovement *m)
{
  SbMovementKeyed keyed = { m->key, m->id };

  g_array_append_val (self->changed, keyed);
}

/* Rows of (id, date, event, line, slice). */
GArray *
sb_recost_read_keys (SbStatement *st, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SbMovementKeyed));
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbMovementKeyed keyed = { .movement = sb_statement_int64_at (st, 0) };

      g_strlcpy (keyed.key.date, sb_statement_text_at (st, 1), sizeof keyed.key.date);
      keyed.key.event = sb_statement_int64_at (st, 2);
      keyed.key.line = sb_statement_int64_at (st, 3);
      keyed.key.slice = sb_statement_int64_at (st, 4);
      g_array_append_val (list, keyed);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

gboolean
sb_recost_schedule_rows (SbRecost *self, SbStatement *st, GError **error)
{
  g_autoptr (GArray) keys = sb_recost_read_keys (st, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    schedule_keyed (self, &g_array_index (keys, SbMovementKeyed, i));
  return TRUE;
}

gboolean
sb_recost_touch (SbRecost *self, gint64 movement, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_KEY, error, SB_INT (":id", movement),
                                             SB_END);
  g_autoptr (GArray) keys = sb_recost_read_keys (st, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      const SbMovementKeyed *keyed = &g_array_index (keys, SbMovementKeyed, i);

      schedule_keyed (self, keyed);
      g_array_append_vals (self->changed, keyed, 1);
    }
  return TRUE;
}

/* Gives back units of which one movement was short, and prices it again. */
static gboolean
uncover (SbRecost *self, const SbConsumption *cover, GError **error)
{
  SbMovement short_one;

  if (!sb_consumption_give_back (self->db, cover, error) ||
      !sb_movement_load (self->db, cover->movement, &short_one, error))
    return FALSE;
  short_one.deficit += cover->qty;
  sb_recost_schedule (self, &short_one);
  return sb_movement_update (self->db, &short_one, error);
}

/* Opens again what layers of @place from @from on had covered for movements before it. */
static gboolean
uncover_before (SbRecost *self, const SbStockPlace *place, const SbMovementKey *from,
                GError **error)
{
  g_autoptr (GArray) covers = g_array_new (FALSE, FALSE, sizeof (SbConsumption));
  g_autoptr (SbStatement) st = NULL;
  gint64 any = 0;
  SbStep step;

  if (!sb_sql_int64 (self->db, SQL_ANY_COVER, &any, error, SB_END))
    return FALSE;
  if (any == 0)
    return TRUE;
  st = sb_sql_query (self->db, SQL_COVERS, error, SB_INT (":product", place->product),
                     SB_INT (":location", place->location), SB_TEXT (":date", from->date),
                     SB_INT (":event", from->event), SB_INT (":line", from->line),
                     SB_INT (":slice", from->slice), SB_END);
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbConsumption cover = { .movement = sb_statement_int64_at (st, 0),
                              .layer = sb_statement_int64_at (st, 1),
                              .qty = sb_statement_int64_at (st, 2) };

      g_array_append_val (covers, cover);
    }
  for (guint i = 0; step == SB_STEP_DONE && i < covers->len; i++)
    if (!uncover (self, &g_array_index (covers, SbConsumption, i), error))
      return FALSE;
  return step == SB_STEP_DONE;
}

static void
start_from (SbRecost *self, const SbMovement *m)
{
  SbRecostStart start = { { m->product, m->location }, m->key };
  const SbRecostStart *known = g_hash_table_lookup (self->starts, &start);

  if (known == NULL || sb_movement_key_compare (&m->key, &known->from) < 0)
    g_hash_table_add (self->starts, g_memdup2 (&start, sizeof start));
}

static void
put_head (SbRecost *self, SbCostQueue *queue)
{
  const SbMovement *next = sb_cost_queue_peek (queue);
  SbMovementKeyed *keyed;

  if (next == NULL)
    return;
  keyed = g_new (SbMovementKeyed, 1);
  *keyed = (SbMovementKeyed) { next->key, next->id };
  g_tree_insert (self->heads, keyed, queue);
}

/* Goes through a queue again from @from on. */
static gboolean
begin_queue (SbRecost *self, const SbStockPlace *place, const SbMovementKey *from, GError **error)
{
  SbCostQueue *queue;

  if (from->date[0] != '\0' && !uncover_before (self, place, from, error))
    return FALSE;
  queue = sb_cost_queue_new (self->db, place->product, place->location, from, error);
  if (queue == NULL)
    return FALSE;
  g_hash_table_replace (self->queues, g_memdup2 (place, sizeof *place), queue);
  put_head (self, queue);
  return TRUE;
}

static gboolean
begin_queues (SbRecost *self, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->starts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const SbRecostStart *start = key;

      if (!begin_queue (self, &start->place, &start->from, error))
        return FALSE;
    }
  return TRUE;
}

/* The same for a queue in which nothing was costed yet from @m on. */
gboolean
sb_recost_begin_queue (SbRecost *self, const SbMovement *m, GError **error)
{
  SbStockPlace place = { m->product, m->location };
  SbCostQueue *queue = g_hash_table_lookup (self->queues, &place);

  if (queue != NULL && sb_cost_queue_peek (queue) != NULL)
    {
      const SbMovement *next = sb_cost_queue_peek (queue);
      SbMovementKeyed keyed = { next->key, next->id };

      g_tree_remove (self->heads, &keyed);
    }
  return begin_queue (self, &place, &m->key, error);
}

gboolean
sb_recost_insert (SbRecost *self, SbMovement *m, GError **error)
{
  if (!sb_movement_insert (self->db, m, error) ||
      !sb_stock_level_add (self->db, m->product, m->location, m->qty, 0, error))
    return FALSE;
  start_from (self, m);
  sb_recost_note_changed (self, m);
  return TRUE;
}

gboolean
sb_recost_schedule_fed (SbRecost *self, const SbMovement *m, GError **error)
{
  g_autoptr (SbStatement) st = NULL;

  if (strcmp (m->kind, SB_MOVEMENT_SHIPMENT) == 0)
    st = sb_sql_query (self->db, SQL_RESTOCKS_OF, error, SB_INT (":id", m->id), SB_END);
  else if (strcmp (m->kind, SB_MOVEMENT_COMPONENT) == 0 && m->chain != 0)
    st = sb_sql_query (self->db, SQL_OUTPUTS_OF_ORDER, error, SB_INT (":chain", m->chain), SB_END);
  else if (strcmp (m->kind, SB_MOVEMENT_COMPONENT) == 0)
    st = sb_sql_query (self->db, SQL_OUTPUTS_OF_EVENT, error, SB_INT (":event", m->key.event),
                       SB_END);
  else if (strcmp (m->kind, SB_MOVEMENT_TRANSFER_OUT) == 0 ||
           strcmp (m->kind, SB_MOVEMENT_REVALUE_OUT) == 0)
    st = sb_sql_query (self->db, SQL_FED_BY, error, SB_INT (":id", m->id), SB_END);
  else
    return TRUE;
  return sb_recost_schedule_rows (self, st, error);
}

/* Units that movements had taken from the layers of @m, and those that @m took, are there again. */
gboolean
sb_recost_give_all_back (SbRecost *self, const SbMovement *m, GError **error)
{
  g_autoptr (GArray) taken = sb_consumption_list (self->db, m->id, error);
  g_autoptr (GArray) layers = taken != NULL ? sb_cost_layer_list (self->db, m->id, error) : NULL;

  if (layers == NULL)
    return FALSE;
  for (guint i = 0; i < taken->len; i++)
    if (!sb_consumption_give_back (self->db, &g_array_index (taken, SbConsumption, i), error))
      return FALSE;
  for (guint i = 0; i < layers->len; i++)
    {
      gint64 layer = g_array_index (layers, SbCostLayer, i).id;
      g_autoptr (GArray) takers = sb_consumption_list_of_layer (self->db, layer, error);

      for (guint j = 0; takers != NULL && j < takers->len; j++)
        if (g_array_index (takers, SbConsumption, j).cover &&
            !uncover (self, &g_array_index (takers, SbConsumption, j), error))
          return FALSE;
      if (takers == NULL)
        return FALSE;
    }
  return sb_cost_layer_close (self->db, m->id, error);
}

gboolean
sb_recost_remove (SbRecost *self, gint64 movement, GError **error)
{
  SbMovement m;

  if (!sb_movement_load (self->db, movement, &m, error) ||
      /* What it fed goes in the same event, or is another's and has to do without it. */
      !sb_recost_schedule_fed (self, &m, error) || !sb_recost_give_all_back (self, &m, error) ||
      !sb_stock_level_add (self->db, m.product, m.location, -m.qty, 0, error) ||
      !sb_sql_run (self->db, SQL_DEACTIVATE, error, SB_INT (":id", m.id), SB_END))
    return FALSE;
  start_from (self, &m);
  sb_recost_note_changed (self, &m);
  return TRUE;
}

gboolean
sb_recost_touch_all (SbRecost *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_QUEUES, error, SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbMovement first = { .product = sb_statement_int64_at (st, 0),
                           .location = sb_statement_int64_at (st, 1) };

      start_from (self, &first);
    }
  return step == SB_STEP_DONE;
}

static gboolean
cost_next_of_queue (SbRecost *self, GTreeNode *head, GError **error)
{
  SbCostQueue *queue = g_tree_node_value (head);
  SbMovement m = *sb_cost_queue_peek (queue);
  SbMovementKeyed keyed = { m.key, m.id };

  g_tree_remove (self->heads, &keyed);
  g_tree_remove (self->todo, &keyed);
  if (!sb_recost_cost_movement (self, queue, &m, error) || !sb_cost_queue_advance (queue, error))
    return FALSE;
  put_head (self, queue);
  return TRUE;
}

static gboolean
cost_single (SbRecost *self, GTreeNode *first, GError **error)
{
  SbMovementKeyed keyed = *(const SbMovementKeyed *) g_tree_node_key (first);
  SbMovement m;

  g_tree_remove (self->todo, &keyed);
  return sb_movement_load (self->db, keyed.movement, &m, error) &&
         sb_recost_cost_movement (self, NULL, &m, error);
}

static gboolean
finish_queues (SbRecost *self, GError **error)
{
  GHashTableIter iter;
  gpointer queue;

  g_hash_table_iter_init (&iter, self->queues);
  while (g_hash_table_iter_next (&iter, NULL, &queue))
    if (!sb_cost_queue_finish (queue, error))
      return FALSE;
  return TRUE;
}

gboolean
sb_recost_run (SbRecost *self, GError **error)
{
  if (!begin_queues (self, error))
    return FALSE;
  for (;;)
    {
      GTreeNode *single = g_tree_node_first (self->todo);
      GTreeNode *head = g_tree_node_first (self->heads);

      if (single == NULL && head == NULL)
        return finish_queues (self, error);
      if (head == NULL ||
          (single != NULL &&
           compare_keyed (g_tree_node_key (single), g_tree_node_key (head), NULL) < 0)
            ? !cost_single (self, single, error)
            : !cost_next_of_queue (self, head, error))
        return FALSE;
    }
}

static int
compare_changed (gconstpointer a, gconstpointer b)
{
  return compare_keyed (a, b, NULL);
}

GArray *
sb_recost_get_changed (SbRecost *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (SbMovementKeyed));

  g_array_sort (self->changed, compare_changed);
  for (guint i = 0; i < self->changed->len; i++)
    {
      const SbMovementKeyed *keyed = &g_array_index (self->changed, SbMovementKeyed, i);

      if (i == 0 || keyed->movement != (keyed - 1)->movement)
        g_array_append_vals (list, keyed, 1);
    }
  return list;
}

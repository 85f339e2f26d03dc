/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-cost-queue.h"

#include <string.h>

#include "sb-decimal.h"
#include "sb-money.h"
#include "sb-sql.h"

/* Rows read at once: few at first, for most entries come at the end of their queue. */
enum { FIRST_BATCH = 4, LATER_BATCH = 64 };

struct _SbCostQueue
{
  SbDatabase *db;       /* (owned) */
  gint64 product;
  gint64 location;
  SbMovementKey from;

  GArray *movements;    /* (owned) (element-type SbMovement): a batch from `from` on */
  guint next;           /* of the batch */
  gboolean all_read;    /* no batch after this one */
  SbMovementKey last;   /* of the batches read so far */

  GArray *touched;      /* (owned) (element-type SbCostLayer): older, and taken from since */
  guint next_touched;
  SbMovementKey loaded; /* open layers up to here were read */
  gboolean all_loaded;
  GArray *older;        /* (owned) (element-type SbCostLayer): from before `from`, in order */
  guint first_older;    /* the ones before it are used up */
  GArray *newer;        /* (owned) (element-type SbCostLayer): from `from` on, in order */
  guint first_newer;
};

/* What movements of the queue from a place on took from layers before it. */
static const char SQL_TOUCHED[] =
  "SELECT layer.id, layer.movement, layer.date, layer.event, layer.line, layer.slice, layer.qty,"
  " layer.value, layer.consumed, layer.chain, SUM (consumption.qty)"
  " FROM movement CROSS JOIN consumption CROSS JOIN layer"
  " WHERE movement.product = :product AND movement.location = :location AND movement.active = 1"
  " AND (movement.date, movement.event, movement.line, movement.slice) >="
  " (:date, :event, :line, :slice)"
  " AND consumption.movement = movement.id AND layer.id = consumption.layer"
  " AND (layer.date, layer.event, layer.line, layer.slice) < (:date, :event, :line, :slice)"
  " GROUP BY layer.id ORDER BY layer.date, layer.event, layer.line, layer.slice";

static gboolean
read_touched (SbCostQueue *self, GError **error)
{
  const SbMovementKey *from = &self->from;
  g_autoptr (SbStatement) st = NULL;
  SbStep step;

  if (from->date[0] == '\0')
    return TRUE;
  st = sb_sql_query (self->db, SQL_TOUCHED, error, SB_INT (":product", self->product),
                     SB_INT (":location", self->location), SB_TEXT (":date", from->date),
                     SB_INT (":event", from->event), SB_INT (":line", from->line),
                     SB_INT (":slice", from->slice), SB_END);
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbCostLayer layer;

      sb_cost_layer_read (st, &layer);
      layer.consumed -= sb_statement_int64_at (st, 10);
      g_array_append_val (self->touched, layer);
    }
  return step == SB_STEP_DONE;
}

static gboolean
read_movements (SbCostQueue *self, gint64 n, GError **error)
{
  self->next = 0;
  g_array_set_size (self->movements, 0);
  if (!sb_movement_list_after (self->db, self->product, self->location, &self->last, n,
                               self->movements, error))
    return FALSE;
  self->all_read = self->movements->len < n;
  if (self->movements->len > 0)
    self->last = g_array_index (self->movements, SbMovement, self->movements->len - 1).key;
  return TRUE;
}

SbCostQueue *
sb_cost_queue_new (SbDatabase *db, gint64 product, gint64 location, const SbMovementKey *from,
                   GError **error)
{
  g_autoptr (SbCostQueue) self = g_new0 (SbCostQueue, 1);

  self->db = g_object_ref (db);
  self->product = product;
  self->location = location;
  self->from = *from;
  self->last = *from;
  self->last.slice--; /* the first batch begins with `from` itself */
  self->all_loaded = from->date[0] == '\0';
  self->movements = g_array_new (FALSE, FALSE, sizeof (SbMovement));
  self->touched = g_array_new (FALSE, FALSE, sizeof (SbCostLayer));
  self->older = g_array_new (FALSE, FALSE, sizeof (SbCostLayer));
  self->newer = g_array_new (FALSE, FALSE, sizeof (SbCostLayer));
  if (!read_touched (self, error) || !read_movements (self, FIRST_BATCH, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sb_cost_queue_free (SbCostQueue *self)
{
  g_array_unref (self->movements);
  g_array_unref (self->touched);
  g_array_unref (self->older);
  g_array_unref (self->newer);
  g_object_unref (self->db);
  g_free (self);
}

const SbMovement *
sb_cost_queue_peek (const SbCostQueue *self)
{
  if (self->next >= self->movements->len)
    return NULL;
  return &g_array_index (self->movements, SbMovement, self->next);
}

gboolean
sb_cost_queue_advance (SbCostQueue *self, GError **error)
{
  self->next++;
  return self->next < self->movements->len || self->all_read ||
         read_movements (self, LATER_BATCH, error);
}

static gint64
left (const SbCostLayer *layer)
{
  return layer->qty - layer->consumed;
}

/* Appends the layers touched since that lie before @end (%NULL: all), in order. */
static void
append_touched (SbCostQueue *self, const SbMovementKey *end)
{
  while (self->next_touched < self->touched->len)
    {
      const SbCostLayer *layer = &g_array_index (self->touched, SbCostLayer, self->next_touched);

      if (end != NULL && sb_movement_key_compare (&layer->key, end) >= 0)
        return;
      g_array_append_vals (self->older, layer, 1);
      self->next_touched++;
    }
}

/* Reads the next open layers from before `from`; those taken from since come in between, as they
 * were. */
static gboolean
load_older (SbCostQueue *self, GError **error)
{
  gint64 n = self->loaded.date[0] == '\0' ? FIRST_BATCH : LATER_BATCH;
  g_autoptr (GArray) batch = sb_cost_layer_list_open (self->db, self->product, self->location,
                                                      &self->loaded, &self->from, n, error);

  if (batch == NULL)
    return FALSE;
  for (guint i = 0; i < batch->len; i++)
    {
      const SbCostLayer *layer = &g_array_index (batch, SbCostLayer, i);
      gboolean is_touched;

      append_touched (self, &layer->key);
      is_touched = self->next_touched < self->touched->len &&
                   g_array_index (self->touched, SbCostLayer, self->next_touched).id == layer->id;
      if (!is_touched)
        g_array_append_vals (self->older, layer, 1);
      self->loaded = layer->key;
    }
  if (batch->len < n)
    {
      append_touched (self, NULL);
      self->all_loaded = TRUE;
    }
  return TRUE;
}

void
sb_cost_queue_add_layer (SbCostQueue *self, const SbCostLayer *layer)
{
  g_array_append_vals (self->newer, layer, 1);
}

void
sb_cost_queue_set_value (SbCostQueue *self, gint64 id, gint64 value)
{
  GArray *lists[] = { self->touched, self->older, self->newer };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        SbCostLayer *layer = &g_array_index (lists[i], SbCostLayer, j);

        if (layer->id == id)
          layer->value = value;
      }
}

static gboolean
write_consumed (SbCostQueue *self, SbCostLayer *layer, GError **error)
{
  if (layer->written == layer->consumed)
    return TRUE;
  layer->written = layer->consumed;
  return sb_cost_layer_set_consumed (self->db, layer->id, layer->consumed, error);
}

static gboolean
take_units (SbCostQueue *self, SbCostLayer *layer, gint64 movement, gint64 wanted, gboolean cover,
            GArray *takings, gint64 *taken, gint64 *cost, GError **error)
{
  SbConsumption taking = { .movement = movement, .layer = layer->id, .place = layer->consumed,
                           .qty = MIN (wanted - *taken, left (layer)), .cover = cover };

  if (taking.qty <= 0)
    return TRUE;
  if (!sb_cost_layer_slice (layer->value, taking.place, taking.qty, layer->qty, &taking.cost,
                            error) ||
      !sb_add (*cost, taking.cost, cost, error))
    return FALSE;
  g_array_append_val (takings, taking);
  layer->consumed += taking.qty;
  *taken += taking.qty;
  return left (layer) > 0 || write_consumed (self, layer, error);
}

/* Drops what is used up at the front; once it is more than half, also from memory. */
static void
skip_empty (GArray *layers, guint *first)
{
  while (*first < layers->len && left (&g_array_index (layers, SbCostLayer, *first)) == 0)
    (*first)++;
  if (*first > LATER_BATCH && *first * 2 > layers->len)
    {
      g_array_remove_range (layers, 0, *first);
      *first = 0;
    }
}

/* The oldest layer with something left, or %NULL. */
static gboolean
find_oldest (SbCostQueue *self, SbCostLayer **layer, GError **error)
{
  *layer = NULL;
  skip_empty (self->older, &self->first_older);
  while (self->first_older == self->older->len && !self->all_loaded)
    {
      if (!load_older (self, error))
        return FALSE;
      skip_empty (self->older, &self->first_older);
    }
  if (self->first_older < self->older->len)
    {
      *layer = &g_array_index (self->older, SbCostLayer, self->first_older);
      return TRUE;
    }
  skip_empty (self->newer, &self->first_newer);
  if (self->first_newer < self->newer->len)
    *layer = &g_array_index (self->newer, SbCostLayer, self->first_newer);
  return TRUE;
}

static gboolean
take_own (SbCostQueue *self, GArray *layers, const SbMovement *m, gint64 wanted, GArray *takings,
          gint64 *taken, gint64 *cost, GError **error)
{
  for (guint i = 0; i < layers->len && *taken < wanted; i++)
    {
      SbCostLayer *layer = &g_array_index (layers, SbCostLayer, i);

      if (layer->chain == m->chain &&
          !take_units (self, layer, m->id, wanted, FALSE, takings, taken, cost, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_of_purchase (SbCostQueue *self, const SbMovement *m, gint64 wanted, GArray *takings,
                  gint64 *taken, gint64 *cost, GError **error)
{
  while (!self->all_loaded)
    if (!load_older (self, error))
      return FALSE;
  return take_own (self, self->older, m, wanted, takings, taken, cost, error) &&
         take_own (self, self->newer, m, wanted, takings, taken, cost, error);
}

gboolean
sb_cost_queue_take (SbCostQueue *self, const SbMovement *m, gint64 wanted, GArray *takings,
                    gint64 *taken, gint64 *cost, GError **error)
{
  *taken = 0;
  *cost = 0;
  if (strcmp (m->kind, SB_MOVEMENT_RETURN) == 0 && m->chain != 0 &&
      !take_of_purchase (self, m, wanted, takings, taken, cost, error))
    return FALSE;
  while (*taken < wanted)
    {
      SbCostLayer *layer = NULL;

      if (!find_oldest (self, &layer, error))
        return FALSE;
      if (layer == NULL)
        return TRUE;
      if (!take_units (self, layer, m->id, wanted, FALSE, takings, taken, cost, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_cost_queue_cover (SbCostQueue *self, gint64 movement, guint n, gint64 wanted, GArray *takings,
                     gint64 *taken, GError **error)
{
  gint64 cost = 0;

  *taken = 0;
  for (guint i = self->newer->len - MIN (n, self->newer->len); i < self->newer->len; i++)
    if (!take_units (self, &g_array_index (self->newer, SbCostLayer, i), movement, wanted, TRUE,
                     takings, taken, &cost, error))
      return FALSE;
  return TRUE;
}

static gboolean
finish_layers (SbCostQueue *self, GArray *layers, GError **error)
{
  for (guint i = 0; i < layers->len; i++)
    if (!write_consumed (self, &g_array_index (layers, SbCostLayer, i), error))
      return FALSE;
  return TRUE;
}

gboolean
sb_cost_queue_finish (SbCostQueue *self, GError **error)
{
  /* Layers taken from before that nothing takes from any more. */
  append_touched (self, NULL);
  return finish_layers (self, self->older, error) && finish_layers (self, self->newer, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-recost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-cost-queue.h"
#include "sb-decimal.h"
#include "sb-last-cost.h"
#include "sb-layer-value.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"

/* A product at a location. */
typedef struct
{
  gint64 product;
  gint64 location;
} Place;

typedef struct
{
  Place place;
  SbMovementKey from;
} Start;

struct _SbRecost
{
  SbDatabase *db;      /* (owned) */
  SbBook book;
  gint64 event;        /* the event being applied: its lines can be named in a refusal */
  GTree *todo;         /* (owned): SbMovementKeyed: single movements to price again */
  GHashTable *starts;  /* (owned): Start: queues to go through, from where; before the run */
  GHashTable *queues;  /* (owned): Place -> (owned) SbCostQueue: while it runs */
  GTree *heads;        /* (owned): key of the next movement of a queue -> the queue */
  GArray *changed;     /* (owned) (element-type SbMovementKeyed): may name one twice */
};

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

static const char SQL_TAKERS[] =
  "SELECT movement.id, date, event, line, slice FROM consumption"
  " JOIN movement ON movement.id = consumption.movement WHERE consumption.layer = :layer";

static const char SQL_DEFICITS[] =
  "SELECT id, date, event, line, slice FROM movement"
  " WHERE product = :product AND location = :location AND deficit > 0 AND active = 1"
  " AND (date, event, line, slice) < (:date, :event, :line, :slice)"
  " ORDER BY date, event, line, slice";

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

static const char SQL_SKU[] = "SELECT sku FROM product WHERE id = :id";

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
  const Place *place = key;

  return g_int64_hash (&place->product) * 31 + g_int64_hash (&place->location);
}

static gboolean
place_equal (gconstpointer a, gconstpointer b)
{
  const Place *x = a;
  const Place *y = b;

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

static void
schedule (SbRecost *self, const SbMovement *m)
{
  SbMovementKeyed keyed = { m->key, m->id };

  schedule_keyed (self, &keyed);
}

static void
note_changed (SbRecost *self, const SbMovement *m)
{
  SbMovementKeyed keyed = { m->key, m->id };

  g_array_append_val (self->changed, keyed);
}

/* Rows of (id, date, event, line, slice). */
static GArray *
read_keys (SbStatement *st, GError **error)
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

static gboolean
schedule_all (SbRecost *self, SbStatement *st, GError **error)
{
  g_autoptr (GArray) keys = read_keys (st, error);

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
  g_autoptr (GArray) keys = read_keys (st, error);

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
  schedule (self, &short_one);
  return sb_movement_update (self->db, &short_one, error);
}

/* Opens again what layers of @place from @from on had covered for movements before it. */
static gboolean
uncover_before (SbRecost *self, const Place *place, const SbMovementKey *from, GError **error)
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
  Start start = { { m->product, m->location }, m->key };
  const Start *known = g_hash_table_lookup (self->starts, &start);

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
begin_queue (SbRecost *self, const Place *place, const SbMovementKey *from, GError **error)
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
      const Start *start = key;

      if (!begin_queue (self, &start->place, &start->from, error))
        return FALSE;
    }
  return TRUE;
}

/* The same for a queue in which nothing was costed yet from @m on. */
static gboolean
begin_queue_earlier (SbRecost *self, const SbMovement *m, GError **error)
{
  Place place = { m->product, m->location };
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
  note_changed (self, m);
  return TRUE;
}

static gboolean
schedule_fed (SbRecost *self, const SbMovement *m, GError **error)
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
  return schedule_all (self, st, error);
}

/* Units that movements had taken from the layers of @m, and those that @m took, are there again. */
static gboolean
give_all_back (SbRecost *self, const SbMovement *m, GError **error)
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
      !schedule_fed (self, &m, error) || !give_all_back (self, &m, error) ||
      !sb_stock_level_add (self->db, m.product, m.location, -m.qty, 0, error) ||
      !sb_sql_run (self->db, SQL_DEACTIVATE, error, SB_INT (":id", m.id), SB_END))
    return FALSE;
  start_from (self, &m);
  note_changed (self, &m);
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
refuse_shortage (SbRecost *self, const SbMovement *m, GError **error)
{
  g_autofree char *sku = NULL;
  const char *list = strcmp (m->kind, SB_MOVEMENT_COMPONENT) == 0 ? "components" : "lines";
  g_autofree char *field = g_strdup_printf ("/%s/%" G_GINT64_FORMAT "/qty", list, m->key.line);

  if (!sb_sql_text (self->db, SQL_SKU, &sku, error, SB_INT (":id", m->product), SB_END))
    return FALSE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_INSUFFICIENT_STOCK,
                       m->key.event == self->event ? field : NULL,
                       _("there is not enough of “%s” in stock on %s"), sku, m->key.date);
  return FALSE;
}

/* Cost of the units that no layer covers, at the last cost known when they first went short. */
static gboolean
deficit_cost (SbRecost *self, SbMovement *m, gint64 *cost, GError **error)
{
  *cost = 0;
  if (m->deficit == 0)
    return TRUE;
  if (m->last_den == 0 &&
      !sb_last_cost (self->db, m->product, &m->key, self->book.currency, &m->last_num, &m->last_den,
                     error))
    return FALSE;
  return sb_round_ratio ((__int128) m->deficit * m->last_num, m->last_den, cost, error);
}

/* What it takes comes out of the layers as they stand at its place. */
static gboolean
take_from_layers (SbRecost *self, SbCostQueue *queue, SbMovement *m, GError **error)
{
  g_autoptr (GArray) takings = g_array_new (FALSE, FALSE, sizeof (SbConsumption));
  gboolean all = strcmp (m->kind, SB_MOVEMENT_REVALUE_OUT) == 0;
  gint64 wanted = all ? G_MAXINT64 : -m->qty;
  gint64 taken = 0;

  if (!sb_cost_queue_take (queue, m, wanted, takings, &taken, &m->cost, error) ||
      !sb_consumption_replace (self->db, m->id, takings, error))
    return FALSE;
  if (all && taken != -m->qty &&
      !sb_stock_level_add (self->db, m->product, m->location, -taken - m->qty, 0, error))
    return FALSE;
  if (all)
    m->qty = -taken;
  m->deficit = all ? 0 : wanted - taken;
  if (m->deficit > 0 &&
      !(self->book.negative_stock_allowed && strcmp (m->kind, SB_MOVEMENT_SHIPMENT) == 0))
    return refuse_shortage (self, m, error);
  return TRUE;
}

/* Writes what came out differently. */
static gboolean
write_costed (SbRecost *self, const SbMovement *before, const SbMovement *m, GError **error)
{
  if (m->cost != before->cost || m->qty != before->qty)
    note_changed (self, m);
  else if (m->deficit == before->deficit && m->last_den == before->last_den)
    return TRUE;
  return sb_movement_update (self->db, m, error);
}

/* @queue: (nullable): the queue that is being gone through; else only prices changed. */
static gboolean
cost_out (SbRecost *self, SbCostQueue *queue, SbMovement *m, GError **error)
{
  SbMovement before = *m;
  gint64 provisional = 0;

  if (queue != NULL ? !take_from_layers (self, queue, m, error)
                    : !sb_consumption_reprice (self->db, m->id, &m->cost, error))
    return FALSE;
  if (!deficit_cost (self, m, &provisional, error) ||
      !sb_add (m->cost, provisional, &m->cost, error) ||
      !write_costed (self, &before, m, error))
    return FALSE;
  /* The slices of a transfer may differ though their sum does not. */
  if (m->cost == before.cost && m->qty == before.qty &&
      strcmp (m->kind, SB_MOVEMENT_TRANSFER_OUT) != 0)
    return TRUE;
  return schedule_fed (self, m, error);
}

static gboolean
cover_deficit (SbRecost *self, SbCostQueue *queue, gint64 movement, guint n_layers, GError **error)
{
  g_autoptr (GArray) takings = g_array_new (FALSE, FALSE, sizeof (SbConsumption));
  gint64 taken = 0;
  SbMovement short_one;

  if (!sb_movement_load (self->db, movement, &short_one, error) ||
      !sb_cost_queue_cover (queue, movement, n_layers, short_one.deficit, takings, &taken, error))
    return FALSE;
  for (guint i = 0; i < takings->len; i++)
    if (!sb_consumption_add (self->db, &g_array_index (takings, SbConsumption, i), error))
      return FALSE;
  if (taken == 0)
    return TRUE;
  short_one.deficit -= taken;
  schedule (self, &short_one);
  return sb_movement_update (self->db, &short_one, error);
}

/* Layers that came cover what went short before them, oldest first. */
static gboolean
cover_deficits (SbRecost *self, SbCostQueue *queue, const SbMovement *m, guint n_layers,
                GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_DEFICITS, error, SB_INT (":product", m->product),
                  SB_INT (":location", m->location), SB_TEXT (":date", m->key.date),
                  SB_INT (":event", m->key.event), SB_INT (":line", m->key.line),
                  SB_INT (":slice", m->key.slice), SB_END);
  g_autoptr (GArray) deficits = read_keys (st, error);

  for (guint i = 0; deficits != NULL && i < deficits->len; i++)
    if (!cover_deficit (self, queue, g_array_index (deficits, SbMovementKeyed, i).movement,
                        n_layers, error))
      return FALSE;
  return deficits != NULL;
}

static gboolean
same_slices (GArray *layers, GArray *plan)
{
  if (layers->len != plan->len)
    return FALSE;
  for (guint i = 0; i < plan->len; i++)
    if (g_array_index (layers, SbCostLayer, i).qty != g_array_index (plan, SbLayerPlan, i).qty)
      return FALSE;
  return TRUE;
}

/* @queue: (nullable): while it is gone through, those who take from the layer are still to come. */
static gboolean
revalue_layer (SbRecost *self, SbCostQueue *queue, const SbMovement *m, SbCostLayer *layer,
               gint64 value, GError **error)
{
  Place place = { m->product, m->location };
  SbCostQueue *waiting = queue == NULL ? g_hash_table_lookup (self->queues, &place) : NULL;
  g_autoptr (SbStatement) st = NULL;

  if (value == layer->value)
    return TRUE;
  layer->value = value;
  if (!sb_cost_layer_set_value (self->db, layer->id, value, error))
    return FALSE;
  if (queue != NULL)
    return TRUE;
  if (waiting != NULL)
    sb_cost_queue_set_value (waiting, layer->id, value);
  st = sb_sql_query (self->db, SQL_TAKERS, error, SB_INT (":layer", layer->id), SB_END);
  return schedule_all (self, st, error);
}

static gboolean
revalue_layers (SbRecost *self, SbCostQueue *queue, const SbMovement *m, GArray *layers,
                GArray *plan, GError **error)
{
  for (guint i = 0; i < plan->len; i++)
    if (!revalue_layer (self, queue, m, &g_array_index (layers, SbCostLayer, i),
                        g_array_index (plan, SbLayerPlan, i).value, error))
      return FALSE;
  return TRUE;
}

static gboolean
replace_layers (SbRecost *self, const SbMovement *m, GArray *layers, GArray *plan, GError **error)
{
  if (layers->len > 0 && !sb_cost_layer_close (self->db, m->id, error))
    return FALSE;
  g_array_set_size (layers, plan->len);
  for (guint i = 0; i < plan->len; i++)
    {
      const SbLayerPlan *planned = &g_array_index (plan, SbLayerPlan, i);

      if (!sb_cost_layer_open (self->db, m, i, planned->qty, planned->value,
                               &g_array_index (layers, SbCostLayer, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_layers (SbRecost *self, SbCostQueue *queue, const SbMovement *m, GArray *layers, GError **error)
{
  for (guint i = 0; i < layers->len; i++)
    {
      SbCostLayer *layer = &g_array_index (layers, SbCostLayer, i);

      layer->consumed = 0;
      sb_cost_queue_add_layer (queue, layer);
    }
  return cover_deficits (self, queue, m, layers->len, error);
}

static gboolean
sum_plan (GArray *plan, gint64 *sum, GError **error)
{
  *sum = 0;
  for (guint i = 0; i < plan->len; i++)
    if (!sb_add (*sum, g_array_index (plan, SbLayerPlan, i).value, sum, error))
      return FALSE;
  return TRUE;
}

static gboolean
cost_in (SbRecost *self, SbCostQueue *queue, SbMovement *m, GError **error)
{
  SbMovement before = *m;
  g_autoptr (GArray) plan = sb_layer_value_plan (self->db, &self->book, m, error);
  g_autoptr (GArray) layers = plan != NULL ? sb_cost_layer_list (self->db, m->id, error) : NULL;

  if (layers == NULL || !sum_plan (plan, &m->cost, error))
    return FALSE;
  if (queue == NULL && !same_slices (layers, plan))
    /* Others may have taken from the old slices: the queue is gone through again from here, and
     * comes back to this movement first. */
    return give_all_back (self, &before, error) && begin_queue_earlier (self, &before, error);
  if (same_slices (layers, plan) ? !revalue_layers (self, queue, m, layers, plan, error)
                                 : !replace_layers (self, m, layers, plan, error))
    return FALSE;
  if (m->qty != before.qty &&
      !sb_stock_level_add (self->db, m->product, m->location, m->qty - before.qty, 0, error))
    return FALSE;
  return write_costed (self, &before, m, error) &&
         (queue == NULL || add_layers (self, queue, m, layers, error));
}

static gboolean
cost_movement (SbRecost *self, SbCostQueue *queue, SbMovement *m, GError **error)
{
  if (!m->active)
    return TRUE;
  if (sb_movement_is_out (m))
    return cost_out (self, queue, m, error);
  if (m->qty == 0 && strcmp (m->kind, SB_MOVEMENT_REVALUE_IN) != 0)
    return TRUE;
  return cost_in (self, queue, m, error);
}

static gboolean
cost_next_of_queue (SbRecost *self, GTreeNode *head, GError **error)
{
  SbCostQueue *queue = g_tree_node_value (head);
  SbMovement m = *sb_cost_queue_peek (queue);
  SbMovementKeyed keyed = { m.key, m.id };

  g_tree_remove (self->heads, &keyed);
  g_tree_remove (self->todo, &keyed);
  if (!cost_movement (self, queue, &m, error) || !sb_cost_queue_advance (queue, error))
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
         cost_movement (self, NULL, &m, error);
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

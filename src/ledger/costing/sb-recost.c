/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-recost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-cost-layer.h"
#include "sb-decimal.h"
#include "sb-last-cost.h"
#include "sb-layer-value.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"

struct _SbRecost
{
  SbDatabase *db;       /* (owned) */
  SbBook book;
  gint64 event;         /* the event being applied: its lines can be named in a refusal */
  GTree *todo;          /* (owned): SbMovementKeyed as key and value */
  GTree *changed;       /* (owned): SbMovementKeyed */
  /* (owned): ids of movements out that have taken nothing yet, in that cover nothing yet */
  GHashTable *unplaced;
  /* (owned): "product/location" -> SbMovementKey from which the queue is given back */
  GHashTable *rewound;
};

static const char SQL_LATER[] =
  "SELECT id, date, event, line, slice FROM movement"
  " WHERE product = :product AND location = :location AND active = 1"
  " AND (date, event, line, slice) >= (:date, :event, :line, :slice)"
  " ORDER BY date, event, line, slice";

static const char SQL_IS_LAST[] =
  "SELECT COUNT (*) FROM (SELECT 1 FROM movement"
  " WHERE product = :product AND location = :location AND active = 1"
  " AND (date, event, line, slice) > (:date, :event, :line, :slice) LIMIT 1)";

static const char SQL_KEY[] = "SELECT id, date, event, line, slice FROM movement WHERE id = :id";
static const char SQL_ALL[] = "SELECT id, date, event, line, slice FROM movement WHERE active = 1";

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

SbRecost *
sb_recost_new (SbDatabase *db, const SbBook *book, gint64 event)
{
  SbRecost *self = g_new0 (SbRecost, 1);

  self->db = g_object_ref (db);
  self->book = *book;
  self->event = event;
  self->todo = g_tree_new_full (compare_keyed, NULL, g_free, NULL);
  self->changed = g_tree_new_full (compare_keyed, NULL, g_free, NULL);
  self->unplaced = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->rewound = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
sb_recost_free (SbRecost *self)
{
  g_tree_unref (self->todo);
  g_tree_unref (self->changed);
  g_hash_table_unref (self->unplaced);
  g_hash_table_unref (self->rewound);
  g_object_unref (self->db);
  g_free (self);
}

static void
tree_add (GTree *tree, const SbMovementKeyed *keyed)
{
  if (g_tree_lookup (tree, keyed) == NULL)
    {
      SbMovementKeyed *copy = g_memdup2 (keyed, sizeof *keyed);

      g_tree_insert (tree, copy, copy);
    }
}

static void
mark_unplaced (SbRecost *self, gint64 id)
{
  g_hash_table_add (self->unplaced, g_memdup2 (&id, sizeof id));
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
    tree_add (self->todo, &g_array_index (keys, SbMovementKeyed, i));
  return TRUE;
}

static void
schedule (SbRecost *self, const SbMovement *m)
{
  SbMovementKeyed keyed = { m->key, m->id };

  tree_add (self->todo, &keyed);
}

gboolean
sb_recost_touch (SbRecost *self, gint64 movement, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_KEY, error, SB_INT (":id", movement),
                                             SB_END);

  return schedule_all (self, st, error);
}

/* Gives back all that @movement took. */
static gboolean
give_back_takings (SbRecost *self, gint64 movement, GError **error)
{
  g_autoptr (GArray) taken = sb_consumption_list (self->db, movement, error);

  if (taken == NULL)
    return FALSE;
  for (guint i = 0; i < taken->len; i++)
    if (!sb_consumption_give_back (self->db, &g_array_index (taken, SbConsumption, i), error))
      return FALSE;
  return TRUE;
}

/* Opens again the deficits that the layers of @movement had covered. */
static gboolean
uncover (SbRecost *self, gint64 movement, GError **error)
{
  g_autoptr (GArray) layers = sb_cost_layer_list (self->db, movement, error);

  for (guint i = 0; layers != NULL && i < layers->len; i++)
    {
      g_autoptr (GArray) taken =
        sb_consumption_list_of_layer (self->db, g_array_index (layers, SbCostLayer, i).id, error);

      for (guint j = 0; taken != NULL && j < taken->len; j++)
        {
          const SbConsumption *cover = &g_array_index (taken, SbConsumption, j);
          SbMovement short_one;

          if (!sb_consumption_give_back (self->db, cover, error) ||
              !sb_movement_load (self->db, cover->movement, &short_one, error))
            return FALSE;
          short_one.deficit += cover->qty;
          if (!sb_movement_update (self->db, &short_one, error))
            return FALSE;
          schedule (self, &short_one);
        }
      if (taken == NULL)
        return FALSE;
    }
  return layers != NULL;
}

static gboolean
give_back_queue (SbRecost *self, GArray *keys, GError **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const SbMovementKeyed *keyed = &g_array_index (keys, SbMovementKeyed, i);

      if (!give_back_takings (self, keyed->movement, error))
        return FALSE;
      mark_unplaced (self, keyed->movement);
      tree_add (self->todo, keyed);
    }
  /* Takings of the queue itself are gone: what is left on its layers covers older movements. */
  for (guint i = 0; i < keys->len; i++)
    if (!uncover (self, g_array_index (keys, SbMovementKeyed, i).movement, error))
      return FALSE;
  return TRUE;
}

/* Gives back what the queue of @m took from @m's place on, @m included. Work goes forward in the
 * order of keys, so a queue that was given back from an earlier place needs nothing more. */
static gboolean
rewind_queue (SbRecost *self, const SbMovement *m, GError **error)
{
  g_autofree char *queue = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, m->product,
                                            m->location);
  const SbMovementKey *from = g_hash_table_lookup (self->rewound, queue);
  g_autoptr (SbStatement) st = NULL;
  g_autoptr (GArray) keys = NULL;

  if (from != NULL && sb_movement_key_compare (from, &m->key) <= 0)
    return TRUE;
  st = sb_sql_query (self->db, SQL_LATER, error, SB_INT (":product", m->product),
                     SB_INT (":location", m->location), SB_TEXT (":date", m->key.date),
                     SB_INT (":event", m->key.event), SB_INT (":line", m->key.line),
                     SB_INT (":slice", m->key.slice), SB_END);
  keys = read_keys (st, error);
  if (keys == NULL || !give_back_queue (self, keys, error))
    return FALSE;
  g_hash_table_insert (self->rewound, g_steal_pointer (&queue), g_memdup2 (&m->key, sizeof m->key));
  return TRUE;
}

gboolean
sb_recost_insert (SbRecost *self, SbMovement *m, GError **error)
{
  gint64 later = 0;

  if (!sb_movement_insert (self->db, m, error) ||
      !sb_stock_level_add (self->db, m->product, m->location, m->qty, 0, error) ||
      !sb_sql_int64 (self->db, SQL_IS_LAST, &later, error, SB_INT (":product", m->product),
                     SB_INT (":location", m->location), SB_TEXT (":date", m->key.date),
                     SB_INT (":event", m->key.event), SB_INT (":line", m->key.line),
                     SB_INT (":slice", m->key.slice), SB_END))
    return FALSE;
  if (later != 0 && !rewind_queue (self, m, error))
    return FALSE;
  mark_unplaced (self, m->id);
  schedule (self, m);
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

gboolean
sb_recost_remove (SbRecost *self, gint64 movement, GError **error)
{
  SbMovement m;
  SbMovementKeyed keyed;

  if (!sb_movement_load (self->db, movement, &m, error) || !rewind_queue (self, &m, error) ||
      /* What it fed goes in the same event, or is another's and has to do without it. */
      !schedule_fed (self, &m, error) ||
      !sb_cost_layer_close (self->db, m.id, error) ||
      !sb_stock_level_add (self->db, m.product, m.location, -m.qty, 0, error) ||
      !sb_sql_run (self->db, SQL_DEACTIVATE, error, SB_INT (":id", m.id), SB_END))
    return FALSE;
  keyed = (SbMovementKeyed) { m.key, m.id };
  g_tree_remove (self->todo, &keyed);
  g_hash_table_remove (self->unplaced, &m.id);
  tree_add (self->changed, &keyed);
  return TRUE;
}

gboolean
sb_recost_touch_all (SbRecost *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_ALL, error, SB_END);
  g_autoptr (GArray) keys = read_keys (st, error);

  return keys != NULL && give_back_queue (self, keys, error);
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

static gboolean
take_from_layers (SbRecost *self, SbMovement *m, gint64 *cost, GError **error)
{
  gboolean all = strcmp (m->kind, SB_MOVEMENT_REVALUE_OUT) == 0;
  gint64 left = all ? G_MAXINT64 : -m->qty;
  gint64 taken = 0;
  g_autoptr (GArray) layers = sb_cost_layer_list_open (self->db, m, left, error);

  *cost = 0;
  if (layers == NULL)
    return FALSE;
  for (guint i = 0; i < layers->len && left > 0; i++)
    {
      const SbCostLayer *layer = &g_array_index (layers, SbCostLayer, i);
      gint64 qty = MIN (left, layer->qty - layer->consumed);
      gint64 slice = 0;

      if (!sb_consumption_take (self->db, m->id, layer, qty, FALSE, &slice, error) ||
          !sb_add (*cost, slice, cost, error))
        return FALSE;
      left -= qty;
      taken += qty;
    }
  if (all)
    {
      if (!sb_stock_level_add (self->db, m->product, m->location, -taken - m->qty, 0, error))
        return FALSE;
      m->qty = -taken;
      left = 0;
    }
  m->deficit = left;
  if (left > 0 &&
      !(self->book.negative_stock_allowed && strcmp (m->kind, SB_MOVEMENT_SHIPMENT) == 0))
    return refuse_shortage (self, m, error);
  return TRUE;
}

static gboolean
cost_out (SbRecost *self, SbMovement *m, GError **error)
{
  gint64 before = m->cost;
  gint64 before_qty = m->qty;
  gint64 provisional = 0;

  if (g_hash_table_remove (self->unplaced, &m->id) ? !take_from_layers (self, m, &m->cost, error)
                                                   : !sb_consumption_reprice (self->db, m->id,
                                                                              &m->cost, error))
    return FALSE;
  if (!deficit_cost (self, m, &provisional, error) ||
      !sb_add (m->cost, provisional, &m->cost, error) ||
      !sb_movement_update (self->db, m, error))
    return FALSE;
  /* The slices of a transfer may differ though their sum does not. */
  if (m->cost == before && m->qty == before_qty && strcmp (m->kind, SB_MOVEMENT_TRANSFER_OUT) != 0)
    return TRUE;
  return schedule_fed (self, m, error);
}

/* Layers that came cover what went short before them, oldest first. */
static gboolean
cover_deficits (SbRecost *self, const SbMovement *m, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_DEFICITS, error, SB_INT (":product", m->product),
                  SB_INT (":location", m->location), SB_TEXT (":date", m->key.date),
                  SB_INT (":event", m->key.event), SB_INT (":line", m->key.line),
                  SB_INT (":slice", m->key.slice), SB_END);
  g_autoptr (GArray) deficits = read_keys (st, error);

  for (guint i = 0; deficits != NULL && i < deficits->len; i++)
    {
      g_autoptr (GArray) layers = NULL;
      SbMovement short_one;

      if (!sb_movement_load (self->db, g_array_index (deficits, SbMovementKeyed, i).movement,
                             &short_one, error))
        return FALSE;
      layers = sb_cost_layer_list (self->db, m->id, error);
      for (guint j = 0; layers != NULL && j < layers->len; j++)
        {
          const SbCostLayer *layer = &g_array_index (layers, SbCostLayer, j);
          gint64 qty = MIN (short_one.deficit, layer->qty - layer->consumed);
          gint64 cost = 0;

          if (qty > 0 &&
              !sb_consumption_take (self->db, short_one.id, layer, qty, TRUE, &cost, error))
            return FALSE;
          short_one.deficit -= qty;
        }
      if (layers == NULL || !sb_movement_update (self->db, &short_one, error))
        return FALSE;
      schedule (self, &short_one);
    }
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

static gboolean
revalue_layers (SbRecost *self, GArray *layers, GArray *plan, GError **error)
{
  for (guint i = 0; i < plan->len; i++)
    {
      const SbCostLayer *layer = &g_array_index (layers, SbCostLayer, i);
      gint64 value = g_array_index (plan, SbLayerPlan, i).value;
      g_autoptr (SbStatement) st = NULL;

      if (value == layer->value)
        continue;
      if (!sb_cost_layer_set_value (self->db, layer->id, value, error))
        return FALSE;
      st = sb_sql_query (self->db, SQL_TAKERS, error, SB_INT (":layer", layer->id), SB_END);
      if (!schedule_all (self, st, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
replace_layers (SbRecost *self, const SbMovement *m, GArray *plan, gboolean had_layers,
                GError **error)
{
  /* Others may have taken from the old slices: give the queue back from here. */
  if (had_layers &&
      (!rewind_queue (self, m, error) || !sb_cost_layer_close (self->db, m->id, error)))
    return FALSE;
  for (guint i = 0; i < plan->len; i++)
    {
      const SbLayerPlan *layer = &g_array_index (plan, SbLayerPlan, i);

      if (!sb_cost_layer_open (self->db, m, i, layer->qty, layer->value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
cost_in (SbRecost *self, SbMovement *m, GError **error)
{
  gint64 qty = m->qty;
  g_autoptr (GArray) plan = sb_layer_value_plan (self->db, &self->book, m, error);
  g_autoptr (GArray) layers = plan != NULL ? sb_cost_layer_list (self->db, m->id, error) : NULL;

  if (layers == NULL)
    return FALSE;
  m->cost = 0;
  for (guint i = 0; i < plan->len; i++)
    if (!sb_add (m->cost, g_array_index (plan, SbLayerPlan, i).value, &m->cost, error))
      return FALSE;
  if (same_slices (layers, plan) ? !revalue_layers (self, layers, plan, error)
                                 : !replace_layers (self, m, plan, layers->len > 0, error))
    return FALSE;
  if (m->qty != qty &&
      !sb_stock_level_add (self->db, m->product, m->location, m->qty - qty, 0, error))
    return FALSE;
  if (!sb_movement_update (self->db, m, error))
    return FALSE;
  if (g_hash_table_remove (self->unplaced, &m->id))
    return cover_deficits (self, m, error);
  return TRUE;
}

static gboolean
cost_movement (SbRecost *self, gint64 id, GError **error)
{
  SbMovement m;

  if (!sb_movement_load (self->db, id, &m, error))
    return FALSE;
  if (!m.active)
    return TRUE;
  if (sb_movement_is_out (&m))
    return cost_out (self, &m, error);
  if (m.qty == 0 && strcmp (m.kind, SB_MOVEMENT_REVALUE_IN) != 0)
    return TRUE;
  return cost_in (self, &m, error);
}

gboolean
sb_recost_run (SbRecost *self, GError **error)
{
  GTreeNode *first;

  while ((first = g_tree_node_first (self->todo)) != NULL)
    {
      SbMovementKeyed keyed = *(const SbMovementKeyed *) g_tree_node_key (first);

      g_tree_remove (self->todo, &keyed);
      tree_add (self->changed, &keyed);
      if (!cost_movement (self, keyed.movement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
append_keyed (gpointer key, gpointer value, gpointer list)
{
  g_array_append_vals (list, key, 1);
  return FALSE;
}

GArray *
sb_recost_get_changed (SbRecost *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (SbMovementKeyed));

  g_tree_foreach (self->changed, append_keyed, list);
  return list;
}

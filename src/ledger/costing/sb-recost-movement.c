/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One movement: what it takes from the layers and what that costs, or the layers that it opens and
 * what these are worth. */

#include "sb-recost-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-decimal.h"
#include "sb-last-cost.h"
#include "sb-layer-value.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_TAKERS[] =
  "SELECT movement.id, date, event, line, slice FROM consumption"
  " JOIN movement ON movement.id = consumption.movement WHERE consumption.layer = :layer";

static const char SQL_DEFICITS[] =
  "SELECT id, date, event, line, slice FROM movement"
  " WHERE product = :product AND location = :location AND deficit > 0 AND active = 1"
  " AND (date, event, line, slice) < (:date, :event, :line, :slice)"
  " ORDER BY date, event, line, slice";

static const char SQL_SKU[] = "SELECT sku FROM product WHERE id = :id";

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
    sb_recost_note_changed (self, m);
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
  return sb_recost_schedule_fed (self, m, error);
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
  sb_recost_schedule (self, &short_one);
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
  g_autoptr (GArray) deficits = sb_recost_read_keys (st, error);

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
  SbStockPlace place = { m->product, m->location };
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
  return sb_recost_schedule_rows (self, st, error);
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
    return sb_recost_give_all_back (self, &before, error) &&
           sb_recost_begin_queue (self, &before, error);
  if (same_slices (layers, plan) ? !revalue_layers (self, queue, m, layers, plan, error)
                                 : !replace_layers (self, m, layers, plan, error))
    return FALSE;
  if (m->qty != before.qty &&
      !sb_stock_level_add (self->db, m->product, m->location, m->qty - before.qty, 0, error))
    return FALSE;
  return write_costed (self, &before, m, error) &&
         (queue == NULL || add_layers (self, queue, m, layers, error));
}

gboolean
sb_recost_cost_movement (SbRecost *self, SbCostQueue *queue, SbMovement *m, GError **error)
{
  if (!m->active)
    return TRUE;
  if (sb_movement_is_out (m))
    return cost_out (self, queue, m, error);
  if (m->qty == 0 && strcmp (m->kind, SB_MOVEMENT_REVALUE_IN) != 0)
    return TRUE;
  return cost_in (self, queue, m, error);
}

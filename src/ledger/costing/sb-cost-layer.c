/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers and what is taken from them. A layer's units are numbered in the order in which they
 * leave; units a+1 to b of q that are worth V cost prefix (V, b, q) - prefix (V, a, q), so that
 * all takings and the rest add to V to the cent. */

#include "sb-cost-layer.h"

#include "sb-decimal.h"
#include "sb-money.h"
#include "sb-sql.h"

#define LAYER_COLUMNS "id, movement, date, event, line, slice, qty, value, consumed, chain"

static const char SQL_OF_MOVEMENT[] =
  "SELECT " LAYER_COLUMNS " FROM layer WHERE movement = :movement ORDER BY slice";

static const char SQL_OPEN_LAYERS[] =
  "SELECT " LAYER_COLUMNS " FROM layer"
  " WHERE product = :product AND location = :location AND consumed < qty"
  " AND (date, event, line, slice) > (:after_date, :after_event, :after_line, :after_slice)"
  " AND (date, event, line, slice) < (:date, :event, :line, :slice)"
  " ORDER BY date, event, line, slice LIMIT :n";

static const char SQL_OPEN[] =
  "INSERT INTO layer (movement, product, location, date, event, line, slice, qty, value, chain)"
  " VALUES (:movement, :product, :location, :date, :event, :line, :slice, :qty, :value, :chain)";

static const char SQL_SET_VALUE[] = "UPDATE layer SET value = :value WHERE id = :layer";
static const char SQL_SET_CONSUMED[] = "UPDATE layer SET consumed = :consumed WHERE id = :layer";

static const char SQL_FORGET_TAKERS[] =
  "DELETE FROM consumption WHERE layer IN (SELECT id FROM layer WHERE movement = :movement)";
static const char SQL_CLOSE[] = "DELETE FROM layer WHERE movement = :movement";

static const char SQL_ADD[] =
  "INSERT OR REPLACE INTO consumption (movement, layer, place, qty, cost, cover)"
  " VALUES (:movement, :layer, :place, :qty, :cost, :cover)";

static const char SQL_REMOVE[] =
  "DELETE FROM consumption WHERE movement = :movement AND layer = :layer";
static const char SQL_GIVE_BACK[] = "UPDATE layer SET consumed = consumed - :qty WHERE id = :layer";

#define CONSUMPTION_COLUMNS \
  "consumption.movement, consumption.layer, place, consumption.qty, cost, cover"

static const char SQL_TAKEN[] =
  "SELECT " CONSUMPTION_COLUMNS " FROM consumption JOIN layer ON layer.id = consumption.layer"
  " WHERE consumption.movement = :movement"
  " ORDER BY layer.date, layer.event, layer.line, layer.slice";

static const char SQL_TAKEN_BY_LAYER[] =
  "SELECT " CONSUMPTION_COLUMNS " FROM consumption WHERE movement = :movement ORDER BY layer";

static const char SQL_TAKEN_FROM[] =
  "SELECT " CONSUMPTION_COLUMNS " FROM consumption WHERE layer = :layer ORDER BY place";

static const char SQL_PRICES[] =
  "SELECT consumption.layer, place, consumption.qty, cost, layer.qty, layer.value"
  " FROM consumption JOIN layer ON layer.id = consumption.layer WHERE consumption.movement ="
  " :movement";

static const char SQL_SET_COST[] =
  "UPDATE consumption SET cost = :cost WHERE movement = :movement AND layer = :layer";

void
sb_cost_layer_read (SbStatement *st, SbCostLayer *layer)
{
  *layer = (SbCostLayer) {
    .id = sb_statement_int64_at (st, 0),
    .movement = sb_statement_int64_at (st, 1),
    .key.event = sb_statement_int64_at (st, 3),
    .key.line = sb_statement_int64_at (st, 4),
    .key.slice = sb_statement_int64_at (st, 5),
    .qty = sb_statement_int64_at (st, 6),
    .value = sb_statement_int64_at (st, 7),
    .consumed = sb_statement_int64_at (st, 8),
    .chain = sb_statement_int64_at (st, 9),
  };
  layer->written = layer->consumed;
  g_strlcpy (layer->key.date, sb_statement_text_at (st, 2), sizeof layer->key.date);
}

static GArray *
read_layers (SbStatement *st, GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (SbCostLayer));
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbCostLayer layer;

      sb_cost_layer_read (st, &layer);
      g_array_append_val (layers, layer);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&layers) : NULL;
}

GArray *
sb_cost_layer_list (SbDatabase *db, gint64 movement, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_OF_MOVEMENT, error,
                                             SB_INT (":movement", movement), SB_END);

  return read_layers (st, error);
}

GArray *
sb_cost_layer_list_open (SbDatabase *db, gint64 product, gint64 location,
                         const SbMovementKey *after, const SbMovementKey *end, gint64 n,
                         GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_OPEN_LAYERS, error, SB_INT (":product", product),
                  SB_INT (":location", location), SB_TEXT (":after_date", after->date),
                  SB_INT (":after_event", after->event), SB_INT (":after_line", after->line),
                  SB_INT (":after_slice", after->slice), SB_TEXT (":date", end->date),
                  SB_INT (":event", end->event), SB_INT (":line", end->line),
                  SB_INT (":slice", end->slice), SB_INT (":n", n), SB_END);

  return read_layers (st, error);
}

gboolean
sb_cost_layer_open (SbDatabase *db, const SbMovement *m, gint64 slice, gint64 qty, gint64 value,
                    SbCostLayer *layer, GError **error)
{
  *layer = (SbCostLayer) { .movement = m->id, .key = m->key, .qty = qty, .value = value,
                           .chain = m->chain };
  layer->key.slice += slice;
  return sb_sql_insert (db, SQL_OPEN, &layer->id, error, SB_INT (":movement", m->id),
                        SB_INT (":product", m->product), SB_INT (":location", m->location),
                        SB_TEXT (":date", m->key.date), SB_INT (":event", m->key.event),
                        SB_INT (":line", m->key.line), SB_INT (":slice", layer->key.slice),
                        SB_INT (":qty", qty), SB_INT (":value", value), SB_REF (":chain", m->chain),
                        SB_END);
}

gboolean
sb_cost_layer_slice (gint64 value, gint64 place, gint64 units, gint64 qty, gint64 *cost,
                     GError **error)
{
  gint64 before = 0;
  gint64 after = 0;

  if (!sb_prefix_share (value, place, qty, &before, error) ||
      !sb_prefix_share (value, place + units, qty, &after, error))
    return FALSE;
  *cost = after - before;
  return TRUE;
}

gboolean
sb_cost_layer_set_value (SbDatabase *db, gint64 layer, gint64 value, GError **error)
{
  return sb_sql_run (db, SQL_SET_VALUE, error, SB_INT (":value", value), SB_INT (":layer", layer),
                     SB_END);
}

gboolean
sb_cost_layer_set_consumed (SbDatabase *db, gint64 layer, gint64 consumed, GError **error)
{
  return sb_sql_run (db, SQL_SET_CONSUMED, error, SB_INT (":consumed", consumed),
                     SB_INT (":layer", layer), SB_END);
}

gboolean
sb_cost_layer_close (SbDatabase *db, gint64 movement, GError **error)
{
  return sb_sql_run (db, SQL_FORGET_TAKERS, error, SB_INT (":movement", movement), SB_END) &&
         sb_sql_run (db, SQL_CLOSE, error, SB_INT (":movement", movement), SB_END);
}

gboolean
sb_consumption_add (SbDatabase *db, const SbConsumption *taken, GError **error)
{
  return sb_sql_run (db, SQL_ADD, error, SB_INT (":movement", taken->movement),
                     SB_INT (":layer", taken->layer), SB_INT (":place", taken->place),
                     SB_INT (":qty", taken->qty), SB_INT (":cost", taken->cost),
                     SB_INT (":cover", taken->cover), SB_END);
}

static gboolean
remove_taking (SbDatabase *db, const SbConsumption *taken, GError **error)
{
  return sb_sql_run (db, SQL_REMOVE, error, SB_INT (":movement", taken->movement),
                     SB_INT (":layer", taken->layer), SB_END);
}

gboolean
sb_consumption_give_back (SbDatabase *db, const SbConsumption *taken, GError **error)
{
  return remove_taking (db, taken, error) &&
         sb_sql_run (db, SQL_GIVE_BACK, error, SB_INT (":qty", taken->qty),
                     SB_INT (":layer", taken->layer), SB_END);
}

static GArray *
read_consumptions (SbStatement *st, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SbConsumption));
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbConsumption taken = {
        .movement = sb_statement_int64_at (st, 0),
        .layer = sb_statement_int64_at (st, 1),
        .place = sb_statement_int64_at (st, 2),
        .qty = sb_statement_int64_at (st, 3),
        .cost = sb_statement_int64_at (st, 4),
        .cover = sb_statement_int64_at (st, 5) != 0,
      };

      g_array_append_val (list, taken);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

GArray *
sb_consumption_list (SbDatabase *db, gint64 movement, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_TAKEN, error, SB_INT (":movement", movement),
                                             SB_END);

  return read_consumptions (st, error);
}

GArray *
sb_consumption_list_of_layer (SbDatabase *db, gint64 layer, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_TAKEN_FROM, error, SB_INT (":layer", layer),
                                             SB_END);

  return read_consumptions (st, error);
}

static int
compare_by_layer (gconstpointer a, gconstpointer b)
{
  const SbConsumption *x = a;
  const SbConsumption *y = b;

  return (x->layer > y->layer) - (x->layer < y->layer);
}

static gboolean
is_same (const SbConsumption *a, const SbConsumption *b)
{
  return a->layer == b->layer && a->place == b->place && a->qty == b->qty && a->cost == b->cost &&
         a->cover == b->cover;
}

gboolean
sb_consumption_replace (SbDatabase *db, gint64 movement, GArray *takings, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_TAKEN_BY_LAYER, error,
                                             SB_INT (":movement", movement), SB_END);
  g_autoptr (GArray) known = read_consumptions (st, error);
  guint i = 0;
  guint j = 0;

  if (known == NULL)
    return FALSE;
  g_clear_pointer (&st, sb_statement_free);
  g_array_sort (takings, compare_by_layer);
  while (i < known->len || j < takings->len)
    {
      const SbConsumption *was = &g_array_index (known, SbConsumption, i);
      const SbConsumption *now = &g_array_index (takings, SbConsumption, j);

      if (j == takings->len || (i < known->len && was->layer < now->layer))
        {
          if (!remove_taking (db, was, error))
            return FALSE;
          i++;
          continue;
        }
      if ((i == known->len || !is_same (was, now)) && !sb_consumption_add (db, now, error))
        return FALSE;
      if (i < known->len && was->layer == now->layer)
        i++;
      j++;
    }
  return TRUE;
}

gboolean
sb_consumption_reprice (SbDatabase *db, gint64 movement, gint64 *total, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_PRICES, error, SB_INT (":movement", movement),
                                             SB_END);
  SbStep step;

  *total = 0;
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 cost = 0;

      if (!sb_cost_layer_slice (sb_statement_int64_at (st, 5), sb_statement_int64_at (st, 1),
                                sb_statement_int64_at (st, 2), sb_statement_int64_at (st, 4),
                                &cost, error))
        return FALSE;
      if (cost != sb_statement_int64_at (st, 3) &&
          !sb_sql_run (db, SQL_SET_COST, error, SB_INT (":cost", cost),
                       SB_INT (":movement", movement),
                       SB_INT (":layer", sb_statement_int64_at (st, 0)), SB_END))
        return FALSE;
      if (!sb_add (*total, cost, total, error))
        return FALSE;
    }
  return step == SB_STEP_DONE;
}

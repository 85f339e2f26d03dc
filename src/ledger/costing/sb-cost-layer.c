/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers and what is taken from them. A layer's units are numbered in the order in which they
 * leave; units a+1 to b of q that are worth V cost prefix (V, b, q) - prefix (V, a, q), so that
 * all takings and the rest add to V to the cent. */

#include "sb-cost-layer.h"

#include <string.h>

#include "sb-decimal.h"
#include "sb-money.h"
#include "sb-sql.h"

#define LAYER_COLUMNS "id, movement, date, event, line, slice, qty, value, consumed"

static const char SQL_OF_MOVEMENT[] =
  "SELECT " LAYER_COLUMNS " FROM layer WHERE movement = :movement ORDER BY slice";

static const char SQL_OPEN_LAYERS[] =
  "SELECT " LAYER_COLUMNS " FROM layer"
  " WHERE product = :product AND location = :location AND consumed < qty"
  " AND (date, event, line, slice) < (:date, :event, :line, :slice)"
  " ORDER BY date, event, line, slice";

static const char SQL_OPEN_LAYERS_OF_CHAIN[] =
  "SELECT " LAYER_COLUMNS " FROM layer"
  " WHERE product = :product AND location = :location AND consumed < qty"
  " AND (date, event, line, slice) < (:date, :event, :line, :slice) AND chain = :chain"
  " ORDER BY date, event, line, slice";

static const char SQL_OPEN[] =
  "INSERT INTO layer (movement, product, location, date, event, line, slice, qty, value, chain)"
  " VALUES (:movement, :product, :location, :date, :event, :line, :slice, :qty, :value, :chain)";

static const char SQL_SET_VALUE[] = "UPDATE layer SET value = :value WHERE id = :layer";
static const char SQL_CLOSE[] = "DELETE FROM layer WHERE movement = :movement";
static const char SQL_CONSUME[] = "UPDATE layer SET consumed = consumed + :qty WHERE id = :layer";

static const char SQL_TAKE[] =
  "INSERT INTO consumption (movement, layer, place, qty, cost, cover)"
  " VALUES (:movement, :layer, :place, :qty, :cost, :cover)";

static const char SQL_GIVE_BACK[] =
  "DELETE FROM consumption WHERE movement = :movement AND layer = :layer";

static const char SQL_TAKEN[] =
  "SELECT consumption.movement, consumption.layer, place, consumption.qty, cost, cover"
  " FROM consumption JOIN layer ON layer.id = consumption.layer"
  " WHERE consumption.movement = :movement"
  " ORDER BY layer.date, layer.event, layer.line, layer.slice";

static const char SQL_TAKEN_FROM[] =
  "SELECT movement, layer, place, qty, cost, cover FROM consumption WHERE layer = :layer ORDER BY"
  " place";

static const char SQL_PRICES[] =
  "SELECT consumption.layer, place, consumption.qty, cost, layer.qty, layer.value"
  " FROM consumption JOIN layer ON layer.id = consumption.layer WHERE consumption.movement ="
  " :movement";

static const char SQL_SET_COST[] =
  "UPDATE consumption SET cost = :cost WHERE movement = :movement AND layer = :layer";

static void
read_layer (SbStatement *st, SbCostLayer *layer)
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
  };
  g_strlcpy (layer->key.date, sb_statement_text_at (st, 2), sizeof layer->key.date);
}

/* Appends layers until they hold @wanted units together; skips those that @layers has already. */
static gboolean
collect_layers (SbStatement *st, GArray *layers, gint64 *wanted, GError **error)
{
  guint known = layers->len;

  while (*wanted > 0)
    {
      SbStep step = sb_statement_step (st, error);
      gboolean seen = FALSE;
      SbCostLayer layer;

      if (step != SB_STEP_ROW)
        return step == SB_STEP_DONE;
      read_layer (st, &layer);
      for (guint i = 0; i < known && !seen; i++)
        seen = g_array_index (layers, SbCostLayer, i).id == layer.id;
      if (seen)
        continue;
      g_array_append_val (layers, layer);
      *wanted -= layer.qty - layer.consumed;
    }
  return TRUE;
}

GArray *
sb_cost_layer_list (SbDatabase *db, gint64 movement, GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (SbCostLayer));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_OF_MOVEMENT, error,
                                             SB_INT (":movement", movement), SB_END);
  gint64 all = G_MAXINT64;

  if (st == NULL || !collect_layers (st, layers, &all, error))
    return NULL;
  return g_steal_pointer (&layers);
}

GArray *
sb_cost_layer_list_open (SbDatabase *db, const SbMovement *m, gint64 wanted, GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (SbCostLayer));
  g_autoptr (SbStatement) st = NULL;

  if (strcmp (m->kind, SB_MOVEMENT_RETURN) == 0)
    {
      g_autoptr (SbStatement) own =
        sb_sql_query (db, SQL_OPEN_LAYERS_OF_CHAIN, error, SB_INT (":product", m->product),
                      SB_INT (":location", m->location), SB_TEXT (":date", m->key.date),
                      SB_INT (":event", m->key.event), SB_INT (":line", m->key.line),
                      SB_INT (":slice", m->key.slice), SB_REF (":chain", m->chain), SB_END);

      if (own == NULL || !collect_layers (own, layers, &wanted, error))
        return NULL;
    }
  st = sb_sql_query (db, SQL_OPEN_LAYERS, error, SB_INT (":product", m->product),
                     SB_INT (":location", m->location), SB_TEXT (":date", m->key.date),
                     SB_INT (":event", m->key.event), SB_INT (":line", m->key.line),
                     SB_INT (":slice", m->key.slice), SB_END);
  if (st == NULL || !collect_layers (st, layers, &wanted, error))
    return NULL;
  return g_steal_pointer (&layers);
}

gboolean
sb_cost_layer_open (SbDatabase *db, const SbMovement *m, gint64 slice, gint64 qty, gint64 value,
                    GError **error)
{
  return sb_sql_run (db, SQL_OPEN, error, SB_INT (":movement", m->id),
                     SB_INT (":product", m->product), SB_INT (":location", m->location),
                     SB_TEXT (":date", m->key.date), SB_INT (":event", m->key.event),
                     SB_INT (":line", m->key.line), SB_INT (":slice", m->key.slice + slice),
                     SB_INT (":qty", qty), SB_INT (":value", value), SB_REF (":chain", m->chain),
                     SB_END);
}

gboolean
sb_cost_layer_set_value (SbDatabase *db, gint64 layer, gint64 value, GError **error)
{
  return sb_sql_run (db, SQL_SET_VALUE, error, SB_INT (":value", value), SB_INT (":layer", layer),
                     SB_END);
}

gboolean
sb_cost_layer_close (SbDatabase *db, gint64 movement, GError **error)
{
  return sb_sql_run (db, SQL_CLOSE, error, SB_INT (":movement", movement), SB_END);
}

static gboolean
slice_cost (gint64 value, gint64 place, gint64 qty, gint64 of, gint64 *cost, GError **error)
{
  gint64 before = 0;
  gint64 after = 0;

  if (!sb_prefix_share (value, place, of, &before, error) ||
      !sb_prefix_share (value, place + qty, of, &after, error))
    return FALSE;
  *cost = after - before;
  return TRUE;
}

gboolean
sb_consumption_take (SbDatabase *db, gint64 movement, const SbCostLayer *layer, gint64 qty,
                     gboolean cover, gint64 *cost, GError **error)
{
  return slice_cost (layer->value, layer->consumed, qty, layer->qty, cost, error) &&
         sb_sql_run (db, SQL_TAKE, error, SB_INT (":movement", movement),
                     SB_INT (":layer", layer->id), SB_INT (":place", layer->consumed),
                     SB_INT (":qty", qty), SB_INT (":cost", *cost), SB_INT (":cover", cover),
                     SB_END) &&
         sb_sql_run (db, SQL_CONSUME, error, SB_INT (":qty", qty), SB_INT (":layer", layer->id),
                     SB_END);
}

gboolean
sb_consumption_give_back (SbDatabase *db, const SbConsumption *taken, GError **error)
{
  return sb_sql_run (db, SQL_GIVE_BACK, error, SB_INT (":movement", taken->movement),
                     SB_INT (":layer", taken->layer), SB_END) &&
         sb_sql_run (db, SQL_CONSUME, error, SB_INT (":qty", -taken->qty),
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

      if (!slice_cost (sb_statement_int64_at (st, 5), sb_statement_int64_at (st, 1),
                       sb_statement_int64_at (st, 2), sb_statement_int64_at (st, 4), &cost, error))
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

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-layer-history.h"

#include "sb-cost-layer.h"
#include "sb-decimal.h"
#include "sb-money.h"
#include "sb-sql.h"

struct _SbLayerHistory
{
  SbDatabase *db;     /* (owned) */
  char *day;          /* (owned) */
  GHashTable *values; /* (owned): layer id -> value on the day; both (owned) gint64 */
};

static const char SQL_LAYER[] =
  "SELECT movement, qty, (SELECT COUNT (*) FROM layer AS other WHERE other.movement ="
  " layer.movement), (SELECT COUNT (*) FROM layer AS other WHERE other.movement = layer.movement"
  " AND other.slice < layer.slice) FROM layer WHERE id = :layer";

static const char SQL_POSTED[] =
  "SELECT SUM (amount) FROM value_entry JOIN movement ON movement.id = value_entry.movement"
  " WHERE value_entry.movement = :movement AND role = asset_role AND value_entry.date <= :day";

/* What covered a shortage on a later day was not there yet. */
static const char SQL_TAKEN[] =
  "SELECT layer.id, place, consumption.qty, layer.qty FROM consumption"
  " JOIN layer ON layer.id = consumption.layer"
  " WHERE consumption.movement = :movement AND (cover = 0 OR layer.date <= :day)"
  " ORDER BY layer.date, layer.event, layer.line, layer.slice";

static const char SQL_TAKERS[] =
  "SELECT movement.id FROM consumption JOIN movement ON movement.id = consumption.movement"
  " WHERE consumption.layer = :layer AND movement.date <= :day";

/* What a movement took from one layer. */
typedef struct
{
  gint64 layer;
  gint64 place;
  gint64 qty;
  gint64 of;
  gint64 cost;
} Slice;

static gboolean layer_value (SbLayerHistory *self, gint64 layer, gint64 *value, GError **error);

SbLayerHistory *
sb_layer_history_new (SbDatabase *db, const char *day)
{
  SbLayerHistory *self = g_new0 (SbLayerHistory, 1);

  self->db = g_object_ref (db);
  self->day = g_strdup (day);
  self->values = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
sb_layer_history_free (SbLayerHistory *self)
{
  g_hash_table_unref (self->values);
  g_object_unref (self->db);
  g_free (self->day);
  g_free (self);
}

static gboolean
posted (SbLayerHistory *self, gint64 movement, gint64 *amount, GError **error)
{
  return sb_sql_int64 (self->db, SQL_POSTED, amount, error, SB_INT (":movement", movement),
                       SB_TEXT (":day", self->day), SB_END);
}

static GArray *
read_slices (SbLayerHistory *self, gint64 movement, GError **error)
{
  g_autoptr (GArray) slices = g_array_new (FALSE, FALSE, sizeof (Slice));
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_TAKEN, error,
                                             SB_INT (":movement", movement),
                                             SB_TEXT (":day", self->day), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      Slice slice = { sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                      sb_statement_int64_at (st, 2), sb_statement_int64_at (st, 3), 0 };

      g_array_append_val (slices, slice);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&slices) : NULL;
}

/* Takes off @rest what the layers account for, and the units that none of them covered. */
static gboolean
price_slices (SbLayerHistory *self, const SbMovement *m, GArray *slices, gint64 *rest,
              GError **error)
{
  gint64 open = -m->qty;
  gint64 provisional = 0;

  for (guint i = 0; i < slices->len; i++)
    {
      Slice *slice = &g_array_index (slices, Slice, i);
      gint64 value = 0;

      if (!layer_value (self, slice->layer, &value, error) ||
          !sb_cost_layer_slice (value, slice->place, slice->qty, slice->of, &slice->cost, error) ||
          !sb_subtract (*rest, slice->cost, rest, error))
        return FALSE;
      open -= slice->qty;
    }
  if (open > 0 && m->last_den > 0 &&
      !sb_round_ratio ((__int128) open * m->last_num, m->last_den, &provisional, error))
    return FALSE;
  return sb_subtract (*rest, provisional, rest, error);
}

/* What @movement took up to the day, layer by layer, adding to what was posted for it. */
static GArray *
list_slices (SbLayerHistory *self, gint64 movement, GError **error)
{
  g_autoptr (GArray) slices = read_slices (self, movement, error);
  g_autofree gint64 *weights = NULL;
  g_autofree gint64 *parts = NULL;
  gint64 rest = 0;
  SbMovement m;

  if (slices == NULL || !sb_movement_load (self->db, movement, &m, error) ||
      !posted (self, movement, &rest, error))
    return NULL;
  rest = -rest;
  if (!price_slices (self, &m, slices, &rest, error))
    return NULL;
  if (rest == 0 || slices->len == 0)
    return g_steal_pointer (&slices);
  weights = g_new (gint64, slices->len);
  parts = g_new (gint64, slices->len);
  for (guint i = 0; i < slices->len; i++)
    weights[i] = g_array_index (slices, Slice, i).qty;
  if (!sb_largest_remainder (rest, weights, slices->len, parts, error))
    return NULL;
  for (guint i = 0; i < slices->len; i++)
    g_array_index (slices, Slice, i).cost += parts[i];
  return g_steal_pointer (&slices);
}

/* Only what a transfer brought has several layers: each takes the cost of one slice sent. */
static gboolean
slice_value (SbLayerHistory *self, gint64 movement, gint64 place, gint64 *value, GError **error)
{
  g_autoptr (GArray) slices = NULL;
  SbMovement m;

  *value = 0;
  if (!sb_movement_load (self->db, movement, &m, error))
    return FALSE;
  slices = list_slices (self, m.source, error);
  if (slices != NULL && place < slices->len)
    *value = g_array_index (slices, Slice, place).cost;
  return slices != NULL;
}

static gboolean
layer_value (SbLayerHistory *self, gint64 layer, gint64 *value, GError **error)
{
  const gint64 *known = g_hash_table_lookup (self->values, &layer);
  g_autoptr (SbStatement) st = NULL;
  gint64 movement, n_layers, place;
  SbStep step;

  if (known != NULL)
    {
      *value = *known;
      return TRUE;
    }
  st = sb_sql_query (self->db, SQL_LAYER, error, SB_INT (":layer", layer), SB_END);
  step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  if (step != SB_STEP_ROW)
    return step == SB_STEP_DONE;
  movement = sb_statement_int64_at (st, 0);
  n_layers = sb_statement_int64_at (st, 2);
  place = sb_statement_int64_at (st, 3);
  g_clear_pointer (&st, sb_statement_free);
  if (n_layers > 1 ? !slice_value (self, movement, place, value, error)
                   : !posted (self, movement, value, error))
    return FALSE;
  g_hash_table_insert (self->values, g_memdup2 (&layer, sizeof layer),
                       g_memdup2 (value, sizeof *value));
  return TRUE;
}

static GArray *
list_takers (SbLayerHistory *self, gint64 layer, GError **error)
{
  g_autoptr (GArray) takers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_TAKERS, error, SB_INT (":layer", layer),
                                             SB_TEXT (":day", self->day), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (takers, id);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&takers) : NULL;
}

static gboolean
subtract_taken (SbLayerHistory *self, gint64 layer, gint64 taker, gint64 *qty, gint64 *value,
                GError **error)
{
  g_autoptr (GArray) slices = list_slices (self, taker, error);

  for (guint i = 0; slices != NULL && i < slices->len; i++)
    {
      const Slice *slice = &g_array_index (slices, Slice, i);

      if (slice->layer != layer)
        continue;
      *qty -= slice->qty;
      if (!sb_subtract (*value, slice->cost, value, error))
        return FALSE;
    }
  return slices != NULL;
}

gboolean
sb_layer_history_rest (SbLayerHistory *self, gint64 layer, gint64 *qty, gint64 *value,
                       GError **error)
{
  static const char SQL_QTY[] = "SELECT qty FROM layer WHERE id = :layer";
  g_autoptr (GArray) takers = list_takers (self, layer, error);

  if (takers == NULL ||
      !sb_sql_int64 (self->db, SQL_QTY, qty, error, SB_INT (":layer", layer), SB_END) ||
      !layer_value (self, layer, value, error))
    return FALSE;
  for (guint i = 0; i < takers->len; i++)
    if (!subtract_taken (self, layer, g_array_index (takers, gint64, i), qty, value, error))
      return FALSE;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-cost-history.h"

#include <string.h>

#include "sb-money.h"
#include "sb-sql.h"

#define COLUMNS                                                                                   \
  "movement.id, movement.date, movement.event, line, slice, document, product, location,"         \
  " movement.kind, qty, unit_cost, share, source, movement.chain, asset_role, last_num,"          \
  " last_den, document.kind"

/* What was undone after the moment was there then. */
static const char SQL_MOVEMENTS[] =
  "SELECT " COLUMNS " FROM movement JOIN document ON document.id = movement.document"
  " WHERE product = :product AND active = 1 AND movement.event <= :moment"
  " UNION ALL SELECT " COLUMNS " FROM movement JOIN document ON document.id = movement.document"
  " JOIN event ON event.seq = movement.event"
  " WHERE product = :product AND active = 0 AND movement.event <= :moment"
  " AND event.undone_by > :moment"
  " ORDER BY 2, 3, 4, 5";

/* What each movement had been posted with: the journals of then, not the costs of now. */
static const char SQL_VALUES[] =
  "SELECT value_entry.movement, SUM (value_entry.amount) FROM movement JOIN value_entry"
  " ON value_entry.movement = movement.id AND value_entry.role = movement.asset_role"
  " WHERE movement.product = :product AND movement.active = 1 AND value_entry.trigger <= :moment"
  " GROUP BY value_entry.movement"
  " UNION ALL"
  " SELECT value_entry.movement, SUM (value_entry.amount) FROM movement JOIN value_entry"
  " ON value_entry.movement = movement.id AND value_entry.role = movement.asset_role"
  " WHERE movement.product = :product AND movement.active = 0 AND value_entry.trigger <= :moment"
  " GROUP BY value_entry.movement";

/* Layers that have something left, at one location, oldest first; and shipments without cover. */
typedef struct
{
  gint64 location;
  GArray *open;    /* (element-type guint): layers */
  GArray *uncovered; /* (element-type guint): movements */
} Place;

static void
place_free (Place *place)
{
  g_array_unref (place->open);
  g_array_unref (place->uncovered);
  g_free (place);
}

static void
clear_movement (SbHistoryMovement *movement)
{
  g_clear_pointer (&movement->slices, g_array_unref);
  g_clear_pointer (&movement->because, g_ptr_array_unref);
}

void
sb_cost_history_free (SbCostHistory *self)
{
  g_array_unref (self->movements);
  g_array_unref (self->layers);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

static SbHistoryMovement *
movement_at (SbCostHistory *self, guint index)
{
  return &g_array_index (self->movements, SbHistoryMovement, index);
}

static SbHistoryLayer *
layer_at (SbCostHistory *self, guint index)
{
  return &g_array_index (self->layers, SbHistoryLayer, index);
}

SbHistoryMovement *
sb_cost_history_find (SbCostHistory *self, gint64 movement)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &movement));

  return place == 0 ? NULL : movement_at (self, place - 1);
}

static void
read_row (SbStatement *st, SbHistoryMovement *row)
{
  SbMovement *m = &row->m;

  m->id = sb_statement_int64_at (st, 0);
  g_strlcpy (m->key.date, sb_statement_text_at (st, 1), sizeof m->key.date);
  m->key.event = sb_statement_int64_at (st, 2);
  m->key.line = sb_statement_int64_at (st, 3);
  m->key.slice = sb_statement_int64_at (st, 4);
  m->document = sb_statement_int64_at (st, 5);
  m->product = sb_statement_int64_at (st, 6);
  m->location = sb_statement_int64_at (st, 7);
  m->kind = g_intern_string (sb_statement_text_at (st, 8));
  m->qty = sb_statement_int64_at (st, 9);
  m->unit_cost = sb_statement_int64_at (st, 10);
  m->share = sb_statement_int64_at (st, 11);
  m->source = sb_statement_int64_at (st, 12);
  m->chain = sb_statement_int64_at (st, 13);
  m->asset_role = g_intern_string (sb_statement_text_at (st, 14));
  m->last_num = sb_statement_int64_at (st, 15);
  m->last_den = sb_statement_int64_at (st, 16);
  row->document_kind = g_intern_string (sb_statement_text_at (st, 17));
}

static gboolean
read_movements (SbCostHistory *self, SbDatabase *db, gint64 product, gint64 moment, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_MOVEMENTS, error, SB_INT (":product", product),
                                             SB_INT (":moment", moment), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbHistoryMovement row = { 0 };

      read_row (st, &row);
      g_array_append_val (self->movements, row);
      g_hash_table_insert (self->by_id, g_memdup2 (&row.m.id, sizeof row.m.id),
                           GUINT_TO_POINTER (self->movements->len));
    }
  return step == SB_STEP_DONE;
}

static gboolean
read_values (SbCostHistory *self, SbDatabase *db, gint64 product, gint64 moment, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_VALUES, error, SB_INT (":product", product),
                                             SB_INT (":moment", moment), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbHistoryMovement *row = sb_cost_history_find (self, sb_statement_int64_at (st, 0));
      gint64 value = sb_statement_int64_at (st, 1);

      if (row != NULL)
        row->value = ABS (value);
    }
  return step == SB_STEP_DONE;
}

gboolean
sb_cost_history_slice_cost (SbCostHistory *self, const SbHistorySlice *slice, gint64 *cost,
                          GError **error)
{
  const SbHistoryLayer *layer = layer_at (self, slice->from);
  gint64 before = 0;
  gint64 after = 0;

  if (!sb_prefix_share (layer->value, slice->place, layer->qty, &before, error) ||
      !sb_prefix_share (layer->value, slice->place + slice->qty, layer->qty, &after, error))
    return FALSE;
  *cost = after - before;
  return TRUE;
}

static gint64
take (SbCostHistory *self, SbHistoryMovement *row, guint index, gint64 wanted)
{
  SbHistoryLayer *layer = layer_at (self, index);
  SbHistorySlice slice = { index, layer->taken, MIN (wanted, layer->qty - layer->taken) };

  if (slice.qty <= 0)
    return 0;
  if (row->slices == NULL)
    row->slices = g_array_new (FALSE, FALSE, sizeof (SbHistorySlice));
  g_array_append_val (row->slices, slice);
  layer->taken += slice.qty;
  return slice.qty;
}

/* Layers are worth what their movement was; a transfer brings one for each slice that it took. */
static gboolean
bring_transfer (SbCostHistory *self, SbHistoryMovement *row, GError **error)
{
  const SbHistoryMovement *out = sb_cost_history_find (self, row->m.source);

  for (guint i = 0; out != NULL && out->slices != NULL && i < out->slices->len; i++)
    {
      const SbHistorySlice *slice = &g_array_index (out->slices, SbHistorySlice, i);
      SbHistoryLayer layer = { .movement = (guint) (row - movement_at (self, 0)),
                             .qty = slice->qty };

      if (!sb_cost_history_slice_cost (self, slice, &layer.value, error))
        return FALSE;
      g_array_append_val (self->layers, layer);
    }
  return TRUE;
}

static void
bring_one (SbCostHistory *self, SbHistoryMovement *row)
{
  SbHistoryLayer layer = { .movement = (guint) (row - movement_at (self, 0)), .qty = row->m.qty,
                         .value = row->value };

  if (layer.qty > 0)
    g_array_append_val (self->layers, layer);
}

/* What came covers what went short before, oldest first. */
static void
cover (SbCostHistory *self, Place *place, const SbHistoryMovement *row)
{
  while (place->uncovered->len > 0)
    {
      SbHistoryMovement *late = movement_at (self, g_array_index (place->uncovered, guint, 0));

      for (guint i = 0; i < row->n_layers && late->deficit > 0; i++)
        late->deficit -= take (self, late, row->first_layer + i, late->deficit);
      if (late->deficit > 0)
        return;
      g_array_remove_index (place->uncovered, 0);
    }
}

static gboolean
run_in (SbCostHistory *self, Place *place, SbHistoryMovement *row, GError **error)
{
  if (strcmp (row->m.kind, SB_MOVEMENT_REVALUE_IN) == 0)
    {
      const SbHistoryMovement *out = sb_cost_history_find (self, row->m.source);

      row->m.qty = out != NULL ? -out->m.qty : 0;
    }
  row->first_layer = self->layers->len;
  if (strcmp (row->m.kind, SB_MOVEMENT_TRANSFER_IN) == 0)
    {
      if (!bring_transfer (self, row, error))
        return FALSE;
    }
  else
    bring_one (self, row);
  row->n_layers = self->layers->len - row->first_layer;
  cover (self, place, row);
  for (guint i = row->first_layer; i < self->layers->len; i++)
    g_array_append_val (place->open, i);
  return TRUE;
}

static void
drop_empty (SbCostHistory *self, Place *place)
{
  guint n = 0;

  while (n < place->open->len)
    {
      const SbHistoryLayer *layer = layer_at (self, g_array_index (place->open, guint, n));

      if (layer->taken < layer->qty)
        break;
      n++;
    }
  if (n > 0)
    g_array_remove_range (place->open, 0, n);
}

/* A return to the supplier takes what came for that order first. */
static gint64
take_own (SbCostHistory *self, Place *place, SbHistoryMovement *row, gint64 left)
{
  for (guint i = 0; i < place->open->len && left > 0; i++)
    {
      guint index = g_array_index (place->open, guint, i);

      if (movement_at (self, layer_at (self, index)->movement)->m.chain == row->m.chain)
        left -= take (self, row, index, left);
    }
  return left;
}

static void
run_out (SbCostHistory *self, Place *place, SbHistoryMovement *row)
{
  gboolean all = strcmp (row->m.kind, SB_MOVEMENT_REVALUE_OUT) == 0;
  gint64 left = all ? G_MAXINT64 : -row->m.qty;

  drop_empty (self, place);
  if (strcmp (row->m.kind, SB_MOVEMENT_RETURN) == 0 && row->m.chain != 0)
    left = take_own (self, place, row, left);
  for (guint i = 0; i < place->open->len && left > 0; i++)
    left -= take (self, row, g_array_index (place->open, guint, i), left);
  if (all)
    {
      row->m.qty = left - G_MAXINT64;
      return;
    }
  row->deficit = left;
  if (left > 0)
    {
      guint index = (guint) (row - movement_at (self, 0));

      g_array_append_val (place->uncovered, index);
    }
}

/* Restocks take back the earliest shipments of their sale first, in the order of their entry. */
static void
match_restock (SbCostHistory *self, SbHistoryMovement *row, gint64 *back)
{
  gint64 left = row->m.qty;

  row->slices = g_array_new (FALSE, FALSE, sizeof (SbHistorySlice));
  for (guint i = 0; i < self->movements->len && left > 0; i++)
    {
      const SbHistoryMovement *shipped = movement_at (self, i);
      SbHistorySlice slice = { i, back[i], 0 };

      if (strcmp (shipped->m.kind, SB_MOVEMENT_SHIPMENT) != 0 ||
          shipped->m.chain != row->m.chain || shipped->m.key.event >= row->m.key.event ||
          strcmp (shipped->m.key.date, row->m.key.date) > 0)
        continue;
      slice.qty = MIN (left, -shipped->m.qty - back[i]);
      if (slice.qty <= 0)
        continue;
      g_array_append_val (row->slices, slice);
      back[i] += slice.qty;
      left -= slice.qty;
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const SbMovementKey *x = &(*(SbHistoryMovement *const *) a)->m.key;
  const SbMovementKey *y = &(*(SbHistoryMovement *const *) b)->m.key;

  if (x->event != y->event)
    return x->event < y->event ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

static void
match_restocks (SbCostHistory *self)
{
  g_autoptr (GPtrArray) restocks = g_ptr_array_new ();
  g_autofree gint64 *back = g_new0 (gint64, self->movements->len);

  for (guint i = 0; i < self->movements->len; i++)
    if (strcmp (movement_at (self, i)->m.kind, SB_MOVEMENT_RESTOCK) == 0)
      g_ptr_array_add (restocks, movement_at (self, i));
  g_ptr_array_sort (restocks, compare_entries);
  for (guint i = 0; i < restocks->len; i++)
    match_restock (self, g_ptr_array_index (restocks, i), back);
}

static Place *
place_of (GHashTable *places, gint64 location)
{
  Place *place = g_hash_table_lookup (places, &location);

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      place->location = location;
      place->open = g_array_new (FALSE, FALSE, sizeof (guint));
      place->uncovered = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (places, &place->location, place);
    }
  return place;
}

static gboolean
run (SbCostHistory *self, GError **error)
{
  g_autoptr (GHashTable) places =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) place_free);

  match_restocks (self);
  for (guint i = 0; i < self->movements->len; i++)
    {
      SbHistoryMovement *row = movement_at (self, i);
      Place *place = place_of (places, row->m.location);

      if (sb_movement_is_out (&row->m))
        run_out (self, place, row);
      else if (!run_in (self, place, row, error))
        return FALSE;
    }
  return TRUE;
}

SbCostHistory *
sb_cost_history_new (SbDatabase *db, gint64 product, gint64 moment, GError **error)
{
  g_autoptr (SbCostHistory) self = g_new0 (SbCostHistory, 1);

  self->movements = g_array_new (FALSE, TRUE, sizeof (SbHistoryMovement));
  g_array_set_clear_func (self->movements, (GDestroyNotify) clear_movement);
  self->layers = g_array_new (FALSE, TRUE, sizeof (SbHistoryLayer));
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!read_movements (self, db, product, moment, error) ||
      !read_values (self, db, product, moment, error) || !run (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

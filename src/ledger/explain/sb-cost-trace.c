/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-cost-trace.h"

#include <string.h>

#include "sb-cost-history.h"
#include "sb-decimal.h"
#include "sb-sql.h"

/* Goods that were moved about more often than that are not followed to their beginning. */
#define DEPTH_MAX 200

struct _SbCostTrace
{
  SbDatabase *db;      /* (owned) */
  gint64 moment;       /* event row */
  GHashTable *queues;  /* (owned): product -> SbCostHistory */
  guint depth;         /* of what is being explained */
  GPtrArray *nothing;  /* (owned): of a movement that was not there */
};

/* Parts that were there at the moment. */
static const char SQL_PARTS[] =
  "SELECT cost_part.event, cost_part.kind, SUM (amount) FROM cost_part"
  " JOIN event ON event.seq = cost_part.event WHERE movement = :movement"
  " AND cost_part.event <= :moment AND (undone_by IS NULL OR undone_by > :moment)"
  " AND (:source = 0 OR cost_part.event = :source)"
  " GROUP BY cost_part.event, cost_part.kind ORDER BY MIN (cost_part.id)";

/* Which bills the units of a receipt were billed by before they came. */
static const char SQL_BILLED_BEFORE[] =
  "SELECT document.event, SUM (purchase_match.qty), SUM (purchase_match.amount)"
  " FROM purchase_match JOIN document_line ON document_line.id = purchase_match.bill_line"
  " JOIN document ON document.id = document_line.document"
  " WHERE movement = :movement AND purchase_match.event = :event AND unbilled_place IS NULL"
  " GROUP BY document.event ORDER BY document.event";

static const char SQL_BILLED_UNITS[] =
  "SELECT SUM (qty) FROM purchase_match WHERE movement = :movement AND event = :event";

/* What goes into an output, by its event or by its production order. */
#define ALIVE                                                                                     \
  " JOIN event ON event.seq = document.event"                                                     \
  " WHERE document.event <= :moment AND (undone_by IS NULL OR undone_by > :moment)"

static const char SQL_COMPONENTS[] =
  "SELECT movement.id, movement.product FROM movement"
  " JOIN document ON document.id = movement.document" ALIVE
  " AND movement.kind = 'component' AND movement.event = :event ORDER BY movement.line";

static const char SQL_COMPONENTS_OF_ORDER[] =
  "SELECT movement.id, movement.product FROM movement"
  " JOIN document ON document.id = movement.document" ALIVE
  " AND movement.kind = 'component' AND movement.chain = :chain"
  " ORDER BY movement.date, movement.event, movement.line";

static const char SQL_COSTS[] =
  "SELECT document.event, document.kind, SUM (document_line.cost) FROM document_line"
  " JOIN document ON document.id = document_line.document" ALIVE
  " AND document_line.part = 'cost' AND document.id = :document"
  " GROUP BY document.id, document_line.cost < 0";

static const char SQL_COSTS_OF_ORDER[] =
  "SELECT document.event, document.kind, SUM (document_line.cost) FROM document_line"
  " JOIN document ON document.id = document_line.document" ALIVE
  " AND document_line.part = 'cost' AND document_line.chain = :chain"
  " GROUP BY document.id, document_line.cost < 0 ORDER BY document.event";

static const char SQL_OUTPUTS[] =
  "SELECT id, product, unit_cost, share, qty FROM movement"
  " WHERE event = :event AND kind = 'output' ORDER BY line";

SbCostTrace *
sb_cost_trace_new (SbDatabase *db, gint64 moment)
{
  SbCostTrace *self = g_new0 (SbCostTrace, 1);

  self->db = g_object_ref (db);
  self->moment = moment;
  self->queues = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                        (GDestroyNotify) sb_cost_history_free);
  self->nothing = sb_because_list_new ();
  return self;
}

void
sb_cost_trace_free (SbCostTrace *self)
{
  g_hash_table_unref (self->queues);
  g_ptr_array_unref (self->nothing);
  g_object_unref (self->db);
  g_free (self);
}

static SbCostHistory *
queue_of (SbCostTrace *self, gint64 product, GError **error)
{
  SbCostHistory *queue = g_hash_table_lookup (self->queues, &product);

  if (queue != NULL)
    return queue;
  queue = sb_cost_history_new (self->db, product, self->moment, error);
  if (queue != NULL)
    g_hash_table_insert (self->queues, g_memdup2 (&product, sizeof product), queue);
  return queue;
}

static gboolean
add_node (GPtrArray *list, gint64 event, const char *kind, gint64 quantity, gint64 amount,
          GError **error)
{
  return sb_because_list_take (list, sb_because_new (event, kind, quantity, amount), error);
}

/* What the rules do not lead back to anything; keeps every sum exact whatever happens. */
static gboolean
add_rest (GPtrArray *list, const SbHistoryMovement *row, gint64 value, GError **error)
{
  gint64 sum = 0;

  if (!sb_because_list_sum (list, &sum, error))
    return FALSE;
  return sum == value || add_node (list, row->m.key.event, "rounding", 0, value - sum, error);
}

/* --- what was received --- */

static gboolean
add_billed_before (SbCostTrace *self, gint64 movement, gint64 event, GPtrArray *list,
                   GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_BILLED_BEFORE, error,
                                             SB_INT (":movement", movement),
                                             SB_INT (":event", event), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!add_node (list, sb_statement_int64_at (st, 0), "bill", sb_statement_int64_at (st, 1),
                   sb_statement_int64_at (st, 2), error))
      return FALSE;
  return step == SB_STEP_DONE;
}

static const char *
kind_of_part (const char *part)
{
  if (strcmp (part, "bill") == 0)
    return "bill";
  if (strcmp (part, "landed") == 0)
    return "landed_cost";
  if (strcmp (part, "allowance") == 0)
    return "supplier_credit";
  return "order"; /* at the price of the order, until the bill comes */
}

static gboolean
add_part (SbCostTrace *self, gint64 movement, gint64 event, const char *part, gint64 amount,
          GPtrArray *list, GError **error)
{
  gint64 units = 0;

  if (strcmp (part, "transit") == 0)
    return add_billed_before (self, movement, event, list, error);
  if (strcmp (part, "bill") == 0 &&
      !sb_sql_int64 (self->db, SQL_BILLED_UNITS, &units, error, SB_INT (":movement", movement),
                     SB_INT (":event", event), SB_END))
    return FALSE;
  return amount == 0 || add_node (list, event, kind_of_part (part), units, amount, error);
}

GPtrArray *
sb_cost_trace_parts (SbCostTrace *self, gint64 movement, gint64 source, GError **error)
{
  g_autoptr (GPtrArray) list = sb_because_list_new ();
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_PARTS, error, SB_INT (":movement", movement),
                  SB_INT (":moment", self->moment), SB_INT (":source", source), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!add_part (self, movement, sb_statement_int64_at (st, 0), sb_statement_text_at (st, 1),
                   sb_statement_int64_at (st, 2), list, error))
      return NULL;
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/* A receipt says of what its value is made; what was counted or opened is its own reason. */
static gboolean
fill_received (SbCostTrace *self, const SbHistoryMovement *row, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (strcmp (row->m.kind, SB_MOVEMENT_RECEIPT) != 0)
    return TRUE;
  parts = sb_cost_trace_parts (self, row->m.id, 0, error);
  if (parts == NULL)
    return FALSE;
  while (parts->len > 0)
    if (!sb_because_list_take (list, g_ptr_array_steal_index (parts, 0), error))
      return FALSE;
  return TRUE;
}

/* --- what was derived --- */

static gboolean list_movement (SbCostTrace *self, SbCostHistory *queue, SbHistoryMovement *row,
                               GError **error);

/* The node of a movement in: itself, because of what fed it. */
static SbBecause *
node_of (const SbHistoryMovement *row, gint64 quantity, gint64 amount)
{
  SbBecause *node = sb_because_new (row->m.key.event, row->document_kind, quantity, amount);

  node->movement = row->m.id;
  node->product = row->m.product;
  return node;
}

/* A layer's own list: one node, so that a share of it is a share of all it is made of. */
static gboolean
share_layer (SbCostTrace *self, SbCostHistory *queue, const SbHistorySlice *slice, GPtrArray *into,
             GError **error)
{
  const SbHistoryLayer *layer = &g_array_index (queue->layers, SbHistoryLayer, slice->from);
  SbHistoryMovement *in = &g_array_index (queue->movements, SbHistoryMovement, layer->movement);
  guint which = slice->from - in->first_layer;
  g_autoptr (GPtrArray) whole = sb_because_list_new ();

  if (strcmp (in->m.kind, SB_MOVEMENT_TRANSFER_IN) == 0)
    {
      SbHistoryMovement *out = sb_cost_history_find (queue, in->m.source);
      SbBecause *node = node_of (in, layer->qty, layer->value);

      g_ptr_array_add (whole, node);
      if (self->depth < DEPTH_MAX)
        {
          self->depth++;
          node->because = sb_because_list_new ();
          if (!share_layer (self, queue, &g_array_index (out->slices, SbHistorySlice, which),
                            node->because, error))
            return FALSE;
          self->depth--;
        }
    }
  else if (!list_movement (self, queue, in, error))
    return FALSE;
  return sb_because_list_share (whole->len > 0 ? whole : in->because, slice->place,
                                slice->place + slice->qty, layer->qty, into, error);
}

static gboolean
fill_transfer (SbCostTrace *self, SbCostHistory *queue, const SbHistoryMovement *row, GPtrArray *list,
               GError **error)
{
  const SbHistoryMovement *out = sb_cost_history_find (queue, row->m.source);

  for (guint i = 0; out != NULL && out->slices != NULL && i < out->slices->len; i++)
    if (!share_layer (self, queue, &g_array_index (out->slices, SbHistorySlice, i), list, error))
      return FALSE;
  return TRUE;
}

static gboolean
fill_restock (SbCostTrace *self, SbCostHistory *queue, const SbHistoryMovement *row, GPtrArray *list,
              GError **error)
{
  for (guint i = 0; i < row->slices->len; i++)
    {
      const SbHistorySlice *slice = &g_array_index (row->slices, SbHistorySlice, i);
      SbHistoryMovement *shipped = &g_array_index (queue->movements, SbHistoryMovement, slice->from);
      g_autoptr (GPtrArray) whole = sb_because_list_new ();
      SbBecause *node = node_of (shipped, -shipped->m.qty, shipped->value);

      g_ptr_array_add (whole, node);
      if (!list_movement (self, queue, shipped, error))
        return FALSE;
      node->because = sb_because_list_new ();
      if (!sb_because_list_share (shipped->because, 0, -shipped->m.qty, -shipped->m.qty,
                                  node->because, error) ||
          !sb_because_list_share (whole, slice->place, slice->place + slice->qty, -shipped->m.qty,
                                  list, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_components (SbCostTrace *self, const SbHistoryMovement *row, GPtrArray *pool, GError **error)
{
  g_autoptr (SbStatement) st =
    row->m.chain != 0 ? sb_sql_query (self->db, SQL_COMPONENTS_OF_ORDER, error,
                                      SB_INT (":chain", row->m.chain),
                                      SB_INT (":moment", self->moment), SB_END)
                      : sb_sql_query (self->db, SQL_COMPONENTS, error,
                                      SB_INT (":event", row->m.key.event),
                                      SB_INT (":moment", self->moment), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);
      GPtrArray *made_of = sb_cost_trace_list (self, sb_statement_int64_at (st, 1), id, error);

      if (made_of == NULL || !sb_because_list_share (made_of, 0, 1, 1, pool, error))
        return FALSE;
    }
  return step == SB_STEP_DONE;
}

static gboolean
add_costs (SbCostTrace *self, const SbHistoryMovement *row, GPtrArray *pool, GError **error)
{
  g_autoptr (SbStatement) st =
    row->m.chain != 0 ? sb_sql_query (self->db, SQL_COSTS_OF_ORDER, error,
                                      SB_INT (":chain", row->m.chain),
                                      SB_INT (":moment", self->moment), SB_END)
                      : sb_sql_query (self->db, SQL_COSTS, error,
                                      SB_INT (":document", row->m.document),
                                      SB_INT (":moment", self->moment), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!add_node (pool, sb_statement_int64_at (st, 0),
                   g_intern_string (sb_statement_text_at (st, 1)), 0,
                   sb_statement_int64_at (st, 2), error))
      return FALSE;
  return step == SB_STEP_DONE;
}

typedef struct
{
  gint64 before; /* value that outputs before this one took by their shares */
  gint64 own;
  gint64 all;
} OutputShare;

/* By-products come off first; the others divide what is left. */
static gboolean
divide_outputs (SbCostTrace *self, const SbHistoryMovement *row, OutputShare *share,
                GPtrArray *pool, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_OUTPUTS, error,
                                             SB_INT (":event", row->m.key.event), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);
      SbCostHistory *queue = queue_of (self, sb_statement_int64_at (st, 1), error);
      const SbHistoryMovement *output = queue != NULL ? sb_cost_history_find (queue, id) : NULL;
      gint64 value = output != NULL ? output->value : 0;

      if (queue == NULL)
        return FALSE;
      if (sb_statement_int64_at (st, 2) >= 0)
        {
          SbBecause *node = sb_because_new (row->m.key.event, "by_product",
                                            sb_statement_int64_at (st, 4), -value);

          node->product = sb_statement_int64_at (st, 1);
          if (!sb_because_list_take (pool, node, error))
            return FALSE;
          continue;
        }
      if (id == row->m.id)
        share->own = value;
      else if (id < row->m.id)
        share->before += value;
      share->all += value;
    }
  return step == SB_STEP_DONE;
}

static gboolean
fill_output (SbCostTrace *self, const SbHistoryMovement *row, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) pool = sb_because_list_new ();
  OutputShare share = { 0, 0, 0 };

  if (row->m.unit_cost >= 0)
    return TRUE; /* its value was fixed by hand */
  return add_components (self, row, pool, error) && add_costs (self, row, pool, error) &&
         divide_outputs (self, row, &share, pool, error) &&
         add_rest (pool, row, share.all, error) &&
         sb_because_list_share (pool, share.before, share.before + share.own, share.all, list,
                                error);
}

static gboolean
list_in (SbCostTrace *self, SbCostHistory *queue, SbHistoryMovement *row, GError **error)
{
  SbBecause *node = node_of (row, row->m.qty, row->value);
  g_autoptr (GPtrArray) fed = sb_because_list_new ();
  gboolean ok = TRUE;

  g_ptr_array_add (row->because, node);
  if (self->depth > DEPTH_MAX)
    return TRUE;
  if (strcmp (row->m.kind, SB_MOVEMENT_TRANSFER_IN) == 0)
    ok = fill_transfer (self, queue, row, fed, error);
  else if (strcmp (row->m.kind, SB_MOVEMENT_RESTOCK) == 0)
    ok = fill_restock (self, queue, row, fed, error);
  else if (strcmp (row->m.kind, SB_MOVEMENT_OUTPUT) == 0)
    ok = fill_output (self, row, fed, error);
  else
    ok = fill_received (self, row, fed, error);
  if (!ok || (fed->len > 0 && !add_rest (fed, row, row->value, error)))
    return FALSE;
  if (fed->len > 0)
    node->because = g_steal_pointer (&fed);
  return TRUE;
}

static gboolean
add_uncovered (const SbHistoryMovement *row, GPtrArray *list, GError **error)
{
  gint64 cost = 0;

  if (row->deficit == 0)
    return TRUE;
  if (row->m.last_den != 0 &&
      !sb_round_ratio ((__int128) row->deficit * row->m.last_num, row->m.last_den, &cost, error))
    return FALSE;
  return add_node (list, row->m.key.event, "last_cost", row->deficit, cost, error);
}

static gboolean
list_out (SbCostTrace *self, SbCostHistory *queue, SbHistoryMovement *row, GError **error)
{
  for (guint i = 0; row->slices != NULL && i < row->slices->len; i++)
    if (!share_layer (self, queue, &g_array_index (row->slices, SbHistorySlice, i), row->because,
                      error))
      return FALSE;
  return add_uncovered (row, row->because, error) &&
         add_rest (row->because, row, row->value, error);
}

/* Fills row->because. */
static gboolean
list_movement (SbCostTrace *self, SbCostHistory *queue, SbHistoryMovement *row, GError **error)
{
  gboolean ok;

  if (row->because == NULL)
    row->because = sb_because_list_new ();
  else
    return TRUE;
  self->depth++;
  ok = sb_movement_is_out (&row->m) ? list_out (self, queue, row, error)
                                    : list_in (self, queue, row, error);
  self->depth--;
  return ok;
}

GPtrArray *
sb_cost_trace_list (SbCostTrace *self, gint64 product, gint64 movement, GError **error)
{
  SbCostHistory *queue = queue_of (self, product, error);
  SbHistoryMovement *row = queue != NULL ? sb_cost_history_find (queue, movement) : NULL;

  if (queue == NULL)
    return NULL;
  if (row == NULL)
    return self->nothing;
  return list_movement (self, queue, row, error) ? row->because : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a layer is worth. A derived layer takes the replayed cost of what feeds it, so a cost that
 * becomes known late runs through any chain of transfers, assemblies and returns. */

#include "sb-layer-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-base-error.h"
#include "sb-cost-layer.h"
#include "sb-decimal.h"
#include "sb-ledger-error.h"
#include "sb-quantity.h"
#include "sb-sql.h"

static const char SQL_PARTS[] =
  "SELECT SUM (amount) FROM cost_part WHERE movement = :movement AND active = 1";

/* A later layer that covers the shipment would take its value from this restock, and this from
 * it. */
static const char SQL_UNCOVERED[] =
  "SELECT COUNT (*) FROM movement WHERE id = :shipment AND (deficit > 0 OR EXISTS ("
  " SELECT 1 FROM consumption JOIN layer ON layer.id = consumption.layer"
  " WHERE consumption.movement = :shipment AND cover = 1"
  " AND (layer.date, layer.event, layer.line, layer.slice) > (:date, :event, :line, :slice)))";

static const char SQL_RESTOCKED[] =
  "SELECT shipment, place, restock_match.qty, -movement.qty, movement.cost"
  " FROM restock_match JOIN movement ON movement.id = restock_match.shipment"
  " WHERE restock_match.movement = :movement";

static const char SQL_COMPONENT_COST[] =
  "SELECT SUM (cost) FROM movement WHERE kind = 'component' AND active = 1 AND event = :event";

static const char SQL_COMPONENT_COST_OF_ORDER[] =
  "SELECT SUM (cost) FROM movement WHERE kind = 'component' AND active = 1 AND chain = :chain";

static const char SQL_ADDED_COST[] =
  "SELECT SUM (cost) FROM document_line WHERE part = 'cost' AND active = 1 AND document ="
  " :document";

static const char SQL_ADDED_COST_OF_ORDER[] =
  "SELECT SUM (cost) FROM document_line WHERE part = 'cost' AND active = 1 AND chain = :chain";

static const char SQL_OUTPUTS[] =
  "SELECT id, qty, unit_cost, share FROM movement"
  " WHERE event = :event AND kind = 'output' AND active = 1 ORDER BY line";

static GArray *
one_layer (gint64 qty, gint64 value)
{
  GArray *plan = g_array_new (FALSE, FALSE, sizeof (SbLayerPlan));
  SbLayerPlan layer = { qty, value };

  g_array_append_val (plan, layer);
  return plan;
}

static gboolean
plan_fixed (SbDatabase *db, const SbMovement *m, gint64 *value, GError **error)
{
  return sb_sql_int64 (db, SQL_PARTS, value, error, SB_INT (":movement", m->id), SB_END);
}

static GArray *
plan_transfer (SbDatabase *db, const SbMovement *m, GError **error)
{
  g_autoptr (GArray) plan = g_array_new (FALSE, FALSE, sizeof (SbLayerPlan));
  g_autoptr (GArray) taken = sb_consumption_list (db, m->source, error);

  if (taken == NULL)
    return NULL;
  for (guint i = 0; i < taken->len; i++)
    {
      const SbConsumption *slice = &g_array_index (taken, SbConsumption, i);
      SbLayerPlan layer = { slice->qty, slice->cost };

      g_array_append_val (plan, layer);
    }
  return g_steal_pointer (&plan);
}

static gboolean
plan_revaluation (SbDatabase *db, const SbBook *book, SbMovement *m, gint64 *value, GError **error)
{
  SbMovement out;

  if (!sb_movement_load (db, m->source, &out, error))
    return FALSE;
  m->qty = -out.qty;
  return sb_extend (m->qty, m->unit_cost, 0, book->currency, value, error);
}

static gboolean
check_covered (SbDatabase *db, const SbMovement *m, gint64 shipment, GError **error)
{
  gint64 uncovered = 0;

  if (!sb_sql_int64 (db, SQL_UNCOVERED, &uncovered, error, SB_INT (":shipment", shipment),
                     SB_TEXT (":date", m->key.date), SB_INT (":event", m->key.event),
                     SB_INT (":line", m->key.line), SB_INT (":slice", m->key.slice), SB_END))
    return FALSE;
  if (uncovered > 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DEFICIT_OPEN, "/restock",
                         _("the cost of the shipped goods is not known yet: stock was negative"));
  return uncovered == 0;
}

static gboolean
plan_restock (SbDatabase *db, const SbMovement *m, gint64 *value, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_RESTOCKED, error, SB_INT (":movement", m->id),
                                             SB_END);
  SbStep step;

  *value = 0;
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 place = sb_statement_int64_at (st, 1);
      gint64 qty = sb_statement_int64_at (st, 2);
      gint64 of = sb_statement_int64_at (st, 3);
      gint64 cost = sb_statement_int64_at (st, 4);
      gint64 before = 0;
      gint64 after = 0;

      if (!check_covered (db, m, sb_statement_int64_at (st, 0), error) ||
          !sb_prefix_share (cost, place, of, &before, error) ||
          !sb_prefix_share (cost, place + qty, of, &after, error) ||
          !sb_add (*value, after - before, value, error))
        return FALSE;
    }
  return step == SB_STEP_DONE;
}

static gboolean
cost_to_share (SbDatabase *db, const SbMovement *m, gint64 *total, GError **error)
{
  gint64 components = 0;
  gint64 added = 0;
  gint64 added_before = 0;

  if (m->chain != 0
        ? !sb_sql_int64 (db, SQL_COMPONENT_COST_OF_ORDER, &components, error,
                         SB_INT (":chain", m->chain), SB_END) ||
          !sb_sql_int64 (db, SQL_ADDED_COST_OF_ORDER, &added_before, error,
                         SB_INT (":chain", m->chain), SB_END)
        : !sb_sql_int64 (db, SQL_COMPONENT_COST, &components, error,
                         SB_INT (":event", m->key.event), SB_END) ||
          !sb_sql_int64 (db, SQL_ADDED_COST, &added, error, SB_INT (":document", m->document),
                         SB_END))
    return FALSE;
  return sb_add (components, added, total, error) && sb_add (*total, added_before, total, error);
}

typedef struct
{
  gint64 id;
  gint64 qty;
  gint64 unit_value; /* -1: takes a share */
  gint64 share;
} Output;

static GArray *
list_outputs (SbDatabase *db, gint64 event, GError **error)
{
  g_autoptr (GArray) outputs = g_array_new (FALSE, FALSE, sizeof (Output));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_OUTPUTS, error, SB_INT (":event", event),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      Output output = { sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                        sb_statement_int64_at (st, 2), sb_statement_int64_at (st, 3) };

      g_array_append_val (outputs, output);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&outputs) : NULL;
}

/* By-products first, at their fixed value; what is left goes to the others by share. */
static gboolean
plan_output (SbDatabase *db, const SbBook *book, const SbMovement *m, gint64 *value, GError **error)
{
  g_autoptr (GArray) outputs = list_outputs (db, m->key.event, error);
  g_autofree gint64 *weights = NULL;
  g_autofree gint64 *parts = NULL;
  gint64 rest = 0;

  if (outputs == NULL || !cost_to_share (db, m, &rest, error))
    return FALSE;
  weights = g_new0 (gint64, outputs->len);
  parts = g_new0 (gint64, outputs->len);
  for (guint i = 0; i < outputs->len; i++)
    {
      const Output *output = &g_array_index (outputs, Output, i);
      gint64 fixed = 0;

      weights[i] = output->share;
      if (output->unit_value < 0)
        continue;
      if (!sb_extend (output->qty, output->unit_value, 0, book->currency, &fixed, error) ||
          !sb_subtract (rest, fixed, &rest, error))
        return FALSE;
      if (output->id == m->id)
        *value = fixed;
    }
  if (rest < 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_NEGATIVE_VALUE, "/outputs",
                           _("by-products and scrap are worth more than what went in"));
      return FALSE;
    }
  if (rest > 0 && !sb_largest_remainder (rest, weights, outputs->len, parts, NULL))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_NO_BASIS, "/outputs",
                           _("no output takes the cost"));
      return FALSE;
    }
  for (guint i = 0; i < outputs->len; i++)
    {
      const Output *output = &g_array_index (outputs, Output, i);

      if (output->id == m->id && output->unit_value < 0)
        *value = parts[i];
    }
  return TRUE;
}

static gboolean
plan_value (SbDatabase *db, const SbBook *book, SbMovement *m, gint64 *value, GError **error)
{
  if (sb_movement_is_fixed_in (m))
    return plan_fixed (db, m, value, error);
  if (strcmp (m->kind, SB_MOVEMENT_RESTOCK) == 0)
    return plan_restock (db, m, value, error);
  if (strcmp (m->kind, SB_MOVEMENT_REVALUE_IN) == 0)
    return plan_revaluation (db, book, m, value, error);
  return plan_output (db, book, m, value, error);
}

GArray *
sb_layer_value_plan (SbDatabase *db, const SbBook *book, SbMovement *m, GError **error)
{
  gint64 value = 0;

  if (strcmp (m->kind, SB_MOVEMENT_TRANSFER_IN) == 0)
    return plan_transfer (db, m, error);
  if (!plan_value (db, book, m, &value, error))
    return NULL;
  if (value < 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_NEGATIVE_VALUE, NULL,
                           _("stock would be worth less than nothing"));
      return NULL;
    }
  if (m->qty == 0)
    return g_array_new (FALSE, FALSE, sizeof (SbLayerPlan));
  return one_layer (m->qty, value);
}

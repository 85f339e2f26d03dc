/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A production order: components and costs gather in WIP until it is finished; then all of it
 * becomes outputs, by-products and scrap. */

#include "sb-build.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_STARTED[] =
  "SELECT COUNT (*) FROM document WHERE chain = :chain AND kind = 'production_start' AND state ="
  " 'authorised'";

static const char SQL_FINISHED[] =
  "SELECT COUNT (*) FROM document WHERE chain = :chain AND kind = 'production_finish' AND state ="
  " 'authorised'";

static const char SQL_STARTED_LATER[] =
  "SELECT COUNT (*) FROM document WHERE chain = :chain AND state = 'authorised' AND date > :date";

static const char SQL_FINISHED_SINCE[] =
  "SELECT COUNT (*) FROM document AS mine JOIN document AS other ON other.chain = mine.chain"
  " WHERE mine.event = :event AND other.kind = 'production_finish' AND other.state = 'authorised'";

/* An order that is open: not finished and, if @started, begun. */
static gboolean
find_order (SbApply *self, gboolean started, gint64 *chain, GError **error)
{
  gint64 starts = 0;
  gint64 finishes = 0;

  if (!sb_apply_chain (self, "production", self->data->order, 0, !started, chain, error) ||
      !sb_sql_int64 (self->db, SQL_STARTED, &starts, error, SB_INT (":chain", *chain), SB_END) ||
      !sb_sql_int64 (self->db, SQL_FINISHED, &finishes, error, SB_INT (":chain", *chain), SB_END))
    return FALSE;
  if (finishes == 0 && (starts > 0 || !started))
    return TRUE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, "/order",
                       _("no production order “%s” is under way"), self->data->order);
  return FALSE;
}

static gboolean
apply_start (SbApply *self, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "production_start",
                                                           self->data->order);
  g_auto (SbBuild) build = { NULL, NULL };

  if (!sb_build_look_up (self, &build, self->data->components, NULL, error) ||
      !find_order (self, FALSE, &document->chain, error))
    return FALSE;
  sb_build_fill (&build, document);
  return sb_apply_require_known (self, error) && sb_apply_write_document (self, document, error) &&
         sb_build_move (self, &build, "WIP", document->chain, error);
}

static gboolean
post_against_wip (SbApply *self, const SbDocumentLine *line, gint64 into_wip, GError **error)
{
  gint64 wip = 0;

  return sb_role_resolve (self->db, "WIP", 0, &wip, error) &&
         sb_posting_add_effect (self->posting, "WIP", wip, into_wip, error) &&
         sb_posting_add_effect (self->posting, line->role, line->account, -into_wip, error);
}

static gboolean
apply_cost (SbApply *self, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "production_cost", data->order);

  return find_order (self, TRUE, &document->chain, error) &&
         sb_build_add_cost (self, document, 0, data->role, "/role", data->amount, error) &&
         sb_apply_require_known (self, error) && sb_apply_write_document (self, document, error) &&
         post_against_wip (self, g_ptr_array_index (document->lines, 0), data->amount, error);
}

static gboolean
check_begun (SbApply *self, gint64 chain, GError **error)
{
  gint64 later = 0;

  if (!sb_sql_int64 (self->db, SQL_STARTED_LATER, &later, error, SB_INT (":chain", chain),
                     SB_TEXT (":date", self->date), SB_END))
    return FALSE;
  if (later != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, "/order",
                         _("the production order was begun after that day"));
  return later == 0;
}

static gboolean
apply_finish (SbApply *self, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "production_finish", data->order);
  g_auto (SbBuild) build = { NULL, NULL };

  if (!sb_build_look_up (self, &build, NULL, data->outputs, error) ||
      !find_order (self, TRUE, &document->chain, error) ||
      !check_begun (self, document->chain, error))
    return FALSE;
  sb_build_fill (&build, document);
  /* Waste beyond the usual is an expense, not a cost of what came out. */
  if (data->scrap_value != 0 &&
      !sb_build_add_cost (self, document, 0, "InventoryAdjustment", "/scrap_value",
                          -data->scrap_value, error))
    return FALSE;
  if (!sb_apply_require_known (self, error) || !sb_apply_write_document (self, document, error))
    return FALSE;
  if (data->scrap_value != 0 &&
      !post_against_wip (self, g_ptr_array_index (document->lines, document->lines->len - 1),
                         -data->scrap_value, error))
    return FALSE;
  return sb_build_move (self, &build, "WIP", document->chain, error);
}

static gboolean
check_undo (SbApply *self, gint64 event, GError **error)
{
  gint64 finished = 0;

  if (!sb_sql_int64 (self->db, SQL_FINISHED_SINCE, &finished, error, SB_INT (":event", event),
                     SB_END))
    return FALSE;
  if (finished != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/ref",
                         _("the production order is finished"));
  return finished == 0;
}

const SbEventKind sb_event_production_start = {
  .type = "production_start",
  .form = "order location? components[sku qty]",
  .check_undo = check_undo,
  .apply = apply_start,
};

const SbEventKind sb_event_production_cost = {
  .type = "production_cost",
  .form = "order amount role?",
  .check_undo = check_undo,
  .apply = apply_cost,
};

const SbEventKind sb_event_production_finish = {
  .type = "production_finish",
  .form = "order location? outputs[sku qty share? unit_value?] scrap_value?",
  .apply = apply_finish,
};

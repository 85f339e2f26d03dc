/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which shipped units came back: those of the earliest shipment first, in the order in which the
 * returns were entered. The restock follows the cost of these units wherever it goes. */

#include "sb-restock.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-stock.h"
#include "sb-sql.h"

static const char SQL_SHIPMENTS[] =
  "SELECT id, -qty, (SELECT COALESCE (SUM (restock_match.qty), 0) FROM restock_match WHERE"
  " shipment = movement.id) FROM movement WHERE chain = :chain AND product = :product AND kind ="
  " 'shipment' AND active = 1 AND event < :event AND (date, event) < (:date, :event) ORDER BY"
  " date, event, line, slice";

static const char SQL_SHIPPED[] =
  "SELECT SUM (-qty - (SELECT COALESCE (SUM (restock_match.qty), 0) FROM restock_match WHERE"
  " shipment = movement.id)) FROM movement WHERE chain = :chain AND product = :product AND kind ="
  " 'shipment' AND active = 1 AND date <= :date";

static const char SQL_MATCH[] =
  "INSERT INTO restock_match (movement, shipment, place, qty) VALUES (:movement, :shipment,"
  " :place, :qty)";

static const char SQL_UNDONE[] =
  "SELECT DISTINCT chain, product FROM movement WHERE event = :event AND kind = 'restock'";

static const char SQL_FORGET[] =
  "DELETE FROM restock_match WHERE movement IN"
  " (SELECT id FROM movement WHERE chain = :chain AND product = :product AND kind = 'restock')";

static const char SQL_RESTOCKS[] =
  "SELECT id FROM movement WHERE chain = :chain AND product = :product AND kind = 'restock' AND"
  " active = 1 ORDER BY event, line";

static gboolean
take_shipments (SbApply *self, const SbMovement *m, GError **error)
{
  gint64 left = m->qty;
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_SHIPMENTS, error, SB_INT (":chain", m->chain),
                  SB_INT (":product", m->product), SB_INT (":event", m->key.event),
                  SB_TEXT (":date", m->key.date), SB_END);

  while (st != NULL && left > 0)
    {
      SbStep step = sb_statement_step (st, error);
      gint64 place;
      gint64 qty;

      if (step == SB_STEP_ERROR)
        return FALSE;
      if (step == SB_STEP_DONE)
        {
          sb_ledger_set_error (error, SB_LEDGER_ERROR_OVER_CREDIT, "/restock",
                               _("more than was shipped"));
          return FALSE;
        }
      place = sb_statement_int64_at (st, 2);
      qty = MIN (left, sb_statement_int64_at (st, 1) - place);
      if (qty == 0)
        continue;
      if (!sb_sql_run (self->db, SQL_MATCH, error, SB_INT (":movement", m->id),
                       SB_INT (":shipment", sb_statement_int64_at (st, 0)),
                       SB_INT (":place", place), SB_INT (":qty", qty), SB_END))
        return FALSE;
      left -= qty;
    }
  return st != NULL;
}

gboolean
sb_restock_check (SbApply *self, gint64 chain, const SbStockLine *line, GError **error)
{
  g_autofree char *field = sb_apply_field ("restock", line->index, "qty");
  gint64 shipped = 0;

  if (!sb_sql_int64 (self->db, SQL_SHIPPED, &shipped, error, SB_INT (":chain", chain),
                     SB_INT (":product", line->product), SB_TEXT (":date", self->date), SB_END))
    return FALSE;
  if (line->line->qty > shipped)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_OVER_CREDIT, field,
                         _("more comes back than was shipped"));
  return line->line->qty <= shipped;
}

gboolean
sb_restock_line (SbApply *self, const SbDocument *document, const SbStockLine *line,
                 gint64 document_line, GError **error)
{
  SbMovement m;

  if (self->data->sale == NULL)
    return sb_stock_change (self, line, SB_MOVEMENT_FOUND, line->line->qty, "COGS", error);
  if (!sb_apply_new_movement (self, &m, SB_MOVEMENT_RESTOCK, line->index, 0, line->product,
                              line->location, line->line->qty, error))
    return FALSE;
  m.chain = document->chain;
  m.document_line = document_line;
  m.contra_role = "COGS";
  return sb_role_resolve (self->db, "COGS", line->product, &m.contra_account, error) &&
         sb_recost_insert (self->recost, &m, error) && take_shipments (self, &m, error);
}

static gboolean
rematch_product (SbApply *self, gint64 chain, gint64 product, GError **error)
{
  g_autoptr (SbStatement) st = NULL;
  SbStep step;

  if (!sb_sql_run (self->db, SQL_FORGET, error, SB_INT (":chain", chain),
                   SB_INT (":product", product), SB_END))
    return FALSE;
  st = sb_sql_query (self->db, SQL_RESTOCKS, error, SB_INT (":chain", chain),
                     SB_INT (":product", product), SB_END);
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbMovement m;

      if (!sb_movement_load (self->db, sb_statement_int64_at (st, 0), &m, error) ||
          !take_shipments (self, &m, error) || !sb_recost_touch (self->recost, m.id, error))
        return FALSE;
    }
  return step == SB_STEP_DONE;
}

gboolean
sb_restock_rematch (SbApply *self, gint64 event, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_UNDONE, error, SB_INT (":event", event),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!rematch_product (self, sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                          error))
      return FALSE;
  return step == SB_STEP_DONE;
}

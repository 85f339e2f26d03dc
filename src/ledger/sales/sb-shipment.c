/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goods leave for a customer: Dr COGS, Cr Inventory, at the cost of the oldest layers. Picking and
 * packing move no value. */

#include "sb-apply-private.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_RESTOCKED[] =
  "SELECT COUNT (*) FROM restock_match JOIN movement AS shipped ON shipped.id ="
  " restock_match.shipment WHERE shipped.event = :event";

static gboolean
ship_line (SbApply *self, const SbStockLine *line, const SbDocument *document, GError **error)
{
  SbMovement m;

  if (!sb_apply_new_movement (self, &m, SB_MOVEMENT_SHIPMENT, line->index, 0, line->product,
                              line->location, -line->line->qty, error))
    return FALSE;
  m.chain = document->chain;
  m.document_line = ((SbDocumentLine *) g_ptr_array_index (document->lines, line->index))->id;
  m.contra_role = "COGS";
  return sb_role_resolve (self->db, "COGS", line->product, &m.contra_account, error) &&
         sb_recost_insert (self->recost, &m, error);
}

static gboolean
apply (SbApply *self, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "shipment",
                                                           sb_event_get_id (self->event));
  g_autoptr (GArray) lines = sb_apply_stock_lines (self, self->data->lines, "lines", FALSE, error);

  if (lines == NULL ||
      !sb_apply_chain (self, "sale", self->data->sale, 0, TRUE, &document->chain, error) ||
      !sb_apply_chain_party (self, document->chain, &document->party, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const SbStockLine *line = &g_array_index (lines, SbStockLine, i);
      SbDocumentLine *added = sb_document_add_line (document, "line", (int) i);

      added->product = line->product;
      added->location = line->location;
      added->qty = line->line->qty;
    }
  if (!sb_apply_require_known (self, error) || !sb_apply_write_document (self, document, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!ship_line (self, &g_array_index (lines, SbStockLine, i), document, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_undo (SbApply *self, gint64 event, GError **error)
{
  gint64 restocked = 0;

  if (!sb_sql_int64 (self->db, SQL_RESTOCKED, &restocked, error, SB_INT (":event", event), SB_END))
    return FALSE;
  if (restocked != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/ref",
                         _("some of it came back into stock"));
  return restocked == 0;
}

const SbEventKind sb_event_ship = {
  .type = "ship",
  .form = "sale location? lines[sku qty]",
  .check_undo = check_undo,
  .apply = apply,
};

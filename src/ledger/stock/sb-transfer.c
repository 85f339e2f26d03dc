/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goods change their place and take their cost along, slice by slice: nothing is averaged. Goods
 * under way lie at a location of their own, whose value is GoodsInTransit. */

#include "sb-stock.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_SENT[] =
  "SELECT chain.id FROM chain WHERE side = 'transfer' AND name = :name AND EXISTS (SELECT 1 FROM"
  " document WHERE document.chain = chain.id AND kind = 'transfer_send' AND state = 'authorised')";

static const char SQL_RECEIVED[] =
  "SELECT COUNT (*) FROM document AS mine JOIN document AS other ON other.chain = mine.chain"
  " WHERE mine.event = :event AND other.kind = 'transfer_receive' AND other.state = 'authorised'";

static gboolean
move_line (SbApply *self, const SbStockLine *line, gint64 from, gint64 to, GError **error)
{
  SbMovement out;
  SbMovement in;

  if (!sb_apply_new_movement (self, &out, SB_MOVEMENT_TRANSFER_OUT, line->index, 0, line->product,
                              from, -line->line->qty, error) ||
      !sb_recost_insert (self->recost, &out, error) ||
      !sb_apply_new_movement (self, &in, SB_MOVEMENT_TRANSFER_IN, line->index, 1, line->product, to,
                              line->line->qty, error))
    return FALSE;
  in.source = out.id;
  return sb_recost_insert (self->recost, &in, error);
}

/* Looks up the lines and refuses those before a stocktake at either end; at no other place does it
 * matter. */
static GArray *
look_up (SbApply *self, gint64 to, gint64 from, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (SbStockLine));

  for (guint i = 0; i < self->data->lines->len; i++)
    {
      SbStockLine line = { .line = &g_array_index (self->data->lines, SbEventLine, i), .index = i,
                           .location = from };
      g_autofree char *field = sb_apply_field ("lines", i, "sku");

      if (!sb_apply_stock_product (self, line.line->sku, field, &line.product, error) ||
          !sb_apply_check_stocktake (self, line.product, from, field, error) ||
          !sb_apply_check_stocktake (self, line.product, to, field, error))
        return NULL;
      g_array_append_val (lines, line);
    }
  return g_steal_pointer (&lines);
}

static gboolean
move (SbApply *self, const char *kind, gint64 chain, gint64 from, gint64 to, GError **error)
{
  const char *number = self->data->transfer != NULL ? self->data->transfer
    : sb_event_get_id (self->event);
  g_autoptr (SbDocument) document = sb_apply_new_document (self, kind, number);
  g_autoptr (GArray) lines = look_up (self, to, from, error);

  if (lines == NULL)
    return FALSE;
  document->chain = chain;
  if (from == to && from != 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/to", _("both places are the same"));
      return FALSE;
    }
  if (!sb_stock_write_document (self, document, lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!move_line (self, &g_array_index (lines, SbStockLine, i), from, to, error))
      return FALSE;
  return TRUE;
}

static gboolean
apply_transfer (SbApply *self, GError **error)
{
  gint64 from = 0;
  gint64 to = 0;

  return sb_apply_location (self, self->data->from, "/from", FALSE, &from, error) &&
         sb_apply_location (self, self->data->to, "/to", FALSE, &to, error) &&
         move (self, "transfer", 0, from, to, error);
}

static gboolean
apply_send (SbApply *self, GError **error)
{
  gint64 chain = 0;
  gint64 from = 0;
  gint64 to = 0;

  return sb_apply_location (self, self->data->from, "/from", FALSE, &from, error) &&
         sb_apply_transit_location (self, self->data->transfer, &to, error) &&
         sb_apply_chain (self, "transfer", self->data->transfer, 0, TRUE, &chain, error) &&
         move (self, "transfer_send", chain, from, to, error);
}

static gboolean
apply_receive (SbApply *self, GError **error)
{
  gint64 chain = 0;
  gint64 from = 0;
  gint64 to = 0;

  if (!sb_apply_location (self, self->data->to, "/to", FALSE, &to, error) ||
      !sb_sql_int64 (self->db, SQL_SENT, &chain, error, SB_TEXT (":name", self->data->transfer),
                     SB_END))
    return FALSE;
  if (chain == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, "/transfer",
                           _("no transfer “%s” is under way"), self->data->transfer);
      return FALSE;
    }
  return sb_apply_transit_location (self, self->data->transfer, &from, error) &&
         move (self, "transfer_receive", chain, from, to, error);
}

static gboolean
check_undo_send (SbApply *self, gint64 event, GError **error)
{
  gint64 received = 0;

  if (!sb_sql_int64 (self->db, SQL_RECEIVED, &received, error, SB_INT (":event", event), SB_END))
    return FALSE;
  if (received != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/ref",
                         _("some of the transfer has arrived"));
  return received == 0;
}

const SbEventKind sb_event_transfer = {
  .type = "transfer",
  .form = "from to lines[sku qty]",
  .apply = apply_transfer,
};

const SbEventKind sb_event_transfer_send = {
  .type = "transfer_send",
  .form = "transfer from lines[sku qty]",
  .check_undo = check_undo_send,
  .apply = apply_send,
};

const SbEventKind sb_event_transfer_receive = {
  .type = "transfer_receive",
  .form = "transfer to lines[sku qty]",
  .apply = apply_receive,
};

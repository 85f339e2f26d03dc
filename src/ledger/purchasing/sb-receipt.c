/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goods come in. Units that were billed before leave GoodsInTransit at their billed amount; the
 * others are accrued against GRNI at the order's price, until their bill comes. */

#include "sb-pricing.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-purchase.h"
#include "sb-quantity.h"
#include "sb-sql.h"

static const char SQL_ORDER_LINE[] =
  "SELECT unit_price, discount_rate, tax_rate, recoverable, document.rate, document.currency FROM"
  " document_line JOIN document ON document.id = document_line.document"
  " WHERE document_line.chain = :chain AND product = :product AND document_line.kind ="
  " 'purchase_order' AND active = 1";

static const char SQL_DEFAULT_COST[] = "SELECT default_cost FROM product WHERE id = :product";

static const char SQL_SET_VALUES[] =
  "UPDATE document_line SET cost = :cost, matched_qty = :qty, matched_cost = :matched WHERE id ="
  " :id";

static const char SQL_LANDED[] =
  "SELECT COUNT (*) FROM cost_part JOIN movement ON movement.id = cost_part.movement"
  " WHERE movement.event = :event AND cost_part.kind = 'landed' AND cost_part.active = 1";

/* What @qty unbilled units are worth until their bill comes. */
static gboolean
provisional_value (SbApply *self, gint64 chain, gint64 product, gint64 qty, gint64 *value,
                   GError **error)
{
  g_autoptr (SbStatement) st = NULL;
  gint64 default_cost = 0;
  gint64 tax_rate;
  gint64 rate;
  SbStep step;

  *value = 0;
  if (!self->book.provisional_cost || qty == 0)
    return TRUE;
  st = sb_sql_query (self->db, SQL_ORDER_LINE, error, SB_INT (":chain", chain),
                     SB_INT (":product", product), SB_END);
  step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_DONE || sb_statement_is_null (st, "unit_price"))
    return sb_sql_int64 (self->db, SQL_DEFAULT_COST, &default_cost, error,
                         SB_INT (":product", product), SB_END) &&
           sb_extend (qty, default_cost, 0, self->book.currency, value, error);
  rate = self->data->rate != 0 ? self->data->rate : sb_statement_int64_at (st, 4);
  tax_rate = sb_statement_int64_at (st, 3) != 0 ? 0 : sb_statement_int64_at (st, 2);
  return sb_price_provisional (qty, sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                               tax_rate, rate, self->book.currency, value, error);
}

static gboolean
take_from_transit (SbApply *self, const SbMovement *m, gint64 *left, gint64 *amount, GError **error)
{
  g_autoptr (GArray) lines = sb_purchase_list_in_transit (self, m->chain, m->product, error);

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len && *left > 0; i++)
    {
      const SbOpenBillLine *line = &g_array_index (lines, SbOpenBillLine, i);
      gint64 taken = 0;
      gint64 worth = 0;

      if (!sb_purchase_take_billed (self, line->id, *left, m->id, 0, &taken, &worth, error) ||
          !sb_apply_add_part (self, m->id, "transit", worth, "GoodsInTransit", line->account,
                              error))
        return FALSE;
      *left -= taken;
      *amount += worth;
    }
  return TRUE;
}

static gboolean
receive_line (SbApply *self, const SbStockLine *line, gint64 chain, gint64 document_line,
              GError **error)
{
  gint64 unbilled = line->line->qty;
  gint64 transit = 0;
  gint64 provisional = 0;
  SbMovement m;

  if (!sb_apply_new_movement (self, &m, SB_MOVEMENT_RECEIPT, line->index, 0, line->product,
                              line->location, line->line->qty, error))
    return FALSE;
  m.chain = chain;
  m.document_line = document_line;
  m.contra_role = "GRNI";
  return sb_role_resolve (self->db, "GRNI", 0, &m.contra_account, error) &&
         sb_recost_insert (self->recost, &m, error) &&
         take_from_transit (self, &m, &unbilled, &transit, error) &&
         provisional_value (self, chain, line->product, unbilled, &provisional, error) &&
         sb_apply_add_part (self, m.id, "provisional", provisional, "GRNI", m.contra_account,
                            error) &&
         sb_sql_run (self->db, SQL_SET_VALUES, error, SB_INT (":cost", transit + provisional),
                     SB_INT (":qty", line->line->qty - unbilled), SB_INT (":matched", transit),
                     SB_INT (":id", document_line), SB_END);
}

static gboolean
apply (SbApply *self, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "receipt",
                                                           sb_event_get_id (self->event));
  g_autoptr (GArray) lines = sb_apply_stock_lines (self, self->data->lines, "lines", FALSE, error);

  if (lines == NULL || !sb_purchase_require (self, self->data->po, &document->chain, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const SbStockLine *line = &g_array_index (lines, SbStockLine, i);
      SbDocumentLine *added = sb_document_add_line (document, "line", (int) i);

      added->product = line->product;
      added->location = line->location;
      added->qty = line->line->qty;
    }
  if (!sb_apply_require_known (self, error) ||
      !sb_apply_chain_party (self, document->chain, &document->party, error) ||
      !sb_apply_write_document (self, document, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!receive_line (self, &g_array_index (lines, SbStockLine, i), document->chain,
                       ((SbDocumentLine *) g_ptr_array_index (document->lines, i))->id, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_undo (SbApply *self, gint64 event, GError **error)
{
  gint64 landed = 0;

  if (!sb_sql_int64 (self->db, SQL_LANDED, &landed, error, SB_INT (":event", event), SB_END))
    return FALSE;
  if (landed != 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/ref",
                           _("landed cost was allocated to it"));
      return FALSE;
    }
  return sb_purchase_check_line_undo (self, event, error);
}

const SbEventKind sb_event_receive = {
  .type = "receive",
  .form = "po location? rate? lines[sku qty]",
  .check_undo = check_undo,
  .apply = apply,
};

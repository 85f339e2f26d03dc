/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A credit note takes revenue back; its restock lines take goods back, at the cost at which they
 * left. */

#include "sb-sale.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-quantity.h"
#include "sb-restock.h"
#include "sb-settlement.h"
#include "sb-sql.h"

static const char SQL_SETTLE_SELF[] =
  "UPDATE document SET settled = total, settled_base = total_base WHERE id = :id";

static gboolean
check_credited (SbApply *self, const SbDocument *document, GError **error)
{
  for (guint i = 0; i < document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, i);
      g_autofree char *field = sb_apply_field ("lines", i, "qty");
      gint64 invoiced = 0;
      gint64 credited = 0;

      if (line->product == 0 || !g_str_equal (line->part, "line"))
        continue;
      if (!sb_apply_sum_qty (self, "invoice", "line", document->chain, line->product, &invoiced,
                             error) ||
          !sb_apply_sum_qty (self, "credit_note", "line", document->chain, line->product, &credited,
                             error))
        return FALSE;
      /* Lines above of the same product count too. */
      for (guint j = 0; j <= i; j++)
        {
          const SbDocumentLine *above = g_ptr_array_index (document->lines, j);

          if (above->product == line->product && g_str_equal (above->part, "line"))
            credited += above->qty;
        }
      if (credited > invoiced)
        {
          sb_ledger_set_error (error, SB_LEDGER_ERROR_OVER_CREDIT, field,
                               _("more is credited than was invoiced"));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
prepare (SbApply *self, SbDocument *document, GArray *restock, GError **error)
{
  const SbEventData *data = self->data;

  document->discount = data->discount_amount;
  document->shipping = data->shipping;
  document->shipping_rate = data->shipping_tax_rate;
  sb_apply_set_currency (self, document);
  if (!sb_apply_rate (document->shipping, document->shipping_rate, &document->shipping_tax,
                      error) ||
      !sb_sale_price (self, document, data->lines, error))
    return FALSE;
  if (data->sale != NULL && !check_credited (self, document, error))
    return FALSE;
  for (guint i = 0; i < restock->len; i++)
    {
      const SbStockLine *line = &g_array_index (restock, SbStockLine, i);
      SbDocumentLine *added = sb_document_add_line (document, "restock", (int) i);

      added->product = line->product;
      added->location = line->location;
      added->qty = line->line->qty;
      if (data->sale != NULL && line->product != 0 &&
          !sb_restock_check (self, document->chain, line, error))
        return FALSE;
    }
  return sb_document_sum (document, error) && sb_apply_require_known (self, error);
}

static gboolean
post (SbApply *self, SbDocument *document, GError **error)
{
  const char *refund = self->data->refund_account;
  gint64 account = 0;

  if (refund == NULL)
    return sb_role_resolve (self->db, "AccountsReceivable", 0, &account, error) &&
           sb_sale_post (self, document, -1, "AccountsReceivable", account, "CreditMemo", error);
  return sb_apply_money_account (self, refund, &account, error) &&
  sb_apply_require_known (self, error) &&
         sb_sale_post (self, document, -1, refund, account, "RefundReceipt", error) &&
         sb_sql_run (self->db, SQL_SETTLE_SELF, error, SB_INT (":id", document->id), SB_END);
}

static gboolean
apply (SbApply *self, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "credit_note", data->credit);
  g_autoptr (GArray) restock = NULL;

  if (!sb_apply_check_number (self, "credit_note", data->credit, "/credit", error))
    return FALSE;
  restock = sb_apply_stock_lines (self, data->restock, "restock", FALSE, error);
  if (restock == NULL ||
      !sb_apply_party (self, "customer", data->customer, &document->party, error) ||
      (data->sale != NULL &&
       !sb_apply_chain (self, "sale", data->sale, document->party, TRUE, &document->chain,
                        error)) ||
      (document->party == 0 && document->chain != 0 &&
       !sb_apply_chain_party (self, document->chain, &document->party, error)) ||
      !prepare (self, document, restock, error) || !post (self, document, error))
    return FALSE;
  for (guint i = 0; i < restock->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, data->lines->len + i);

      if (!sb_restock_line (self, document, &g_array_index (restock, SbStockLine, i), line->id,
                            error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_form (const SbEvent *event, GError **error)
{
  const SbEventData *data = sb_event_get_data (event);

  for (guint i = 0; data->sale != NULL && data->restock != NULL && i < data->restock->len; i++)
    if (sb_event_line_has (&g_array_index (data->restock, SbEventLine, i), "unit_cost"))
      {
        g_autofree char *field = sb_apply_field ("restock", i, "unit_cost");

        sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field,
                             _("goods of a sale come back at their own cost"));
        return FALSE;
      }
  return sb_settlement_check_form (event, error);
}

static gboolean
undo (SbApply *self, gint64 event, GError **error)
{
  return sb_restock_rematch (self, event, error);
}

const SbEventKind sb_event_credit_note = {
  .type = "credit_note",
  .form = "credit sale? currency? rate? lines+[sku|item qty unit_price discount_pct? tax_rate?]"
          " discount_amount? shipping? shipping_tax_rate? restock?[sku qty location? unit_cost?]"
          " refund_account? location?",
  .check_form = check_form,
  .check_undo = sb_document_check_unsettled,
  .apply = apply,
  .undo = undo,
};

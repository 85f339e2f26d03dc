/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invoice posts revenue and tax; the cost of what is sold is posted when it ships. */

#include "sb-sale.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-purchase.h"
#include "sb-quantity.h"
#include "sb-settlement.h"
#include "sb-sql.h"

static const char SQL_CREDITED[] =
  "SELECT COUNT (*) FROM document AS mine JOIN document_line AS my_line ON my_line.document ="
  " mine.id JOIN document_line AS credited ON credited.chain = my_line.chain AND credited.product"
  " = my_line.product WHERE mine.event = :event AND credited.kind = 'credit_note' AND"
  " credited.active = 1 AND credited.part = 'line'";

static gboolean
apply (SbApply *self, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "invoice", data->invoice);
  gint64 receivable = 0;

  if (!sb_apply_check_number (self, "invoice", data->invoice, "/invoice", error) ||
      !sb_apply_party (self, "customer", data->customer, &document->party, error) ||
      !sb_apply_chain (self, "sale", data->sale != NULL ? data->sale : data->invoice,
                       document->party, TRUE, &document->chain, error))
    return FALSE;
  sb_apply_set_currency (self, document);
  document->discount = data->discount_amount;
  document->shipping = data->shipping;
  document->shipping_rate = data->shipping_tax_rate;
  if (!sb_apply_rate (document->shipping, document->shipping_rate, &document->shipping_tax,
                      error) ||
      !sb_sale_price (self, document, data->lines, error) || !sb_document_sum (document, error) ||
      !sb_apply_require_known (self, error))
    return FALSE;
  if (document->total < 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/discount_amount",
                           _("the total of an invoice must not be negative"));
      return FALSE;
    }
  return sb_role_resolve (self->db, "AccountsReceivable", 0, &receivable, error) &&
         sb_sale_post (self, document, 1, "AccountsReceivable", receivable, "Invoice", error);
}

static gboolean
check_undo (SbApply *self, gint64 event, GError **error)
{
  gint64 credited = 0;

  if (!sb_document_check_unsettled (self, event, error) ||
      !sb_sql_int64 (self->db, SQL_CREDITED, &credited, error, SB_INT (":event", event), SB_END))
    return FALSE;
  if (credited != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/ref",
                         _("a credit note of the same sale builds on it"));
  return credited == 0;
}

const SbEventKind sb_event_invoice = {
  .type = "invoice",
  .form = "invoice sale? customer currency? rate? lines+[sku|item qty unit_price discount_pct?"
          " tax_rate?] discount_amount? shipping? shipping_tax_rate?",
  .check_undo = check_undo,
  .apply = apply,
};

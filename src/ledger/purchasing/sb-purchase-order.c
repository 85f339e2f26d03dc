/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A purchase order posts nothing; its prices value what is received before it is billed. */

#include "sb-pricing.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-purchase.h"
#include "sb-quantity.h"

static gboolean
check_undo (SbApply *self, gint64 event, GError **error)
{
  return sb_purchase_check_order_undo (self, event, error);
}

static gboolean
apply (SbApply *self, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "purchase_order", data->po);
  g_autoptr (GArray) priced = NULL;

  if (!sb_apply_check_number (self, "purchase_order", data->po, "/po", error) ||
      !sb_apply_party (self, "supplier", data->vendor, &document->party, error) ||
      !sb_apply_chain (self, "purchase", data->po, document->party, TRUE, &document->chain, error))
    return FALSE;
  priced = sb_price_lines (data->lines, 0, sb_event_get_currency (self->event), error);
  if (priced == NULL)
    return FALSE;
  sb_apply_set_currency (self, document);
  for (guint i = 0; i < data->lines->len; i++)
    {
      const SbEventLine *line = &g_array_index (data->lines, SbEventLine, i);
      g_autofree char *field = sb_apply_field ("lines", i, "sku");
      gint64 product = 0;

      if (!sb_apply_stock_product (self, line->sku, field, &product, error))
        return FALSE;
      sb_price_fill_line (sb_document_add_line (document, "line", (int) i), line,
                          &g_array_index (priced, SbPricedLine, i), product);
    }
  return sb_document_sum (document, error) && sb_apply_require_known (self, error) &&
         sb_apply_write_document (self, document, error);
}

const SbEventKind sb_event_purchase_order = {
  .type = "purchase_order",
  .form = "po vendor currency? rate? lines[sku qty unit_price? discount_pct? tax_rate?"
          " tax_recoverable?]",
  .check_undo = check_undo,
  .apply = apply,
};

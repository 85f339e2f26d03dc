/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was in stock when the book began. Not sent when QuickBooks carries the balance already. */

#include "sb-stock.h"

static gboolean
apply (SbApply *self, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "opening",
                                                           sb_event_get_id (self->event));
  g_autoptr (GArray) lines = sb_apply_stock_lines (self, self->data->lines, "lines", FALSE, error);

  if (lines == NULL || !sb_stock_write_document (self, document, lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const SbStockLine *line = &g_array_index (lines, SbStockLine, i);

      if (!sb_stock_change (self, line, SB_MOVEMENT_OPENING, line->line->qty,
                            "OpeningBalanceEquity", error))
        return FALSE;
    }
  return TRUE;
}

const SbEventKind sb_event_opening = {
  .type = "opening",
  .form = "location? send? lines[sku qty unit_cost]",
  .apply = apply,
};

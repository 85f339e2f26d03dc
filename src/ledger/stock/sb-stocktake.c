/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A count: the difference to what the book holds at that moment is adjusted and frozen. It is not
 * computed again when something older is entered later; that is why such entries are refused. */

#include "sb-stock.h"

static gboolean
count_line (SbApply *self, const SbStockLine *line, const char *role, GError **error)
{
  SbMovementKey key = { .event = self->seq, .line = line->index };
  gint64 on_hand = 0;

  g_strlcpy (key.date, self->date, sizeof key.date);
  return sb_stock_on_hand (self, line->product, line->location, &key, &on_hand, error) &&
         sb_stock_change (self, line, SB_MOVEMENT_STOCKTAKE, line->line->counted - on_hand, role,
                          error);
}

static gboolean
apply (SbApply *self, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "stocktake",
                                                           sb_event_get_id (self->event));
  g_autoptr (GArray) lines = sb_apply_stock_lines (self, self->data->lines, "lines", TRUE, error);
  const char *role = NULL;

  if (lines == NULL ||
      !sb_apply_role (self, self->data->role, "InventoryAdjustment", "/role", &role, error) ||
      !sb_stock_write_document (self, document, lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!count_line (self, &g_array_index (lines, SbStockLine, i), role, error))
      return FALSE;
  return TRUE;
}

const SbEventKind sb_event_stocktake = {
  .type = "stocktake",
  .form = "location? role? lines[sku counted unit_cost?]",
  .apply = apply,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock found or lost: found at a typed or the last known cost, lost at the cost of the oldest
 * layers. */

#include "sb-stock.h"

static gboolean
apply (SbApply *self, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "adjustment",
                                                           sb_event_get_id (self->event));
  g_autoptr (GArray) lines = sb_apply_stock_lines (self, self->data->lines, "lines", TRUE, error);
  const char *role = NULL;

  if (lines == NULL ||
      !sb_apply_role (self, self->data->role, "InventoryAdjustment", "/role", &role, error) ||
      !sb_stock_write_document (self, document, lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const SbStockLine *line = &g_array_index (lines, SbStockLine, i);

      if (!sb_stock_change (self, line, SB_MOVEMENT_ADJUST, line->line->qty, role, error))
        return FALSE;
    }
  return TRUE;
}

const SbEventKind sb_event_adjust = {
  .type = "adjust",
  .form = "location? role? lines[sku qty~ unit_cost?]",
  .apply = apply,
};

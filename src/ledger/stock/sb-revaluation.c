/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is left of a product at a location goes out at cost and comes back as one layer at the
 * new unit cost. How much that is follows from the movements before it, also from those entered
 * later. */

#include "sb-stock.h"

static gboolean
revalue_line (SbApply *self, const SbStockLine *line, const char *role, GError **error)
{
  SbMovement out;
  SbMovement in;

  if (!sb_apply_new_movement (self, &out, SB_MOVEMENT_REVALUE_OUT, line->index, 0, line->product,
                              line->location, 0, error))
    return FALSE;
  out.contra_role = role;
  if (!sb_role_resolve (self->db, role, line->product, &out.contra_account, error))
    return FALSE;
  in = out;
  in.kind = SB_MOVEMENT_REVALUE_IN;
  in.key.slice = 1;
  in.unit_cost = line->line->unit_cost;
  if (!sb_recost_insert (self->recost, &out, error))
    return FALSE;
  in.source = out.id;
  return sb_recost_insert (self->recost, &in, error);
}

static gboolean
apply (SbApply *self, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "revaluation",
                                                           sb_event_get_id (self->event));
  g_autoptr (GArray) lines = sb_apply_stock_lines (self, self->data->lines, "lines", FALSE, error);
  const char *role = NULL;

  if (lines == NULL ||
      !sb_apply_role (self, self->data->role, "InventoryAdjustment", "/role", &role, error) ||
      !sb_stock_write_document (self, document, lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!revalue_line (self, &g_array_index (lines, SbStockLine, i), role, error))
      return FALSE;
  return TRUE;
}

const SbEventKind sb_event_revalue = {
  .type = "revalue",
  .form = "location? role? lines[sku unit_cost]",
  .apply = apply,
};

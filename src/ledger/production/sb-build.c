/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-build.h"

#include "sb-quantity.h"

void
sb_build_clear (SbBuild *build)
{
  g_clear_pointer (&build->components, g_array_unref);
  g_clear_pointer (&build->outputs, g_array_unref);
}

gboolean
sb_build_look_up (SbApply *self, SbBuild *build, GArray *components, GArray *outputs,
                  GError **error)
{
  build->components = sb_apply_stock_lines (self, components, "components", FALSE, error);
  if (build->components == NULL)
    return FALSE;
  build->outputs = sb_apply_stock_lines (self, outputs, "outputs", FALSE, error);
  return build->outputs != NULL;
}

static void
fill (SbDocument *document, const char *part, GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SbStockLine *line = &g_array_index (lines, SbStockLine, i);
      SbDocumentLine *added = sb_document_add_line (document, part, (int) i);

      added->product = line->product;
      added->location = line->location;
      added->qty = line->line->qty;
      if (sb_event_line_has (line->line, "unit_value"))
        added->unit_price = line->line->unit_value;
    }
}

void
sb_build_fill (const SbBuild *build, SbDocument *document)
{
  fill (document, "line", build->components);
  fill (document, "output", build->outputs);
}

gboolean
sb_build_add_cost (SbApply *self, SbDocument *document, int line, const char *role,
                   const char *field, gint64 amount, GError **error)
{
  SbDocumentLine *added = sb_document_add_line (document, "cost", line);
  const char *chosen = NULL;

  added->cost = amount;
  if (!sb_apply_role (self, role, "ConversionCosts", field, &chosen, error))
    return FALSE;
  added->role = g_strdup (chosen);
  return self->unknown_message != NULL ||
  sb_role_resolve (self->db, chosen, 0, &added->account, error);
}

static gboolean
move_line (SbApply *self, const SbStockLine *line, const char *kind, gint64 place, gint64 qty,
           const char *contra, gint64 chain, GError **error)
{
  SbMovement m;

  if (!sb_apply_new_movement (self, &m, kind, place, 0, line->product, line->location, qty, error))
    return FALSE;
  m.chain = chain;
  m.unit_cost = -1;
  m.share = sb_event_line_has (line->line, "share") ? line->line->share : SB_QUANTITY_ONE;
  if (sb_event_line_has (line->line, "unit_value"))
    {
      m.unit_cost = line->line->unit_value;
      m.share = 0;
    }
  m.contra_role = contra;
  if (contra != NULL && !sb_role_resolve (self->db, contra, 0, &m.contra_account, error))
    return FALSE;
  return sb_recost_insert (self->recost, &m, error);
}

gboolean
sb_build_move (SbApply *self, const SbBuild *build, const char *contra, gint64 chain,
               GError **error)
{
  guint n = build->components->len;

  for (guint i = 0; i < n; i++)
    {
      const SbStockLine *line = &g_array_index (build->components, SbStockLine, i);

      if (!move_line (self, line, SB_MOVEMENT_COMPONENT, i, -line->line->qty, contra, chain, error))
        return FALSE;
    }
  for (guint i = 0; i < build->outputs->len; i++)
    {
      const SbStockLine *line = &g_array_index (build->outputs, SbStockLine, i);

      if (!move_line (self, line, SB_MOVEMENT_OUTPUT, n + i, line->line->qty, contra, chain, error))
        return FALSE;
    }
  return TRUE;
}

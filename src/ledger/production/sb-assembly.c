/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Components become outputs in one step, or one product is taken apart. The value of what comes
 * out is the cost of what went in plus labour and overhead. */

#include "sb-build.h"

static gboolean
build_now (SbApply *self, const char *kind, GArray *components, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, kind,
                                                           sb_event_get_id (self->event));
  g_auto (SbBuild) build = { NULL, NULL };

  if (!sb_build_look_up (self, &build, components, data->outputs, error))
    return FALSE;
  sb_build_fill (&build, document);
  for (guint i = 0; data->costs != NULL && i < data->costs->len; i++)
    {
      const SbEventLine *cost = &g_array_index (data->costs, SbEventLine, i);
      g_autofree char *field = sb_apply_field ("costs", i, "role");

      if (!sb_build_add_cost (self, document, (int) i, cost->role, field, cost->amount, error))
        return FALSE;
    }
  if (!sb_apply_require_known (self, error) || !sb_apply_write_document (self, document, error))
    return FALSE;
  for (guint i = 0; i < document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, i);

      if (g_str_equal (line->part, "cost") &&
          !sb_posting_add_effect (self->posting, line->role, line->account, -line->cost, error))
        return FALSE;
    }
  return sb_build_move (self, &build, NULL, 0, error);
}

static gboolean
apply_assemble (SbApply *self, GError **error)
{
  return build_now (self, "assembly", self->data->components, error);
}

static gboolean
apply_disassemble (SbApply *self, GError **error)
{
  SbEventLine whole = { .sku = self->data->sku, .qty = self->data->qty };
  g_autoptr (GArray) components = g_array_new (FALSE, TRUE, sizeof (SbEventLine));

  g_array_append_val (components, whole);
  return build_now (self, "disassembly", components, error);
}

const SbEventKind sb_event_assemble = {
  .type = "assemble",
  .form = "location? components[sku qty] costs?[role? amount] outputs[sku qty share? unit_value?]",
  .apply = apply_assemble,
};

const SbEventKind sb_event_disassemble = {
  .type = "disassemble",
  .form = "location? sku qty costs?[role? amount] outputs[sku qty share? unit_value?]",
  .apply = apply_disassemble,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Freight and duty, allocated to goods received: the shares are frozen here, and what was sold of
 * the goods takes its part along. */

#include "sb-apply-private.h"

#include <glib/gi18n-lib.h>

#include "sb-base-error.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_RECEIPTS[] =
  "SELECT movement.id, movement.product, movement.qty, product.weight, product.sku,"
  " (SELECT COALESCE (SUM (amount), 0) FROM cost_part WHERE cost_part.movement = movement.id"
  "  AND cost_part.kind <> 'landed' AND cost_part.active = 1)"
  " FROM movement JOIN product ON product.id = movement.product"
  " WHERE movement.document = :document AND movement.kind = 'receipt' AND movement.active = 1"
  " ORDER BY movement.line";

typedef struct
{
  gint64 movement;
  gint64 product;
  gint64 weight; /* what it is allocated by */
} Target;

static gboolean
weigh (SbApply *self, SbStatement *st, gint64 *weight, GError **error)
{
  const char *method = self->data->method;
  gint64 qty = sb_statement_int64_at (st, 2);

  if (g_str_equal (method, "value"))
    *weight = sb_statement_int64_at (st, 5);
  else if (g_str_equal (method, "quantity"))
    *weight = qty;
  else if (__builtin_mul_overflow (qty, sb_statement_int64_at (st, 3), weight))
    {
      g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW, "weight times quantity");
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_wanted (SbApply *self, const char *sku)
{
  return self->data->skus == NULL ||
  g_ptr_array_find_with_equal_func (self->data->skus, sku, g_str_equal, NULL);
}

static gboolean
add_targets (SbApply *self, guint index, GArray *targets, GError **error)
{
  const char *uid = g_ptr_array_index (self->data->targets, index);
  g_autofree char *field = g_strdup_printf ("/targets/%u", index);
  g_autoptr (SbStatement) st = NULL;
  gint64 document = 0;
  SbStep step;

  if (!sb_apply_find_document_of_event (self, uid, "receipt", &document, error))
    return FALSE;
  if (document == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, field, _("there is no receipt “%s”"),
                           uid);
      return FALSE;
    }
  st = sb_sql_query (self->db, SQL_RECEIPTS, error, SB_INT (":document", document), SB_END);
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      Target target = { sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1), 0 };

      if (!is_wanted (self, sb_statement_text_at (st, 4)))
        continue;
      if (!weigh (self, st, &target.weight, error))
        return FALSE;
      g_array_append_val (targets, target);
    }
  return step == SB_STEP_DONE;
}

static gint64 *
share_out (SbApply *self, GArray *targets, GError **error)
{
  g_autofree gint64 *weights = g_new0 (gint64, targets->len + 1);
  g_autofree gint64 *parts = g_new0 (gint64, targets->len + 1);

  for (guint i = 0; i < targets->len; i++)
    weights[i] = g_array_index (targets, Target, i).weight;
  if (targets->len > 0 &&
      sb_largest_remainder (self->data->amount, weights, targets->len, parts, NULL))
    return g_steal_pointer (&parts);
  sb_ledger_set_error (error, SB_LEDGER_ERROR_NO_BASIS, "/targets",
                       _("there is nothing to allocate it on"));
  return NULL;
}

static gboolean
allocate (SbApply *self, GArray *targets, const gint64 *parts, const char *role, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "landed_cost",
                                                           sb_event_get_id (self->event));
  gint64 account = 0;

  document->total = document->total_base = self->data->amount;
  for (guint i = 0; i < targets->len; i++)
    {
      SbDocumentLine *line = sb_document_add_line (document, "line", (int) i);

      line->product = g_array_index (targets, Target, i).product;
      line->cost = parts[i];
    }
  if (!sb_role_resolve (self->db, role, 0, &account, error) ||
      !sb_apply_write_document (self, document, error))
    return FALSE;
  for (guint i = 0; i < targets->len; i++)
    if (!sb_apply_add_part (self, g_array_index (targets, Target, i).movement, "landed", parts[i],
                            role, account, error))
      return FALSE;
  return TRUE;
}

static gboolean
apply (SbApply *self, GError **error)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (Target));
  g_autofree gint64 *parts = NULL;
  const char *role = NULL;

  for (guint i = 0; i < self->data->targets->len; i++)
    if (!add_targets (self, i, targets, error))
      return FALSE;
  for (guint i = 0; self->data->skus != NULL && i < self->data->skus->len; i++)
    {
      g_autofree char *field = g_strdup_printf ("/skus/%u", i);
      gint64 product = 0;

      if (!sb_apply_product (self, g_ptr_array_index (self->data->skus, i), field, &product, error))
        return FALSE;
    }
  parts = share_out (self, targets, error);
  return parts != NULL &&
         sb_apply_role (self, self->data->credit_role, "LandedCostClearing", "/credit_role", &role,
                        error) &&
         sb_apply_require_known (self, error) && allocate (self, targets, parts, role, error);
}

static gboolean
check_form (const SbEvent *event, GError **error)
{
  static const char *const methods[] = { "value", "quantity", "weight", NULL };
  const SbEventData *data = sb_event_get_data (event);
  const char *field = NULL;

  if (!g_strv_contains (methods, data->method))
    field = "/method";
  else if (data->amount == 0)
    field = "/amount";
  if (field != NULL)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, _("%s: not one of its values"),
                         field + 1);
  return field == NULL;
}

const SbEventKind sb_event_landed_cost = {
  .type = "landed_cost",
  .form = "amount~ method targets skus? credit_role?",
  .check_form = check_form,
  .apply = apply,
};

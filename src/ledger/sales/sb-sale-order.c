/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotes and orders of customers post nothing. An order reserves stock: available is what is on
 * hand less what is ordered and not shipped. */

#include "sb-sale.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-purchase.h"
#include "sb-sql.h"

static const char SQL_BUILT_ON[] =
  "SELECT COUNT (*) FROM document AS mine JOIN document AS other ON other.chain = mine.chain"
  " WHERE mine.event = :event AND other.state = 'authorised'"
  " AND other.kind IN ('shipment', 'invoice', 'customer_deposit')";

static gboolean
apply_kind (SbApply *self, const char *kind, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, kind, self->data->sale);

  if (!sb_apply_check_number (self, kind, self->data->sale, "/sale", error) ||
      !sb_apply_party (self, "customer", self->data->customer, &document->party, error) ||
      !sb_apply_chain (self, "sale", self->data->sale, document->party, TRUE, &document->chain,
                       error))
    return FALSE;
  sb_apply_set_currency (self, document);
  return sb_sale_price (self, document, self->data->lines, error) &&
  sb_document_sum (document, error) &&
         sb_apply_require_known (self, error) && sb_apply_write_document (self, document, error);
}

static gboolean
apply_quote (SbApply *self, GError **error)
{
  return apply_kind (self, "sale_quote", error);
}

static gboolean
apply_order (SbApply *self, GError **error)
{
  return apply_kind (self, "sale_order", error);
}

static gboolean
check_undo (SbApply *self, gint64 event, GError **error)
{
  gint64 n = 0;

  /* Back to a draft it may go at any time: nothing is computed from it. */
  if (!self->data->is_void)
    return TRUE;
  if (!sb_sql_int64 (self->db, SQL_BUILT_ON, &n, error, SB_INT (":event", event), SB_END))
    return FALSE;
  if (n != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/ref",
                         _("the order was shipped, invoiced or paid"));
  return n == 0;
}

#define FORM "sale customer currency? rate? lines[sku|item qty unit_price discount_pct? tax_rate?]"

const SbEventKind sb_event_sale_quote = {
  .type = "sale_quote",
  .form = FORM,
  .apply = apply_quote,
};

const SbEventKind sb_event_sale_order = {
  .type = "sale_order",
  .form = FORM,
  .check_undo = check_undo,
  .apply = apply_order,
};

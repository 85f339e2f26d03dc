/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A supplier's credit. Each line says for what: goods sent back, a lower price for goods kept, or
 * goods that were billed and never came. */

#include "sb-pricing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-decimal.h"
#include "sb-ledger-error.h"
#include "sb-purchase.h"
#include "sb-settlement.h"
#include "sb-sql.h"
#include "sb-supplier-return.h"

static const char SQL_CREDITED[] =
  "SELECT SUM (qty) FROM document_line WHERE chain = :chain AND product = :product AND kind ="
  " 'supplier_credit' AND against = 'return' AND active = 1";

static const char SQL_OUTSTANDING[] =
  "SELECT SUM (qty - taken_qty) FROM document_line WHERE chain = :chain AND product = :product"
  " AND kind = 'bill' AND part = 'line' AND active = 1";

static const char SQL_RECEIPTS[] =
  "SELECT movement.id, movement.contra_account, (SELECT COALESCE (SUM (amount), 0) FROM cost_part"
  "  WHERE cost_part.movement = movement.id AND cost_part.kind <> 'landed' AND cost_part.active ="
  " 1) FROM movement WHERE chain = :chain AND product = :product AND kind = 'receipt' AND active"
  " = 1 ORDER BY event";

typedef struct
{
  gint64 movement;
  gint64 account; /* of GRNI */
  gint64 value;   /* of the goods, without landed cost */
} Receipt;

static gboolean
is_against (const SbDocumentLine *line, const char *what)
{
  return strcmp (line->against, what) == 0;
}

static GArray *
list_receipts (SbApply *self, gint64 chain, gint64 product, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Receipt));
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_RECEIPTS, error,
                                             SB_INT (":chain", chain), SB_INT (":product", product),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      Receipt receipt = { sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                          sb_statement_int64_at (st, 2) };

      g_array_append_val (list, receipt);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/* A lower price: the goods of the order are worth that much less. */
static gboolean
allow (SbApply *self, const SbDocument *document, const SbDocumentLine *line,
       SbJournalDraft *journal, GError **error)
{
  g_autoptr (GArray) receipts = list_receipts (self, document->chain, line->product, error);
  g_autofree gint64 *weights = NULL;
  g_autofree gint64 *parts = NULL;

  if (receipts == NULL)
    return FALSE;
  weights = g_new0 (gint64, receipts->len + 1);
  parts = g_new0 (gint64, receipts->len + 1);
  for (guint i = 0; i < receipts->len; i++)
    weights[i] = g_array_index (receipts, Receipt, i).value;
  if (receipts->len == 0 || !sb_largest_remainder (line->cost, weights, receipts->len, parts, NULL))
    {
      g_autofree char *field = sb_apply_field ("lines", (guint) line->line, "against");

      sb_ledger_set_error (error, SB_LEDGER_ERROR_NO_BASIS, field,
                           _("nothing of the order was received"));
      return FALSE;
    }
  for (guint i = 0; i < receipts->len; i++)
    {
      const Receipt *receipt = &g_array_index (receipts, Receipt, i);

      if (!sb_journal_draft_add (journal, "GRNI", receipt->account, 0, -parts[i], error) ||
          !sb_apply_add_part (self, receipt->movement, "allowance", -parts[i], "GRNI",
                              receipt->account, error))
        return FALSE;
    }
  return TRUE;
}

/* Goods that never came leave GoodsInTransit at their billed amount. */
static gboolean
give_up (SbApply *self, const SbDocument *document, const SbDocumentLine *line,
         SbJournalDraft *journal, GError **error)
{
  g_autoptr (GArray) open = sb_purchase_list_in_transit (self, document->chain, line->product,
                                                         error);
  gint64 left = line->qty;
  gint64 place = 0;
  gint64 variance_account = 0;

  if (open == NULL || !sb_role_resolve (self->db, "PurchaseVariance", 0, &variance_account, error))
    return FALSE;
  for (guint i = 0; i < open->len && left > 0; i++)
    {
      const SbOpenBillLine *billed = &g_array_index (open, SbOpenBillLine, i);
      gint64 taken = 0, amount = 0, before = 0, after = 0;

      if (!sb_purchase_take_billed (self, billed->id, left, 0, line->id, &taken, &amount, error) ||
          !sb_prefix_share (line->cost, place, line->qty, &before, error) ||
          !sb_prefix_share (line->cost, place + taken, line->qty, &after, error) ||
          !sb_journal_draft_add (journal, "GoodsInTransit", billed->account, 0, -(after - before),
                                 error) ||
          !sb_posting_add_effect (self->posting, "PurchaseVariance", variance_account,
                                  amount - (after - before), error) ||
          !sb_posting_add_effect (self->posting, "GoodsInTransit", billed->account,
                                  (after - before) - amount, error))
        return FALSE;
      left -= taken;
      place += taken;
    }
  return TRUE;
}

static gboolean
settle_line (SbApply *self, const SbDocument *document, const SbDocumentLine *line,
             SbJournalDraft *journal, GError **error)
{
  gint64 account = 0;

  if (is_against (line, "cost"))
    return allow (self, document, line, journal, error);
  if (is_against (line, "not_received"))
    return give_up (self, document, line, journal, error);
  return sb_role_resolve (self->db, "GRNI", 0, &account, error) &&
         sb_journal_draft_add (journal, "GRNI", account, 0, -line->cost, error) &&
         sb_supplier_return_match_credit (self, document->chain, line->product, line->id, line->qty,
                                          line->cost, error);
}

static gboolean
to_base (SbApply *self, const SbDocument *document, gint64 minor, gint64 *base, GError **error)
{
  return sb_price_to_base (minor, sb_event_get_currency (self->event), document->rate,
                           self->book.currency, base, error);
}

static gboolean
prepare (SbApply *self, SbDocument *document, GError **error)
{
  GArray *lines = self->data->lines;
  g_autoptr (GArray) priced = sb_price_lines (lines, 0, sb_event_get_currency (self->event), error);
  gint64 tax = 0;

  if (priced == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const SbEventLine *from = &g_array_index (lines, SbEventLine, i);
      g_autofree char *field = sb_apply_field ("lines", i, "sku");
      SbDocumentLine *line = sb_document_add_line (document, "line", (int) i);
      gint64 product = 0;

      if (!sb_apply_stock_product (self, from->sku, field, &product, error))
        return FALSE;
      sb_price_fill_line (line, from, &g_array_index (priced, SbPricedLine, i), product);
      line->against = g_strdup (from->against != NULL ? from->against : "return");
      if (!to_base (self, document, line->net + (line->recoverable ? 0 : line->tax), &line->cost,
                    error) ||
          !to_base (self, document, line->recoverable ? line->tax : 0, &tax, error) ||
          !sb_add (document->total_base, line->cost, &document->total_base, error) ||
          !sb_add (document->total_base, tax, &document->total_base, error))
        return FALSE;
    }
  return sb_document_sum (document, error);
}

static gboolean
check_lines (SbApply *self, const SbDocument *document, const char *against, GError **error)
{
  gboolean is_return = strcmp (against, "return") == 0;

  for (guint i = 0; i < document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, i);
      g_autofree char *field = sb_apply_field ("lines", i, "qty");
      gint64 known = 0;

      if (line->product == 0 || !is_against (line, against))
        continue;
      if (!sb_sql_int64 (self->db, is_return ? SQL_CREDITED : SQL_OUTSTANDING, &known, error,
                         SB_INT (":chain", document->chain), SB_INT (":product", line->product),
                         SB_END))
        return FALSE;
      if (is_return &&
          !sb_supplier_return_check (self, document->chain, line->product, line->qty, known, field,
                                     error))
        return FALSE;
      if (!is_return && line->qty > known)
        {
          sb_ledger_set_error (error, SB_LEDGER_ERROR_OVER_CREDIT, field,
                               _("more than was billed and has not come"));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
post (SbApply *self, const SbDocument *document, GError **error)
{
  g_autoptr (SbJournalDraft) journal = sb_journal_draft_new ();
  gint64 payable = 0;
  gint64 input_tax = 0;

  if (!sb_role_resolve (self->db, "AccountsPayable", 0, &payable, error) ||
      !sb_role_resolve (self->db, "InputTax", 0, &input_tax, error) ||
      !sb_journal_draft_add (journal, "AccountsPayable", payable, document->party,
                             document->total_base, error))
    return FALSE;
  for (guint i = 0; i < document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, i);
      gint64 tax = 0;

      if (!settle_line (self, document, line, journal, error) ||
          !to_base (self, document, line->recoverable ? line->tax : 0, &tax, error) ||
          !sb_journal_draft_add (journal, "InputTax", input_tax, 0, -tax, error))
        return FALSE;
    }
  return sb_posting_add_document (self->posting, "VendorCredit", document->id, journal, error);
}

static gboolean
apply (SbApply *self, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "supplier_credit", data->credit);

  if (!sb_apply_check_number (self, "supplier_credit", data->credit, "/credit", error) ||
      !sb_purchase_require (self, data->po, &document->chain, error) ||
      !sb_apply_party (self, "supplier", data->vendor, &document->party, error))
    return FALSE;
  sb_apply_set_currency (self, document);
  return prepare (self, document, error) && check_lines (self, document, "return", error) &&
         check_lines (self, document, "not_received", error) &&
         sb_apply_require_known (self, error) &&
         sb_apply_write_document (self, document, error) && post (self, document, error);
}

static gboolean
check_undo (SbApply *self, gint64 event, GError **error)
{
  return sb_document_check_unsettled (self, event, error) &&
  sb_purchase_check_line_undo (self, event, error);
}

static gboolean
check_form (const SbEvent *event, GError **error)
{
  static const char *const choices[] = { "return", "cost", "not_received", NULL };
  GArray *lines = sb_event_get_data (event)->lines;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *against = g_array_index (lines, SbEventLine, i).against;
      g_autofree char *field = sb_apply_field ("lines", i, "against");

      if (against == NULL || g_strv_contains (choices, against))
        continue;
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field,
                           _("against: not one of its values"));
      return FALSE;
    }
  return TRUE;
}

const SbEventKind sb_event_purchase_credit = {
  .type = "purchase_credit",
  .form = "credit po vendor currency? rate? lines[sku qty unit_price tax_rate? tax_recoverable?"
          " against?]",
  .check_form = check_form,
  .check_undo = check_undo,
  .apply = apply,
};

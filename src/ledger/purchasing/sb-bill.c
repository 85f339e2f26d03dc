/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A supplier's bill. It never posts to Inventory: goods that came already clear GRNI, the others
 * wait in GoodsInTransit. What the bill says beyond the value accrued at receipt is added to the
 * layer, and the share of it that was sold follows the goods. */

#include "sb-pricing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-decimal.h"
#include "sb-ledger-error.h"
#include "sb-purchase.h"
#include "sb-quantity.h"
#include "sb-settlement.h"
#include "sb-sql.h"

static const char SQL_UNBILLED[] =
  "SELECT movement.id, movement.contra_account, document_line.qty - document_line.matched_qty,"
  " document_line.cost - document_line.matched_cost, (SELECT COALESCE (SUM (purchase_match.qty), 0)"
  "  FROM purchase_match WHERE purchase_match.movement = movement.id AND unbilled_place IS NOT NULL"
  "  AND purchase_match.active = 1)"
  " FROM movement JOIN document_line ON document_line.id = movement.document_line"
  " WHERE movement.chain = :chain AND movement.product = :product AND movement.kind = 'receipt'"
  " AND movement.active = 1 ORDER BY movement.event";

static const char SQL_MATCH[] =
  "INSERT INTO purchase_match (event, movement, bill_line, qty, bill_place, amount,"
  " unbilled_place, released) VALUES (:event, :movement, :bill_line, :qty, :place, :amount,"
  " :unbilled_place, :released)";

static const char SQL_SET_MATCHED[] =
  "UPDATE document_line SET matched_qty = :qty, matched_cost = :cost, taken_qty = :qty WHERE id ="
  " :id";

/* A receipt with units not billed yet. */
typedef struct
{
  gint64 movement;
  gint64 account;     /* of GRNI */
  gint64 unbilled;    /* at receipt */
  gint64 provisional; /* value of these */
  gint64 billed;      /* since */
} OpenReceipt;

static GArray *
list_unbilled (SbApply *self, gint64 chain, gint64 product, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (OpenReceipt));
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_UNBILLED, error,
                                             SB_INT (":chain", chain), SB_INT (":product", product),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      OpenReceipt receipt = { sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                              sb_statement_int64_at (st, 2), sb_statement_int64_at (st, 3),
                              sb_statement_int64_at (st, 4) };

      if (receipt.billed < receipt.unbilled)
        g_array_append_val (list, receipt);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
slice (gint64 value, gint64 place, gint64 qty, gint64 of, gint64 *part, GError **error)
{
  gint64 before = 0;
  gint64 after = 0;

  if (!sb_prefix_share (value, place, of, &before, error) ||
      !sb_prefix_share (value, place + qty, of, &after, error))
    return FALSE;
  *part = after - before;
  return TRUE;
}

/* Bills @qty units of @receipt, units @place.. of the line: GRNI gets what the bill says, the
 * layer the difference to what was accrued. */
static gboolean
bill_receipt (SbApply *self, const SbDocumentLine *line, const OpenReceipt *receipt, gint64 place,
              gint64 qty, SbJournalDraft *journal, gint64 *amount, GError **error)
{
  gint64 released = 0;

  if (!slice (line->cost, place, qty, line->qty, amount, error) ||
      !slice (receipt->provisional, receipt->billed, qty, receipt->unbilled, &released, error))
    return FALSE;
  return sb_sql_run (self->db, SQL_MATCH, error, SB_INT (":event", self->seq),
                     SB_INT (":movement", receipt->movement), SB_INT (":bill_line", line->id),
                     SB_INT (":qty", qty), SB_INT (":place", place), SB_INT (":amount", *amount),
                     SB_INT (":unbilled_place", receipt->billed), SB_INT (":released", released),
                     SB_END) &&
         sb_apply_add_part (self, receipt->movement, "bill", *amount - released, "GRNI",
                            receipt->account, error) &&
         sb_journal_draft_add (journal, "GRNI", receipt->account, 0, *amount, error);
}

/* Oldest unbilled receipts first, in entry order; what is left is under way. */
static gboolean
match_line (SbApply *self, SbDocumentLine *line, gint64 chain, SbJournalDraft *journal,
            GError **error)
{
  g_autoptr (GArray) receipts = list_unbilled (self, chain, line->product, error);

  if (receipts == NULL)
    return FALSE;
  for (guint i = 0; i < receipts->len && line->matched_qty < line->qty; i++)
    {
      const OpenReceipt *receipt = &g_array_index (receipts, OpenReceipt, i);
      gint64 qty = MIN (line->qty - line->matched_qty, receipt->unbilled - receipt->billed);
      gint64 amount = 0;

      if (!bill_receipt (self, line, receipt, line->matched_qty, qty, journal, &amount, error))
        return FALSE;
      line->matched_qty += qty;
      line->matched_cost += amount;
    }
  return sb_sql_run (self->db, SQL_SET_MATCHED, error, SB_INT (":qty", line->matched_qty),
                     SB_INT (":cost", line->matched_cost), SB_INT (":id", line->id), SB_END) &&
         sb_journal_draft_add (journal, "GoodsInTransit", line->account, 0,
                               line->cost - line->matched_cost, error);
}

static gboolean
to_base (SbApply *self, const SbDocument *document, gint64 minor, gint64 *base, GError **error)
{
  return sb_price_to_base (minor, sb_event_get_currency (self->event), document->rate,
                           self->book.currency, base, error);
}

/* Recoverable tax is not a cost. */
static gboolean
post_tax (SbApply *self, const SbDocument *document, const SbDocumentLine *line,
          SbJournalDraft *journal, GError **error)
{
  gint64 account = 0;
  gint64 base = 0;

  if (!line->recoverable || line->tax == 0)
    return TRUE;
  return to_base (self, document, line->tax, &base, error) &&
         sb_role_resolve (self->db, "InputTax", 0, &account, error) &&
         sb_journal_draft_add (journal, "InputTax", account, 0, base, error);
}

static gboolean
prepare_goods (SbApply *self, SbDocument *document, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (GArray) priced =
    sb_price_lines (data->lines, data->discount_amount, sb_event_get_currency (self->event), error);

  if (priced == NULL)
    return FALSE;
  for (guint i = 0; i < data->lines->len; i++)
    {
      g_autofree char *field = sb_apply_field ("lines", i, "sku");
      const SbEventLine *from = &g_array_index (data->lines, SbEventLine, i);
      SbDocumentLine *line = sb_document_add_line (document, "line", (int) i);
      gint64 product = 0;

      if (!sb_apply_stock_product (self, from->sku, field, &product, error))
        return FALSE;
      sb_price_fill_line (line, from, &g_array_index (priced, SbPricedLine, i), product);
      if (!to_base (self, document,
                    line->net - line->discount_share + (line->recoverable ? 0 : line->tax),
                    &line->cost, error) ||
          !sb_role_resolve (self->db, "GoodsInTransit", 0, &line->account, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
prepare_extra (SbApply *self, SbDocument *document, guint i, GError **error)
{
  const SbEventLine *from = &g_array_index (self->data->extra, SbEventLine, i);
  g_autofree char *field = sb_apply_field ("extra", i, "role");
  g_autofree char *account_field = sb_apply_field ("extra", i, "account_id");
  SbDocumentLine *line = sb_document_add_line (document, "extra", (int) i);
  const char *role = NULL;

  line->net = from->amount;
  line->tax_rate = from->tax_rate;
  line->recoverable = from->tax_recoverable;
  if (!sb_apply_role (self, from->role, "Expense", field, &role, error) ||
      !sb_apply_rate (line->net, line->tax_rate, &line->tax, error) ||
      !to_base (self, document, line->net + (line->recoverable ? 0 : line->tax), &line->cost,
                error))
    return FALSE;
  line->role = g_strdup (role);
  if (from->account_id != 0)
    return sb_apply_account (self, from->account_id, account_field, &line->account, error);
  return self->unknown_message != NULL ||
         sb_role_resolve (self->db, role, 0, &line->account, error);
}

static gboolean
post_rounding (SbApply *self, SbDocument *document, SbJournalDraft *journal, GError **error)
{
  gint64 account = 0;
  gint64 base = 0;

  return to_base (self, document, document->rounding, &base, error) &&
         sb_role_resolve (self->db, "Rounding", 0, &account, error) &&
         sb_journal_draft_add (journal, "Rounding", account, 0, base, error);
}

static gboolean
post (SbApply *self, SbDocument *document, GError **error)
{
  g_autoptr (SbJournalDraft) journal = sb_journal_draft_new ();
  gint64 account = 0;

  for (guint i = 0; i < document->lines->len; i++)
    {
      SbDocumentLine *line = g_ptr_array_index (document->lines, i);
      gboolean is_extra = strcmp (line->part, "extra") == 0;

      if (!post_tax (self, document, line, journal, error) ||
          (is_extra ? !sb_journal_draft_add (journal, line->role, line->account, 0, line->cost,
                                             error)
                    : !match_line (self, line, document->chain, journal, error)))
        return FALSE;
    }
  return post_rounding (self, document, journal, error) &&
         sb_role_resolve (self->db, "AccountsPayable", 0, &account, error) &&
         sb_journal_draft_add (journal, "AccountsPayable", account, document->party,
                               -document->total_base, error) &&
         sb_posting_add_document (self->posting, "Bill", document->id, journal, error);
}

/* What is owed in base currency: the sum of the converted lines. */
static gboolean
sum_base (SbApply *self, SbDocument *document, GError **error)
{
  gint64 part = 0;

  if (!to_base (self, document, document->rounding, &document->total_base, error))
    return FALSE;
  for (guint i = 0; i < document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, i);

      if (!to_base (self, document, line->recoverable ? line->tax : 0, &part, error) ||
          !sb_add (document->total_base, line->cost, &document->total_base, error) ||
          !sb_add (document->total_base, part, &document->total_base, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_chain (SbApply *self, SbDocument *document, GError **error)
{
  const SbEventData *data = self->data;

  if (data->po == NULL || strcmp (data->po, data->bill) == 0)
    return sb_apply_chain (self, "purchase", data->bill, document->party, TRUE, &document->chain,
                           error);
  return sb_purchase_require (self, data->po, &document->chain, error);
}

static gboolean
apply (SbApply *self, GError **error)
{
  const SbEventData *data = self->data;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "bill", data->bill);

  if (!sb_apply_check_number (self, "bill", data->bill, "/bill", error) ||
      !sb_apply_party (self, "supplier", data->vendor, &document->party, error) ||
      !find_chain (self, document, error))
    return FALSE;
  sb_apply_set_currency (self, document);
  document->discount = data->discount_amount;
  document->rounding = data->rounding;
  if (!prepare_goods (self, document, error))
    return FALSE;
  for (guint i = 0; data->extra != NULL && i < data->extra->len; i++)
    if (!prepare_extra (self, document, i, error))
      return FALSE;
  if (!sb_document_sum (document, error) || !sum_base (self, document, error) ||
      !sb_apply_require_known (self, error))
    return FALSE;
  if (document->total < 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, NULL,
                           _("the total of a bill must not be negative"));
      return FALSE;
    }
  return sb_apply_write_document (self, document, error) && post (self, document, error);
}

static gboolean
check_undo (SbApply *self, gint64 event, GError **error)
{
  return sb_document_check_unsettled (self, event, error) &&
  sb_purchase_check_line_undo (self, event, error);
}

const SbEventKind sb_event_bill = {
  .type = "bill",
  .form = "bill po? vendor currency? rate? lines*[sku qty unit_price discount_pct? tax_rate?"
          " tax_recoverable?] discount_amount? extra?[role|account_id amount~ tax_rate?"
          " tax_recoverable?] rounding?~",
  .check_undo = check_undo,
  .apply = apply,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bills and suppliers' credits: lines on the accounts that our journal names (received, in transit
 * ...), because lines with items would post to the items' expense account. Orders post nothing and
 * carry items. */
#include "sb-translate.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sb-account-choice.h"
#include "sb-bind.h"
#include "sb-decimal.h"
#include "sb-document.h"
#include "sb-journal.h"
#include "sb-qbo-bill.h"
#include "sb-qbo-purchase-order.h"
#include "sb-qbo-vendor-credit.h"
#include "sb-quantity.h"
#include "sb-sale-lines.h"
#include "sb-sync-error.h"
#include "sb-tax-choice.h"

#define NUMBER_MAX 21

static const char SQL_JOURNAL[]
    = "SELECT seq FROM journal WHERE document = :id AND object = :object AND kind <> 'reversal'"
      " ORDER BY seq DESC LIMIT 1";

/* Units that did not come yet, or were not billed yet. */
static const char SQL_OPEN_ORDER[]
    = "SELECT count (*) FROM document_line o WHERE o.document = :id AND o.part = 'line' AND ("
      " o.qty > (SELECT ifnull (sum (x.qty), 0) FROM document_line x WHERE x.chain = :chain"
      "          AND x.product = o.product AND x.kind = 'receipt' AND x.active = 1)"
      " OR o.qty > (SELECT ifnull (sum (x.qty), 0) FROM document_line x WHERE x.chain = :chain"
      "          AND x.product = o.product AND x.kind = 'bill' AND x.active = 1))";

typedef struct
{
  SbTranslator *translator;
  SbTranslation *translation;
  SbDocument *document;
  SbJournal *journal;  /* (nullable): of an order */
  SbQboBill *form;     /* has every member that the three need */
  SbCurrency currency; /* of the document */
  gint64 sum;          /* of the lines so far, document currency */
} PurchaseOp;

static gint64
account_of_role (PurchaseOp *op, const char *role)
{
  for (guint i = 0; i < op->journal->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (op->journal->lines, i);

      if (g_str_equal (line->role, role))
        return line->account;
    }
  return 0;
}

/* Where lines carry tax codes. Tax that cannot be recovered is inside the amount, with a code of 0.
 */
static gboolean
set_code (PurchaseOp *op, SbQboLine *line, gint64 rate, GError **error)
{
  const SbTaxCode *code;

  if (!sb_translator_global_tax (op->translator))
    return TRUE;
  code = sb_translator_tax_code (op->translator, op->translation, rate, FALSE, error);
  if (code == NULL)
    return op->translation->refused;
  sb_qbo_ref_set (&line->tax_code, code->id);
  return TRUE;
}

static gboolean
add_account_line (PurchaseOp *op, const char *role, gint64 account, gint64 amount, gint64 rate,
                  const char *description, GError **error)
{
  g_autofree char *qbo_id = NULL;
  g_autoptr (SbQboLine) line = NULL;

  if (amount == 0)
    return TRUE;
  if (!sb_translator_account (op->translator, op->translation, role, account, &qbo_id, error))
    return FALSE;
  line = sb_qbo_line_new (SB_QBO_LINE_ACCOUNT_EXPENSE);
  line->amount = amount;
  line->description = g_strdup (description);
  sb_qbo_ref_set (&line->account, qbo_id != NULL ? qbo_id : "@0");
  if (!set_code (op, line, rate, error))
    return FALSE;
  op->sum += amount;
  sb_qbo_lines_add (&op->form->lines, g_steal_pointer (&line));
  return TRUE;
}

static char *
goods_description (PurchaseOp *op, const SbDocumentLine *line, gint64 qty)
{
  g_autofree char *count = sb_quantity_format (qty);
  g_autofree char *price = sb_price_format (line->unit_price, op->currency);

  return g_strdup_printf ("%s x %s @ %s", line->sku, count, price);
}

/* What the line costs, in the document's currency. */
static gint64
cost_of (const SbDocumentLine *line)
{
  return line->net - line->discount_share + (line->recoverable ? 0 : line->tax);
}

static gint64
rate_of (const SbDocumentLine *line)
{
  return line->recoverable ? line->tax_rate : 0;
}

/* A line of a bill that matches partly what was received becomes two. */
static gboolean
add_billed (PurchaseOp *op, const SbDocumentLine *line, GError **error)
{
  gint64 whole = cost_of (line);
  gint64 here = line->matched_cost;
  g_autofree char *received = goods_description (op, line, line->matched_qty);
  g_autofree char *coming = goods_description (op, line, line->qty - line->matched_qty);

  /* In another currency the same units have their share of the line. */
  if (g_strcmp0 (op->document->currency, op->translator->company->home.code) != 0
      && !sb_prefix_share (whole, line->matched_qty, line->qty, &here, error))
    return FALSE;
  return add_account_line (op, "GRNI", account_of_role (op, "GRNI"), here, rate_of (line),
                           received, error)
         && add_account_line (op, "GoodsInTransit", line->account, whole - here, rate_of (line),
                              coming, error);
}

static gboolean
add_goods (PurchaseOp *op, const SbDocumentLine *line, GError **error)
{
  gboolean transit = g_strcmp0 (line->against, "not_received") == 0;
  const char *role = transit ? "GoodsInTransit" : "GRNI";
  g_autofree char *text = NULL;

  if (line->against == NULL)
    return add_billed (op, line, error);
  text = goods_description (op, line, line->qty);
  return add_account_line (op, role, account_of_role (op, role), cost_of (line), rate_of (line),
                           text, error);
}

static gboolean
add_global_tax (PurchaseOp *op, GError **error)
{
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (SbTaxedAmount));

  for (guint i = 0; i < op->document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (op->document->lines, i);

      sb_taxed_add (amounts, rate_of (line), cost_of (line), line->recoverable ? line->tax : 0);
    }
  if (op->document->rounding != 0)
    sb_taxed_add (amounts, 0, op->document->rounding, 0);
  sb_qbo_text_set (&op->form->global_tax, "TaxExcluded");
  op->form->tax = sb_taxed_lines (op->translator, op->translation, amounts, FALSE, error);
  if (op->form->tax != NULL)
    op->sum += op->form->tax->total;
  return op->form->tax != NULL || op->translation->refused;
}

/* Companies of the United States have no tax on purchases: what comes back is a line of its own. */
static gboolean
add_tax (PurchaseOp *op, GError **error)
{
  gint64 tax = 0;

  if (sb_translator_global_tax (op->translator))
    return add_global_tax (op, error);
  for (guint i = 0; i < op->document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (op->document->lines, i);

      tax += line->recoverable ? line->tax : 0;
    }
  return add_account_line (op, "InputTax", account_of_role (op, "InputTax"), tax, 0, _("Tax"),
                           error);
}

static gboolean
set_head (PurchaseOp *op, GError **error)
{
  SbDocument *document = op->document;
  SbQboBill *form = op->form;
  g_autofree char *vendor = sb_translator_id (op->translator, op->translation, "Vendor",
                                              "supplier", document->party, error);
  g_autofree char *text
      = g_strdup_printf ("%s %s (%s)", document->kind, document->display, document->event_id);

  if (vendor == NULL)
    return FALSE;
  form->meta.id = g_strdup (op->translation->qbo_id);
  form->meta.sync_token = g_strdup (op->translation->sync_token);
  form->meta.currency = op->currency;
  sb_qbo_ref_set (&form->vendor, vendor);
  sb_translation_set_currency (op->translator, document, &form->currency_ref,
                               &form->exchange_rate);
  form->doc_number = g_strdup (document->display);
  form->private_note = sb_translation_note (op->translation, text);
  if (g_utf8_strlen (document->display, -1) > NUMBER_MAX)
    sb_translation_refuse (
        op->translation, SB_RECORD_FAILED, "validation",
        _("The number %s is longer than the %d characters that QuickBooks takes."),
        document->display, NUMBER_MAX);
  if (document->due != NULL && !sb_day_parse (document->due, &form->due_date, error))
    return FALSE;
  return sb_day_parse (document->date, &form->date, error);
}

static SbJournal *
load_journal (PurchaseOp *op, GError **error)
{
  gint64 seq = 0;

  if (!sb_bind_int64 (op->translator->db, SQL_JOURNAL, &seq, NULL, error, ":id", 'i',
                      op->document->id, ":object", 't', op->translation->record->object, NULL))
    return NULL;
  if (seq == 0)
    {
      g_set_error (error, SB_SYNC_ERROR, SB_SYNC_ERROR_REPLAY, "%s %s has no journal",
                   op->document->kind, op->document->number);
      return NULL;
    }
  return sb_journal_load (op->translator->db, seq, error);
}

static gboolean
build_bill (PurchaseOp *op, GError **error)
{
  for (guint i = 0; i < op->document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (op->document->lines, i);
      gboolean done
          = g_str_equal (line->part, "extra")
                ? add_account_line (op, line->role, line->account, cost_of (line), rate_of (line),
                                    line->role, error)
                : add_goods (op, line, error);

      if (!done)
        return FALSE;
    }
  if (!add_account_line (op, "Rounding", account_of_role (op, "Rounding"), op->document->rounding,
                         0, _("Rounding"), error)
      || !add_tax (op, error))
    return FALSE;
  if (!op->translation->refused && op->sum != op->document->total)
    sb_translation_refuse (op->translation, SB_RECORD_FAILED, "validation",
                           _("Its lines do not come to its total."));
  return TRUE;
}

/* ---- orders ---- */

static gboolean
add_ordered (PurchaseOp *op, const SbDocumentLine *source, GError **error)
{
  g_autoptr (SbQboLine) line = sb_qbo_line_new (SB_QBO_LINE_ITEM_EXPENSE);
  g_autofree char *item = sb_translator_id (op->translator, op->translation, "Item", "product",
                                            source->product, error);
  gint64 extended = 0;

  if (item == NULL || !set_code (op, line, source->tax_rate, error))
    return FALSE;
  line->amount = source->net;
  sb_qbo_ref_set (&line->item, item);
  line->description = g_strdup (source->product_name);
  if (source->unit_price >= 0
      && sb_extend (source->qty, source->unit_price, 0, op->currency, &extended, NULL)
      && extended == source->net)
    {
      line->quantity = source->qty;
      line->unit_price = source->unit_price;
    }
  sb_qbo_lines_add (&op->form->lines, g_steal_pointer (&line));
  return TRUE;
}

#define MOVE_FORM(to, from)                                                                       \
  G_STMT_START                                                                                    \
  {                                                                                               \
    (to)->meta = (from)->meta;                                                                    \
    memset (&(from)->meta, 0, sizeof (from)->meta);                                               \
    (to)->doc_number = g_steal_pointer (&(from)->doc_number);                                     \
    (to)->date = (from)->date;                                                                    \
    (to)->vendor = g_steal_pointer (&(from)->vendor);                                             \
    (to)->currency_ref = g_steal_pointer (&(from)->currency_ref);                                 \
    (to)->exchange_rate = (from)->exchange_rate;                                                  \
    (to)->private_note = g_steal_pointer (&(from)->private_note);                                 \
    (to)->lines = g_steal_pointer (&(from)->lines);                                               \
    (to)->tax = g_steal_pointer (&(from)->tax);                                                   \
    (to)->global_tax = g_steal_pointer (&(from)->global_tax);                                     \
  }                                                                                               \
  G_STMT_END

#define FINISH(prefix, entity, translation)                                                       \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autoptr (GError) unfit = NULL;                                                              \
    if (!prefix##_check ((entity), &unfit))                                                       \
      sb_translation_refuse ((translation), SB_RECORD_FAILED, "validation", "%s",                 \
                             unfit->message);                                                     \
    if (!(translation)->refused)                                                                  \
      (translation)->body = prefix##_to_bytes (entity);                                           \
  }                                                                                               \
  G_STMT_END

gboolean
sb_translate_purchase_order (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document
      = sb_document_load (self->db, translation->record->subject_id, error);
  g_autoptr (SbQboBill) form = sb_qbo_bill_new ();
  g_autoptr (SbQboPurchaseOrder) order = sb_qbo_purchase_order_new ();
  g_autofree char *payable = NULL;
  PurchaseOp op = { self, translation, document, NULL, form, self->company->home, 0 };
  gint64 open = 0;

  if (document == NULL || !sb_currency_from_code (document->currency, &op.currency, error)
      || !set_head (&op, error)
      || !sb_translator_account (self, translation, "AccountsPayable", 0, &payable, error)
      || !sb_bind_int64 (self->db, SQL_OPEN_ORDER, &open, NULL, error, ":id", 'i', document->id,
                         ":chain", 'i', document->chain, NULL))
    return FALSE;
  for (guint i = 0; i < document->lines->len; i++)
    {
      if (!add_ordered (&op, g_ptr_array_index (document->lines, i), error))
        return FALSE;
    }
  sb_translation_check_currency (self, translation, document);
  if (sb_translator_global_tax (self))
    sb_qbo_text_set (&form->global_tax, "TaxExcluded");
  MOVE_FORM (order, form);
  order->due_date = form->due_date;
  if (g_strcmp0 (document->currency, self->company->home.code) == 0)
    sb_qbo_ref_set (&order->payable_account, payable);
  sb_qbo_text_set (&order->status, open > 0 ? "Open" : "Closed");
  FINISH (sb_qbo_purchase_order, order, translation);
  return TRUE;
}

gboolean
sb_translate_bill (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document
      = sb_document_load (self->db, translation->record->subject_id, error);
  g_autoptr (SbQboBill) form = sb_qbo_bill_new ();
  g_autoptr (SbQboVendorCredit) credit = NULL;
  g_autoptr (SbJournal) journal = NULL;
  PurchaseOp op = { self, translation, document, NULL, form, self->company->home, 0 };

  if (document == NULL || !sb_translator_posting (self, translation, error))
    return FALSE;
  op.journal = journal = load_journal (&op, error);
  sb_translation_check_currency (self, translation, document);
  if (journal == NULL || !sb_currency_from_code (document->currency, &op.currency, error)
      || !set_head (&op, error) || !build_bill (&op, error))
    return FALSE;
  if (!g_str_equal (translation->record->object, "VendorCredit"))
    {
      FINISH (sb_qbo_bill, form, translation);
      return TRUE;
    }
  credit = sb_qbo_vendor_credit_new ();
  MOVE_FORM (credit, form);
  FINISH (sb_qbo_vendor_credit, credit, translation);
  return TRUE;
}

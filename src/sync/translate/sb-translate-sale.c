/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invoices, credit memos, refund receipts and quotes: one form, four entities. */
#include "sb-translate.h"

#include <string.h>

#include "sb-bind.h"
#include "sb-qbo-credit-memo.h"
#include "sb-qbo-estimate.h"
#include "sb-qbo-refund-receipt.h"
#include "sb-sale-lines.h"

/* The money of a refund leaves by the account that the journal names. */
static const char SQL_REFUND[]
    = "SELECT l.role, ifnull (l.account, 0) AS account FROM journal j JOIN journal_line l"
      " ON l.journal = j.seq WHERE j.document = :document AND j.object = 'RefundReceipt'"
      " AND l.role IN ('Bank', 'UndepositedFunds') ORDER BY j.seq DESC LIMIT 1";

static const char SQL_ORDERED[]
    = "SELECT count (*) FROM document WHERE chain = :chain AND kind = 'sale_order'"
      " AND state = 'authorised'";

static const char SQL_NOT_INVOICED[]
    = "SELECT count (*) FROM document_line q WHERE q.document = :id AND q.part = 'line'"
      " AND q.qty > (SELECT ifnull (sum (i.qty), 0) FROM document_line i"
      "              WHERE i.chain = :chain AND i.product = q.product AND i.kind = 'invoice'"
      "              AND i.part = 'line' AND i.active = 1)";

#define MOVE_FORM(to, from)                                                                       \
  G_STMT_START                                                                                    \
  {                                                                                               \
    (to)->meta = (from)->meta;                                                                    \
    memset (&(from)->meta, 0, sizeof (from)->meta);                                               \
    (to)->doc_number = g_steal_pointer (&(from)->doc_number);                                     \
    (to)->date = (from)->date;                                                                    \
    (to)->customer = g_steal_pointer (&(from)->customer);                                         \
    (to)->currency_ref = g_steal_pointer (&(from)->currency_ref);                                 \
    (to)->exchange_rate = (from)->exchange_rate;                                                  \
    (to)->private_note = g_steal_pointer (&(from)->private_note);                                 \
    (to)->lines = g_steal_pointer (&(from)->lines);                                               \
    (to)->tax = g_steal_pointer (&(from)->tax);                                                   \
    (to)->tax_after_discount = (from)->tax_after_discount;                                        \
    (to)->global_tax = g_steal_pointer (&(from)->global_tax);                                     \
  }                                                                                               \
  G_STMT_END

/* Refuses what its entity would not take; else the bytes. */
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

static gboolean
finish_refund (SbSaleForm *form, GError **error)
{
  g_autoptr (SbQboRefundReceipt) refund = sb_qbo_refund_receipt_new ();
  g_autoptr (SbStatement) st = sb_bind_query (form->translator->db, SQL_REFUND, error, ":document",
                                              'i', form->document->id, NULL);
  g_autofree char *account = NULL;

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW
      || !sb_translator_account (form->translator, form->translation,
                                 sb_statement_text (st, "role"),
                                 sb_statement_int64 (st, "account"), &account, error))
    return FALSE;
  MOVE_FORM (refund, form->form);
  sb_qbo_ref_set (&refund->deposit_account, account);
  FINISH (sb_qbo_refund_receipt, refund, form->translation);
  return TRUE;
}

static gboolean
quote_status (SbSaleForm *form, const char **status, GError **error)
{
  const SbDocument *document = form->document;
  gint64 ordered = 0;
  gint64 open = 0;

  if (!sb_bind_int64 (form->translator->db, SQL_ORDERED, &ordered, NULL, error, ":chain", 'i',
                      document->chain, NULL)
      || !sb_bind_int64 (form->translator->db, SQL_NOT_INVOICED, &open, NULL, error, ":id", 'i',
                         document->id, ":chain", 'i', document->chain, NULL))
    return FALSE;
  *status = g_str_equal (document->state, "void") ? "Rejected"
            : open == 0                           ? "Closed"
            : ordered > 0                         ? "Accepted"
                                                  : "Pending";
  return TRUE;
}

static gboolean
finish_quote (SbSaleForm *form, GError **error)
{
  g_autoptr (SbQboEstimate) quote = sb_qbo_estimate_new ();
  const char *status = NULL;

  if (!quote_status (form, &status, error))
    return FALSE;
  MOVE_FORM (quote, form->form);
  sb_qbo_text_set (&quote->status, status);
  FINISH (sb_qbo_estimate, quote, form->translation);
  return TRUE;
}

static gboolean
finish_invoice (SbSaleForm *form, GError **error)
{
  if (form->document->due != NULL
      && !sb_day_parse (form->document->due, &form->form->due_date, error))
    return FALSE;
  FINISH (sb_qbo_invoice, form->form, form->translation);
  return TRUE;
}

static gboolean
finish_credit (SbSaleForm *form, GError **error)
{
  g_autoptr (SbQboCreditMemo) credit = sb_qbo_credit_memo_new ();

  MOVE_FORM (credit, form->form);
  FINISH (sb_qbo_credit_memo, credit, form->translation);
  return TRUE;
}

gboolean
sb_translate_sale (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document
      = sb_document_load (self->db, translation->record->subject_id, error);
  g_autoptr (SbQboInvoice) invoice = sb_qbo_invoice_new ();
  SbSaleForm form = { self, translation, document, invoice, self->company->home };
  const char *object = translation->record->object;

  if (document == NULL || !sb_translator_posting (self, translation, error)
      || !sb_sale_form_build (&form, error))
    return FALSE;
  if (translation->refused)
    return TRUE;
  if (g_str_equal (object, "CreditMemo"))
    return finish_credit (&form, error);
  if (g_str_equal (object, "RefundReceipt"))
    return finish_refund (&form, error);
  if (g_str_equal (object, "Estimate"))
    return finish_quote (&form, error);
  return finish_invoice (&form, error);
}

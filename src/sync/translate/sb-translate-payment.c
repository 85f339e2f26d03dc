/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payments of invoices and bills: never without the document they settle. */
#include "sb-translate.h"

#include "sb-account-choice.h"
#include "sb-bind.h"
#include "sb-collect.h"
#include "sb-document.h"
#include "sb-journal.h"
#include "sb-qbo-bill-payment.h"
#include "sb-qbo-payment.h"
#include "sb-sale-lines.h"

/* A payment that came from QuickBooks settled the same document, and now more is paid than owed. */
static const char SQL_DUPLICATE[] =
  "SELECT count (*) FROM allocation a JOIN document t ON t.id = a.target"
  " WHERE a.source = :id AND a.active = 1 AND t.settled > t.total"
  " AND EXISTS (SELECT 1 FROM allocation b JOIN document s ON s.id = b.source"
  "             WHERE b.target = a.target AND b.active = 1 AND s.origin = 'qbo' AND s.id <> :id)";
static const char SQL_OPEN[]
    = "SELECT d.total - (SELECT ifnull (sum (a.amount), 0) FROM allocation a"
      " WHERE a.target = d.id AND a.active = 1"
      " AND a.id < (SELECT min (m.id) FROM allocation m"
      "             WHERE m.target = d.id AND m.source = :source AND m.active = 1))"
      " FROM document d WHERE d.id = :target";
static const char SQL_CONFIRMED[] = "SELECT confirmed FROM record WHERE id = :id";

typedef struct
{
  SbTranslator *translator;
  SbTranslation *translation;
  SbDocument *document;
  const char *target; /* "Invoice" or "Bill" */
} PaymentOp;

static gboolean
refuse_duplicate (PaymentOp *op, GError **error)
{
  gint64 twice = 0;
  gint64 confirmed = 0;

  if (op->translation->operation != SB_QBO_OPERATION_CREATE)
    return TRUE;
  if (!sb_bind_int64 (op->translator->db, SQL_DUPLICATE, &twice, NULL, error, ":id", 'i',
                      op->document->id, NULL)
      || !sb_bind_int64 (op->translator->db, SQL_CONFIRMED, &confirmed, NULL, error, ":id", 'i',
                         op->translation->record->id, NULL))
    return FALSE;
  if (twice > 0 && !confirmed)
    sb_translation_refuse (op->translation, SB_RECORD_BLOCKED, "possible-duplicate", NULL);
  return TRUE;
}

/* What was open of the document when this payment came: what is paid beyond stays a credit. */
static gboolean
open_before (PaymentOp *op, gint64 target, gint64 *open, GError **error)
{
  return sb_bind_int64 (op->translator->db, SQL_OPEN, open, NULL, error, ":target", 'i', target,
                        ":source", 'i', op->document->id, NULL);
}

static gboolean
add_lines (PaymentOp *op, GPtrArray **lines, GError **error)
{
  g_autoptr (GArray) allocations
      = sb_document_allocations (op->translator->db, op->document->id, error);

  if (allocations == NULL)
    return FALSE;
  for (guint i = 0; i < allocations->len; i++)
    {
      const SbAllocation *allocation = &g_array_index (allocations, SbAllocation, i);
      g_autofree char *id = NULL;
      SbQboLine *line;
      gint64 open = 0;

      if (allocation->source != op->document->id || !allocation->active)
        continue;
      if (!open_before (op, allocation->target, &open, error))
        return FALSE;
      if (open <= 0)
        continue;
      id = sb_translator_id (op->translator, op->translation, op->target, "document",
                             allocation->target, error);
      if (id == NULL)
        return FALSE;
      line = sb_qbo_line_new (NULL);
      line->amount = MIN (allocation->amount, open);
      sb_qbo_line_add_link (line, op->target, id);
      sb_qbo_lines_add (lines, line);
    }
  return TRUE;
}

/* The account that the journal of the payment names: money is booked where we booked it. */
static gboolean
money_account (PaymentOp *op, char **qbo_id, char **type, GError **error)
{
  g_autoptr (GPtrArray) journals =
    sb_journal_list_for_event (op->translator->db, op->document->event, error);
  gint64 account = op->document->account;
  const char *role = "Bank";
  const SbAccountChoice *choice;

  if (journals == NULL)
    return FALSE;
  for (guint i = 0; i < journals->len; i++)
    {
      const SbJournal *journal = g_ptr_array_index (journals, i);

      for (guint j = 0; j < journal->lines->len; j++)
        {
          const SbJournalLine *line = g_ptr_array_index (journal->lines, j);

          if (g_str_equal (line->role, "UndepositedFunds"))
            role = "UndepositedFunds";
          if (account == 0
              && (g_str_equal (line->role, "Bank") || g_str_equal (line->role, "UndepositedFunds")))
            account = line->account;
        }
    }
  if (account == 0 && !sb_role_effective_account (op->translator->db, role, FALSE, &account, error))
    return FALSE;
  if (!sb_translator_account (op->translator, op->translation, role, account, qbo_id, error))
    return FALSE;
  *type = NULL;
  if (account == 0)
    return TRUE;
  choice = sb_translator_choice (op->translator, account, error);
  if (choice == NULL)
    return FALSE;
  *type = g_strdup (choice->type);
  return TRUE;
}

static gboolean
begin (PaymentOp *op, GError **error)
{
  sb_translation_check_currency (op->translator, op->translation, op->document);
  return sb_translator_posting (op->translator, op->translation, error)
         && refuse_duplicate (op, error);
}

gboolean
sb_translate_payment (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document
      = sb_document_load (self->db, translation->record->subject_id, error);
  g_autoptr (SbQboPayment) payment = sb_qbo_payment_new ();
  g_autofree char *customer = NULL;
  g_autofree char *account = NULL;
  g_autofree char *type = NULL;
  g_autofree char *text = NULL;
  PaymentOp op = { self, translation, document, "Invoice" };

  if (document != NULL && !g_str_equal (document->kind, "payment"))
    return sb_translate_customer_link (self, translation, error);
  if (document == NULL || !begin (&op, error))
    return FALSE;
  customer = sb_translator_id (self, translation, "Customer", "customer", document->party, error);
  if (customer == NULL || !money_account (&op, &account, &type, error)
      || !add_lines (&op, &payment->lines, error))
    return FALSE;

  text = g_strdup_printf ("payment %s (%s)", document->display, document->event_id);
  payment->meta.id = g_strdup (translation->qbo_id);
  payment->meta.sync_token = g_strdup (translation->sync_token);
  if (!sb_currency_from_code (document->currency, &payment->meta.currency, error))
    return FALSE;
  sb_translation_set_currency (self, document, &payment->currency_ref, &payment->exchange_rate);
  payment->total = document->total;
  payment->private_note = sb_translation_note (translation, text);
  sb_qbo_ref_set (&payment->customer, customer);
  sb_qbo_ref_set (&payment->deposit_account, account);
  if (!sb_day_parse (document->date, &payment->date, error))
    return FALSE;
  if (!translation->refused)
    translation->body = sb_qbo_payment_to_bytes (payment);
  return TRUE;
}

gboolean
sb_translate_bill_payment (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document
      = sb_document_load (self->db, translation->record->subject_id, error);
  g_autoptr (SbQboBillPayment) payment = sb_qbo_bill_payment_new ();
  g_autofree char *vendor = NULL;
  g_autofree char *account = NULL;
  g_autofree char *type = NULL;
  g_autofree char *text = NULL;
  gboolean by_card;
  PaymentOp op = { self, translation, document, "Bill" };

  if (document != NULL && !g_str_equal (document->kind, "bill_payment"))
    return sb_translate_supplier_link (self, translation, error);
  if (document == NULL || !begin (&op, error))
    return FALSE;
  vendor = sb_translator_id (self, translation, "Vendor", "supplier", document->party, error);
  if (vendor == NULL || !money_account (&op, &account, &type, error)
      || !add_lines (&op, &payment->lines, error))
    return FALSE;

  by_card = g_strcmp0 (type, "Credit Card") == 0;
  text = g_strdup_printf ("payment %s (%s)", document->display, document->event_id);
  payment->meta.id = g_strdup (translation->qbo_id);
  payment->meta.sync_token = g_strdup (translation->sync_token);
  if (!sb_currency_from_code (document->currency, &payment->meta.currency, error))
    return FALSE;
  sb_translation_set_currency (self, document, &payment->currency_ref, &payment->exchange_rate);
  payment->total = document->total;
  payment->private_note = sb_translation_note (translation, text);
  sb_qbo_text_set (&payment->pay_type, by_card ? "CreditCard" : "Check");
  sb_qbo_ref_set (&payment->vendor, vendor);
  sb_qbo_ref_set (by_card ? &payment->card_account : &payment->bank_account, account);
  if (!sb_day_parse (document->date, &payment->date, error))
    return FALSE;
  if (!translation->refused)
    translation->body = sb_qbo_bill_payment_to_bytes (payment);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Money that is no payment of an invoice or bill: refunds and deposits; and the payments of 0 that
 * tell QuickBooks which credit settles which document.
 */
#include "sb-translate.h"

#include <glib/gi18n-lib.h>

#include "sb-account-choice.h"
#include "sb-bind.h"
#include "sb-document.h"
#include "sb-qbo-bill-payment.h"
#include "sb-qbo-deposit.h"
#include "sb-qbo-payment.h"
#include "sb-qbo-purchase.h"
#include "sb-sale-lines.h"
#include "sb-tax-choice.h"

/* Lines of the journal of a document: its money side, or the other. */
static const char SQL_SIDE[]
    = "SELECT l.role, ifnull (l.account, 0) AS account FROM journal j JOIN journal_line l"
      " ON l.journal = j.seq WHERE j.document = :document AND j.kind <> 'reversal'"
      " AND l.export = 1 AND (l.role IN ('Bank', 'UndepositedFunds')) = :money"
      " ORDER BY j.seq DESC LIMIT 1";

/* The record of the journal entry of a document. */
static const char SQL_ENTRY[]
    = "SELECT r.subject_id FROM journal j JOIN record_journal k ON k.journal = j.seq"
      " JOIN record r ON r.id = k.record WHERE j.document = :document AND r.subject = 'journal'"
      " AND j.kind = 'post' ORDER BY j.seq DESC LIMIT 1";

/* Credits of one contact that wait to be used, and what used them. */
static const char SQL_CREDITS[]
    = "SELECT d.id, d.event, d.total FROM document d WHERE d.party = :party AND d.kind = :kind"
      " AND d.state = 'authorised' AND EXISTS (SELECT 1 FROM journal j WHERE j.document = d.id"
      " AND j.object IN ('CreditMemo', 'VendorCredit')) ORDER BY d.event";
static const char SQL_CREDIT_USES[]
    = "SELECT a.source, a.target, a.amount, a.event FROM allocation a"
      " JOIN document c ON c.id = a.target WHERE c.party = :party AND c.kind = :kind"
      " AND a.active = 1 ORDER BY a.id";

/* Deposits of a customer, those of the same sale first; and what invoices took out of them. */
static const char SQL_DEPOSITS[]
    = "SELECT id, total FROM document WHERE kind = 'customer_deposit' AND party = :party"
      " AND state = 'authorised' ORDER BY event";
static const char SQL_USES[]
    = "SELECT a.target, a.amount FROM allocation a JOIN document d ON d.id = a.source"
      " WHERE d.kind = 'customer_deposit_application' AND d.party = :party AND a.active = 1"
      " AND d.state = 'authorised' ORDER BY a.id";

static gboolean
side_account (SbTranslator *self, SbTranslation *translation, gint64 document, gboolean money,
              char **qbo_id, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (self->db, SQL_SIDE, error, ":document", 'i',
                                              document, ":money", 'i', (gint64) money, NULL);
  SbStep step;

  if (st == NULL)
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step != SB_STEP_ROW)
    return sb_translator_account (self, translation, "Bank", 0, qbo_id, error);
  return sb_translator_account (self, translation, sb_statement_text (st, "role"),
                                sb_statement_int64 (st, "account"), qbo_id, error);
}

static char *
note_of (const SbTranslation *translation, const SbDocument *document)
{
  g_autofree char *text
      = g_strdup_printf ("%s %s (%s)", document->kind, document->display, document->event_id);

  return sb_translation_note (translation, text);
}

static gboolean
begin (SbTranslator *self, SbTranslation *translation, SbDocument **document, GError **error)
{
  *document = sb_document_load (self->db, translation->record->subject_id, error);
  if (*document == NULL || !sb_translator_posting (self, translation, error))
    return FALSE;
  sb_translation_check_currency (self, translation, *document);
  return TRUE;
}

static gboolean
take_currency (const SbDocument *document, SbQboMeta *meta, const SbTranslation *translation,
               GError **error)
{
  meta->id = g_strdup (translation->qbo_id);
  meta->sync_token = g_strdup (translation->sync_token);
  return sb_currency_from_code (document->currency, &meta->currency, error);
}

/* ---- money out: a refund to a customer, a deposit at a supplier ---- */

gboolean
sb_translate_purchase (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document = NULL;
  g_autoptr (SbQboPurchase) purchase = sb_qbo_purchase_new ();
  g_autoptr (SbQboLine) line = sb_qbo_line_new (SB_QBO_LINE_ACCOUNT_EXPENSE);
  g_autofree char *party = NULL;
  g_autofree char *bank = NULL;
  g_autofree char *other = NULL;
  gboolean customer;

  if (!begin (self, translation, &document, error))
    return FALSE;
  customer = g_str_equal (document->kind, "customer_refund");
  party = sb_translator_id (self, translation, customer ? "Customer" : "Vendor",
                            customer ? "customer" : "supplier", document->party, error);
  if (party == NULL || !side_account (self, translation, document->id, TRUE, &bank, error)
      || !side_account (self, translation, document->id, FALSE, &other, error)
      || !take_currency (document, &purchase->meta, translation, error))
    return FALSE;

  line->amount = document->total;
  sb_qbo_ref_set (&line->account, other);
  if (customer)
    sb_qbo_ref_set (&line->customer, party);
  sb_qbo_lines_add (&purchase->lines, g_steal_pointer (&line));
  sb_qbo_text_set (&purchase->payment_type, "Cash");
  sb_qbo_ref_set (&purchase->account, bank);
  sb_qbo_ref_set (&purchase->entity, party);
  sb_qbo_text_set (&purchase->entity->type, customer ? "Customer" : "Vendor");
  sb_translation_set_currency (self, document, &purchase->currency_ref,
                               &purchase->exchange_rate);
  if (sb_translator_global_tax (self))
    sb_qbo_text_set (&purchase->global_tax, "NotApplicable");
  purchase->private_note = note_of (translation, document);
  if (!sb_day_parse (document->date, &purchase->date, error))
    return FALSE;
  if (!translation->refused)
    translation->body = sb_qbo_purchase_to_bytes (purchase);
  return TRUE;
}

/* ---- money in: a refund by a supplier ---- */

gboolean
sb_translate_deposit (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document = NULL;
  g_autoptr (SbQboDeposit) deposit = sb_qbo_deposit_new ();
  g_autoptr (SbQboLine) line = sb_qbo_line_new (SB_QBO_LINE_DEPOSIT);
  g_autofree char *vendor = NULL;
  g_autofree char *bank = NULL;
  g_autofree char *payable = NULL;

  if (!begin (self, translation, &document, error))
    return FALSE;
  vendor = sb_translator_id (self, translation, "Vendor", "supplier", document->party, error);
  if (vendor == NULL || !side_account (self, translation, document->id, TRUE, &bank, error)
      || !side_account (self, translation, document->id, FALSE, &payable, error)
      || !take_currency (document, &deposit->meta, translation, error))
    return FALSE;

  line->amount = document->total;
  sb_qbo_ref_set (&line->account, payable);
  sb_qbo_ref_set (&line->entity, vendor);
  sb_qbo_text_set (&line->entity->type, "Vendor");
  sb_qbo_lines_add (&deposit->lines, g_steal_pointer (&line));
  sb_qbo_ref_set (&deposit->account, bank);
  sb_translation_set_currency (self, document, &deposit->currency_ref, &deposit->exchange_rate);
  deposit->private_note = note_of (translation, document);
  if (!sb_day_parse (document->date, &deposit->date, error))
    return FALSE;
  if (!translation->refused)
    translation->body = sb_qbo_deposit_to_bytes (deposit);
  return TRUE;
}

/* ---- what settles what ---- */

typedef struct
{
  SbTranslator *translator;
  SbTranslation *translation;
  SbDocument *document;
  GPtrArray **lines;
} LinkOp;

static gboolean
add_link (LinkOp *op, const char *txn_type, const char *object, const char *subject,
          gint64 subject_id, gint64 amount, GError **error)
{
  g_autofree char *id
      = sb_translator_id (op->translator, op->translation, object, subject, subject_id, error);
  SbQboLine *line;

  if (id == NULL)
    return FALSE;
  line = sb_qbo_line_new (NULL);
  line->amount = amount;
  sb_qbo_line_add_link (line, txn_type, id);
  sb_qbo_lines_add (op->lines, line);
  return TRUE;
}

static gint64
linked_so_far (const LinkOp *op)
{
  gint64 sum = 0;

  for (guint i = 0; *op->lines != NULL && i < (*op->lines)->len; i++)
    sum += ((const SbQboLine *) g_ptr_array_index (*op->lines, i))->amount;
  return sum;
}

static const char *
object_of_target (const char *kind)
{
  static const struct
  {
    const char *kind, *object;
  } OBJECTS[] = {
    { "invoice", "Invoice" },
    { "bill", "Bill" },
    { "credit_note", "CreditMemo" },
    { "supplier_credit", "VendorCredit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (OBJECTS); i++)
    {
      if (g_str_equal (OBJECTS[i].kind, kind))
        return OBJECTS[i].object;
    }
  return NULL;
}

/* A credit and what is left of it. */
typedef struct
{
  gint64 id;
  gint64 event;
  gint64 left;
} Credit;

static GArray *
load_credits (LinkOp *op, const char *kind, GError **error)
{
  g_autoptr (GArray) credits = g_array_new (FALSE, FALSE, sizeof (Credit));
  g_autoptr (SbStatement) st = sb_bind_query (op->translator->db, SQL_CREDITS, error, ":party",
                                              'i', op->document->party, ":kind", 't', kind, NULL);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    {
      Credit credit = { sb_statement_int64 (st, "id"), sb_statement_int64 (st, "event"),
                        sb_statement_int64 (st, "total") };

      g_array_append_val (credits, credit);
    }
  return failed ? NULL : g_steal_pointer (&credits);
}

static gboolean
take (LinkOp *op, const char *object, Credit *credit, gint64 *amount, gboolean ours,
      GError **error)
{
  gint64 part = MIN (*amount, credit->left);

  if (part <= 0)
    return TRUE;
  credit->left -= part;
  *amount -= part;
  return !ours || add_link (op, object, object, "document", credit->id, part, error);
}

/* What a refund takes beyond the credit that it names comes out of the others, the oldest first.
 * All uses are gone through in their order, because each finds what the ones before left. */
static gboolean
add_credits (LinkOp *op, const char *kind, const char *object, GError **error)
{
  g_autoptr (GArray) credits = load_credits (op, kind, error);
  g_autoptr (SbStatement) uses
      = credits != NULL ? sb_bind_query (op->translator->db, SQL_CREDIT_USES, error, ":party",
                                         'i', op->document->party, ":kind", 't', kind, NULL)
                        : NULL;
  gboolean failed;

  if (uses == NULL)
    return FALSE;
  while (sb_bind_next (uses, &failed, error))
    {
      gint64 target = sb_statement_int64 (uses, "target");
      gint64 event = sb_statement_int64 (uses, "event");
      gint64 amount = sb_statement_int64 (uses, "amount");
      gboolean ours = sb_statement_int64 (uses, "source") == op->document->id;

      for (guint round = 0; round < 2; round++)
        {
          for (guint i = 0; i < credits->len; i++)
            {
              Credit *credit = &g_array_index (credits, Credit, i);
              gboolean named = credit->id == target;

              if ((round == 0 ? named : !named && credit->event < event)
                  && !take (op, object, credit, &amount, ours, error))
                return FALSE;
            }
        }
    }
  return !failed;
}

static gboolean
add_targets (LinkOp *op, GError **error)
{
  g_autoptr (GArray) allocations
      = sb_document_allocations (op->translator->db, op->document->id, error);
  gboolean credits_told = FALSE;

  for (guint i = 0; allocations != NULL && i < allocations->len; i++)
    {
      const SbAllocation *allocation = &g_array_index (allocations, SbAllocation, i);
      g_autoptr (SbDocument) target = NULL;
      const char *object;
      gboolean is_credit;

      if (allocation->source != op->document->id || !allocation->active)
        continue;
      target = sb_document_load (op->translator->db, allocation->target, error);
      if (target == NULL)
        return FALSE;
      object = object_of_target (target->kind);
      is_credit = g_str_equal (target->kind, "credit_note")
                  || g_str_equal (target->kind, "supplier_credit");
      /* All uses of credits are told at once. */
      if (is_credit && credits_told)
        continue;
      credits_told |= is_credit;
      if (object != NULL
          && !(is_credit ? add_credits (op, target->kind, object, error)
                         : add_link (op, object, object, "document", target->id,
                                     allocation->amount, error)))
        return FALSE;
    }
  return allocations != NULL;
}

/* What is set against it: the expense of a refund, the deposit of one, or the journal entry that
 * moved a deposit. A credit that is applied has both sides in its allocations already. */
static gboolean
add_counterpart (LinkOp *op, GError **error)
{
  const char *kind = op->document->kind;
  gint64 entry = 0;

  if (g_str_equal (kind, "credit_application"))
    return TRUE;
  if (g_str_equal (kind, "customer_refund"))
    return add_link (op, "Expense", "Purchase", "document", op->document->id, linked_so_far (op),
                     error);
  if (g_str_equal (kind, "supplier_refund"))
    return add_link (op, "Deposit", "Deposit", "document", op->document->id, linked_so_far (op),
                     error);
  if (!sb_bind_int64 (op->translator->db, SQL_ENTRY, &entry, NULL, error, ":document", 'i',
                      op->document->id, NULL))
    return FALSE;
  return add_link (op, "JournalEntry", "JournalEntry", "journal", entry, op->document->total,
                   error);
}

static gboolean
link_customer (SbTranslator *self, SbTranslation *translation, SbDocument *document,
               GError **error)
{
  g_autoptr (SbQboPayment) payment = sb_qbo_payment_new ();
  LinkOp op = { self, translation, document, &payment->lines };
  g_autofree char *customer
      = sb_translator_id (self, translation, "Customer", "customer", document->party, error);

  if (customer == NULL || !add_targets (&op, error) || !add_counterpart (&op, error)
      || !take_currency (document, &payment->meta, translation, error))
    return FALSE;
  payment->total = 0;
  payment->private_note = note_of (translation, document);
  sb_qbo_ref_set (&payment->customer, customer);
  sb_translation_set_currency (self, document, &payment->currency_ref, &payment->exchange_rate);
  if (!sb_day_parse (document->date, &payment->date, error))
    return FALSE;
  if (!translation->refused)
    translation->body = sb_qbo_payment_to_bytes (payment);
  return TRUE;
}

/* Several invoices may use several deposits: in the order of entry, the oldest money first. */
static gboolean
add_uses (LinkOp *op, GError **error)
{
  SbDatabase *db = op->translator->db;
  g_autoptr (SbStatement) deposits
      = sb_bind_query (db, SQL_DEPOSITS, error, ":party", 'i', op->document->party, NULL);
  g_autoptr (SbStatement) uses = NULL;
  gint64 before = 0;
  gint64 place = 0;
  gboolean failed;

  if (deposits == NULL)
    return FALSE;
  while (sb_bind_next (deposits, &failed, error))
    {
      if (sb_statement_int64 (deposits, "id") == op->document->id)
        break;
      before += sb_statement_int64 (deposits, "total");
    }
  uses = failed ? NULL
                : sb_bind_query (db, SQL_USES, error, ":party", 'i', op->document->party, NULL);
  if (uses == NULL)
    return FALSE;
  while (sb_bind_next (uses, &failed, error))
    {
      gint64 amount = sb_statement_int64 (uses, "amount");
      gint64 from = MAX (place, before);
      gint64 to = MIN (place + amount, before + op->document->total);

      if (to > from
          && !add_link (op, "Invoice", "Invoice", "document", sb_statement_int64 (uses, "target"),
                        to - from, error))
        return FALSE;
      place += amount;
    }
  return !failed;
}

/* Money received before the invoice is a payment without one, until an invoice uses it. */
static gboolean
customer_deposit (SbTranslator *self, SbTranslation *translation, SbDocument *document,
                  GError **error)
{
  g_autoptr (SbQboPayment) payment = sb_qbo_payment_new ();
  LinkOp op = { self, translation, document, &payment->lines };
  g_autofree char *bank = NULL;
  g_autofree char *customer
      = sb_translator_id (self, translation, "Customer", "customer", document->party, error);

  if (customer == NULL || !side_account (self, translation, document->id, TRUE, &bank, error)
      || !add_uses (&op, error)
      || !take_currency (document, &payment->meta, translation, error))
    return FALSE;
  /* What is not said stays as it is: that nothing uses it any more has to be said. */
  if (payment->lines == NULL && translation->operation == SB_QBO_OPERATION_UPDATE)
    payment->lines = g_ptr_array_new ();
  payment->total = document->total;
  payment->private_note = note_of (translation, document);
  sb_qbo_ref_set (&payment->customer, customer);
  sb_qbo_ref_set (&payment->deposit_account, bank);
  sb_translation_set_currency (self, document, &payment->currency_ref, &payment->exchange_rate);
  if (!sb_day_parse (document->date, &payment->date, error))
    return FALSE;
  if (!translation->refused)
    translation->body = sb_qbo_payment_to_bytes (payment);
  return TRUE;
}

gboolean
sb_translate_customer_link (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document = NULL;

  if (!begin (self, translation, &document, error))
    return FALSE;
  if (g_str_equal (document->kind, "customer_deposit"))
    return customer_deposit (self, translation, document, error);
  return link_customer (self, translation, document, error);
}

gboolean
sb_translate_supplier_link (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document = NULL;
  g_autoptr (SbQboBillPayment) payment = sb_qbo_bill_payment_new ();
  LinkOp op = { self, translation, NULL, &payment->lines };
  g_autofree char *vendor = NULL;
  g_autofree char *bank = NULL;

  if (!begin (self, translation, &document, error))
    return FALSE;
  op.document = document;
  vendor = sb_translator_id (self, translation, "Vendor", "supplier", document->party, error);
  if (vendor == NULL || !add_targets (&op, error) || !add_counterpart (&op, error)
      || !sb_translator_account (self, translation, "Bank", 0, &bank, error)
      || !take_currency (document, &payment->meta, translation, error))
    return FALSE;
  payment->total = 0;
  payment->private_note = note_of (translation, document);
  sb_qbo_text_set (&payment->pay_type, "Check");
  sb_qbo_ref_set (&payment->vendor, vendor);
  sb_qbo_ref_set (&payment->bank_account, bank);
  sb_translation_set_currency (self, document, &payment->currency_ref, &payment->exchange_rate);
  if (!sb_day_parse (document->date, &payment->date, error))
    return FALSE;
  if (!translation->refused)
    translation->body = sb_qbo_bill_payment_to_bytes (payment);
  return TRUE;
}

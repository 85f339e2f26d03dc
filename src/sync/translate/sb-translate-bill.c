/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bills: lines on the accounts that our journal of the bill names (received, in transit, tax ...),
 * because lines with items would post to the items' expense account. */
#include "sb-translate.h"

#include <glib/gi18n-lib.h>

#include "sb-account-choice.h"
#include "sb-document.h"
#include "sb-journal.h"
#include "sb-qbo-bill.h"
#include "sb-quantity.h"
#include "sb-sync-error.h"

#define NUMBER_MAX 21

typedef struct
{
  SbTranslator *translator;
  SbTranslation *translation;
  SbDocument *document;
  SbJournal *journal;
  SbQboBill *bill;
  GHashTable *left; /* role -> gint64: what the journal has there and no line says yet */
} BillOp;

static gint64 *
left_of (BillOp *op, const char *role)
{
  gint64 *left = g_hash_table_lookup (op->left, role);

  if (left == NULL)
    {
      left = g_new0 (gint64, 1);
      g_hash_table_insert (op->left, g_strdup (role), left);
    }
  return left;
}

static gint64
account_of_role (BillOp *op, const char *role)
{
  for (guint i = 0; i < op->journal->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (op->journal->lines, i);

      if (g_str_equal (line->role, role))
        return line->account;
    }
  return 0;
}

static gboolean
add_account_line (BillOp *op, const char *role, gint64 account, gint64 amount,
                  const char *description, GError **error)
{
  g_autofree char *qbo_id = NULL;
  SbQboLine *line;

  if (amount == 0)
    return TRUE;
  if (!sb_translator_account (op->translator, op->translation, role, account, &qbo_id, error))
    return FALSE;
  line = sb_qbo_line_new (SB_QBO_LINE_ACCOUNT_EXPENSE);
  line->amount = amount;
  line->description = g_strdup (description);
  sb_qbo_ref_set (&line->account, qbo_id != NULL ? qbo_id : "@0");
  sb_qbo_lines_add (&op->bill->lines, line);
  *left_of (op, role) -= amount;
  return TRUE;
}

static char *
goods_description (const SbDocumentLine *line, gint64 qty, SbCurrency currency)
{
  g_autofree char *count = sb_quantity_format (qty);
  g_autofree char *price = sb_price_format (line->unit_price, currency);

  return g_strdup_printf ("%s x %s @ %s", line->sku, count, price);
}

/* Goods lines speak for the clearing accounts as far as the journal has something there; what is no
 * stock (services) is told by the journal's own lines. */
static gboolean
add_clearing (BillOp *op, const char *role, gint64 amount, const char *description, GError **error)
{
  if (ABS (amount) > ABS (*left_of (op, role)))
    return TRUE;
  return add_account_line (op, role, account_of_role (op, role), amount, description, error);
}

/* A line of goods that matches partly becomes two. */
static gboolean
add_goods (BillOp *op, const SbDocumentLine *line, GError **error)
{
  SbCurrency home = op->translator->company->home;
  g_autofree char *received = goods_description (line, line->matched_qty, home);
  g_autofree char *coming = goods_description (line, line->qty - line->matched_qty, home);

  return add_clearing (op, "GRNI", line->matched_cost, received, error)
         && add_clearing (op, "GoodsInTransit", line->cost - line->matched_cost, coming, error);
}

/* What no document line told: tax, rounding, services by their journal accounts. */
static gboolean
add_rest (BillOp *op, GError **error)
{
  for (guint i = 0; i < op->journal->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (op->journal->lines, i);
      gint64 amount = *left_of (op, line->role);

      if (g_str_equal (line->role, "AccountsPayable") || !line->exported)
        continue;
      if (line->amount == 0 || ABS (amount) > ABS (line->amount))
        amount = line->amount;
      if (!add_account_line (op, line->role, line->account, amount, line->role, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_head (BillOp *op, GError **error)
{
  SbDocument *document = op->document;
  g_autofree char *vendor = sb_translator_id (op->translator, op->translation, "Vendor", "supplier",
                                              document->party, error);
  g_autofree char *text = g_strdup_printf ("bill %s (%s)", document->display, document->event_id);

  if (vendor == NULL)
    return FALSE;
  op->bill->meta.id = g_strdup (op->translation->qbo_id);
  op->bill->meta.sync_token = g_strdup (op->translation->sync_token);
  op->bill->meta.currency = op->translator->company->home;
  sb_qbo_ref_set (&op->bill->vendor, vendor);
  op->bill->doc_number = g_strdup (document->display);
  op->bill->private_note = sb_translation_note (op->translation, text);
  if (document->due != NULL && !sb_day_parse (document->due, &op->bill->due_date, error))
    return FALSE;
  return sb_day_parse (document->date, &op->bill->date, error);
}

static void
refuse_unsendable (BillOp *op)
{
  const SbQboCompany *company = op->translator->company;

  if (g_strcmp0 (op->document->currency, company->home.code) != 0)
    sb_translation_refuse (op->translation, SB_RECORD_FAILED, "currency",
                           _("Documents in %s are not sent yet."), op->document->currency);
  if (!company->is_us && company->sales_tax)
    sb_translation_refuse (op->translation, SB_RECORD_FAILED, "tax-code",
                           _("Taxes of companies outside the United States are not sent yet."));
  if (g_utf8_strlen (op->document->display, -1) > NUMBER_MAX)
    sb_translation_refuse (
        op->translation, SB_RECORD_FAILED, "validation",
        _("The number %s is longer than the %d characters that QuickBooks takes."),
        op->document->display, NUMBER_MAX);
}

static SbJournal *
load_journal (BillOp *op, GError **error)
{
  g_autoptr (GPtrArray) journals =
    sb_journal_list_for_event (op->translator->db, op->document->event, error);

  if (journals == NULL)
    return NULL;
  for (guint i = 0; i < journals->len; i++)
    {
      SbJournal *journal = g_ptr_array_index (journals, i);

      if (g_str_equal (journal->object, "Bill"))
        return sb_journal_load (op->translator->db, journal->seq, error);
    }
  g_set_error (error, SB_SYNC_ERROR, SB_SYNC_ERROR_REPLAY, "bill %s has no journal",
               op->document->number);
  return NULL;
}

static gboolean
build (BillOp *op, GError **error)
{
  for (guint i = 0; i < op->journal->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (op->journal->lines, i);

      *left_of (op, line->role) += line->amount;
    }
  if (!set_head (op, error))
    return FALSE;
  for (guint i = 0; i < op->document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (op->document->lines, i);

      if (g_str_equal (line->part, "line") && line->product != 0 && !add_goods (op, line, error))
        return FALSE;
    }
  if (!add_rest (op, error))
    return FALSE;
  refuse_unsendable (op);
  return TRUE;
}

gboolean
sb_translate_bill (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document
      = sb_document_load (self->db, translation->record->subject_id, error);
  g_autoptr (SbQboBill) bill = sb_qbo_bill_new ();
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (SbJournal) journal = NULL;
  GError *failure = NULL;
  BillOp op = { self, translation, document, NULL, bill, left };

  if (document == NULL || !sb_translator_posting (self, translation, error))
    return FALSE;
  op.journal = journal = load_journal (&op, error);
  if (journal == NULL || !build (&op, error))
    return FALSE;
  if (!sb_qbo_bill_check (bill, &failure))
    {
      sb_translation_refuse (translation, SB_RECORD_FAILED, "validation", "%s", failure->message);
      g_clear_error (&failure);
    }
  if (!translation->refused)
    translation->body = sb_qbo_bill_to_bytes (bill);
  return TRUE;
}

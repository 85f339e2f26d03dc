/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-translate.h"

#include "sb-json-reader.h"

#include <glib/gi18n-lib.h>

#include "sb-account-choice.h"
#include "sb-bind.h"
#include "sb-doc-facts.h"
#include "sb-fields.h"
#include "sb-qbo-error.h"

/* A further document type is a row here and a file beside. */
static const struct
{
  const char *object;
  const char *subject; /* (nullable): any */
  SbTranslateFunc translate;
} TRANSLATIONS[] = {
  { "Customer", NULL, sb_translate_list },
  { "Vendor", NULL, sb_translate_list },
  { "Item", "product", sb_translate_list },
  { "Item", "own-item", sb_translate_own_item },
  { "Invoice", NULL, sb_translate_sale },
  { "CreditMemo", NULL, sb_translate_sale },
  { "RefundReceipt", NULL, sb_translate_sale },
  { "Estimate", NULL, sb_translate_sale },
  { "Bill", NULL, sb_translate_bill },
  { "VendorCredit", NULL, sb_translate_bill },
  { "PurchaseOrder", NULL, sb_translate_purchase_order },
  { "Purchase", NULL, sb_translate_purchase },
  { "Deposit", NULL, sb_translate_deposit },
  { "Payment", NULL, sb_translate_payment },
  { "BillPayment", NULL, sb_translate_bill_payment },
  { "JournalEntry", "journal", sb_translate_journal_entry },
};

static const char SQL_DEPENDENTS[]
    = "SELECT DISTINCT r.id FROM record r JOIN link l ON l.record = r.id"
      " WHERE r.subject = 'document' AND r.id <> :self AND l.state = 'linked'"
      " AND r.action IN ('delete', 'void') AND r.state IN ('waiting', 'blocked')"
      " AND ((r.subject_id = :id AND r.object IN ('Payment', 'BillPayment'))"
      "      OR r.subject_id IN (SELECT source FROM allocation WHERE target = :id))";

SbTranslator *
sb_translator_new (SbDatabase *db, const char *realm, GError **error)
{
  g_autoptr (SbQboCompany) company = sb_qbo_company_load (db, error);
  SbTranslator *self;

  if (company == NULL)
    return NULL;
  self = g_new0 (SbTranslator, 1);
  self->db = db;
  self->company = g_steal_pointer (&company);
  self->realm = g_strdup (realm);
  self->accounts = sb_account_choices_new ();
  return self;
}

void
sb_translator_free (SbTranslator *self)
{
  if (self == NULL)
    return;
  sb_qbo_company_free (self->company);
  g_free (self->realm);
  g_hash_table_unref (self->accounts);
  g_clear_pointer (&self->tax_codes, g_ptr_array_unref);
  g_free (self);
}

void
sb_translation_free (SbTranslation *self)
{
  if (self == NULL)
    return;
  sb_record_free (self->record);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->qbo_id);
  g_free (self->sync_token);
  g_free (self->snapshot);
  g_array_unref (self->needs);
  g_ptr_array_unref (self->posting);
  g_free (self->reason);
  g_free (self->message);
  g_free (self);
}

static void
posting_free (gpointer data)
{
  SbSyncPosting *posting = data;

  g_free (posting->qbo_id);
  g_free (posting->name);
  g_free (posting->role);
  g_free (posting);
}

gboolean
sb_translation_refuse (SbTranslation *self, SbRecordState state, const char *reason,
                       const char *format, ...)
{
  va_list args;

  if (self->refused)
    return TRUE;
  self->refused = TRUE;
  self->state = state;
  self->reason = g_strdup (reason);
  if (format != NULL)
    {
      va_start (args, format);
      self->message = g_strdup_vprintf (format, args);
      va_end (args);
    }
  return TRUE;
}

static void
add_need (SbTranslation *translation, gint64 record)
{
  for (guint i = 0; i < translation->needs->len; i++)
    {
      if (g_array_index (translation->needs, gint64, i) == record)
        return;
    }
  g_array_append_val (translation->needs, record);
}

char *
sb_translator_id (SbTranslator *self, SbTranslation *translation, const char *object,
                  const char *subject, gint64 subject_id, GError **error)
{
  g_autoptr (SbLink) link = NULL;
  GError *failure = NULL;
  gint64 record;

  if (!sb_record_lookup (self->db, object, subject, subject_id, &record, error))
    return NULL;
  if (record == 0)
    {
      sb_translation_refuse (translation, SB_RECORD_BLOCKED, "missing-reference", NULL);
      return g_strdup ("@0");
    }

  link = sb_link_of_record (self->db, record, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (link == NULL || g_str_equal (link->state, "deleted") || g_str_equal (link->state, "broken"))
    {
      add_need (translation, record);
      return g_strdup_printf ("@%" G_GINT64_FORMAT, record);
    }
  if (!link->active)
    {
      g_autoptr (SbRecord) other = sb_record_load (self->db, record, NULL);

      sb_translation_refuse (translation, SB_RECORD_BLOCKED, "inactive-reference",
                             _("%s is inactive in QuickBooks."),
                             other != NULL ? other->local : link->qbo_id);
    }
  return g_strdup (link->qbo_id);
}

char *
sb_translation_note (const SbTranslation *self, const char *text)
{
  return g_strdup_printf ("SB:%s %s", self->record->uid, text);
}

/* The date decides by itself, before QuickBooks is asked. */
static void
refuse_closed_period (SbTranslator *self, SbTranslation *translation)
{
  char day[SB_DAY_TEXT_SIZE];

  if (self->company->close_date == SB_DAY_NONE || translation->record->date == SB_DAY_NONE
      || translation->record->date > self->company->close_date)
    return;
  sb_translation_refuse (translation, SB_RECORD_FAILED, "closed-period",
                         _("The books are closed through %s in QuickBooks."),
                         sb_day_format (self->company->close_date, day));
}

/* What settles it, or links it, goes first. */
static gboolean
wait_for_dependents (SbTranslator *self, SbTranslation *translation, GError **error)
{
  const SbRecord *record = translation->record;
  g_autoptr (SbStatement) st = NULL;
  gboolean failed;

  if (!g_str_equal (record->subject, "document"))
    return TRUE;
  st = sb_bind_query (self->db, SQL_DEPENDENTS, error, ":id", 'i', record->subject_id, ":self",
                      'i', record->id, NULL);
  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    add_need (translation, sb_statement_int64_at (st, 0));
  return !failed;
}

static gboolean
translate_removal (SbTranslator *self, SbTranslation *translation, GError **error)
{
  const SbRecord *record = translation->record;

  if (translation->qbo_id == NULL)
    return sb_translation_refuse (translation, SB_RECORD_SUPERSEDED, "nothing-to-send", NULL);
  if (translation->operation == SB_QBO_OPERATION_VOID)
    translation->body
        = sb_qbo_void_body (record->object, translation->qbo_id, translation->sync_token);
  else
    translation->body = sb_qbo_delete_body (translation->qbo_id, translation->sync_token);
  return wait_for_dependents (self, translation, error);
}

static SbTranslateFunc
find_translation (const SbRecord *record)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TRANSLATIONS); i++)
    {
      if (g_str_equal (TRANSLATIONS[i].object, record->object)
          && (TRANSLATIONS[i].subject == NULL
              || g_str_equal (TRANSLATIONS[i].subject, record->subject)))
        return TRANSLATIONS[i].translate;
    }
  return NULL;
}

static SbQboOperation
operation_of (const char *action)
{
  if (g_str_equal (action, "update"))
    return SB_QBO_OPERATION_UPDATE;
  if (g_str_equal (action, "delete"))
    return SB_QBO_OPERATION_DELETE;
  if (g_str_equal (action, "void"))
    return SB_QBO_OPERATION_VOID;
  return SB_QBO_OPERATION_CREATE;
}

/* Facts of our own body, read the way an answer is read. */
static gboolean
take_snapshot (SbTranslator *self, SbTranslation *translation, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (translation->body, &size);
  g_autoptr (JsonNode) node = sb_json_parse (text, (gssize) size, error);
  g_autoptr (SbFields) facts = NULL;

  if (node == NULL)
    return FALSE;
  facts = sb_doc_facts (translation->record->object, json_node_get_object (node),
                        self->company->home, error);
  if (facts == NULL)
    return FALSE;
  translation->snapshot = sb_fields_to_json (facts);
  return TRUE;
}

/* An update that says what both sides agree on already. */
static gboolean
refuse_old_news (SbTranslator *self, SbTranslation *translation, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbLink) link = NULL;
  g_autoptr (SbFields) agreed = NULL;
  g_autoptr (SbFields) ours = NULL;

  if (translation->operation != SB_QBO_OPERATION_UPDATE)
    return TRUE;
  link = sb_link_of_record (self->db, translation->record->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (link == NULL || link->snapshot == NULL)
    return TRUE;
  agreed = sb_fields_from_json (link->snapshot);
  ours = sb_fields_from_json (translation->snapshot);
  if (sb_doc_facts_differ (ours, agreed) == NULL)
    sb_translation_refuse (translation, SB_RECORD_SYNCED, NULL, NULL);
  return TRUE;
}

static gboolean
begin (SbTranslator *self, SbTranslation *translation, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbLink) link = sb_link_of_record (self->db, translation->record->id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  translation->operation = operation_of (translation->record->action);
  if (link != NULL)
    {
      translation->qbo_id = g_strdup (link->qbo_id);
      translation->sync_token = g_strdup (link->sync_token);
      /* What exists cannot be created: whatever the record says, it is an update. */
      if (translation->operation == SB_QBO_OPERATION_CREATE)
        translation->operation = SB_QBO_OPERATION_UPDATE;
    }
  else if (translation->operation == SB_QBO_OPERATION_UPDATE)
    {
      translation->operation = SB_QBO_OPERATION_CREATE;
    }
  return TRUE;
}

/* The bytes themselves are asked, so that no kind of record leaves unchecked. */
static void
check_body (SbTranslator *self, SbTranslation *translation)
{
  g_autoptr (GError) failure = NULL;

  if (translation->body == NULL || translation->refused || !self->company->known
      || sb_qbo_check_body (translation->record->object, translation->body, &self->company->rules,
                            NULL, &failure))
    return;
  sb_translation_refuse (translation, SB_RECORD_FAILED,
                         sb_qbo_error_reason (failure) != NULL ? sb_qbo_error_reason (failure)
                                                               : "validation",
                         "%s", failure->message);
  g_clear_pointer (&translation->body, g_bytes_unref);
}

SbTranslation *
sb_translate (SbTranslator *self, gint64 record, GError **error)
{
  g_autoptr (SbTranslation) translation = g_new0 (SbTranslation, 1);
  SbTranslateFunc translate;

  translation->needs = g_array_new (FALSE, FALSE, sizeof (gint64));
  translation->posting = g_ptr_array_new_with_free_func (posting_free);
  translation->record = sb_record_load (self->db, record, error);
  if (translation->record == NULL || !begin (self, translation, error))
    return NULL;

  refuse_closed_period (self, translation);
  if (translation->operation == SB_QBO_OPERATION_DELETE
      || translation->operation == SB_QBO_OPERATION_VOID)
    return translate_removal (self, translation, error) ? g_steal_pointer (&translation) : NULL;

  translate = find_translation (translation->record);
  if (translate == NULL)
    {
      sb_translation_refuse (translation, SB_RECORD_PENDING, "export-off", NULL);
      return g_steal_pointer (&translation);
    }
  if (!translate (self, translation, error))
    return NULL;
  check_body (self, translation);
  if (translation->body == NULL && !translation->refused)
    sb_translation_refuse (translation, SB_RECORD_NOT_NEEDED, "nothing-to-send", NULL);
  if (translation->body != NULL && translation->snapshot == NULL
      && (!take_snapshot (self, translation, error)
          || !refuse_old_news (self, translation, error)))
    return NULL;
  return g_steal_pointer (&translation);
}

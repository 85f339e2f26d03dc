/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: a record when authorised; a deletion, a void or nothing at all when taken back. */
#include "sb-collect.h"

#include "sb-bind.h"
#include "sb-document.h"
#include "sb-setting.h"

static const char SQL_FORMER[] =
  "SELECT r.id FROM record r JOIN document d ON d.id = r.subject_id"
  " WHERE r.subject = 'document' AND r.object = :object AND d.kind = :kind AND d.number = :number"
  " AND d.state = 'undone' AND d.id <> :id AND r.state IN ('waiting', 'sent', 'failed', 'blocked')"
  " AND r.action IN ('delete', 'void') ORDER BY r.id DESC LIMIT 1";

/* The further documents of one payment that came from QuickBooks. */
static const char SQL_IMPORTED[] = "SELECT count (*) FROM record_import WHERE document = :id";

static const char SQL_REPOINT[] = "UPDATE record SET subject_id = :id WHERE id = :record";

static const char SQL_CURRENCY[] = "SELECT value FROM setting WHERE key = 'currency'";

/* A document type that QuickBooks takes is a row here, a translation, and nothing else in this
 * layer. */
static const struct
{
  const char *kind;
  const char *object;
  gboolean can_void; /* the API offers it; else a void is a deletion */
} KINDS[] = {
  { "invoice", "Invoice", TRUE },
  { "bill", "Bill", FALSE },
  { "payment", "Payment", TRUE },
  { "bill_payment", "BillPayment", TRUE },
};

const char *
sb_document_object (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      if (g_strcmp0 (KINDS[i].kind, kind) == 0)
        return KINDS[i].object;
    }
  return NULL;
}

const char *
sb_document_kind_of_object (const char *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      if (g_strcmp0 (KINDS[i].object, object) == 0)
        return KINDS[i].kind;
    }
  return NULL;
}

gboolean
sb_collect_load_settings (SbCollect *self, GError **error)
{
  GError *failure = NULL;
  g_autofree char *first = sb_setting_get (self->db, SB_SETTING_FIRST_DATE, &failure);
  g_autofree char *currency
      = failure == NULL ? sb_bind_text (self->db, SQL_CURRENCY, &failure, NULL) : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_strlcpy (self->first_date, first != NULL ? first : "", sizeof self->first_date);
  g_strlcpy (self->currency, currency != NULL ? currency : "", sizeof self->currency);
  return TRUE;
}

gboolean
sb_collect_too_early (const SbCollect *self, const char *date)
{
  return self->first_date[0] != '\0' && strcmp (date, self->first_date) < 0;
}

static void
describe (const SbDocument *document, SbRecordDraft *draft)
{
  draft->object = sb_document_object (document->kind);
  draft->subject = "document";
  draft->subject_id = document->id;
  draft->local = document->display;
  draft->event = document->event_id;
  draft->date = document->date;
  draft->sequence = document->event;
  draft->has_amount = TRUE;
  draft->amount = document->total;
  draft->currency = document->currency;
  draft->party = document->party_name;
}

static void
decide_state (const SbCollect *self, const SbDocument *document, SbRecordDraft *draft)
{
  draft->action = "create";
  draft->state = SB_RECORD_WAITING;
  if (!g_str_equal (document->state, "authorised"))
    {
      draft->state = SB_RECORD_SUPERSEDED;
    }
  else if (!document->send || g_str_equal (document->origin, "qbo"))
    {
      draft->state = SB_RECORD_NOT_NEEDED;
      draft->reason = "nothing-to-send";
    }
  else if (sb_collect_too_early (self, document->date))
    {
      draft->state = SB_RECORD_NOT_NEEDED;
      draft->reason = "before-first-date";
    }
}

static gboolean
need_own_item (SbCollect *self, gint64 which, const char *name, GError **error)
{
  SbRecordDraft draft = {
    .object = "Item", .subject = "own-item", .subject_id = which, .action = "create", .local = name,
    .state = SB_RECORD_WAITING,
  };
  gint64 record;

  if (!sb_record_lookup (self->db, "Item", "own-item", which, &record, error))
    return FALSE;
  return record != 0 || sb_record_insert (self->txn, &draft, self->now, error) != 0;
}

static gboolean
add_record (SbCollect *self, const SbDocument *document, GError **error)
{
  SbRecordDraft draft = { 0 };
  gint64 former = 0;

  describe (document, &draft);
  decide_state (self, document, &draft);
  if (draft.state == SB_RECORD_WAITING
      && !sb_bind_int64 (self->db, SQL_FORMER, &former, NULL, error, ":object", 't', draft.object,
                         ":kind", 't', document->kind, ":number", 't', document->number, ":id", 'i',
                         document->id, NULL))
    return FALSE;

  if (former == 0)
    return sb_record_insert (self->txn, &draft, self->now, error) != 0;

  /* Taken back and authorised again before anybody told QuickBooks: the same object is updated. */
  return sb_bind_run (self->db, SQL_REPOINT, error, ":id", 'i', document->id, ":record", 'i',
                      former, NULL)
         && sb_record_describe (self->txn, former, &draft, error)
         && sb_record_revise (self->txn, former, "update", self->now, error);
}

static gboolean
can_void (const char *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      if (g_str_equal (KINDS[i].object, object))
        return KINDS[i].can_void;
    }
  return FALSE;
}

static gboolean
take_back (SbCollect *self, const SbDocument *document, gint64 record, GError **error)
{
  g_autoptr (SbRecord) row = sb_record_load (self->db, record, error);
  gboolean is_void = g_str_equal (document->state, "void");
  GError *failure = NULL;
  g_autoptr (SbLink) link = NULL;

  if (row == NULL)
    return FALSE;
  link = sb_link_of_record (self->db, record, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  /* Never sent, or gone there already: nothing to tell. */
  if (row->state != SB_RECORD_SENT
      && (link == NULL || g_str_equal (link->state, "deleted")
          || (is_void && g_str_equal (link->state, "voided"))))
    return sb_conflict_clear (self->txn, record, error)
           && sb_record_set_state (self->txn, record, SB_RECORD_SUPERSEDED, NULL, NULL, NULL, NULL,
                                   self->now, error);
  if (row->state == SB_RECORD_SKIPPED)
    return TRUE;

  return sb_conflict_clear (self->txn, record, error)
         && sb_record_revise (self->txn, record,
                              is_void && can_void (row->object) ? "void" : "delete", self->now,
                              error);
}

gboolean
sb_collect_document (SbCollect *self, gint64 id, GError **error)
{
  g_autoptr (SbDocument) document = sb_document_load (self->db, id, error);
  gint64 record;

  if (document == NULL)
    return FALSE;
  if (sb_document_object (document->kind) == NULL)
    return TRUE;

  if (document->shipping != 0 && g_str_equal (document->kind, "invoice")
      && !need_own_item (self, SB_OWN_ITEM_SHIPPING, "Shipping", error))
    return FALSE;
  if (!sb_record_lookup (self->db, sb_document_object (document->kind), "document", id, &record,
                         error))
    return FALSE;
  if (record == 0)
    {
      gint64 imported = 0;

      if (!sb_bind_int64 (self->db, SQL_IMPORTED, &imported, NULL, error, ":id", 'i', id, NULL))
        return FALSE;
      return imported > 0 || add_record (self, document, error);
    }
  if (!g_str_equal (document->state, "authorised"))
    return take_back (self, document, record, error);
  return TRUE;
}

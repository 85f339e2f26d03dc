/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the owner decides about records: retry, skip, resolve. */
#include "sb-record-private.h"

#include <glib/gi18n-lib.h>

#include "sb-apply.h"
#include "sb-bind.h"
#include "sb-fields.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-list-entity.h"
#include "sb-mirror.h"
#include "sb-sync-error.h"
#include "sb-uid.h"

static const char SQL_FAILED[] = "SELECT id FROM record WHERE state = 'failed' ORDER BY id";
static const char SQL_CONFIRM[] = "UPDATE record SET confirmed = 1 WHERE id = :id";
static const char SQL_EVENT[]
    = "SELECT e.uid, d.date FROM document d JOIN event e ON e.seq = d.event WHERE d.id = :id";

static void
refuse (GPtrArray *refusals, gint64 id, const char *code, const char *message)
{
  SbRecordRefusal *refusal;

  if (refusals == NULL)
    return;
  refusal = g_new0 (SbRecordRefusal, 1);
  refusal->id = id;
  refusal->code = g_strdup (code);
  refusal->message = g_strdup (message);
  g_ptr_array_add (refusals, refusal);
}

static GPtrArray *
refusals_new (GPtrArray **refusals)
{
  if (refusals == NULL)
    return NULL;
  *refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_record_refusal_free);
  return *refusals;
}

static GArray *
all_failed (SbDatabase *db, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_FAILED, error, NULL);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (ids, id);
    }
  return failed ? NULL : g_steal_pointer (&ids);
}

/* Unknown ones are refusals, not errors. NULL with @failed FALSE then. */
static SbRecord *
load_or_refuse (SbTxn *txn, gint64 id, GPtrArray *refusals, gboolean *failed, GError **error)
{
  GError *failure = NULL;
  SbRecord *record = sb_record_load (sb_txn_get_database (txn), id, &failure);

  *failed = FALSE;
  if (record != NULL)
    return record;
  if (failure->domain == SB_SYNC_ERROR)
    {
      refuse (refusals, id, "unknown-record", failure->message);
      g_error_free (failure);
      return NULL;
    }
  *failed = TRUE;
  g_propagate_error (error, failure);
  return NULL;
}

static gboolean
retry_one (SbTxn *txn, const SbRecord *record, gint64 now, gboolean *changed, GPtrArray *refusals,
           GError **error)
{
  gboolean duplicate
      = record->state == SB_RECORD_BLOCKED && g_strcmp0 (record->reason, "possible-duplicate") == 0;
  gboolean inactive
      = record->state == SB_RECORD_BLOCKED && g_strcmp0 (record->reason, "inactive-reference") == 0;

  if (record->state != SB_RECORD_FAILED && record->state != SB_RECORD_SKIPPED && !duplicate
      && !inactive)
    {
      refuse (refusals, record->id, "not-failed", _("It did not fail."));
      return TRUE;
    }
  *changed = TRUE;
  if (duplicate
      && !sb_bind_run (sb_txn_get_database (txn), SQL_CONFIRM, error, ":id", 'i', record->id, NULL))
    return FALSE;
  if (g_str_equal (record->subject, "shipment"))
    return sb_record_set_state (txn, record->id, SB_RECORD_PENDING, "zero-cost", NULL, NULL, NULL,
                                now, error);
  return sb_record_set_state (txn, record->id, SB_RECORD_WAITING, NULL, NULL, NULL, NULL, now,
                              error);
}

int
sb_record_retry (SbTxn *txn, const gint64 *ids, gsize n, gint64 now, GPtrArray **refusals,
                 GError **error)
{
  GPtrArray *refused = refusals_new (refusals);
  g_autoptr (GArray) failed_ids = NULL;
  int changes = 0;

  if (ids == NULL)
    {
      failed_ids = all_failed (sb_txn_get_database (txn), error);
      if (failed_ids == NULL)
        return -1;
      ids = (const gint64 *) (gpointer) failed_ids->data;
      n = failed_ids->len;
    }
  for (gsize i = 0; i < n; i++)
    {
      gboolean failed;
      gboolean changed = FALSE;
      g_autoptr (SbRecord) record = load_or_refuse (txn, ids[i], refused, &failed, error);

      if (failed)
        return -1;
      if (record != NULL && !retry_one (txn, record, now, &changed, refused, error))
        return -1;
      changes += changed;
    }
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return changes;
}

static gboolean
skip_one (SbTxn *txn, const SbRecord *record, const char *reason, gint64 now, gboolean *changed,
          GPtrArray *refusals, GError **error)
{
  if (record->state == SB_RECORD_SYNCED || record->state == SB_RECORD_SUPERSEDED)
    {
      refuse (refusals, record->id, "synced", _("There is nothing left to skip."));
      return TRUE;
    }
  if (record->state == SB_RECORD_SENT)
    {
      refuse (refusals, record->id, "in-flight",
              _("It is on its way: sync first to learn what became of it."));
      return TRUE;
    }
  *changed = TRUE;
  return sb_conflict_clear (txn, record->id, error)
         && sb_record_set_state (txn, record->id, SB_RECORD_SKIPPED, "user", reason,
                                 _("Retry takes it back in."), NULL, now, error);
}

int
sb_record_skip (SbTxn *txn, const gint64 *ids, gsize n, const char *reason, gint64 now,
                GPtrArray **refusals, GError **error)
{
  GPtrArray *refused = refusals_new (refusals);
  int changes = 0;

  if (reason == NULL || reason[0] == '\0')
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "reason", _("Say why it is skipped."));
      return -1;
    }
  for (gsize i = 0; i < n; i++)
    {
      gboolean failed;
      gboolean changed = FALSE;
      g_autoptr (SbRecord) record = load_or_refuse (txn, ids[i], refused, &failed, error);

      if (failed)
        return -1;
      if (record != NULL && !skip_one (txn, record, reason, now, &changed, refused, error))
        return -1;
      changes += changed;
    }
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return changes;
}

/* ---- conflicts ---- */

/* Contacts and products: the chosen values become what is agreed or what is sent. */
static gboolean
resolve_list (SbTxn *txn, const SbListEntity *entity, const SbRecord *record, SbLink *link,
              gboolean take_qbo, gint64 now, GError **error)
{
  g_autoptr (SbFields) snapshot = sb_fields_from_json (link->snapshot);
  g_autoptr (SbFields) take = sb_fields_new ();

  for (guint i = 0; i < record->conflict->len; i++)
    {
      const SbConflictField *field = g_ptr_array_index (record->conflict, i);
      g_autofree char *key = g_strconcat (field->field, "/qbo", NULL);

      /* As if QuickBooks' value had been agreed: then only the local one is a change, or none is.
       */
      sb_fields_set (snapshot, field->field, field->qbo);
      if (sb_fields_has (snapshot, key))
        sb_fields_set (snapshot, key, field->qbo);
      if (take_qbo)
        sb_fields_set (take, field->field, field->qbo);
    }
  g_free (link->snapshot);
  link->snapshot = sb_fields_to_json (snapshot);
  if (!sb_link_save (txn, link, now, error) || !sb_conflict_clear (txn, record->id, error))
    return FALSE;
  if (take_qbo)
    return entity->write_local (txn, record->subject_id, take, now, error)
           && sb_record_set_state (txn, record->id, SB_RECORD_SYNCED, NULL, NULL, NULL, NULL, now,
                                   error)
           && sb_record_collect (txn, now, error);
  return sb_record_set_state (txn, record->id, SB_RECORD_SYNCED, NULL, NULL, NULL, NULL, now, error)
         && sb_record_revise (txn, record->id, "update", now, error);
}

/* Here wins: an edited object is written over, one that is gone is made again under the same
 * marker. */
static gboolean
send_again (SbTxn *txn, const SbRecord *record, SbLink *link, gint64 now, GError **error)
{
  gboolean there = g_str_equal (link->state, "linked");

  if (!sb_conflict_clear (txn, record->id, error))
    return FALSE;
  /* What was agreed no longer is: it goes even if nothing changed here. */
  g_clear_pointer (&link->snapshot, g_free);
  if (!(there ? sb_link_save (txn, link, now, error) : sb_link_remove (txn, record->id, error)))
    return FALSE;
  return sb_record_set_state (txn, record->id, SB_RECORD_WAITING, NULL, NULL, NULL, NULL, now,
                              error)
         && sb_record_revise (txn, record->id, there ? "update" : "create", now, error);
}

static gboolean
undo_document (SbTxn *txn, const SbRecord *record, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbStatement) st
      = sb_bind_query (db, SQL_EVENT, error, ":id", 'i', record->subject_id, NULL);
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *uid = sb_uid_new ();
  g_autofree char *json = NULL;
  g_autoptr (SbEvent) event = NULL;
  SbApplied *applied;
  SbCurrency home;

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW
      || !sb_book_currency (db, &home, error))
    return FALSE;
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", uid);
  sb_json_writer_member_string (writer, "date", sb_statement_text_at (st, 1));
  sb_json_writer_member_string (writer, "type", "undo");
  sb_json_writer_member_string (writer, "ref", sb_statement_text_at (st, 0));
  sb_json_writer_end_object (writer);
  json = sb_json_writer_finish (writer);
  event = sb_event_parse (json, -1, home, error);
  applied = event != NULL ? sb_ledger_apply (txn, event, error) : NULL;
  if (applied == NULL)
    return FALSE;
  sb_applied_free (applied);
  return TRUE;
}

/* There wins: what is gone there is undone here; an edit is left as it is there, and reconcile
 * shows it. */
static gboolean
accept_qbo (SbTxn *txn, const SbRecord *record, SbLink *link, gint64 now, GError **error)
{
  gboolean there = g_str_equal (link->state, "linked");

  if (!sb_conflict_clear (txn, record->id, error))
    return FALSE;
  if (!there && g_str_equal (record->subject, "document"))
    return undo_document (txn, record, error) && sb_record_collect (txn, now, error);
  if (!there)
    return sb_record_set_state (txn, record->id, SB_RECORD_SKIPPED, "user",
                                _("Its deletion in QuickBooks was accepted."), NULL, NULL, now,
                                error);
  g_clear_pointer (&link->snapshot, g_free);
  return sb_link_save (txn, link, now, error)
         && sb_record_set_state (txn, record->id, SB_RECORD_SYNCED, NULL, NULL, NULL, NULL, now,
                                 error);
}

int
sb_record_resolve (SbTxn *txn, gint64 id, gboolean take_qbo, gint64 now, GPtrArray **refusals,
                   GError **error)
{
  GPtrArray *refused = refusals_new (refusals);
  gboolean failed;
  g_autoptr (SbRecord) record = load_or_refuse (txn, id, refused, &failed, error);
  const SbListEntity *entity;
  g_autoptr (SbLink) link = NULL;

  if (failed)
    return -1;
  if (record == NULL)
    return 0;
  if (record->state != SB_RECORD_CONFLICT)
    {
      refuse (refused, id, "no-conflict", _("It is not in conflict."));
      return 0;
    }
  link = sb_link_of_record (sb_txn_get_database (txn), id, error);
  if (link == NULL)
    return -1;

  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  entity = sb_list_entity_find (record->object);
  if (entity != NULL)
    return resolve_list (txn, entity, record, link, take_qbo, now, error) ? 1 : -1;
  if (take_qbo)
    return accept_qbo (txn, record, link, now, error) ? 1 : -1;
  return send_again (txn, record, link, now, error) ? 1 : -1;
}

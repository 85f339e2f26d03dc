/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-document-seen.h"

#include "sb-doc-facts.h"
#include "sb-json-reader.h"
#include "sb-qbo-answer.h"

static gboolean
wants_it_gone (const SbRecord *record)
{
  return g_str_equal (record->action, "delete") || g_str_equal (record->action, "void");
}

static gboolean
set_link_state (SbTxn *txn, SbLink *link, const char *state, JsonObject *object, gint64 now,
                GError **error)
{
  const char *token = sb_json_string_or (object, "SyncToken", NULL);
  char *fresh = g_strdup (state); /* @state may be the link's own */

  g_free (link->state);
  link->state = fresh;
  if (token != NULL)
    {
      g_free (link->sync_token);
      link->sync_token = g_strdup (token);
    }
  return sb_link_save (txn, link, now, error);
}

/* Gone, and that was what we were about to ask for; or gone behind our back. */
static gboolean
object_gone (SbTxn *txn, const SbRecord *record, SbLink *link, const char *state,
             JsonObject *object, gint64 now, gboolean *conflict, GError **error)
{
  gboolean was_there = g_str_equal (link->state, "linked");

  if (!was_there)
    return TRUE;
  if (!set_link_state (txn, link, state, object, now, error))
    return FALSE;
  if (record->state == SB_RECORD_SENT)
    return TRUE;
  if (wants_it_gone (record))
    return sb_record_set_state (txn, record->id, SB_RECORD_SYNCED, NULL, NULL, NULL, NULL, now,
                                error);

  *conflict = TRUE;
  return sb_conflict_clear (txn, record->id, error)
         && sb_conflict_add (txn, record->id, "existence", "present", "present", state, "local",
                             error)
         && sb_record_set_state (txn, record->id, SB_RECORD_CONFLICT,
                                 g_str_equal (state, "voided") ? "voided-in-qbo" : "deleted-in-qbo",
                                 NULL, NULL, NULL, now, error);
}

/* What an owner can compare: a day, a number, a tax. Lines, parties and accounts are ids; the total is
 * compared as the amount. */
static gboolean
add_differences (SbTxn *txn, const SbRecord *record, const SbFields *base, const SbFields *theirs,
                 gboolean *any, GError **error)
{
  static const char *const passed_over[] = { "Lines", "Party", "Account", "TotalAmt", NULL };

  for (guint i = 0; i < sb_fields_count (base); i++)
    {
      const char *name = sb_fields_name (base, i);
      const char *ours = sb_fields_get (base, name);
      const char *qbo = sb_fields_get (theirs, name);

      if (*ours == '\0' || g_strv_contains (passed_over, name) || g_str_equal (ours, qbo))
        continue;
      *any = TRUE;
      if (!sb_conflict_add (txn, record->id, name, ours, ours, qbo, "local", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
object_edited (SbTxn *txn, const SbRecord *record, SbLink *link, JsonObject *object,
               const SbFields *base, const SbFields *theirs, const char *field, SbCurrency home,
               gint64 now, gboolean *conflict, GError **error)
{
  gint64 total = 0;
  g_autofree char *ours = sb_money_format (record->amount, home);
  g_autofree char *qbo = NULL;
  gboolean any = FALSE;

  if (!set_link_state (txn, link, "linked", object, now, error)
      || !sb_conflict_clear (txn, record->id, error)
      || !add_differences (txn, record, base, theirs, &any, error))
    return FALSE;
  if (sb_json_get_money (object, "TotalAmt", home, &total, NULL) && total != 0
      && total != record->amount)
    qbo = sb_money_format (total, home);
  else if (!any)
    qbo = g_strdup_printf ("%s: %s", field, sb_fields_get (theirs, field));

  *conflict = TRUE;
  return (qbo == NULL
          || sb_conflict_add (txn, record->id, "amount", ours, ours, qbo, "local", error))
         && sb_record_set_state (txn, record->id, SB_RECORD_CONFLICT,
                                 record->state == SB_RECORD_WAITING ? "edited-both"
                                                                    : "changed-in-qbo",
                                 NULL, NULL, NULL, now, error);
}

gboolean
sb_document_seen (SbTxn *txn, gint64 record_id, JsonObject *object, SbCurrency home, gint64 now,
                  gboolean *conflict, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  GError *failure = NULL;
  g_autoptr (SbRecord) record = sb_record_load (db, record_id, error);
  g_autoptr (SbLink) link = record != NULL ? sb_link_of_record (db, record_id, &failure) : NULL;
  g_autoptr (SbFields) base = NULL;
  g_autoptr (SbFields) theirs = NULL;
  gboolean ignored = FALSE;
  const char *field;

  if (conflict == NULL)
    conflict = &ignored;
  *conflict = FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (record == NULL)
    return FALSE;
  if (link == NULL)
    return TRUE;

  if (sb_qbo_object_is_deleted (object))
    return object_gone (txn, record, link, "deleted", object, now, conflict, error);
  if (sb_doc_is_voided (record->object, object, home))
    return object_gone (txn, record, link, "voided", object, now, conflict, error);

  /* The version that was looked at before: what had to be said about it has been said. */
  if (link->sync_token != NULL
      && g_strcmp0 (sb_json_string_or (object, "SyncToken", NULL), link->sync_token) == 0)
    return TRUE;
  base = sb_fields_from_json (link->snapshot);
  theirs = sb_doc_facts (record->object, object, home, error);
  if (theirs == NULL)
    return FALSE;
  field = sb_doc_facts_differ (base, theirs);
  if (field == NULL || record->state == SB_RECORD_SENT)
    return set_link_state (txn, link, link->state, object, now, error);
  if (record->state == SB_RECORD_CONFLICT)
    return set_link_state (txn, link, link->state, object, now, error);
  return object_edited (txn, record, link, object, base, theirs, field, home, now, conflict, error);
}

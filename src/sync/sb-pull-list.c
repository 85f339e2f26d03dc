/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contacts and products that changed in QuickBooks: merged field by field; new ones come over. */
#include "sb-pull-private.h"

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-ledger-error.h"
#include "sb-list-entity.h"
#include "sb-matching-rules.h"
#include "sb-mirror.h"
#include "sb-notice.h"
#include "sb-record-private.h"
#include "sb-run-private.h"

static const char SQL_STRANGERS[]
    = "SELECT m.qbo_id FROM mirror m WHERE m.object = :object AND m.active = 1"
      " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.object = m.object AND l.qbo_id = m.qbo_id) "
      "ORDER BY m.name";

static gboolean
set_conflicts (SbPull *pull, const SbRecord *record, const SbMerge *merge, GError **error)
{
  if (!sb_conflict_clear (pull->txn, record->id, error))
    return FALSE;
  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const SbMergeConflict *conflict = g_ptr_array_index (merge->conflicts, i);

      if (!sb_conflict_add (pull->txn, record->id, conflict->field, conflict->base, conflict->local,
                            conflict->qbo, conflict->suggest_qbo ? "qbo" : "local", error))
        return FALSE;
    }
  return sb_record_set_state (pull->txn, record->id, SB_RECORD_CONFLICT, "edited-both", NULL, NULL,
                              NULL, pull->now, error);
}

/* A name that is taken here cannot be taken over: the owner decides. */
static gboolean
write_local (SbPull *pull, const SbListEntity *entity, const SbRecord *record, SbMerge *merge,
             const SbFields *local, GError **error)
{
  GError *failure = NULL;

  if (sb_fields_count (merge->take) == 0
      || entity->write_local (pull->txn, record->subject_id, merge->take, pull->now, &failure))
    return TRUE;
  if (failure->domain != SB_LEDGER_ERROR)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_error_free (failure);
  for (guint i = 0; i < sb_fields_count (merge->take); i++)
    {
      const char *name = sb_fields_name (merge->take, i);
      SbMergeConflict *conflict = g_new0 (SbMergeConflict, 1);

      conflict->field = g_strdup (name);
      conflict->base = g_strdup (sb_fields_get (local, name));
      conflict->local = g_strdup (sb_fields_get (local, name));
      conflict->qbo = g_strdup (sb_fields_get (merge->take, name));
      g_ptr_array_add (merge->conflicts, conflict);
      sb_fields_set (merge->snapshot, name, sb_fields_get (local, name));
    }
  return TRUE;
}

static gboolean
settle_record (SbPull *pull, const SbRecord *record, const SbMerge *merge, GError **error)
{
  if (merge->conflicts->len > 0)
    return set_conflicts (pull, record, merge, error);
  if (record->state == SB_RECORD_CONFLICT
      && (!sb_conflict_clear (pull->txn, record->id, error)
          || !sb_record_set_state (pull->txn, record->id, SB_RECORD_SYNCED, NULL, NULL, NULL, NULL,
                                   pull->now, error)))
    return FALSE;
  if (sb_fields_count (merge->push) > 0
      && (record->state == SB_RECORD_SYNCED || record->state == SB_RECORD_CONFLICT))
    return sb_record_revise (pull->txn, record->id, "update", pull->now, error);
  return TRUE;
}

static gboolean
save_link (SbPull *pull, SbLink *link, const SbMerge *merge, JsonObject *object, GError **error)
{
  g_free (link->snapshot);
  link->snapshot = sb_fields_to_json (merge->snapshot);
  g_free (link->sync_token);
  link->sync_token = g_strdup (sb_json_string_or (object, "SyncToken", NULL));
  link->active = TRUE;
  return sb_link_save (pull->txn, link, pull->now, error);
}

static gboolean
merge_linked (SbPull *pull, const SbListEntity *entity, SbLink *link, JsonObject *object,
              GError **error)
{
  g_autoptr (SbRecord) record = sb_record_load (pull->db, link->record, error);
  g_autoptr (SbFields) base = sb_fields_from_json (link->snapshot);
  g_autoptr (SbFields) local = NULL;
  g_autoptr (SbFields) theirs = NULL;
  g_autoptr (SbMerge) merge = NULL;
  GError *failure = NULL;

  if (record == NULL)
    return FALSE;
  /* The answer of a request in the air will say what is agreed. */
  if (record->state == SB_RECORD_SENT || g_str_equal (record->subject, "own-item"))
    return TRUE;
  local = entity->read_local (pull->db, record->subject_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  theirs = local != NULL ? entity->read_qbo (object, pull->home, error) : NULL;
  if (theirs == NULL)
    return local == NULL;

  merge = sb_merge (entity->specs, entity->n_specs, base, local, theirs);
  if (!write_local (pull, entity, record, merge, local, error))
    return FALSE;
  if (sb_fields_count (merge->take) > 0 && merge->conflicts->len == 0)
    sb_run_count_pulled (pull->report, entity->object, "updated");
  return save_link (pull, link, merge, object, error) && settle_record (pull, record, merge, error);
}

/* Never deprecated here because of it: documents that need it say so. */
static gboolean
note_inactive (SbPull *pull, const SbListEntity *entity, SbLink *link, JsonObject *object,
               GError **error)
{
  if (link->active)
    sb_run_count_pulled (pull->report, entity->object, "inactive");
  link->active = FALSE;
  g_free (link->sync_token);
  link->sync_token = g_strdup (sb_json_string_or (object, "SyncToken", NULL));
  return sb_link_save (pull->txn, link, pull->now, error);
}

static gboolean
pull_row (SbPull *pull, const SbListEntity *entity, JsonObject *object, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbLink) link = NULL;

  if (!sb_mirror_put (pull->txn, entity->object, object, pull->now, error))
    return FALSE;
  link = sb_link_find (pull->db, pull->realm, entity->object, sb_json_string_or (object, "Id", ""),
                       &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (link == NULL)
    return TRUE;
  if (!sb_json_boolean_or (object, "Active", TRUE))
    return note_inactive (pull, entity, link, object, error);
  return merge_linked (pull, entity, link, object, error);
}

gboolean
sb_pull_list (SbPull *pull, const SbPulled *pulled, GError **error)
{
  const SbListEntity *entity = sb_list_entity_find (pulled->entity);

  for (guint i = 0; i < json_array_get_length (pulled->rows); i++)
    {
      JsonObject *object = sb_json_array_object (pulled->rows, i, error);

      if (object == NULL)
        return FALSE;
      if (sb_json_string_or (object, "status", NULL) == NULL
          && !pull_row (pull, entity, object, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- those that are nobody's yet ---- */

static gboolean
add_linked_record (SbPull *pull, const SbListEntity *entity, gint64 local_id,
                   const SbMirrorRow *row, GError **error)
{
  gint64 record;

  /* The new row is on the list of what changed; collecting makes its record. */
  return sb_record_collect (pull->txn, pull->now, error)
         && sb_record_lookup (pull->db, entity->object, entity->subject, local_id, &record, error)
         && record != 0
         && sb_matching_make_link (pull->txn, pull->realm, entity, record, row, pull->now, error);
}

static gboolean
import_row (SbPull *pull, const SbListEntity *entity, const SbMirrorRow *row, GError **error)
{
  JsonObject *object = json_node_get_object (row->body);
  g_autoptr (SbFields) values = entity->read_qbo (object, pull->home, error);
  GError *failure = NULL;
  gint64 local_id;

  if (values == NULL)
    return FALSE;
  local_id = entity->create_local (pull->txn, object, values, pull->now, &failure);
  if (failure != NULL && failure->domain == SB_LEDGER_ERROR)
    {
      g_autofree char *message
          = g_strdup_printf (_("%s \"%s\" of QuickBooks was not taken over: %s"), entity->object,
                             row->name, failure->message);

      g_error_free (failure);
      return sb_notice_add (pull->txn, "not-imported", entity->object, row->qbo_id, message,
                            _("Link it on the matching page, or change its name in QuickBooks."),
                            pull->now, error);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  sb_run_count_pulled (pull->report, entity->object, "created");
  return sb_notice_remove (pull->txn, "not-imported", entity->object, row->qbo_id, error)
         && add_linked_record (pull, entity, local_id, row, error);
}

static GPtrArray *
list_strangers (SbPull *pull, const char *entity, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SbStatement) st
      = sb_bind_query (pull->db, SQL_STRANGERS, error, ":object", 't', entity, NULL);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    g_ptr_array_add (ids, g_strdup (sb_statement_text_at (st, 0)));
  return failed ? NULL : g_steal_pointer (&ids);
}

gboolean
sb_pull_strangers (SbPull *pull, const char *object, GError **error)
{
  const SbListEntity *entity = sb_list_entity_find (object);
  g_autoptr (GPtrArray) ids = list_strangers (pull, object, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SbMirrorRow) row
          = sb_mirror_get (pull->db, object, g_ptr_array_index (ids, i), error);
      gboolean wanted = FALSE;

      if (row == NULL)
        return FALSE;
      if (entity->refusal (json_node_get_object (row->body)) != NULL)
        continue;
      if (!sb_matching_wanted (pull->db, pull->realm, entity, row, &wanted, error))
        return FALSE;
      if (!wanted && !import_row (pull, entity, row, error))
        return FALSE;
    }
  return TRUE;
}

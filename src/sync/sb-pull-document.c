/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our documents as QuickBooks has them: what somebody did to them there is told, never followed. */
#include "sb-pull-private.h"

#include "sb-bind.h"
#include "sb-doc-facts.h"
#include "sb-document-seen.h"
#include "sb-json-reader.h"
#include "sb-qbo-answer.h"
#include "sb-record-private.h"
#include "sb-run-private.h"

static const char SQL_LINKED[] =
  "SELECT qbo_id FROM link WHERE realm = :realm AND object = :object AND state = 'linked'";

static const char SQL_BY_MARKER[]
    = "SELECT id FROM record WHERE uid = :uid AND object = :object AND state IN ('waiting', "
      "'blocked', 'failed')"
      " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.record = record.id)";

/* Ours by its marker, but we do not know it: whoever sent it died before writing that down. */
static gboolean
adopt (SbPull *pull, const char *entity, JsonObject *object, GError **error)
{
  g_autofree char *marker = sb_doc_marker (object);
  g_autoptr (SbFields) facts = NULL;
  g_autofree char *snapshot = NULL;
  SbLink link = { 0 };
  gboolean found = FALSE;

  if (marker == NULL || sb_doc_is_voided (entity, object, pull->home))
    return TRUE;
  if (!sb_bind_int64 (pull->db, SQL_BY_MARKER, &link.record, &found, error, ":uid", 't', marker,
                      ":object", 't', entity, NULL))
    return FALSE;
  if (!found)
    return TRUE;
  facts = sb_doc_facts (entity, object, pull->home, error);
  if (facts == NULL)
    return FALSE;
  snapshot = sb_fields_to_json (facts);
  link.realm = (char *) pull->realm;
  link.object = (char *) entity;
  link.qbo_id = (char *) sb_json_string_or (object, "Id", "");
  link.sync_token = (char *) sb_json_string_or (object, "SyncToken", NULL);
  link.doc_number = (char *) sb_json_string_or (object, "DocNumber", NULL);
  link.snapshot = snapshot;
  link.active = TRUE;
  return sb_link_save (pull->txn, &link, pull->now, error)
         && sb_record_set_state (pull->txn, link.record, SB_RECORD_SYNCED, NULL, NULL, NULL, NULL,
                                 pull->now, error);
}

static gboolean
pull_document (SbPull *pull, const char *entity, JsonObject *object, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbLink) link =
    sb_link_find (pull->db, pull->realm, entity, sb_json_string_or (object, "Id", ""), &failure);
  gboolean conflict = FALSE;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (link == NULL)
    return sb_qbo_object_is_deleted (object) || adopt (pull, entity, object, error);
  if (!sb_document_seen (pull->txn, link->record, object, pull->home, pull->now, &conflict, error))
    return FALSE;
  if (conflict)
    sb_run_count_pulled (pull->report, entity,
                         sb_qbo_object_is_deleted (object) ? "deleted" : "updated");
  return TRUE;
}

static GHashTable *
ids_of (JsonArray *rows)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *object = sb_json_array_object (rows, i, NULL);
      const char *id = object != NULL ? sb_json_string_or (object, "Id", NULL) : NULL;

      if (id != NULL)
        g_hash_table_add (ids, (gpointer) id);
    }
  return ids;
}

static JsonObject *
deleted_object (const char *id)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "Id", id);
  json_object_set_string_member (object, "status", "Deleted");
  return object;
}

typedef gboolean (*OneFunc) (SbPull *pull, const char *entity, JsonObject *object, GError **error);

/* Queries do not show deletions: what is linked and not among all there is, is gone. */
static gboolean
pull_missing (SbPull *pull, const SbPulled *pulled, OneFunc one, GError **error)
{
  g_autoptr (GHashTable) present = ids_of (pulled->rows);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SbStatement) st = sb_bind_query (pull->db, SQL_LINKED, error, ":realm", 't',
                                              pull->realm, ":object", 't', pulled->entity, NULL);
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      const char *id = sb_statement_text_at (st, 0);

      if (!g_hash_table_contains (present, id))
        g_ptr_array_add (missing, g_strdup (id));
    }
  if (failed)
    return FALSE;
  for (guint i = 0; i < missing->len; i++)
    {
      g_autoptr (JsonObject) object = deleted_object (g_ptr_array_index (missing, i));

      if (!one (pull, pulled->entity, object, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
pull_all (SbPull *pull, const SbPulled *pulled, OneFunc one, GError **error)
{
  for (guint i = 0; i < json_array_get_length (pulled->rows); i++)
    {
      JsonObject *object = sb_json_array_object (pulled->rows, i, error);

      if (object == NULL || !one (pull, pulled->entity, object, error))
        return FALSE;
    }
  return !pulled->complete || pull_missing (pull, pulled, one, error);
}

gboolean
sb_pull_documents (SbPull *pull, const SbPulled *pulled, GError **error)
{
  return pull_all (pull, pulled, pull_document, error);
}

static gboolean
pull_payment (SbPull *pull, const char *entity, JsonObject *object, GError **error)
{
  return adopt (pull, entity, object, error) && sb_pull_payment (pull, entity, object, error);
}

gboolean
sb_pull_payments (SbPull *pull, const SbPulled *pulled, GError **error)
{
  return pull_all (pull, pulled, pull_payment, error);
}

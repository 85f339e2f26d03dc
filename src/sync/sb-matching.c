/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-matching.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-ledger.h"
#include "sb-matching-rules.h"
#include "sb-record-private.h"
#include "sb-setting.h"
#include "sb-sync-error.h"

static const char SQL_RECORDS[] = "SELECT r.id, r.subject_id, r.confirmed FROM record r WHERE "
                                  "r.subject = :subject ORDER BY r.local COLLATE NOCASE, r.id";
static const char SQL_UNLINKED[] =
  "SELECT r.id, r.subject_id, r.confirmed FROM record r WHERE r.subject = :subject"
  " AND r.state IN ('waiting', 'blocked', 'failed')"
  " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.record = r.id) ORDER BY r.id";
static const char SQL_CONFIRM[] = "UPDATE record SET confirmed = :confirmed WHERE id = :id";
static const char SQL_IS_LINKED[]
    = "SELECT record FROM link WHERE object = :object AND qbo_id = :id";
static const char SQL_EVER_SENT[] = "SELECT sent_revision FROM record WHERE id = :id";

static const struct
{
  const char *word;
  const char *object;
} KINDS[] = {
  [SB_MATCH_CUSTOMERS] = { "customers", "Customer" },
  [SB_MATCH_SUPPLIERS] = { "suppliers", "Vendor" },
  [SB_MATCH_PRODUCTS] = { "products", "Item" },
};

gboolean
sb_match_kind_parse (const char *word, SbMatchKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      if (g_strcmp0 (KINDS[i].word, word) == 0)
        {
          *kind = (SbMatchKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
sb_match_kind_word (SbMatchKind kind)
{
  return KINDS[kind].word;
}

const char *
sb_match_state_word (SbMatchState state)
{
  static const char *const WORDS[] = { "linked", "suggested", "ambiguous", "new", "refused" };

  return WORDS[state];
}

static void
candidate_free (gpointer data)
{
  SbMatchCandidate *candidate = data;

  if (candidate == NULL)
    return;
  g_free (candidate->id);
  g_free (candidate->name);
  g_free (candidate->type);
  g_free (candidate);
}

static void
row_free (gpointer data)
{
  SbMatchRow *row = data;

  g_free (row->local_name);
  g_free (row->local_key);
  g_free (row->rule);
  candidate_free (row->qbo);
  g_ptr_array_unref (row->candidates);
  g_free (row->reason);
  g_free (row);
}

void
sb_matching_free (SbMatching *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->only_in_qbo);
  g_free (self);
}

static SbMatchCandidate *
candidate_new (const SbListEntity *entity, const SbMirrorRow *row)
{
  SbMatchCandidate *candidate = g_new0 (SbMatchCandidate, 1);

  candidate->id = g_strdup (row->qbo_id);
  candidate->name = g_strdup (row->name);
  candidate->type
      = g_strdup (sb_json_string_or (json_node_get_object (row->body), "Type", entity->object));
  candidate->active = row->active;
  return candidate;
}

typedef struct
{
  gint64 record;
  gint64 subject_id;
  gboolean confirmed;
} Unlinked;

static GArray *
records_of (SbDatabase *db, const char *sql, const SbListEntity *entity, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (Unlinked));
  g_autoptr (SbStatement) st
      = sb_bind_query (db, sql, error, ":subject", 't', entity->subject, NULL);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    {
      Unlinked row = {
        sb_statement_int64 (st, "id"),
        sb_statement_int64 (st, "subject_id"),
        sb_statement_boolean (st, "confirmed"),
      };

      g_array_append_val (list, row);
    }
  return failed ? NULL : g_steal_pointer (&list);
}

static gboolean
fill_linked (SbDatabase *db, const SbListEntity *entity, const SbLink *link, SbMatchRow *row,
             GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbMirrorRow) mirror = sb_mirror_get (db, entity->object, link->qbo_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  row->state = SB_MATCH_LINKED;
  row->rule = g_strdup ("id");
  if (mirror != NULL)
    {
      row->qbo = candidate_new (entity, mirror);
    }
  else
    {
      row->qbo = g_new0 (SbMatchCandidate, 1);
      row->qbo->id = g_strdup (link->qbo_id);
      row->qbo->name = g_strdup (row->local_name);
      row->qbo->type = g_strdup (entity->object);
      row->qbo->active = link->active;
    }
  return TRUE;
}

static gboolean
fill_candidates (SbDatabase *db, const SbListEntity *entity, SbMatchRow *row, gboolean confirmed,
                 GError **error)
{
  const char *rule = NULL;
  const char *reason = NULL;
  g_autoptr (SbMirrorRow) refused = NULL;
  g_autoptr (GPtrArray) candidates
      = sb_matching_candidates (db, NULL, entity, row->local_id, &rule, error);

  if (candidates == NULL)
    return FALSE;
  if (confirmed)
    {
      row->state = SB_MATCH_NEW;
      return TRUE;
    }
  if (candidates->len == 1)
    {
      row->state = SB_MATCH_SUGGESTED;
      row->rule = g_strdup (rule);
      row->qbo = candidate_new (entity, g_ptr_array_index (candidates, 0));
      return TRUE;
    }
  if (candidates->len > 1)
    {
      row->state = SB_MATCH_AMBIGUOUS;
      row->rule = g_strdup (rule);
      for (guint i = 0; i < candidates->len; i++)
        g_ptr_array_add (row->candidates,
                         candidate_new (entity, g_ptr_array_index (candidates, i)));
      return TRUE;
    }
  if (!sb_matching_refused (db, entity, row->local_id, &reason, &refused, error))
    return FALSE;
  row->state = reason != NULL ? SB_MATCH_REFUSED : SB_MATCH_NEW;
  row->reason = g_strdup (reason);
  if (refused != NULL)
    row->qbo = candidate_new (entity, refused);
  return TRUE;
}

static SbMatchRow *
load_row (SbDatabase *db, const SbListEntity *entity, const Unlinked *record, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbFields) local = entity->read_local (db, record->subject_id, &failure);
  g_autoptr (SbLink) link = NULL;
  gboolean is_item = g_str_equal (entity->object, "Item");
  SbMatchRow *row;

  if (failure == NULL)
    link = sb_link_of_record (db, record->record, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  row = g_new0 (SbMatchRow, 1);
  row->candidates = g_ptr_array_new_with_free_func (candidate_free);
  row->local_id = record->subject_id;
  row->local_name = g_strdup (local != NULL ? sb_fields_get (local, entity->name_field) : "");
  row->local_key = g_strdup (
      local != NULL ? sb_fields_get (local, is_item ? "Sku" : "PrimaryEmailAddr") : NULL);
  if (row->local_key != NULL && row->local_key[0] == '\0')
    g_clear_pointer (&row->local_key, g_free);
  if (link != NULL ? !fill_linked (db, entity, link, row, error)
                   : !fill_candidates (db, entity, row, record->confirmed, error))
    {
      row_free (row);
      return NULL;
    }
  return row;
}

static gboolean
load_only_in_qbo (SbDatabase *db, const SbListEntity *entity, SbMatching *self, GError **error)
{
  g_autoptr (GPtrArray) rows = sb_mirror_list (db, entity->object, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const SbMirrorRow *row = g_ptr_array_index (rows, i);
      gint64 record = 0;
      gboolean linked = FALSE;

      if (!sb_bind_int64 (db, SQL_IS_LINKED, &record, &linked, error, ":object", 't',
                          entity->object, ":id", 't', row->qbo_id, NULL))
        return FALSE;
      if (!linked)
        g_ptr_array_add (self->only_in_qbo, candidate_new (entity, row));
    }
  return TRUE;
}

SbMatching *
sb_matching_load (SbDatabase *db, SbMatchKind kind, GError **error)
{
  const SbListEntity *entity = sb_list_entity_find (KINDS[kind].object);
  g_autoptr (SbMatching) self = g_new0 (SbMatching, 1);
  g_autoptr (GArray) records = records_of (db, SQL_RECORDS, entity, error);

  self->kind = kind;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->only_in_qbo = g_ptr_array_new_with_free_func (candidate_free);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      SbMatchRow *row = load_row (db, entity, &g_array_index (records, Unlinked, i), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (self->rows, row);
    }
  return load_only_in_qbo (db, entity, self, error) ? g_steal_pointer (&self) : NULL;
}

/* Id, key or unique name. */
static SbMatchRow *
find_local (SbMatching *matching, const char *local, GError **error)
{
  SbMatchRow *found = NULL;
  guint n = 0;

  for (guint i = 0; i < matching->rows->len; i++)
    {
      SbMatchRow *row = g_ptr_array_index (matching->rows, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, row->local_id);

      if (g_str_equal (id, local) || g_strcmp0 (row->local_key, local) == 0)
        return row;
      if (g_str_equal (row->local_name, local))
        {
          found = row;
          n++;
        }
    }
  if (n == 1)
    return found;
  sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "unknown-local",
                     n == 0 ? _("There is no \"%s\" here.")
                            : _("Several here are called \"%s\": use the number."),
                     local);
  return NULL;
}

static gboolean
refuse_link (SbDatabase *db, const SbListEntity *entity, const SbMirrorRow *row, gint64 record,
             GError **error)
{
  const char *reason = entity->refusal (json_node_get_object (row->body));
  gint64 owner = 0;

  if (reason != NULL)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, reason, _("%s cannot be linked."),
                         row->name);
      return FALSE;
    }
  if (!sb_bind_int64 (db, SQL_IS_LINKED, &owner, NULL, error, ":object", 't', entity->object,
                      ":id", 't', row->qbo_id, NULL))
    return FALSE;
  if (owner != 0 && owner != record)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "taken", _("%s is linked already."),
                         row->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
mark_new (SbTxn *txn, const SbListEntity *entity, gint64 record, gint64 now, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gint64 sent = 0;

  if (!sb_bind_int64 (db, SQL_EVER_SENT, &sent, NULL, error, ":id", 'i', record, NULL))
    return FALSE;
  if (sent > 0)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "taken",
                         _("It was sent to QuickBooks already."));
      return FALSE;
    }
  return sb_link_remove (txn, record, error)
         && sb_record_set_state (txn, record, SB_RECORD_WAITING, NULL, NULL, NULL, NULL, now, error)
         && sb_bind_run (db, SQL_CONFIRM, error, ":confirmed", 'i', (gint64)1, ":id", 'i', record,
                         NULL);
}

gboolean
sb_matching_link (SbTxn *txn, SbMatchKind kind, const char *local, const char *qbo_id, gint64 now,
                  GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  const SbListEntity *entity = sb_list_entity_find (KINDS[kind].object);
  g_autoptr (SbMatching) matching = NULL;
  g_autoptr (SbMirrorRow) row = NULL;
  g_autofree char *realm = NULL;
  GError *failure = NULL;
  SbMatchRow *own;
  gint64 record;

  if (!sb_record_collect (txn, now, error))
    return FALSE;
  matching = sb_matching_load (db, kind, error);
  own = matching != NULL ? find_local (matching, local, error) : NULL;
  if (own == NULL
      || !sb_record_lookup (db, entity->object, entity->subject, own->local_id, &record, error))
    return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  if (qbo_id == NULL)
    return mark_new (txn, entity, record, now, error);

  row = sb_mirror_get (db, entity->object, qbo_id, &failure);
  if (failure == NULL)
    realm = sb_setting_get (db, SB_SETTING_REALM, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (row == NULL || realm == NULL)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "unknown-qbo",
                         _("QuickBooks has no %s %s."), entity->object, qbo_id);
      return FALSE;
    }
  return refuse_link (db, entity, row, record, error) && sb_link_remove (txn, record, error)
         && sb_matching_make_link (txn, realm, entity, record, row, now, error)
         && sb_bind_run (db, SQL_CONFIRM, error, ":confirmed", 'i', (gint64)0, ":id", 'i', record,
                         NULL);
}

int
sb_matching_auto (SbTxn *txn, SbMatchKind kind, gint64 now, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  const SbListEntity *entity = sb_list_entity_find (KINDS[kind].object);
  g_autoptr (GArray) records = NULL;
  GError *failure = NULL;
  g_autofree char *realm = sb_setting_get (db, SB_SETTING_REALM, &failure);
  int linked = 0;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return -1;
    }
  if (!sb_record_collect (txn, now, error))
    return -1;
  records = records_of (db, SQL_UNLINKED, entity, error);
  if (records == NULL)
    return -1;
  for (guint i = 0; realm != NULL && i < records->len; i++)
    {
      const Unlinked *record = &g_array_index (records, Unlinked, i);
      g_autoptr (GPtrArray) candidates = NULL;

      if (record->confirmed)
        continue;
      candidates = sb_matching_candidates (db, realm, entity, record->subject_id, NULL, error);
      if (candidates == NULL)
        return -1;
      if (candidates->len != 1)
        continue;
      if (!sb_matching_make_link (txn, realm, entity, record->record,
                                  g_ptr_array_index (candidates, 0), now, error))
        return -1;
      linked++;
    }
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return linked;
}

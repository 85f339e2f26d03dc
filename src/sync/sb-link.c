/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which object in QuickBooks is ours, and what both sides agreed on last. */
#include "sb-record-private.h"

#define COLUMNS                                                                                    \
  "SELECT realm, object, qbo_id, record, sync_token, doc_number, snapshot, active, state FROM "    \
  "link "

static const char SQL_OF_RECORD[] = COLUMNS "WHERE record = :record";
static const char SQL_FIND[]
    = COLUMNS "WHERE realm = :realm AND object = :object AND qbo_id = :qbo_id";
static const char SQL_REMOVE[] = "DELETE FROM link WHERE record = :record";

static const char SQL_SAVE[]
    = "INSERT INTO link (realm, object, qbo_id, record, sync_token, doc_number, snapshot, active, "
      "state, updated)"
      " VALUES (:realm, :object, :qbo_id, :record, :sync_token, :doc_number, :snapshot, :active, "
      ":state, :now)"
      " ON CONFLICT (record) DO UPDATE SET realm = excluded.realm, object = excluded.object,"
      " qbo_id = excluded.qbo_id, sync_token = excluded.sync_token, doc_number = "
      "excluded.doc_number,"
      " snapshot = excluded.snapshot, active = excluded.active, state = excluded.state, updated = "
      "excluded.updated";

static const char SQL_CONFLICT_CLEAR[] = "DELETE FROM conflict WHERE record = :record";
static const char SQL_CONFLICT_ADD[] =
  "INSERT OR REPLACE INTO conflict (record, field, base, local, qbo, suggested)"
  " VALUES (:record, :field, :base, :local, :qbo, :suggested)";

void
sb_link_free (SbLink *self)
{
  if (self == NULL)
    return;
  g_free (self->realm);
  g_free (self->object);
  g_free (self->qbo_id);
  g_free (self->sync_token);
  g_free (self->doc_number);
  g_free (self->snapshot);
  g_free (self->state);
  g_free (self);
}

static SbLink *
read_link (SbStatement *st, GError **error)
{
  SbLink *link;

  if (sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;

  link = g_new0 (SbLink, 1);
  link->record = sb_statement_int64 (st, "record");
  link->realm = sb_statement_dup_text (st, "realm");
  link->object = sb_statement_dup_text (st, "object");
  link->qbo_id = sb_statement_dup_text (st, "qbo_id");
  link->sync_token = sb_statement_dup_text (st, "sync_token");
  link->doc_number = sb_statement_dup_text (st, "doc_number");
  link->snapshot = sb_statement_dup_text (st, "snapshot");
  link->active = sb_statement_boolean (st, "active");
  link->state = sb_statement_dup_text (st, "state");
  return link;
}

SbLink *
sb_link_of_record (SbDatabase *db, gint64 record, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_OF_RECORD, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":record", record, error))
    return NULL;
  return read_link (st, error);
}

SbLink *
sb_link_find (SbDatabase *db, const char *realm, const char *object, const char *qbo_id,
              GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_FIND, error);

  if (st == NULL
      || !sb_statement_bind_text (st, ":realm", realm, error)
      || !sb_statement_bind_text (st, ":object", object, error)
      || !sb_statement_bind_text (st, ":qbo_id", qbo_id, error))
    return NULL;
  return read_link (st, error);
}

gboolean
sb_link_save (SbTxn *txn, const SbLink *link, gint64 now, GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_SAVE, error);

  return st != NULL && sb_statement_bind_text (st, ":realm", link->realm, error)
         && sb_statement_bind_text (st, ":object", link->object, error)
         && sb_statement_bind_text (st, ":qbo_id", link->qbo_id, error)
         && sb_statement_bind_int64 (st, ":record", link->record, error)
         && sb_statement_bind_text (st, ":sync_token", link->sync_token, error)
         && sb_statement_bind_text (st, ":doc_number", link->doc_number, error)
         && sb_statement_bind_text (st, ":snapshot", link->snapshot, error)
         && sb_statement_bind_int64 (st, ":active", link->active ? 1 : 0, error)
         && sb_statement_bind_text (st, ":state", link->state != NULL ? link->state : "linked",
                                    error)
         && sb_statement_bind_int64 (st, ":now", now, error) && sb_statement_run (st, error);
}

gboolean
sb_link_remove (SbTxn *txn, gint64 record, GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_REMOVE, error);

  return st != NULL
         && sb_statement_bind_int64 (st, ":record", record, error)
         && sb_statement_run (st, error);
}

gboolean
sb_conflict_clear (SbTxn *txn, gint64 record, GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_CONFLICT_CLEAR, error);

  return st != NULL
         && sb_statement_bind_int64 (st, ":record", record, error)
         && sb_statement_run (st, error);
}

gboolean
sb_conflict_add (SbTxn *txn, gint64 record, const char *field, const char *base, const char *local,
                 const char *qbo, const char *suggested, GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_CONFLICT_ADD, error);

  return st != NULL
         && sb_statement_bind_int64 (st, ":record", record, error)
         && sb_statement_bind_text (st, ":field", field, error)
         && sb_statement_bind_text (st, ":base", base, error)
         && sb_statement_bind_text (st, ":local", local, error)
         && sb_statement_bind_text (st, ":qbo", qbo, error)
         && sb_statement_bind_text (st, ":suggested", suggested, error)
         && sb_statement_run (st, error);
}

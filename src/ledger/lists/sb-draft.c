/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-base-error.h"
#include "sb-ledger.h"
#include "sb-uid.h"

#define BODY_MAX (1024u * 1024u)

static const char SQL_INSERT[] =
  "INSERT INTO draft (uid, kind, body, updated) VALUES (:uid, :kind, :body, :updated)";
static const char SQL_UPDATE[] =
  "UPDATE draft SET kind = :kind, body = :body, updated = :updated WHERE id = :id";
static const char SQL_DELETE[] = "DELETE FROM draft WHERE id = :id";
static const char SQL_LOAD[] = "SELECT id, kind, body, updated FROM draft WHERE id = :id";
static const char SQL_LIST[] =
  "SELECT id, kind, body, updated FROM draft WHERE :kind IS NULL OR kind = :kind "
  "ORDER BY updated DESC, id DESC";

void
sb_draft_free (SbDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->body);
  g_free (self);
}

static SbDraft *
read_draft (SbStatement *st)
{
  SbDraft *self = g_new0 (SbDraft, 1);

  self->id = sb_statement_int64 (st, "id");
  self->kind = sb_statement_dup_text (st, "kind");
  self->body = sb_statement_dup_text (st, "body");
  self->updated = sb_statement_int64 (st, "updated");
  return self;
}

static gint64
insert_draft (SbTxn *txn, const char *kind, const char *body, gint64 now, GError **error)
{
  g_autoptr(SbStatement) st = sb_txn_prepare (txn, SQL_INSERT, error);
  g_autofree char *uid = sb_uid_new ();

  if (st == NULL || !sb_statement_bind_text (st, ":uid", uid, error) ||
      !sb_statement_bind_text (st, ":kind", kind, error) || !sb_statement_bind_text (st, ":body", body, error) ||
      !sb_statement_bind_int64 (st, ":updated", now, error) || !sb_statement_run (st, error))
    return 0;
  return sb_database_last_row_id (sb_txn_get_database (txn));
}

gint64
sb_draft_save (SbTxn *txn, gint64 id, const char *kind, const char *body, gint64 now, GError **error)
{
  g_autoptr(SbStatement) st = NULL;

  if (strlen (body) > BODY_MAX)
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TOO_LARGE, "%s", _("this is too long to keep"));
      return 0;
    }
  sb_ledger_note_change (txn, SB_CHANGE_DRAFTS);
  if (id != 0)
    {
      st = sb_txn_prepare (txn, SQL_UPDATE, error);
      if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error) ||
          !sb_statement_bind_text (st, ":kind", kind, error) || !sb_statement_bind_text (st, ":body", body, error) ||
          !sb_statement_bind_int64 (st, ":updated", now, error) || !sb_statement_run (st, error))
        return 0;
      if (sb_database_changes (sb_txn_get_database (txn)) > 0)
        return id;
    }
  /* New, or deleted by another window while it was typed here: what is typed is kept. */
  return insert_draft (txn, kind, body, now, error);
}

gboolean
sb_draft_delete (SbTxn *txn, gint64 id, GError **error)
{
  g_autoptr(SbStatement) st = sb_txn_prepare (txn, SQL_DELETE, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error) || !sb_statement_run (st, error))
    return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_DRAFTS);
  return TRUE;
}

SbDraft *
sb_draft_load (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_LOAD, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error) || sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  return read_draft (st);
}

GPtrArray *
sb_draft_list (SbDatabase *db, const char *kind, GError **error)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_draft_free);
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_LIST, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL || !sb_statement_bind_text (st, ":kind", kind, error))
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    g_ptr_array_add (drafts, read_draft (st));
  return step == SB_STEP_DONE ? g_steal_pointer (&drafts) : NULL;
}

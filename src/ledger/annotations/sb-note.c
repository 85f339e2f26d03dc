/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-note.h"

#include <glib/gi18n-lib.h>

#include "sb-audit.h"
#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-sql.h"

#define TEXT_MAX 10000

static const char SQL_ADD[] =
  "INSERT INTO note (subject, subject_id, text, who, written, changed)"
  " VALUES (:subject, :id, :text, :who, :now, :now)";
static const char SQL_CHANGE[] = "UPDATE note SET text = :text, changed = :now WHERE id = :id";
static const char SQL_REMOVE[] = "DELETE FROM note WHERE id = :id";
static const char SQL_LOAD[] = "SELECT subject, subject_id, text FROM note WHERE id = :id";
static const char SQL_LIST[] =
  "SELECT id, text, who, written, changed FROM note WHERE subject = :subject AND subject_id = :id"
  " ORDER BY id DESC";

void
sb_note_free (SbNote *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->who);
  g_free (self);
}

gint64
sb_note_add (SbTxn *txn, const char *subject, gint64 subject_id, const char *text, gint64 now,
             GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autofree char *name = sb_subject_name (db, subject, subject_id, error);
  gint64 id = 0;

  if (name == NULL || !sb_check_text (text, "/text", TEXT_MAX, TRUE, error) ||
      !sb_sql_insert (db, SQL_ADD, &id, error, SB_TEXT (":subject", subject),
                      SB_INT (":id", subject_id), SB_TEXT (":text", text),
                      SB_TEXT (":who", sb_audit_who ()), SB_INT (":now", now), SB_END) ||
      !sb_audit_add (txn, "note", subject, subject_id, name, text, now, error))
    return 0;
  sb_ledger_note_change (txn, SB_CHANGE_DOCUMENTS);
  return id;
}

/* The trail keeps what the note said before. */
static gboolean
audit_former (SbTxn *txn, gint64 id, const char *action, gint64 now, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LOAD, error, SB_INT (":id", id), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  g_autofree char *name = NULL;
  const char *subject;

  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s", _("there is no such note"));
  if (step != SB_STEP_ROW)
    return FALSE;
  subject = sb_statement_text_at (st, 0);
  name = sb_subject_name (db, subject, sb_statement_int64_at (st, 1), NULL);
  sb_ledger_note_change (txn, SB_CHANGE_DOCUMENTS);
  return sb_audit_add (txn, action, subject, sb_statement_int64_at (st, 1),
                       name != NULL ? name : subject, sb_statement_text_at (st, 2), now, error);
}

gboolean
sb_note_change (SbTxn *txn, gint64 id, const char *text, gint64 now, GError **error)
{
  return sb_check_text (text, "/text", TEXT_MAX, TRUE, error) &&
         audit_former (txn, id, "change-note", now, error) &&
         sb_sql_run (sb_txn_get_database (txn), SQL_CHANGE, error, SB_TEXT (":text", text),
                     SB_INT (":now", now), SB_INT (":id", id), SB_END);
}

gboolean
sb_note_remove (SbTxn *txn, gint64 id, gint64 now, GError **error)
{
  return audit_former (txn, id, "remove-note", now, error) &&
         sb_sql_run (sb_txn_get_database (txn), SQL_REMOVE, error, SB_INT (":id", id), SB_END);
}

GPtrArray *
sb_note_list (SbDatabase *db, const char *subject, gint64 subject_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_note_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LIST, error, SB_TEXT (":subject", subject),
                                             SB_INT (":id", subject_id), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbNote *note = g_new0 (SbNote, 1);

      g_ptr_array_add (list, note);
      note->id = sb_statement_int64_at (st, 0);
      note->text = g_strdup (sb_statement_text_at (st, 1));
      note->who = g_strdup (sb_statement_text_at (st, 2));
      note->written = sb_statement_int64_at (st, 3);
      note->changed = sb_statement_int64_at (st, 4);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

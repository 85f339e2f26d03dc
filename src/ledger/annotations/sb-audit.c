/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events are an audit trail already: append only, with the moment of their entry. So the trail is
 * read from two tables, and entering an event costs no second row. */

#include "sb-audit.h"

#include <string.h>

#include "sb-sql.h"

static const char SQL_ADD[] =
  "INSERT INTO audit (at, action, object, detail, who, subject, subject_id)"
  " VALUES (:at, :action, :object, :detail, :who, :subject, :subject_id)";

#define AUDIT_COLUMNS                                                                             \
  "SELECT at, who, action, subject, subject_id, object, detail, id AS place FROM audit"

/* An undo is told with what it undid. */
#define EVENT_COLUMNS                                                                             \
  "SELECT event.entered, COALESCE (event.who, '?'),"                                              \
  " CASE WHEN event.type <> 'undo' THEN 'enter'"                                                  \
  " WHEN json_extract (event.body, '$.void') = 1 THEN 'void' ELSE 'undo' END,"                    \
  " CASE WHEN document.id IS NULL THEN 'book' ELSE 'document' END,"                               \
  " COALESCE (document.id, 0),"                                                                   \
  " CASE WHEN document.id IS NULL THEN event.type"                                                \
  " ELSE document.kind || ' ' || document.display END, NULL, event.seq FROM event"                \
  " LEFT JOIN event AS undone ON undone.undone_by = event.seq"                                    \
  " LEFT JOIN document ON document.event = COALESCE (undone.seq, event.seq)"

static const char SQL_BOOK[] =
  "SELECT * FROM (" AUDIT_COLUMNS " WHERE :before = 0 OR at < :before ORDER BY id DESC LIMIT :limit)"
  " UNION ALL SELECT * FROM (" EVENT_COLUMNS
  " WHERE :before = 0 OR event.entered < :before ORDER BY event.seq DESC LIMIT :limit)"
  " ORDER BY 1 DESC, 8 DESC LIMIT :limit";

static const char SQL_SUBJECT[] =
  AUDIT_COLUMNS " WHERE subject = :subject AND subject_id = :id AND (:before = 0 OR at < :before)"
  " ORDER BY at DESC, id DESC LIMIT :limit";

static const char SQL_DOCUMENT[] =
  AUDIT_COLUMNS " WHERE subject = 'document' AND subject_id = :id AND (:before = 0 OR at < :before)"
  " UNION ALL SELECT * FROM (" EVENT_COLUMNS
  " WHERE event.seq IN (SELECT event FROM document WHERE id = :id"
  " UNION SELECT event.undone_by FROM document JOIN event ON event.seq = document.event"
  " WHERE document.id = :id) AND (:before = 0 OR event.entered < :before))"
  " ORDER BY 1 DESC, 8 DESC LIMIT :limit";

static const char SQL_CHAIN[] =
  AUDIT_COLUMNS " WHERE ((subject = 'chain' AND subject_id = :id) OR (subject = 'document'"
  " AND subject_id IN (SELECT id FROM document WHERE chain = :id)))"
  " AND (:before = 0 OR at < :before)"
  " UNION ALL SELECT * FROM (" EVENT_COLUMNS
  " WHERE event.seq IN (SELECT event FROM document WHERE chain = :id"
  " UNION SELECT event.undone_by FROM document JOIN event ON event.seq = document.event"
  " WHERE document.chain = :id) AND (:before = 0 OR event.entered < :before))"
  " ORDER BY 1 DESC, 8 DESC LIMIT :limit";

void
sb_audit_line_free (SbAuditLine *self)
{
  if (self == NULL)
    return;
  g_free (self->who);
  g_free (self->action);
  g_free (self->subject);
  g_free (self->object);
  g_free (self->detail);
  g_free (self);
}

const char *
sb_audit_who (void)
{
  const char *name = g_get_user_name ();

  return name != NULL && g_utf8_validate (name, -1, NULL) ? name : "?";
}

gboolean
sb_audit_add (SbTxn *txn, const char *action, const char *subject, gint64 subject_id,
              const char *object, const char *detail, gint64 now, GError **error)
{
  return sb_sql_run (sb_txn_get_database (txn), SQL_ADD, error,
                     SB_INT (":at", now != 0 ? now : g_get_real_time ()),
                     SB_TEXT (":action", action), SB_TEXT (":object", object),
                     SB_TEXT (":detail", detail), SB_TEXT (":who", sb_audit_who ()),
                     SB_TEXT (":subject", subject), SB_REF (":subject_id", subject_id), SB_END);
}

static const char *
statement_for (const char *subject)
{
  if (subject == NULL)
    return SQL_BOOK;
  if (strcmp (subject, SB_SUBJECT_DOCUMENT) == 0)
    return SQL_DOCUMENT;
  return strcmp (subject, SB_SUBJECT_CHAIN) == 0 ? SQL_CHAIN : SQL_SUBJECT;
}

static gboolean
bind_all (SbStatement *st, const char *subject, gint64 id, gint64 before, guint limit, GError **error)
{
  if (!sb_statement_bind_int64 (st, ":before", before, error) ||
      !sb_statement_bind_int64 (st, ":limit", limit, error))
    return FALSE;
  if (subject == NULL)
    return TRUE;
  if (statement_for (subject) == SQL_SUBJECT &&
      !sb_statement_bind_text (st, ":subject", subject, error))
    return FALSE;
  return sb_statement_bind_int64 (st, ":id", id, error);
}

GPtrArray *
sb_audit_list (SbDatabase *db, const char *subject, gint64 subject_id, gint64 before, guint limit,
               GError **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sb_audit_line_free);
  g_autoptr (SbStatement) st = sb_database_prepare (db, statement_for (subject), error);
  SbStep step;

  if (st == NULL || !bind_all (st, subject, subject_id, before, limit, error))
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbAuditLine *line = g_new0 (SbAuditLine, 1);

      g_ptr_array_add (list, line);
      line->at = sb_statement_int64_at (st, 0);
      line->who = g_strdup (sb_statement_text_at (st, 1));
      line->action = g_strdup (sb_statement_text_at (st, 2));
      line->subject = g_strdup (sb_statement_text_at (st, 3));
      line->subject_id = sb_statement_int64_at (st, 4);
      line->object = g_strdup (sb_statement_text_at (st, 5));
      line->detail = g_strdup (sb_statement_text_at (st, 6));
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

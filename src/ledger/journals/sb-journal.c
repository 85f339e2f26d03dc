/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-journal.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_LOAD[] =
  "SELECT journal.seq, journal.event, event.uid, journal.date, object, kind, document, reverses,"
  " send FROM journal JOIN event ON event.seq = journal.event WHERE journal.seq = :seq";

static const char SQL_LINES[] =
  "SELECT role, account, party, amount, export FROM journal_line WHERE journal = :seq ORDER BY"
  " line";

static const char SQL_OF_EVENT[] = "SELECT seq FROM journal WHERE event = :event ORDER BY seq";
static const char SQL_AFTER[] =
  "SELECT seq FROM journal WHERE seq > :after ORDER BY seq LIMIT :limit";

static void
journal_line_free (gpointer data)
{
  SbJournalLine *line = data;

  g_free (line->role);
  g_free (line);
}

void
sb_journal_free (SbJournal *self)
{
  g_free (self->event_id);
  g_free (self->date);
  g_free (self->object);
  g_free (self->kind);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static gboolean
load_lines (SbDatabase *db, SbJournal *journal, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LINES, error, SB_INT (":seq", journal->seq),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbJournalLine *line = g_new0 (SbJournalLine, 1);

      line->role = g_strdup (sb_statement_text_at (st, 0));
      line->account = sb_statement_int64_at (st, 1);
      line->party = sb_statement_int64_at (st, 2);
      line->amount = sb_statement_int64_at (st, 3);
      line->exported = sb_statement_int64_at (st, 4) != 0;
      g_ptr_array_add (journal->lines, line);
    }
  return step == SB_STEP_DONE;
}

SbJournal *
sb_journal_load (SbDatabase *db, gint64 seq, GError **error)
{
  g_autoptr (SbJournal) journal = g_new0 (SbJournal, 1);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LOAD, error, SB_INT (":seq", seq), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, _("there is no such journal"));
  if (step != SB_STEP_ROW)
    return NULL;
  journal->seq = sb_statement_int64_at (st, 0);
  journal->event = sb_statement_int64_at (st, 1);
  journal->event_id = g_strdup (sb_statement_text_at (st, 2));
  journal->date = g_strdup (sb_statement_text_at (st, 3));
  journal->object = g_strdup (sb_statement_text_at (st, 4));
  journal->kind = g_strdup (sb_statement_text_at (st, 5));
  journal->document = sb_statement_int64_at (st, 6);
  journal->reverses = sb_statement_int64_at (st, 7);
  journal->send = sb_statement_int64_at (st, 8) != 0;
  journal->lines = g_ptr_array_new_with_free_func (journal_line_free);
  if (!load_lines (db, journal, error))
    return NULL;
  return g_steal_pointer (&journal);
}

static GArray *
read_ids (SbStatement *st, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (ids, id);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

GPtrArray *
sb_journal_list_for_event (SbDatabase *db, gint64 event, GError **error)
{
  g_autoptr (GPtrArray) journals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sb_journal_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_OF_EVENT, error, SB_INT (":event", event),
                                             SB_END);
  g_autoptr (GArray) ids = read_ids (st, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      SbJournal *journal = sb_journal_load (db, g_array_index (ids, gint64, i), error);

      if (journal == NULL)
        return NULL;
      g_ptr_array_add (journals, journal);
    }
  return ids != NULL ? g_steal_pointer (&journals) : NULL;
}

GArray *
sb_journal_list_after (SbDatabase *db, gint64 after, guint limit, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_AFTER, error, SB_INT (":after", after), SB_INT (":limit", limit), SB_END);

  return read_ids (st, error);
}

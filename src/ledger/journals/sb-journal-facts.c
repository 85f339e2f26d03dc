/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-journal-facts.h"

#include "sb-sql.h"

static const char SQL_FACTS[] =
  "SELECT j.hash, e.entered, e.type, e.date, d.kind, d.display, c.side FROM journal AS j"
  " JOIN event AS e ON e.seq = j.event LEFT JOIN document AS d ON d.id = j.document"
  " LEFT JOIN chain AS c ON c.id = d.chain WHERE j.seq = :seq";

static const char SQL_ACCOUNT[] = "SELECT name FROM account WHERE id = :id";
static const char SQL_PARTY[] = "SELECT name FROM party WHERE id = :id";

void
sb_journal_facts_free (SbJournalFacts *self)
{
  g_clear_pointer (&self->journal, sb_journal_free);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->parties, g_ptr_array_unref);
  g_free (self->hash);
  g_free (self->event_type);
  g_free (self->event_date);
  g_free (self->document_kind);
  g_free (self->document_number);
  g_free (self->side);
  g_free (self);
}

static gboolean
read_facts (SbDatabase *db, SbJournalFacts *self, gint64 seq, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_FACTS, error, SB_INT (":seq", seq), SB_END);

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  self->hash = g_strdup (sb_statement_text_at (st, 0));
  self->entered = sb_statement_int64_at (st, 1);
  self->event_type = g_strdup (sb_statement_text_at (st, 2));
  self->event_date = g_strdup (sb_statement_text_at (st, 3));
  self->document_kind = g_strdup (sb_statement_text_at (st, 4));
  self->document_number = g_strdup (sb_statement_text_at (st, 5));
  self->side = g_strdup (sb_statement_text_at (st, 6));
  return TRUE;
}

static gboolean
add_name (SbDatabase *db, GPtrArray *names, const char *sql, gint64 id, GError **error)
{
  char *name = NULL;

  if (id != 0 && !sb_sql_text (db, sql, &name, error, SB_INT (":id", id), SB_END))
    return FALSE;
  g_ptr_array_add (names, name != NULL ? name : g_strdup (""));
  return TRUE;
}

SbJournalFacts *
sb_journal_facts_load (SbDatabase *db, gint64 seq, GError **error)
{
  g_autoptr (SbJournalFacts) self = g_new0 (SbJournalFacts, 1);

  self->accounts = g_ptr_array_new_with_free_func (g_free);
  self->parties = g_ptr_array_new_with_free_func (g_free);
  self->journal = sb_journal_load (db, seq, error);
  if (self->journal == NULL || !read_facts (db, self, seq, error))
    return NULL;
  for (guint i = 0; i < self->journal->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (self->journal->lines, i);

      if (!add_name (db, self->accounts, SQL_ACCOUNT, line->account, error) ||
          !add_name (db, self->parties, SQL_PARTY, line->party, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posting. Each journal carries a hash of itself and of the hash before it, so that a row changed
 * behind the program's back shows. */

#include "sb-journal-write.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "sb-decimal.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"

typedef struct
{
  const char *role; /* interned or static */
  gint64 account;
  gint64 party;
  gint64 amount;
  gboolean exported;
} Line;

struct _SbJournalDraft
{
  GArray *lines; /* (owned) (element-type Line) */
};

static const char SQL_LAST_HASH[] = "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1";

static const char SQL_JOURNAL[] =
  "INSERT INTO journal (event, date, object, kind, document, reverses, send, hash)"
  " VALUES (:event, :date, :object, :kind, :document, :reverses, :send, :hash)";

static const char SQL_LINE[] =
  "INSERT INTO journal_line (journal, line, role, account, party, amount, export)"
  " VALUES (:journal, :line, :role, :account, :party, :amount, :export)";

static const char SQL_HEAD[] =
  "SELECT event, date, object, kind, document, reverses, send FROM journal WHERE seq = :seq";

static const char SQL_LINES[] =
  "SELECT role, account, party, amount, export FROM journal_line WHERE journal = :seq ORDER BY"
  " line";

SbJournalDraft *
sb_journal_draft_new (void)
{
  SbJournalDraft *self = g_new0 (SbJournalDraft, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  return self;
}

void
sb_journal_draft_free (SbJournalDraft *self)
{
  g_array_unref (self->lines);
  g_free (self);
}

static gboolean
add_line (SbJournalDraft *self, const Line *line, GError **error)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *known = &g_array_index (self->lines, Line, i);

      if (strcmp (known->role, line->role) == 0 && known->account == line->account &&
          known->party == line->party && known->exported == line->exported)
        {
          if (!sb_add (known->amount, line->amount, &known->amount, error))
            return FALSE;
          if (known->amount == 0)
            g_array_remove_index (self->lines, i);
          return TRUE;
        }
    }
  if (line->amount != 0)
    g_array_append_vals (self->lines, line, 1);
  return TRUE;
}

gboolean
sb_journal_draft_add (SbJournalDraft *self, const char *role, gint64 account, gint64 party,
                      gint64 amount, GError **error)
{
  Line line = { g_intern_string (role), account, party, amount, TRUE };

  return add_line (self, &line, error);
}

gboolean
sb_journal_draft_add_mirror (SbJournalDraft *self, const char *role, gint64 account, gint64 amount,
                             GError **error)
{
  Line line = { g_intern_string (role), account, 0, amount, FALSE };

  return add_line (self, &line, error);
}

gboolean
sb_journal_draft_is_empty (const SbJournalDraft *self)
{
  return self->lines->len == 0;
}

/* Debits by role, then credits by role. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *x = a;
  const Line *y = b;
  int order;

  if ((x->amount > 0) != (y->amount > 0))
    return x->amount > 0 ? -1 : 1;
  order = strcmp (x->role, y->role);
  if (order != 0)
    return order;
  if (x->account != y->account)
    return x->account < y->account ? -1 : 1;
  if (x->party != y->party)
    return x->party < y->party ? -1 : 1;
  return x->exported - y->exported;
}

static gboolean
check_balance (const SbJournalDraft *draft, GError **error)
{
  gint64 sum = 0;

  for (guint i = 0; i < draft->lines->len; i++)
    if (!sb_add (sum, g_array_index (draft->lines, Line, i).amount, &sum, error))
      return FALSE;
  if (sum != 0 || draft->lines->len < 2)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNBALANCED, NULL,
                           _("a journal does not balance: %" PRId64 " left over"), sum);
      return FALSE;
    }
  return TRUE;
}

static char *
hash_text (const char *before, const SbJournalHead *head, const SbJournalDraft *draft)
{
  g_autoptr (GString) text = g_string_new (before);

  g_string_append_printf (text,
                          "|%" G_GINT64_FORMAT "|%s|%s|%s|%" G_GINT64_FORMAT
                          "|%" G_GINT64_FORMAT "|%d",
                          head->event, head->date, head->object, head->kind, head->document,
                          head->reverses, head->send);
  for (guint i = 0; i < draft->lines->len; i++)
    {
      const Line *line = &g_array_index (draft->lines, Line, i);

      g_string_append_printf (text,
                              "|%s,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                              ",%" G_GINT64_FORMAT ",%d",
                              line->role, line->account, line->party, line->amount,
                              line->exported);
    }
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
}

static gboolean
write_lines (SbDatabase *db, gint64 seq, const SbJournalDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->lines->len; i++)
    {
      const Line *line = &g_array_index (draft->lines, Line, i);

      if (!sb_sql_run (db, SQL_LINE, error, SB_INT (":journal", seq), SB_INT (":line", i),
                       SB_TEXT (":role", line->role), SB_REF (":account", line->account),
                       SB_REF (":party", line->party), SB_INT (":amount", line->amount),
                       SB_INT (":export", line->exported), SB_END))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_journal_write (SbDatabase *db, const SbJournalHead *head, const SbJournalDraft *draft,
                  gint64 *seq, GError **error)
{
  g_autofree char *before = NULL;
  g_autofree char *hash = NULL;

  if (!check_balance (draft, error) || !sb_sql_text (db, SQL_LAST_HASH, &before, error, SB_END))
    return FALSE;
  g_array_sort (draft->lines, compare_lines);
  hash = hash_text (before != NULL ? before : "", head, draft);
  return sb_sql_insert (db, SQL_JOURNAL, seq, error, SB_INT (":event", head->event),
                        SB_TEXT (":date", head->date), SB_TEXT (":object", head->object),
                        SB_TEXT (":kind", head->kind), SB_REF (":document", head->document),
                        SB_REF (":reverses", head->reverses), SB_INT (":send", head->send),
                        SB_TEXT (":hash", hash), SB_END) &&
         write_lines (db, *seq, draft, error);
}

char *
sb_journal_hash (SbDatabase *db, gint64 seq, const char *before, GError **error)
{
  g_autoptr (SbJournalDraft) draft = sb_journal_draft_new ();
  g_autoptr (SbStatement) head_st = sb_sql_query (db, SQL_HEAD, error, SB_INT (":seq", seq),
                                                  SB_END);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LINES, error, SB_INT (":seq", seq), SB_END);
  SbJournalHead head;
  SbStep step;

  if (head_st == NULL || st == NULL || sb_statement_step (head_st, error) == SB_STEP_ERROR)
    return NULL;
  head = (SbJournalHead) {
    sb_statement_int64_at (head_st, 0), sb_statement_text_at (head_st, 1),
    sb_statement_text_at (head_st, 2),
    sb_statement_text_at (head_st, 3), sb_statement_int64_at (head_st, 4),
    sb_statement_int64_at (head_st, 5),
    sb_statement_int64_at (head_st, 6) != 0,
  };
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      Line line = { g_intern_string (sb_statement_text_at (st, 0)), sb_statement_int64_at (st, 1),
                    sb_statement_int64_at (st, 2), sb_statement_int64_at (st, 3),
                    sb_statement_int64_at (st, 4) != 0 };

      g_array_append_val (draft->lines, line);
    }
  return step == SB_STEP_DONE ? hash_text (before, &head, draft) : NULL;
}

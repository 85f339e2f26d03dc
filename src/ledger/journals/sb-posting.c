/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-posting.h"

#include <string.h>

#include "sb-effect.h"
#include "sb-sql.h"

struct _SbPosting
{
  SbDatabase *db;     /* (owned) */
  gint64 trigger;
  gint64 own;
  char date[SB_DAY_TEXT_SIZE];
  gint64 document;    /* 0: none */
  gboolean send;
  GArray *effects;    /* (owned) (element-type SbEffectLine): differences to post, dated */
  GArray *journals;   /* (owned) (element-type gint64) */
};

static const char SQL_DOCUMENT_JOURNALS[] =
  "SELECT seq, object, document, send FROM journal WHERE event = :event AND kind = 'post'"
  " AND NOT EXISTS (SELECT 1 FROM value_entry WHERE value_entry.journal = journal.seq) ORDER BY"
  " seq";

static const char SQL_LINES[] =
  "SELECT role, account, party, amount, export FROM journal_line WHERE journal = :journal ORDER"
  " BY line";

static const char SQL_EVENT_EFFECTS[] =
  "SELECT role, account, SUM (amount) FROM value_entry WHERE movement IS NULL AND source = :event"
  " GROUP BY role, account";

static const char SQL_VALUE_ENTRY[] =
  "INSERT INTO value_entry (movement, source, trigger, journal, date, role, account, amount)"
  " VALUES (:movement, :source, :trigger, :journal, :date, :role, :account, :amount)";

SbPosting *
sb_posting_new (SbDatabase *db, gint64 trigger, gint64 own, const char *date)
{
  SbPosting *self = g_new0 (SbPosting, 1);

  self->db = g_object_ref (db);
  self->trigger = trigger;
  self->own = own;
  self->send = TRUE;
  g_strlcpy (self->date, date, sizeof self->date);
  self->effects = g_array_new (FALSE, FALSE, sizeof (SbEffectLine));
  self->journals = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
sb_posting_free (SbPosting *self)
{
  g_object_unref (self->db);
  g_array_unref (self->effects);
  g_clear_pointer (&self->journals, g_array_unref);
  g_free (self);
}

void
sb_posting_set_document (SbPosting *self, gint64 document, gboolean send)
{
  self->document = document;
  self->send = send;
}

static gboolean
write_journal (SbPosting *self, const SbJournalHead *head, const SbJournalDraft *draft, gint64 *seq,
               GError **error)
{
  *seq = 0;
  if (sb_journal_draft_is_empty (draft))
    return TRUE;
  if (!sb_journal_write (self->db, head, draft, seq, error))
    return FALSE;
  g_array_append_val (self->journals, *seq);
  return TRUE;
}

gboolean
sb_posting_add_document (SbPosting *self, const char *object, gint64 document,
                         const SbJournalDraft *draft, GError **error)
{
  SbJournalHead head = { self->trigger, self->date, object, "post", document, 0, self->send };
  gint64 seq = 0;

  return write_journal (self, &head, draft, &seq, error);
}

static gboolean
reverse_journal (SbPosting *self, gint64 journal, const char *object, gint64 document,
                 gboolean send, GError **error)
{
  SbJournalHead head = { self->trigger, self->date, object, "reversal", document, journal, send };
  g_autoptr (SbJournalDraft) draft = sb_journal_draft_new ();
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_LINES, error,
                                             SB_INT (":journal", journal), SB_END);
  gint64 seq = 0;
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      const char *role = sb_statement_text_at (st, 0);
      gint64 account = sb_statement_int64_at (st, 1);
      gint64 amount = -sb_statement_int64_at (st, 3);

      if (sb_statement_int64_at (st, 4) != 0
            ? !sb_journal_draft_add (draft, role, account, sb_statement_int64_at (st, 2), amount,
                                     error)
            : !sb_journal_draft_add_mirror (draft, role, account, amount, error))
        return FALSE;
    }
  return step == SB_STEP_DONE && write_journal (self, &head, draft, &seq, error);
}

gboolean
sb_posting_reverse_documents (SbPosting *self, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_DOCUMENT_JOURNALS, error, SB_INT (":event", self->own), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!reverse_journal (self, sb_statement_int64_at (st, 0), sb_statement_text_at (st, 1),
                          sb_statement_int64_at (st, 2), sb_statement_int64_at (st, 3) != 0, error))
      return FALSE;
  return step == SB_STEP_DONE;
}

gboolean
sb_posting_add_effect (SbPosting *self, const char *role, gint64 account, gint64 amount,
                       GError **error)
{
  SbEffectLine line = { .source = self->own, .role = g_intern_string (role), .account = account,
                        .amount = amount };

  g_strlcpy (line.date, self->date, sizeof line.date);
  if (amount != 0)
    g_array_append_val (self->effects, line);
  return TRUE;
}

gboolean
sb_posting_reverse_effects (SbPosting *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_EVENT_EFFECTS, error,
                                             SB_INT (":event", self->own), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!sb_posting_add_effect (self, sb_statement_text_at (st, 0), sb_statement_int64_at (st, 1),
                                -sb_statement_int64_at (st, 2), error))
      return FALSE;
  return step == SB_STEP_DONE;
}

static gboolean
settle_movement (SbPosting *self, gint64 id, GError **error)
{
  g_autoptr (GArray) wanted = NULL;
  g_autoptr (GArray) posted = NULL;
  g_autoptr (GArray) difference = NULL;
  gint64 value = 0;
  SbMovement m;

  if (!sb_movement_load (self->db, id, &m, error))
    return FALSE;
  wanted = sb_effect_list (self->db, &m, error);
  posted = wanted != NULL ? sb_effect_list_posted (self->db, &m, error) : NULL;
  difference = posted != NULL ? sb_effect_difference (wanted, posted, error) : NULL;
  if (difference == NULL)
    return FALSE;
  for (guint i = 0; i < difference->len; i++)
    {
      SbEffectLine *line = &g_array_index (difference, SbEffectLine, i);

      /* The latest of the trigger's day and the day of what is corrected. Both lie after the
       * closing date, or the trigger would have been refused. */
      if (strcmp (self->date, line->date) > 0)
        g_strlcpy (line->date, self->date, sizeof line->date);
      if (line->asset)
        value += line->amount;
      g_array_append_vals (self->effects, line, 1);
    }
  return value == 0 || sb_stock_level_add (self->db, m.product, m.location, 0, value, error);
}

static gboolean
write_value_entries (SbPosting *self, const SbEffectLine *lines, guint n, gint64 journal,
                     GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!sb_sql_run (self->db, SQL_VALUE_ENTRY, error, SB_REF (":movement", lines[i].movement),
                     SB_INT (":source", lines[i].source), SB_INT (":trigger", self->trigger),
                     SB_REF (":journal", journal), SB_TEXT (":date", lines[i].date),
                     SB_TEXT (":role", lines[i].role), SB_REF (":account", lines[i].account),
                     SB_INT (":amount", lines[i].amount), SB_END))
      return FALSE;
  return TRUE;
}

/* Also what a credit that was there before does to goods that the trigger returns. */
static gboolean
is_own (const SbPosting *self, const SbEffectLine *line)
{
  return line->source == self->own || line->event == self->own;
}

/* One entry for @n effects of one day. */
static gboolean
write_entry (SbPosting *self, const SbEffectLine *lines, guint n, GError **error)
{
  g_autoptr (SbJournalDraft) draft = sb_journal_draft_new ();
  g_autoptr (SbJournalDraft) own = sb_journal_draft_new ();
  SbJournalHead head = { self->trigger, lines[0].date, "JournalEntry", "correction", 0, 0, TRUE };
  gint64 seq = 0;

  for (guint i = 0; i < n; i++)
    if (!sb_journal_draft_add (draft, lines[i].role, lines[i].account, 0, lines[i].amount, error) ||
        (is_own (self, &lines[i]) &&
         !sb_journal_draft_add (own, lines[i].role, lines[i].account, 0, lines[i].amount, error)))
      return FALSE;
  if (!sb_journal_draft_is_empty (own))
    {
      head.kind = self->own == self->trigger ? "post" : "reversal";
      head.document = self->document;
      head.send = self->send;
    }
  return write_journal (self, &head, draft, &seq, error) &&
  write_value_entries (self, lines, n, seq, error);
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const SbEffectLine *x = a;
  const SbEffectLine *y = b;
  int order = strcmp (x->date, y->date);

  if (order == 0)
    order = (x->movement > y->movement) - (x->movement < y->movement);
  if (order == 0)
    order = (x->source > y->source) - (x->source < y->source);
  if (order == 0)
    order = strcmp (x->role, y->role);
  return order != 0 ? order : (x->account > y->account) - (x->account < y->account);
}

/* Effects that are not sent (opening stock that QuickBooks carries already) keep to themselves. */
static gboolean
write_unsent (SbPosting *self, GError **error)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (SbEffectLine));

  for (guint i = 0; i < self->effects->len;)
    {
      if (g_array_index (self->effects, SbEffectLine, i).source != self->own)
        {
          i++;
          continue;
        }
      g_array_append_val (own, g_array_index (self->effects, SbEffectLine, i));
      g_array_remove_index (self->effects, i);
    }
  return own->len == 0 ||
  write_entry (self, (const SbEffectLine *) (gpointer) own->data, own->len, error);
}

gboolean
sb_posting_settle (SbPosting *self, GArray *changed, GError **error)
{
  const SbEffectLine *lines;
  guint begin = 0;

  for (guint i = 0; i < changed->len; i++)
    if (!settle_movement (self, g_array_index (changed, SbMovementKeyed, i).movement, error))
      return FALSE;
  g_array_sort (self->effects, compare_dates);
  if (!self->send && !write_unsent (self, error))
    return FALSE;
  lines = (const SbEffectLine *) (gpointer) self->effects->data;
  for (guint end = 1; end <= self->effects->len; end++)
    if (end == self->effects->len || strcmp (lines[end].date, lines[begin].date) != 0)
      {
        if (!write_entry (self, lines + begin, end - begin, error))
          return FALSE;
        begin = end;
      }
  return TRUE;
}

GArray *
sb_posting_steal_journals (SbPosting *self)
{
  return g_steal_pointer (&self->journals);
}

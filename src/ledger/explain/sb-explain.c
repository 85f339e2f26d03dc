/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a journal entry is the sum of value entries: what events did to movements. Each is what
 * the movement was made of after the trigger less what it was made of before. */

#include "sb-explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-because.h"
#include "sb-cost-trace.h"
#include "sb-decimal.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_HEAD[] =
  "SELECT journal.event, event.uid, journal.date, object, journal.kind, journal.document,"
  " document.display FROM journal JOIN event ON event.seq = journal.event"
  " LEFT JOIN document ON document.id = journal.document WHERE journal.seq = :journal";

static const char SQL_LINES[] =
  "SELECT role, journal_line.account, account.name, amount FROM journal_line"
  " LEFT JOIN account ON account.id = journal_line.account WHERE journal = :journal ORDER BY line";

static const char SQL_ENTRIES[] =
  "SELECT movement, source, role, account, SUM (amount) FROM value_entry WHERE journal = :journal"
  " GROUP BY movement, source, role, account ORDER BY MIN (id)";

#define POSTED_BY                                                                                 \
  " FROM value_entry JOIN movement ON movement.id = value_entry.movement"                         \
  " WHERE value_entry.movement = :movement AND value_entry.role = movement.asset_role"            \
  " AND (:day IS NULL OR value_entry.date <= :day)"

static const char SQL_ENTRIES_OF_MOVEMENT[] =
  "SELECT value_entry.trigger, value_entry.source, SUM (value_entry.amount)" POSTED_BY
  " GROUP BY value_entry.trigger, value_entry.source ORDER BY MIN (value_entry.id)";

static const char SQL_LAST_TRIGGER[] = "SELECT MAX (value_entry.trigger)" POSTED_BY;
static const char SQL_VALUE[] = "SELECT SUM (value_entry.amount)" POSTED_BY;
static const char SQL_DOCUMENT_OF_EVENT[] = "SELECT kind FROM document WHERE event = :event";
static const char SQL_TYPE_OF_EVENT[] = "SELECT type FROM event WHERE seq = :event";
static const char SQL_EVENT_OF_DOCUMENT[] = "SELECT event FROM document WHERE id = :document";
static const char SQL_UNITS[] =
  "SELECT SUM (qty) FROM document_line WHERE document = :document AND part = 'line'";
/* The credit that pays for goods sent back. */
static const char SQL_CREDIT[] =
  "SELECT document.event, SUM (return_match.qty) FROM return_match"
  " JOIN document_line ON document_line.id = return_match.credit_line"
  " JOIN document ON document.id = document_line.document"
  " WHERE movement = :movement AND return_match.event = :source GROUP BY document.event";
static const char SQL_BILLED_UNITS[] =
  "SELECT SUM (qty) FROM purchase_match WHERE movement = :movement AND event = :event";

/* What one event did to one account by one movement. */
typedef struct
{
  gint64 movement;
  gint64 source;
  const char *role; /* interned */
  gint64 account;
  gint64 amount;
} Entry;

typedef struct
{
  SbDatabase *db;
  SbCostTrace *after;
  SbCostTrace *before;
} Explainer;

static void
line_free (SbExplainLine *line)
{
  g_free (line->role);
  g_free (line->account_name);
  g_clear_pointer (&line->because, g_ptr_array_unref);
  g_free (line);
}

void
sb_explanation_free (SbExplanation *self)
{
  if (self == NULL)
    return;
  g_free (self->event_id);
  g_free (self->date);
  g_free (self->object);
  g_free (self->kind);
  g_free (self->number);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static gboolean
begin (Explainer *self, SbDatabase *db, gint64 trigger)
{
  self->db = db;
  self->after = sb_cost_trace_new (db, trigger);
  self->before = sb_cost_trace_new (db, trigger - 1);
  return TRUE;
}

static void
end (Explainer *self)
{
  sb_cost_trace_free (self->after);
  sb_cost_trace_free (self->before);
}

/* The word for what an event made; its type when it made no document. */
static gboolean
kind_of_event (SbDatabase *db, gint64 event, const char **kind, GError **error)
{
  g_autofree char *text = NULL;

  if (!sb_sql_text (db, SQL_DOCUMENT_OF_EVENT, &text, error, SB_INT (":event", event), SB_END) ||
      (text == NULL &&
       !sb_sql_text (db, SQL_TYPE_OF_EVENT, &text, error, SB_INT (":event", event), SB_END)))
    return FALSE;
  *kind = g_intern_string (text != NULL ? text : "event");
  return TRUE;
}

static gboolean
add_leaf (Explainer *self, const Entry *entry, const SbMovement *m, GPtrArray *list, GError **error)
{
  SbBecause *node;
  const char *kind = NULL;
  gint64 units = 0;

  if (!kind_of_event (self->db, entry->source, &kind, error))
    return FALSE;
  node = sb_because_new (entry->source, kind, 0, entry->amount);
  if (m != NULL)
    {
      if (!sb_sql_int64 (self->db, SQL_BILLED_UNITS, &units, error, SB_INT (":movement", m->id),
                         SB_INT (":event", entry->source), SB_END))
        {
          sb_because_free (node);
          return FALSE;
        }
      node->movement = m->id;
      node->product = m->product;
      node->quantity = units > 0 ? units : ABS (m->qty);
    }
  return sb_because_list_take (list, node, error);
}

/* Units received: because of the bills that were there before, where there were any. */
static gboolean
add_received (Explainer *self, const Entry *entry, const SbMovement *m, GPtrArray *list,
              GError **error)
{
  g_autoptr (GPtrArray) after = sb_cost_trace_parts (self->after, m->id, entry->source, error);
  g_autoptr (GPtrArray) before =
    after != NULL ? sb_cost_trace_parts (self->before, m->id, entry->source, error) : NULL;
  g_autoptr (GPtrArray) change =
    before != NULL ? sb_because_list_difference (after, before, error) : NULL;
  SbBecause *node;
  gint64 sum = 0;

  if (change == NULL || !sb_because_list_sum (change, &sum, error) ||
      !add_leaf (self, entry, m, list, error))
    return FALSE;
  node = g_ptr_array_index (list, list->len - 1);
  if (sum == node->amount && change->len > 0 && node->because == NULL)
    node->because = g_steal_pointer (&change);
  return TRUE;
}

/* What a credit that was there before the goods went back makes of it. */
static gboolean
add_credit (Explainer *self, const Entry *entry, const SbMovement *m, gint64 amount,
            GPtrArray *list, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_CREDIT, error,
                                             SB_INT (":movement", m->id),
                                             SB_INT (":source", entry->source), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  SbBecause *node;

  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_DONE)
    return sb_because_list_take (list, sb_because_new (entry->source, "rounding", 0, amount),
                                 error);
  node = sb_because_new (sb_statement_int64_at (st, 0), "supplier_credit",
                         sb_statement_int64_at (st, 1), amount);
  node->movement = m->id;
  node->product = m->product;
  return sb_because_list_take (list, node, error);
}

/* The movement's own cost changed. */
static gboolean
add_change (Explainer *self, const Entry *entry, const SbMovement *m, GPtrArray *list,
            GError **error)
{
  GPtrArray *after = sb_cost_trace_list (self->after, m->product, m->id, error);
  GPtrArray *before =
    after != NULL ? sb_cost_trace_list (self->before, m->product, m->id, error) : NULL;
  g_autoptr (GPtrArray) change =
    before != NULL ? sb_because_list_difference (after, before, error) : NULL;
  gint64 sum = 0;
  gint64 rest = 0;

  if (change == NULL || !sb_because_list_sum (change, &sum, error))
    return FALSE;
  if ((sum < 0) != (entry->amount < 0))
    {
      sb_because_list_negate (change);
      sum = -sum;
    }
  while (change->len > 0)
    if (!sb_because_list_take (list, g_ptr_array_steal_index (change, 0), error))
      return FALSE;
  return sb_subtract (entry->amount, sum, &rest, error) &&
         (rest == 0 || add_credit (self, entry, m, rest, list, error));
}

static gboolean
add_entry (Explainer *self, const Entry *entry, GPtrArray *list, GError **error)
{
  SbMovement m;

  if (entry->movement == 0)
    return add_leaf (self, entry, NULL, list, error);
  if (!sb_movement_load (self->db, entry->movement, &m, error))
    return FALSE;
  if (entry->source != m.key.event)
    return add_leaf (self, entry, &m, list, error);
  if (strcmp (m.kind, SB_MOVEMENT_RECEIPT) == 0 && strcmp (entry->role, m.asset_role) == 0)
    return add_received (self, entry, &m, list, error);
  if (sb_movement_is_fixed_in (&m))
    return add_leaf (self, entry, &m, list, error);
  if (strcmp (entry->role, "PurchaseVariance") == 0 && strcmp (m.kind, SB_MOVEMENT_RETURN) == 0)
    return add_credit (self, entry, &m, entry->amount, list, error);
  return add_change (self, entry, &m, list, error);
}

static GArray *
read_entries (SbDatabase *db, gint64 journal, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_ENTRIES, error, SB_INT (":journal", journal),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      Entry entry = { sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                      g_intern_string (sb_statement_text_at (st, 2)),
                      sb_statement_int64_at (st, 3), sb_statement_int64_at (st, 4) };

      g_array_append_val (list, entry);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static SbExplanation *
read_head (SbDatabase *db, gint64 journal, GError **error)
{
  g_autoptr (SbExplanation) self = g_new0 (SbExplanation, 1);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_HEAD, error, SB_INT (":journal", journal),
                                             SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                         _("there is no such journal"));
  if (step != SB_STEP_ROW)
    return NULL;
  self->journal = journal;
  self->event = sb_statement_int64_at (st, 0);
  self->event_id = g_strdup (sb_statement_text_at (st, 1));
  self->date = g_strdup (sb_statement_text_at (st, 2));
  self->object = g_strdup (sb_statement_text_at (st, 3));
  self->kind = g_strdup (sb_statement_text_at (st, 4));
  self->document = sb_statement_int64_at (st, 5);
  self->number = g_strdup (sb_statement_text_at (st, 6));
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  return g_steal_pointer (&self);
}

/* The journal of a document says of itself where it comes from. */
static gboolean
add_document (SbDatabase *db, const SbExplanation *self, SbExplainLine *line, GError **error)
{
  gint64 event = self->event;
  const char *kind = NULL;
  gint64 units = 0;

  if (self->document != 0 &&
      (!sb_sql_int64 (db, SQL_EVENT_OF_DOCUMENT, &event, error,
                      SB_INT (":document", self->document), SB_END) ||
       !sb_sql_int64 (db, SQL_UNITS, &units, error, SB_INT (":document", self->document), SB_END)))
    return FALSE;
  return kind_of_event (db, event, &kind, error) &&
         sb_because_list_take (line->because, sb_because_new (event, kind, units, line->amount),
                               error);
}

static gboolean
explain_line (Explainer *self, GArray *entries, SbExplainLine *line, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (strcmp (entry->role, line->role) == 0 && entry->account == line->account &&
          !add_entry (self, entry, line->because, error))
        return FALSE;
    }
  return TRUE;
}

/* What came in and went out again within the line is no reason for it. */
static void
drop_nothing (GPtrArray *list)
{
  for (guint i = list->len; i > 0; i--)
    {
      const SbBecause *node = g_ptr_array_index (list, i - 1);

      if (node->amount == 0)
        g_ptr_array_remove_index (list, i - 1);
    }
}

static gboolean
read_lines (SbDatabase *db, SbExplanation *self, Explainer *explainer, GArray *entries,
            GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LINES, error,
                                             SB_INT (":journal", self->journal), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbExplainLine *line = g_new0 (SbExplainLine, 1);

      g_ptr_array_add (self->lines, line);
      line->role = g_strdup (sb_statement_text_at (st, 0));
      line->account = sb_statement_int64_at (st, 1);
      line->account_name = g_strdup (sb_statement_text_at (st, 2));
      line->amount = sb_statement_int64_at (st, 3);
      line->because = sb_because_list_new ();
      if (entries->len == 0 ? !add_document (db, self, line, error)
                            : !explain_line (explainer, entries, line, error))
        return FALSE;
      drop_nothing (line->because);
      if (!sb_because_list_fill (line->because, db, error))
        return FALSE;
    }
  return step == SB_STEP_DONE;
}

SbExplanation *
sb_ledger_explain (SbDatabase *db, gint64 journal, GError **error)
{
  g_autoptr (SbExplanation) self = read_head (db, journal, error);
  g_autoptr (GArray) entries = self != NULL ? read_entries (db, journal, error) : NULL;
  Explainer explainer;
  gboolean ok;

  if (entries == NULL)
    return NULL;
  begin (&explainer, db, self->event);
  ok = read_lines (db, self, &explainer, entries, error);
  end (&explainer);
  return ok ? g_steal_pointer (&self) : NULL;
}

/* One trigger's effect on the stock side of a movement. */
static gboolean
add_trigger (SbDatabase *db, const SbMovement *m, gint64 trigger, gint64 source, gint64 amount,
             GPtrArray *list, GError **error)
{
  Entry entry = { m->id, source, m->asset_role, m->asset_account, amount };
  Explainer explainer;
  gboolean ok;

  begin (&explainer, db, trigger);
  ok = add_entry (&explainer, &entry, list, error);
  end (&explainer);
  return ok;
}

/* What the movement was made of after the last of its triggers; NULL without an error when some of
 * what had been entered by then is dated later, so that the day saw something else. */
static GPtrArray *
list_at_once (SbDatabase *db, const SbMovement *m, const char *day, GError **error)
{
  g_autoptr (GPtrArray) list = sb_because_list_new ();
  g_autoptr (SbCostTrace) trace = NULL;
  GPtrArray *whole;
  gint64 last = 0;
  gint64 value = 0;
  gint64 sum = 0;

  if (!sb_sql_int64 (db, SQL_LAST_TRIGGER, &last, error, SB_INT (":movement", m->id),
                     SB_TEXT (":day", day), SB_END) ||
      !sb_sql_int64 (db, SQL_VALUE, &value, error, SB_INT (":movement", m->id),
                     SB_TEXT (":day", day), SB_END))
    return NULL;
  trace = sb_cost_trace_new (db, last);
  whole = sb_cost_trace_list (trace, m->product, m->id, error);
  if (whole == NULL || !sb_because_list_share (whole, 0, 1, 1, list, error) ||
      !sb_because_list_sum (list, &sum, error))
    return NULL;
  if (value < 0)
    {
      sb_because_list_negate (list);
      sum = -sum;
    }
  return sum == value ? g_steal_pointer (&list) : NULL;
}

/* One trigger after the other. */
static GPtrArray *
list_by_triggers (SbDatabase *db, const SbMovement *m, const char *day, GError **error)
{
  g_autoptr (GPtrArray) list = sb_because_list_new ();
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_ENTRIES_OF_MOVEMENT, error,
                                             SB_INT (":movement", m->id), SB_TEXT (":day", day),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!add_trigger (db, m, sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                      sb_statement_int64_at (st, 2), list, error))
      return NULL;
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

GPtrArray *
sb_ledger_explain_movement (SbDatabase *db, gint64 movement, SbDay as_of, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) local_error = NULL;
  char text[SB_DAY_TEXT_SIZE];
  const char *day = as_of != SB_DAY_NONE ? sb_day_format (as_of, text) : NULL;
  SbMovement m;

  if (!sb_movement_load (db, movement, &m, error))
    return NULL;
  list = list_at_once (db, &m, day, &local_error);
  if (list == NULL && local_error == NULL)
    list = list_by_triggers (db, &m, day, &local_error);
  if (list == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  drop_nothing (list);
  return sb_because_list_fill (list, db, error) ? g_steal_pointer (&list) : NULL;
}

gint64
sb_ledger_journal_of_text (const char *text)
{
  guint64 number = 0;

  if (g_str_has_prefix (text, "SB-"))
    text += 3;
  if (*text == 'J')
    text++;
  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL) ? (gint64) number : 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-work.h"

#include <glib/gi18n-lib.h>

#include "sb-journal.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_CHAIN[] = "SELECT side, name FROM chain WHERE id = :chain";

static const char SQL_DOCUMENTS[] =
  "SELECT id FROM document WHERE chain = :chain ORDER BY event";

/* In and out of one place are one line: a revaluation takes all out and puts it back. */
static const char SQL_MOVES[] =
  "SELECT p.id, p.sku, p.name, l.name, sum (m.qty) AS qty,"
  " sum (CASE WHEN m.qty < 0 THEN -m.cost ELSE m.cost END)"
  " FROM movement AS m JOIN product AS p ON p.id = m.product JOIN location AS l ON l.id = m.location"
  " WHERE m.document = :document GROUP BY m.product, m.location ORDER BY min (m.line), min (m.slice)";

static const char SQL_UNDER_WAY[] =
  "SELECT p.id, p.sku, p.name, l.name, s.qty, s.value FROM location AS l"
  " JOIN stock_level AS s ON s.location = l.id JOIN product AS p ON p.id = s.product"
  " WHERE l.name = '@transit:' || :name AND s.qty <> 0 ORDER BY p.sku";

static const char SQL_IN_WORK[] =
  "SELECT p.id, p.sku, p.name, l.name, -sum (m.qty), sum (m.cost) FROM movement AS m"
  " JOIN product AS p ON p.id = m.product JOIN location AS l ON l.id = m.location"
  " WHERE m.chain = :chain AND m.active = 1 AND m.qty < 0 GROUP BY m.product, m.location"
  " ORDER BY min (m.line)";

static const char SQL_ORDER_OPEN[] =
  "SELECT EXISTS (SELECT 1 FROM document WHERE chain = :chain AND kind = 'production_start'"
  " AND state = 'authorised') AND NOT EXISTS (SELECT 1 FROM document WHERE chain = :chain"
  " AND kind = 'production_finish' AND state = 'authorised')";

/* What goods and costs of the order left in WIP so far. */
static const char SQL_WIP[] =
  "SELECT (SELECT coalesce (sum (v.amount), 0) FROM movement AS m"
  "  JOIN value_entry AS v ON v.movement = m.id AND v.role = 'WIP' WHERE m.chain = :chain)"
  " + (SELECT coalesce (sum (v.amount), 0) FROM document AS d"
  "  JOIN value_entry AS v ON v.source = d.event AND v.movement IS NULL AND v.role = 'WIP'"
  "  WHERE d.chain = :chain)";

static void
move_free (SbWorkMove *self)
{
  g_free (self->sku);
  g_free (self->name);
  g_free (self->place);
  g_free (self);
}

static void
step_free (SbWorkStep *self)
{
  g_clear_pointer (&self->document, sb_document_free);
  g_clear_pointer (&self->moves, g_ptr_array_unref);
  g_clear_pointer (&self->journals, g_ptr_array_unref);
  g_free (self);
}

void
sb_work_free (SbWork *self)
{
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self->key);
  g_free (self);
}

static SbWork *
work_new (void)
{
  SbWork *self = g_new0 (SbWork, 1);

  self->rest = g_ptr_array_new_with_free_func ((GDestroyNotify) move_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  return self;
}

/* Takes the rows of @st, which may be NULL with the error set. */
static gboolean
add_moves (SbStatement *st, GPtrArray *moves, GError **error)
{
  SbStep step = st != NULL ? SB_STEP_ROW : SB_STEP_ERROR;

  while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbWorkMove *move = g_new0 (SbWorkMove, 1);

      move->product = sb_statement_int64_at (st, 0);
      move->sku = g_strdup (sb_statement_text_at (st, 1));
      move->name = g_strdup (sb_statement_text_at (st, 2));
      move->place = g_strdup (sb_statement_text_at (st, 3));
      move->quantity = sb_statement_int64_at (st, 4);
      move->value = sb_statement_int64_at (st, 5);
      g_ptr_array_add (moves, move);
    }
  return step == SB_STEP_DONE;
}

static gboolean
add_step (SbDatabase *db, SbWork *self, gint64 document, GError **error)
{
  SbWorkStep *step = g_new0 (SbWorkStep, 1);

  g_ptr_array_add (self->steps, step);
  step->moves = g_ptr_array_new_with_free_func ((GDestroyNotify) move_free);
  step->document = sb_document_load (db, document, error);
  if (step->document == NULL)
    return FALSE;
  step->journals = sb_journal_list_for_event (db, step->document->event, error);
  if (step->journals == NULL)
    return FALSE;
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_MOVES, error, SB_INT (":document", document), SB_END);
  return add_moves (st, step->moves, error);
}

static gboolean
add_steps (SbDatabase *db, SbWork *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_DOCUMENTS, error, SB_INT (":chain", self->chain), SB_END);
  SbStep step = st != NULL ? SB_STEP_ROW : SB_STEP_ERROR;

  while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (ids, id);
    }
  if (step != SB_STEP_DONE)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!add_step (db, self, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_transfer_rest (SbDatabase *db, SbWork *self, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_UNDER_WAY, error, SB_TEXT (":name", self->key), SB_END);

  if (!add_moves (st, self->rest, error))
    return FALSE;
  for (guint i = 0; i < self->rest->len; i++)
    self->value += ((const SbWorkMove *) g_ptr_array_index (self->rest, i))->value;
  self->open = self->rest->len > 0;
  return TRUE;
}

static gboolean
read_production_rest (SbDatabase *db, SbWork *self, GError **error)
{
  gint64 open = 0;

  if (!sb_sql_int64 (db, SQL_ORDER_OPEN, &open, error, SB_INT (":chain", self->chain), SB_END) ||
      !sb_sql_int64 (db, SQL_WIP, &self->value, error, SB_INT (":chain", self->chain), SB_END))
    return FALSE;
  self->open = open != 0;
  if (!self->open)
    return TRUE;
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_IN_WORK, error, SB_INT (":chain", self->chain), SB_END);
  return add_moves (st, self->rest, error);
}

static gboolean
read_chain (SbDatabase *db, SbWork *self, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_CHAIN, error, SB_INT (":chain", self->chain), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_ROW)
    {
      self->side = g_intern_string (sb_statement_text_at (st, 0));
      self->key = g_strdup (sb_statement_text_at (st, 1));
    }
  if (g_strcmp0 (self->side, "transfer") == 0)
    return read_transfer_rest (db, self, error);
  if (g_strcmp0 (self->side, "production") == 0)
    return read_production_rest (db, self, error);
  sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                       _("this transfer or production order is not there any more"));
  return FALSE;
}

SbWork *
sb_work_load (SbDatabase *db, gint64 chain, GError **error)
{
  g_autoptr (SbWork) self = work_new ();

  self->chain = chain;
  if (!read_chain (db, self, error) || !add_steps (db, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

SbWork *
sb_work_load_document (SbDatabase *db, gint64 document, GError **error)
{
  g_autoptr (SbWork) self = work_new ();

  if (!add_step (db, self, document, error))
    return NULL;
  const SbWorkStep *step = g_ptr_array_index (self->steps, 0);
  if (step->document->chain != 0)
    return sb_work_load (db, step->document->chain, error);
  return g_steal_pointer (&self);
}

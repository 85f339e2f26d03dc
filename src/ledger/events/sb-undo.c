/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo takes an event out of the history: its movements, its share in the value of others, its
 * matches. Recosting and posting by difference do the rest, so stock and balances are as if it had
 * never been; what was posted stays and is reversed. */

#include "sb-apply-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_FIND[] =
  "SELECT seq, date, type FROM event WHERE uid = :uid AND undone_by IS NULL";
static const char SQL_TYPE[] = "SELECT type FROM event WHERE seq = :event";
static const char SQL_MARK[] = "UPDATE event SET undone_by = :undo WHERE seq = :event";
static const char SQL_DOCUMENT[] = "SELECT id, send FROM document WHERE event = :event";
static const char SQL_SET_STATE[] = "UPDATE document SET state = :state WHERE event = :event";

static const char SQL_DROP_LINES[] =
  "UPDATE document_line SET active = 0 WHERE document IN (SELECT id FROM document WHERE event ="
  " :event)";

static const char SQL_ALLOCATIONS[] =
  "SELECT target, amount, base FROM allocation WHERE event = :event AND active = 1";

static const char SQL_UNSETTLE[] =
  "UPDATE document SET settled = settled - :amount, settled_base = settled_base - :base WHERE id"
  " = :target";

static const char SQL_DROP_ALLOCATIONS[] = "UPDATE allocation SET active = 0 WHERE event = :event";

static const char SQL_TAKEN[] =
  "SELECT bill_line, qty FROM purchase_match WHERE event = :event AND active = 1 AND"
  " unbilled_place IS NULL";

static const char SQL_GIVE_BACK[] =
  "UPDATE document_line SET taken_qty = taken_qty - :qty WHERE id = :id";
static const char SQL_DROP_MATCHES[] = "UPDATE purchase_match SET active = 0 WHERE event = :event";
static const char SQL_DROP_RETURN_MATCHES[] =
  "UPDATE return_match SET active = 0 WHERE event = :event";

static const char SQL_CHANGED[] =
  "SELECT movement FROM cost_part WHERE event = :event AND active = 1"
  " UNION SELECT movement FROM return_match WHERE event = :event AND active = 1";

static const char SQL_DROP_PARTS[] = "UPDATE cost_part SET active = 0 WHERE event = :event";
static const char SQL_MOVEMENTS[] = "SELECT id FROM movement WHERE event = :event AND active = 1";

gboolean
sb_undo_find (SbApply *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_FIND, error,
                                             SB_TEXT (":uid", self->data->ref), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_DONE || strcmp (sb_statement_text_at (st, 2), "undo") == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, "/ref",
                           _("there is no event “%s” to undo"), self->data->ref);
      return FALSE;
    }
  self->own = sb_statement_int64_at (st, 0);
  g_strlcpy (self->date, sb_statement_text_at (st, 1), sizeof self->date);
  return TRUE;
}

static gboolean
find_kind (SbApply *self, const SbEventKind **kind, GError **error)
{
  g_autofree char *type = NULL;

  if (!sb_sql_text (self->db, SQL_TYPE, &type, error, SB_INT (":event", self->own), SB_END))
    return FALSE;
  *kind = sb_event_kind_find (type);
  return TRUE;
}

gboolean
sb_undo_check (SbApply *self, GError **error)
{
  const SbEventKind *kind = NULL;

  if (!find_kind (self, &kind, error))
    return FALSE;
  return kind->check_undo == NULL || kind->check_undo (self, self->own, error);
}

/* Runs @sql on each row (id, a, b) of @list for the undone event. */
static GArray *
list_ids (SbApply *self, const char *sql, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st = sb_sql_query (self->db, sql, error, SB_INT (":event", self->own),
                                             SB_END);
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

static gboolean
drop (SbApply *self, const char *sql, GError **error)
{
  return sb_sql_run (self->db, sql, error, SB_INT (":event", self->own), SB_END);
}

static gboolean
drop_settlements (SbApply *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_ALLOCATIONS, error,
                                             SB_INT (":event", self->own), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!sb_sql_run (self->db, SQL_UNSETTLE, error,
                     SB_INT (":target", sb_statement_int64_at (st, 0)),
                     SB_INT (":amount", sb_statement_int64_at (st, 1)),
                     SB_INT (":base", sb_statement_int64_at (st, 2)), SB_END))
      return FALSE;
  return step == SB_STEP_DONE && drop (self, SQL_DROP_ALLOCATIONS, error);
}

/* Billed units that the event took are under way again. */
static gboolean
drop_matches (SbApply *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_TAKEN, error,
                                             SB_INT (":event", self->own), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!sb_sql_run (self->db, SQL_GIVE_BACK, error, SB_INT (":id", sb_statement_int64_at (st, 0)),
                     SB_INT (":qty", sb_statement_int64_at (st, 1)), SB_END))
      return FALSE;
  return step == SB_STEP_DONE && drop (self, SQL_DROP_MATCHES, error);
}

static gboolean
drop_values (SbApply *self, GError **error)
{
  g_autoptr (GArray) changed = list_ids (self, SQL_CHANGED, error);

  if (changed == NULL || !drop (self, SQL_DROP_PARTS, error) ||
      !drop (self, SQL_DROP_RETURN_MATCHES, error))
    return FALSE;
  for (guint i = 0; i < changed->len; i++)
    if (!sb_recost_touch (self->recost, g_array_index (changed, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
drop_movements (SbApply *self, GError **error)
{
  g_autoptr (GArray) movements = list_ids (self, SQL_MOVEMENTS, error);

  for (guint i = 0; movements != NULL && i < movements->len; i++)
    if (!sb_recost_remove (self->recost, g_array_index (movements, gint64, i), error))
      return FALSE;
  return movements != NULL;
}

static gboolean
mark_document (SbApply *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_DOCUMENT, error,
                                             SB_INT (":event", self->own), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_ROW)
    {
      self->document = sb_statement_int64_at (st, 0);
      sb_posting_set_document (self->posting, self->document, sb_statement_int64_at (st, 1) != 0);
    }
  return sb_sql_run (self->db, SQL_SET_STATE, error,
                     SB_TEXT (":state", self->data->is_void ? "void" : "undone"),
                     SB_INT (":event", self->own), SB_END) &&
         drop (self, SQL_DROP_LINES, error);
}

static gboolean
apply (SbApply *self, GError **error)
{
  const SbEventKind *kind = NULL;

  if (!find_kind (self, &kind, error) ||
      !sb_sql_run (self->db, SQL_MARK, error, SB_INT (":undo", self->seq),
                   SB_INT (":event", self->own), SB_END) ||
      !mark_document (self, error) || !drop_settlements (self, error) ||
      !drop_matches (self, error) ||
      !drop_values (self, error) || !drop_movements (self, error))
    return FALSE;
  if (kind->undo != NULL && !kind->undo (self, self->own, error))
    return FALSE;
  return sb_posting_reverse_documents (self->posting, error) &&
  sb_posting_reverse_effects (self->posting, error);
}

const SbEventKind sb_event_undo = {
  .type = "undo",
  .form = "ref void?",
  .apply = apply,
};

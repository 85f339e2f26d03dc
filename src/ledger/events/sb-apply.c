/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of every change into the book: checked in the order of the refusals, carried out by the
 * file of its kind, costed, posted. A savepoint around it all makes a refusal leave no trace. */

#include "sb-apply-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-audit.h"
#include "sb-base-error.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-sql.h"

static const char SQL_KNOWN[] = "SELECT COUNT (*) FROM event WHERE uid = :uid";
static const char SQL_LAST_POSITION[] = "SELECT position + 1 FROM event ORDER BY seq DESC LIMIT 1";

static const char SQL_EVENT[] =
  "INSERT INTO event (uid, date, type, body, position, entered, who)"
  " VALUES (:uid, :date, :type, :body, :position, :entered, :who)";

void
sb_applied_free (SbApplied *self)
{
  g_clear_pointer (&self->journals, g_array_unref);
  g_free (self);
}

static void
apply_clear (SbApply *self)
{
  g_clear_pointer (&self->recost, sb_recost_free);
  g_clear_pointer (&self->posting, sb_posting_free);
  g_free (self->unknown_field);
  g_free (self->unknown_message);
}

static gboolean
check_duplicate (SbApply *self, GError **error)
{
  gint64 known = 0;

  if (!sb_sql_int64 (self->db, SQL_KNOWN, &known, error,
                     SB_TEXT (":uid", sb_event_get_id (self->event)), SB_END))
    return FALSE;
  if (known != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/id",
                         _("event “%s” was entered already"), sb_event_get_id (self->event));
  return known == 0;
}

static gboolean
check_period (SbApply *self, GError **error)
{
  const char *closed = self->book.closing_date;

  if (sb_event_get_kind (self->event) == &sb_event_close_period)
    return TRUE;
  if (strcmp (sb_event_get_date (self->event), closed) > 0 && strcmp (self->date, closed) > 0)
    return TRUE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_PERIOD_CLOSED, "/date",
                       _("the books are closed through %s"), closed);
  return FALSE;
}

static gboolean
insert_event (SbApply *self, gint64 position, GError **error)
{
  if (position < 0 && !sb_sql_int64 (self->db, SQL_LAST_POSITION, &position, error, SB_END))
    return FALSE;
  return sb_sql_insert (self->db, SQL_EVENT, &self->seq, error,
                        SB_TEXT (":uid", sb_event_get_id (self->event)),
                        SB_TEXT (":date", sb_event_get_date (self->event)),
                        SB_TEXT (":type", sb_event_get_type_name (self->event)),
                        SB_TEXT (":body", sb_event_get_json (self->event)),
                        SB_INT (":position", position),
                        SB_INT (":entered", g_get_real_time ()),
                        SB_TEXT (":who", sb_audit_who ()), SB_END);
}

static gboolean
carry_out (SbApply *self, gint64 position, GError **error)
{
  const SbEventKind *kind = sb_event_get_kind (self->event);
  gboolean is_undo = kind == &sb_event_undo;
  g_autoptr (GArray) changed = NULL;

  g_strlcpy (self->date, sb_event_get_date (self->event), sizeof self->date);
  if (!sb_book_load (self->db, &self->book, error) || !check_duplicate (self, error) ||
      (is_undo && !sb_undo_find (self, error)) || !check_period (self, error) ||
      (is_undo && !sb_undo_check (self, error)) || !insert_event (self, position, error))
    return FALSE;
  if (!is_undo)
    self->own = self->seq;
  self->recost = sb_recost_new (self->db, &self->book, self->seq);
  self->posting = sb_posting_new (self->db, self->seq, self->own, self->date);
  if (!kind->apply (self, error) || !sb_apply_require_known (self, error) ||
      !sb_recost_run (self->recost, error))
    return FALSE;
  changed = sb_recost_get_changed (self->recost);
  return sb_posting_settle (self->posting, changed, error);
}

/* A result that does not fit its integer is a fault of the event, not of the program. */
static void
propagate_refusal (GError **error, GError *refusal)
{
  if (refusal->domain == SB_BASE_ERROR)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, NULL,
                           _("a result is out of range: %s"), refusal->message);
      g_error_free (refusal);
      return;
    }
  g_propagate_error (error, refusal);
}

static SbApplied *
apply_once (SbTxn *txn, const SbEvent *event, gint64 position, GError **error)
{
  SbApply self = { .txn = txn, .db = sb_txn_get_database (txn), .event = event,
                   .data = sb_event_get_data (event) };
  GError *refusal = NULL;
  SbApplied *applied = NULL;

  if (carry_out (&self, position, &refusal))
    {
      applied = g_new0 (SbApplied, 1);
      applied->event = self.seq;
      applied->document = self.document;
      applied->journals = sb_posting_steal_journals (self.posting);
    }
  apply_clear (&self);
  if (refusal != NULL)
    propagate_refusal (error, refusal);
  return applied;
}

SbApplied *
sb_ledger_apply_at (SbTxn *txn, const SbEvent *event, gint64 position, GError **error)
{
  g_autoptr (SbApplied) applied = NULL;

  if (!sb_txn_savepoint (txn, error))
    return NULL;
  applied = apply_once (txn, event, position, error);
  if (applied == NULL)
    {
      sb_txn_rollback_to (txn, NULL);
      return NULL;
    }
  if (!sb_txn_release (txn, error))
    return NULL;
  sb_ledger_note_change (txn, SB_CHANGE_DOCUMENTS | SB_CHANGE_STOCK | SB_CHANGE_JOURNALS |
                                SB_CHANGE_PARTIES | SB_CHANGE_PRODUCTS);
  return g_steal_pointer (&applied);
}

SbApplied *
sb_ledger_apply (SbTxn *txn, const SbEvent *event, GError **error)
{
  return sb_ledger_apply_at (txn, event, -1, error);
}

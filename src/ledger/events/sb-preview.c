/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event would do, found out by doing it and taking it back: there is no second set of
 * rules that could disagree with the first. */

#include "sb-apply.h"

#include <gio/gio.h>

#include "sb-ledger.h"
#include "sb-sql.h"

static const char SQL_LEVELS[] =
  "SELECT s.product, s.location, s.qty, s.value, product.name, location.name FROM stock_level AS s"
  " JOIN product ON product.id = s.product JOIN location ON location.id = s.location"
  " WHERE s.product IN"
  " (SELECT product FROM movement WHERE event = :event UNION"
  "  SELECT movement.product FROM value_entry JOIN movement ON movement.id = value_entry.movement"
  "  WHERE value_entry.trigger = :event UNION"
  "  SELECT movement.product FROM event JOIN movement ON movement.event = event.seq"
  "  WHERE event.undone_by = :event)"
  " ORDER BY s.product, s.location";

static const char SQL_LEVEL[] =
  "SELECT qty, value FROM stock_level WHERE product = :product AND location = :location";

static void
level_clear (SbLevelChange *self)
{
  g_free (self->product_name);
  g_free (self->location_name);
}

void
sb_effect_free (SbEffect *self)
{
  g_clear_pointer (&self->journals, g_ptr_array_unref);
  g_clear_pointer (&self->levels, g_array_unref);
  g_clear_pointer (&self->document, sb_document_free);
  g_free (self);
}

static gboolean
read_levels_after (SbDatabase *db, gint64 event, GArray *levels, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LEVELS, error, SB_INT (":event", event),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbLevelChange change = {
        .product = sb_statement_int64_at (st, 0),
        .location = sb_statement_int64_at (st, 1),
        .qty_after = sb_statement_int64_at (st, 2),
        .value_after = sb_statement_int64_at (st, 3),
        .product_name = g_strdup (sb_statement_text_at (st, 4)),
        .location_name = g_strdup (sb_statement_text_at (st, 5)),
      };

      g_array_append_val (levels, change);
    }
  return step == SB_STEP_DONE;
}

static gboolean
read_levels_before (SbDatabase *db, GArray *levels, GError **error)
{
  for (guint i = 0; i < levels->len;)
    {
      SbLevelChange *change = &g_array_index (levels, SbLevelChange, i);
      g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LEVEL, error,
                                                 SB_INT (":product", change->product),
                                                 SB_INT (":location", change->location), SB_END);
      SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

      if (step == SB_STEP_ERROR)
        return FALSE;
      if (step == SB_STEP_ROW)
        {
          change->qty_before = sb_statement_int64_at (st, 0);
          change->value_before = sb_statement_int64_at (st, 1);
        }
      if (change->qty_before == change->qty_after && change->value_before == change->value_after)
        g_array_remove_index (levels, i);
      else
        i++;
    }
  return TRUE;
}

static SbEffect *
try_event (SbTxn *txn, const SbEvent *event, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbApplied) applied = sb_ledger_apply (txn, event, error);
  g_autoptr (SbEffect) effect = NULL;

  if (applied == NULL)
    return NULL;
  effect = g_new0 (SbEffect, 1);
  effect->levels = g_array_new (FALSE, TRUE, sizeof (SbLevelChange));
  g_array_set_clear_func (effect->levels, (GDestroyNotify) level_clear);
  effect->journals = sb_journal_list_for_event (db, applied->event, error);
  if (effect->journals == NULL || !read_levels_after (db, applied->event, effect->levels, error))
    return NULL;
  if (applied->document != 0)
    {
      effect->document = sb_document_load (db, applied->document, error);
      if (effect->document == NULL)
        return NULL;
    }
  return g_steal_pointer (&effect);
}

SbEffect *
sb_ledger_preview (SbTxn *txn, const SbEvent *event, GError **error)
{
  guint noted = sb_ledger_get_noted_changes (txn);
  g_autoptr (SbEffect) effect = NULL;

  if (!sb_txn_savepoint (txn, error))
    return NULL;
  effect = try_event (txn, event, error);
  sb_ledger_reset_noted_changes (txn, noted);
  if (!sb_txn_rollback_to (txn, effect != NULL ? error : NULL) || effect == NULL ||
      !read_levels_before (sb_txn_get_database (txn), effect->levels, error))
    return NULL;
  return g_steal_pointer (&effect);
}

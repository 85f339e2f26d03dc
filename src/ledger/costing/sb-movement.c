/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-movement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-base-error.h"
#include "sb-ledger-error.h"
#include "sb-money.h"
#include "sb-sql.h"

#define MOVEMENT_COLUMNS \
  "id, date, event, line, slice, document, document_line, product, location, kind, qty, cost," \
  " unit_cost, share, source, chain, asset_role, asset_account, contra_role, contra_account," \
  " deficit, last_num, last_den, active"

static const char SQL_LOAD[] = "SELECT " MOVEMENT_COLUMNS " FROM movement WHERE id = :id";

static const char SQL_AFTER[] =
  "SELECT " MOVEMENT_COLUMNS " FROM movement"
  " WHERE product = :product AND location = :location AND active = 1"
  " AND (date, event, line, slice) > (:date, :event, :line, :slice)"
  " ORDER BY date, event, line, slice LIMIT :n";

static const char SQL_INSERT[] =
  "INSERT INTO movement (event, document, document_line, line, slice, product, location, date,"
  " kind, qty, unit_cost, share, source, chain, asset_role, asset_account, contra_role,"
  " contra_account) VALUES (:event, :document, :document_line, :line, :slice, :product,"
  " :location, :date, :kind, :qty, :unit_cost, :share, :source, :chain, :asset_role,"
  " :asset_account, :contra_role, :contra_account)";

static const char SQL_UPDATE[] =
  "UPDATE movement SET qty = :qty, cost = :cost, deficit = :deficit, last_num = :num, last_den ="
  " :den WHERE id = :id";

static const char SQL_LEVEL[] =
  "INSERT INTO stock_level (product, location, qty, value) VALUES (:product, :location, :qty,"
  " :value) ON CONFLICT (product, location) DO UPDATE SET qty = qty + excluded.qty, value = value"
  " + excluded.value RETURNING qty, value";

int
sb_movement_key_compare (const SbMovementKey *a, const SbMovementKey *b)
{
  int order = strcmp (a->date, b->date);

  if (order != 0)
    return order;
  if (a->event != b->event)
    return a->event < b->event ? -1 : 1;
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  if (a->slice != b->slice)
    return a->slice < b->slice ? -1 : 1;
  return 0;
}

static void
read_row (SbStatement *st, SbMovement *m)
{
  *m = (SbMovement) {
    .id = sb_statement_int64_at (st, 0),
    .key.event = sb_statement_int64_at (st, 2),
    .key.line = sb_statement_int64_at (st, 3),
    .key.slice = sb_statement_int64_at (st, 4),
    .document = sb_statement_int64_at (st, 5),
    .document_line = sb_statement_int64_at (st, 6),
    .product = sb_statement_int64_at (st, 7),
    .location = sb_statement_int64_at (st, 8),
    .kind = g_intern_string (sb_statement_text_at (st, 9)),
    .qty = sb_statement_int64_at (st, 10),
    .cost = sb_statement_int64_at (st, 11),
    .unit_cost = sb_statement_int64_at (st, 12),
    .share = sb_statement_int64_at (st, 13),
    .source = sb_statement_int64_at (st, 14),
    .chain = sb_statement_int64_at (st, 15),
    .asset_role = g_intern_string (sb_statement_text_at (st, 16)),
    .asset_account = sb_statement_int64_at (st, 17),
    .contra_role = g_intern_string (sb_statement_text_at (st, 18)),
    .contra_account = sb_statement_int64_at (st, 19),
    .deficit = sb_statement_int64_at (st, 20),
    .last_num = sb_statement_int64_at (st, 21),
    .last_den = sb_statement_int64_at (st, 22),
    .active = sb_statement_int64_at (st, 23) != 0,
  };
  g_strlcpy (m->key.date, sb_statement_text_at (st, 1), sizeof m->key.date);
}

gboolean
sb_movement_load (SbDatabase *db, gint64 id, SbMovement *movement, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LOAD, error, SB_INT (":id", id), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL,
                         _("there is no such movement of stock"));
  if (step != SB_STEP_ROW)
    return FALSE;
  read_row (st, movement);
  return TRUE;
}

gboolean
sb_movement_list_after (SbDatabase *db, gint64 product, gint64 location,
                        const SbMovementKey *after, gint64 n, GArray *list, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_AFTER, error, SB_INT (":product", product),
                  SB_INT (":location", location), SB_TEXT (":date", after->date),
                  SB_INT (":event", after->event), SB_INT (":line", after->line),
                  SB_INT (":slice", after->slice), SB_INT (":n", n), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbMovement m;

      read_row (st, &m);
      g_array_append_val (list, m);
    }
  return step == SB_STEP_DONE;
}

gboolean
sb_movement_insert (SbDatabase *db, SbMovement *m, GError **error)
{
  m->active = TRUE;
  return sb_sql_insert (db, SQL_INSERT, &m->id, error,
                        SB_INT (":event", m->key.event),
                        SB_INT (":document", m->document),
                        SB_REF (":document_line", m->document_line),
                        SB_INT (":line", m->key.line),
                        SB_INT (":slice", m->key.slice),
                        SB_INT (":product", m->product),
                        SB_INT (":location", m->location),
                        SB_TEXT (":date", m->key.date),
                        SB_TEXT (":kind", m->kind),
                        SB_INT (":qty", m->qty),
                        SB_INT (":unit_cost", m->unit_cost),
                        SB_INT (":share", m->share),
                        SB_REF (":source", m->source),
                        SB_REF (":chain", m->chain),
                        SB_TEXT (":asset_role", m->asset_role),
                        SB_REF (":asset_account", m->asset_account),
                        SB_TEXT (":contra_role", m->contra_role),
                        SB_REF (":contra_account", m->contra_account),
                        SB_END);
}

gboolean
sb_movement_update (SbDatabase *db, const SbMovement *m, GError **error)
{
  return sb_sql_run (db, SQL_UPDATE, error,
                     SB_INT (":qty", m->qty),
                     SB_INT (":cost", m->cost),
                     SB_INT (":deficit", m->deficit),
                     SB_INT (":num", m->last_num),
                     SB_INT (":den", m->last_den),
                     SB_INT (":id", m->id),
                     SB_END);
}

gboolean
sb_movement_is_out (const SbMovement *m)
{
  return m->qty < 0 || strcmp (m->kind, SB_MOVEMENT_REVALUE_OUT) == 0;
}

gboolean
sb_movement_is_fixed_in (const SbMovement *m)
{
  static const char *const fixed[] = {
    SB_MOVEMENT_RECEIPT, SB_MOVEMENT_OPENING, SB_MOVEMENT_ADJUST,
    SB_MOVEMENT_STOCKTAKE, SB_MOVEMENT_FOUND, NULL,
  };

  return m->qty > 0 && g_strv_contains (fixed, m->kind);
}

gboolean
sb_stock_level_add (SbDatabase *db, gint64 product, gint64 location, gint64 qty, gint64 value,
                    GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_LEVEL, error, SB_INT (":product", product),
                  SB_INT (":location", location), SB_INT (":qty", qty), SB_INT (":value", value),
                  SB_END);
  gint64 levels[2];

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      levels[i] = sb_statement_int64_at (st, i);
      if (levels[i] > SB_MONEY_MAX || levels[i] < -SB_MONEY_MAX)
        {
          g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW,
                               "the stock of a product");
          return FALSE;
        }
    }
  return sb_statement_step (st, error) == SB_STEP_DONE;
}

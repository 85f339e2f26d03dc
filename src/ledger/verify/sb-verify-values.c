/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariants about value, computed from layers, matches and movements, and compared with what was
 * posted. */

#include "sb-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "sb-cost-layer.h"
#include "sb-decimal.h"
#include "sb-effect.h"
#include "sb-journal-write.h"
#include "sb-money.h"
#include "sb-sql.h"

static const char SQL_LAYERS[] =
  "SELECT layer.id, layer.qty, value, consumed, location.kind = 'normal',"
  " (SELECT COALESCE (SUM (cost), 0) FROM consumption WHERE consumption.layer = layer.id),"
  " (SELECT COALESCE (SUM (consumption.qty), 0) FROM consumption WHERE consumption.layer ="
  " layer.id) FROM layer JOIN location ON location.id = layer.location";

static const char SQL_DEFICITS[] =
  "SELECT deficit, last_num, last_den FROM movement WHERE deficit > 0 AND active = 1";
static const char SQL_BALANCE[] = "SELECT SUM (amount) FROM journal_line WHERE role = :role";
static const char SQL_LEVEL_VALUE[] =
  "SELECT SUM (value) FROM stock_level JOIN location ON location.id = location WHERE"
  " location.kind = 'normal'";

static const char SQL_BILL_LINES[] =
  "SELECT document_line.id, qty, cost, taken_qty,"
  " (SELECT COALESCE (SUM (purchase_match.qty), 0) FROM purchase_match WHERE bill_line ="
  " document_line.id  AND purchase_match.active = 1),"
  " (SELECT COALESCE (SUM (amount), 0) FROM purchase_match WHERE bill_line = document_line.id"
  "  AND purchase_match.active = 1)"
  " FROM document_line WHERE kind = 'bill' AND part = 'line' AND active = 1";

static const char SQL_RECEIPTS[] =
  "SELECT movement.id, document_line.qty - matched_qty, document_line.cost - matched_cost,"
  " (SELECT COALESCE (SUM (purchase_match.qty), 0) FROM purchase_match WHERE"
  " purchase_match.movement = movement.id  AND unbilled_place IS NOT NULL AND"
  " purchase_match.active = 1), (SELECT COALESCE (SUM (released), 0) FROM purchase_match WHERE"
  " purchase_match.movement = movement.id  AND unbilled_place IS NOT NULL AND"
  " purchase_match.active = 1) FROM movement JOIN document_line ON document_line.id = document_line"
  " WHERE movement.kind = 'receipt' AND movement.active = 1";

static const char SQL_RETURNS[] =
  "SELECT -qty, cost, (SELECT COALESCE (SUM (return_match.qty), 0) FROM return_match"
  "  WHERE return_match.movement = movement.id AND return_match.active = 1)"
  " FROM movement WHERE kind = 'purchase_return' AND active = 1";

static const char SQL_CREDITS[] =
  "SELECT qty, cost, (SELECT COALESCE (SUM (return_match.qty), 0) FROM return_match"
  "  WHERE credit_line = document_line.id AND return_match.active = 1)"
  " FROM document_line WHERE kind = 'supplier_credit' AND against = 'return' AND active = 1";

static const char SQL_MOVEMENTS[] = "SELECT id FROM movement ORDER BY id";

static const char SQL_UNBACKED[] =
  "SELECT 'SB-J' || seq FROM journal WHERE kind <> 'repair'"
  " AND (SELECT COALESCE (SUM (amount), 0) FROM journal_line WHERE journal = seq AND role ="
  " 'Inventory') <> (SELECT COALESCE (SUM (amount), 0) FROM value_entry WHERE journal = seq AND"
  " role = 'Inventory'  AND movement IS NOT NULL)";

static const char SQL_HASHES[] = "SELECT seq, hash FROM journal ORDER BY seq";

/* What is left of @value after @taken of @qty units went. */
static gboolean
rest (gint64 value, gint64 taken, gint64 qty, gint64 *left, GError **error)
{
  gint64 gone = 0;

  if (qty == 0)
    {
      *left = value;
      return TRUE;
    }
  if (!sb_prefix_share (value, taken, qty, &gone, error))
    return FALSE;
  *left = value - gone;
  return TRUE;
}

static gboolean
check_balance (SbVerifyRun *run, SbDatabase *db, const char *role, gint64 due, GError **error)
{
  gint64 held = 0;

  if (!sb_sql_int64 (db, SQL_BALANCE, &held, error, SB_TEXT (":role", role), SB_END))
    return FALSE;
  if (held != due)
    sb_verify_wrong (run, "%s %" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, role, held, due);
  return TRUE;
}

static gboolean
sum_layers (SbVerifyRun *run, SbDatabase *db, gint64 *normal, gint64 *transit, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LAYERS, error, SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 value = sb_statement_int64_at (st, 2);
      gint64 left = 0;

      if (!rest (value, sb_statement_int64_at (st, 3), sb_statement_int64_at (st, 1), &left, error))
        return FALSE;
      sb_verify_count (run, 1);
      if (sb_statement_int64_at (st, 5) + left != value ||
          sb_statement_int64_at (st, 6) != sb_statement_int64_at (st, 3))
        sb_verify_wrong (run, _("layer %" PRId64), sb_statement_int64_at (st, 0));
      *(sb_statement_int64_at (st, 4) != 0 ? normal : transit) += left;
    }
  return step == SB_STEP_DONE;
}

static gboolean
subtract_deficits (SbDatabase *db, gint64 *value, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_DEFICITS, error, SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 cost = 0;

      if (!sb_round_ratio ((__int128) sb_statement_int64_at (st, 0) * sb_statement_int64_at (st, 1),
                           MAX (1, sb_statement_int64_at (st, 2)), &cost, error))
        return FALSE;
      *value -= cost;
    }
  return step == SB_STEP_DONE;
}

static gboolean
sum_under_way (SbVerifyRun *run, SbDatabase *db, gint64 *value, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_BILL_LINES, error, SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 cost = sb_statement_int64_at (st, 2);
      gint64 left = 0;

      if (!rest (cost, sb_statement_int64_at (st, 3), sb_statement_int64_at (st, 1), &left, error))
        return FALSE;
      sb_verify_count (run, 1);
      /* A bill line fully received has nothing left in transit, and each unit was matched once. */
      if (sb_statement_int64_at (st, 4) != sb_statement_int64_at (st, 3) ||
          sb_statement_int64_at (st, 5) + left != cost)
        sb_verify_wrong (run, _("bill line %" PRId64), sb_statement_int64_at (st, 0));
      *value += left;
    }
  return step == SB_STEP_DONE;
}

static gboolean
sum_unbilled (SbVerifyRun *run, SbDatabase *db, gint64 *value, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_RECEIPTS, error, SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 provisional = sb_statement_int64_at (st, 2);
      gint64 left = 0;

      if (!rest (provisional, sb_statement_int64_at (st, 3), sb_statement_int64_at (st, 1), &left,
                 error))
        return FALSE;
      sb_verify_count (run, 1);
      if (sb_statement_int64_at (st, 4) + left != provisional)
        sb_verify_wrong (run, _("receipt %" PRId64), sb_statement_int64_at (st, 0));
      *value -= left;
    }
  return step == SB_STEP_DONE;
}

/* Adds @sign times what rows of (qty, cost, settled units) leave open. */
static gboolean
add_open (SbDatabase *db, const char *sql, int sign, gint64 *value, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, sql, error, SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 left = 0;

      if (!rest (sb_statement_int64_at (st, 1), sb_statement_int64_at (st, 2),
                 sb_statement_int64_at (st, 0), &left, error))
        return FALSE;
      *value += sign * left;
    }
  return step == SB_STEP_DONE;
}

static gboolean
verify_stock (SbVerifyResult *result, SbDatabase *db, GError **error)
{
  SbVerifyRun parts = sb_verify_begin (result, 5,
                                       _("what left a layer and what remains make its value"));
  SbVerifyRun inventory = sb_verify_begin (result, 6, _("Inventory is the value of the layers"));
  SbVerifyRun transit_run = sb_verify_begin (result, 7,
                                             _("GoodsInTransit is what is billed or sent and has"
                                               " not arrived"));
  SbVerifyRun grni = sb_verify_begin (result, 8, _("GRNI is what came and was not billed"));
  SbVerifyRun lines = sb_verify_begin (result, 19, _("a settled order line leaves nothing open"));
  gint64 normal = 0;
  gint64 transit = 0;
  gint64 accrued = 0;
  gint64 level = 0;

  if (!sum_layers (&parts, db, &normal, &transit, error) ||
      !subtract_deficits (db, &normal, error) ||
      !sum_under_way (&lines, db, &transit, error) || !sum_unbilled (&lines, db, &accrued, error) ||
      !add_open (db, SQL_RETURNS, 1, &accrued, error) ||
      !add_open (db, SQL_CREDITS, -1, &accrued, error) ||
      !sb_sql_int64 (db, SQL_LEVEL_VALUE, &level, error, SB_END))
    return FALSE;
  sb_verify_count (&inventory, 1);
  sb_verify_count (&transit_run, 1);
  sb_verify_count (&grni, 1);
  if (level != normal)
    sb_verify_wrong (&inventory, _("stock levels %" PRId64 " / %" PRId64), level, normal);
  return check_balance (&inventory, db, "Inventory", normal, error) &&
         check_balance (&transit_run, db, "GoodsInTransit", transit, error) &&
         check_balance (&grni, db, "GRNI", accrued, error);
}

/* What was posted for a movement is what it ought to have done. */
static gboolean
verify_movement (SbVerifyRun *run, SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr (GArray) wanted = NULL;
  g_autoptr (GArray) posted = NULL;
  g_autoptr (GArray) difference = NULL;
  SbMovement m;

  if (!sb_movement_load (db, id, &m, error))
    return FALSE;
  wanted = sb_effect_list (db, &m, error);
  posted = wanted != NULL ? sb_effect_list_posted (db, &m, error) : NULL;
  difference = posted != NULL ? sb_effect_difference (wanted, posted, error) : NULL;
  if (difference == NULL)
    return FALSE;
  if (difference->len > 0)
    sb_verify_wrong (run, _("movement %" PRId64), id);
  return TRUE;
}

static gboolean
verify_effects (SbVerifyResult *result, SbDatabase *db, GError **error)
{
  SbVerifyRun run = sb_verify_begin (result, 12, _("every movement has posted exactly its effect"));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_MOVEMENTS, error, SB_END);
  g_autoptr (SbStatement) unbacked = sb_sql_query (db, SQL_UNBACKED, error, SB_END);
  SbStep step;

  if (st == NULL || unbacked == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      sb_verify_count (&run, 1);
      if (!verify_movement (&run, db, sb_statement_int64_at (st, 0), error))
        return FALSE;
    }
  if (step == SB_STEP_ERROR)
    return FALSE;
  while ((step = sb_statement_step (unbacked, error)) == SB_STEP_ROW)
    sb_verify_wrong (&run, "%s", sb_statement_text_at (unbacked, 0));
  return step == SB_STEP_DONE;
}

static gboolean
verify_hashes (SbVerifyResult *result, SbDatabase *db, GError **error)
{
  SbVerifyRun run = sb_verify_begin (result, 18,
                                     _("nothing was posted into a closed period, and nothing"
                                       " posted changed"));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_HASHES, error, SB_END);
  g_autofree char *before = g_strdup ("");
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      g_autofree char *hash = sb_journal_hash (db, sb_statement_int64_at (st, 0), before, error);

      if (hash == NULL)
        return FALSE;
      sb_verify_count (&run, 1);
      if (strcmp (hash, sb_statement_text_at (st, 1)) != 0)
        sb_verify_wrong (&run, "SB-J%" G_GINT64_FORMAT, sb_statement_int64_at (st, 0));
      g_free (before);
      before = g_strdup (sb_statement_text_at (st, 1));
    }
  return step == SB_STEP_DONE;
}

gboolean
sb_verify_values (SbVerifyResult *result, SbDatabase *db, GError **error)
{
  return verify_stock (result, db, error) && verify_effects (result, db, error) &&
  verify_hashes (result, db, error);
}

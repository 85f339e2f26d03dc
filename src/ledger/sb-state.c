/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of stock and books as one JSON object, for scripts and tests. Figures of a past day
 * come from movements and value entries dated up to it. */

#include "sb-state.h"

#include <string.h>

#include "sb-book.h"
#include "sb-cost-layer.h"
#include "sb-json-writer.h"
#include "sb-layer-history.h"
#include "sb-quantity.h"
#include "sb-sql.h"

static const char SQL_ON_HAND[] =
  "SELECT sku, (SELECT COALESCE (SUM (movement.qty), 0) FROM movement JOIN location ON"
  " location.id = movement.location  WHERE movement.product = product.id AND movement.active = 1"
  " AND movement.date <= :day AND location.kind = 'normal') FROM product WHERE product.kind ="
  " 'stock' ORDER BY sku";

static const char SQL_BY_LOCATION[] =
  "SELECT sku, location.name, SUM (qty) FROM movement JOIN product ON product.id = movement.product"
  " JOIN location ON location.id = movement.location"
  " WHERE movement.active = 1 AND date <= :day GROUP BY product.id, location.id HAVING SUM (qty)"
  " <> 0 ORDER BY sku, location.name";

static const char SQL_LAYERS[] =
  "SELECT product.sku, location.name, layer.date, layer.id, layer.qty, layer.consumed, layer.value"
  " FROM layer JOIN product ON product.id = layer.product JOIN location ON location.id ="
  " layer.location WHERE consumed < qty"
  " ORDER BY product.sku, location.name, layer.date, layer.event, layer.line, layer.slice";

static const char SQL_LAYERS_OF_DAY[] =
  "SELECT product.sku, location.name, layer.date, layer.id, layer.qty, layer.consumed, layer.value"
  " FROM layer JOIN product ON product.id = layer.product JOIN location ON location.id ="
  " layer.location WHERE layer.date <= :day AND (consumed < qty OR EXISTS (SELECT 1 FROM"
  " consumption JOIN movement ON movement.id = consumption.movement WHERE consumption.layer ="
  " layer.id AND movement.date > :day))"
  " ORDER BY product.sku, location.name, layer.date, layer.event, layer.line, layer.slice";

static const char SQL_VALUATION[] =
  "SELECT SUM (amount) FROM value_entry WHERE role = 'Inventory' AND date <= :day";

static const char SQL_JOURNALS[] =
  "SELECT journal.seq, event.position, journal.date, object, kind FROM journal JOIN event ON"
  " event.seq = journal.event WHERE journal.date <= :day ORDER BY journal.seq";

static const char SQL_JOURNAL_LINES[] =
  "SELECT role, SUM (amount) AS net FROM journal_line WHERE journal = :journal GROUP BY role"
  " HAVING SUM (amount) <> 0 ORDER BY net < 0, role";

static const char SQL_ROLE_BALANCES[] =
  "SELECT role, SUM (amount) FROM journal_line JOIN journal ON journal.seq = journal_line.journal"
  " WHERE date <= :day GROUP BY role HAVING SUM (amount) <> 0 ORDER BY role";

static const char SQL_ACCOUNT_BALANCES[] =
  "SELECT COALESCE (account.name, '(unmapped) ' || role) AS title, SUM (amount)"
  " FROM journal_line JOIN journal ON journal.seq = journal_line.journal"
  " LEFT JOIN account ON account.id = journal_line.account"
  " WHERE date <= :day GROUP BY title HAVING SUM (amount) <> 0 ORDER BY title";

/* What it had cost by then, and what had come back by then. */
static const char SQL_PENDING[] =
  "SELECT DISTINCT event.position FROM movement JOIN event ON event.seq = movement.event"
  " WHERE movement.kind = 'shipment' AND movement.active = 1 AND movement.date <= :day"
  " AND NOT EXISTS (SELECT 1 FROM value_entry WHERE value_entry.movement = movement.id AND role ="
  "  asset_role AND value_entry.date <= :day GROUP BY role HAVING SUM (amount) <> 0)"
  " AND -movement.qty > (SELECT COALESCE (SUM (restock_match.qty), 0) FROM restock_match"
  "  JOIN movement AS back ON back.id = restock_match.movement"
  "  WHERE restock_match.shipment = movement.id AND back.date <= :day)"
  " ORDER BY event.position";

typedef struct
{
  SbDatabase *db;
  SbJsonWriter *json;
  SbCurrency currency;
  const char *day;
  gboolean is_past; /* a day was asked for: what became known later does not count */
} State;

static SbStatement *
query (State *state, const char *sql, GError **error)
{
  return sb_sql_query (state->db, sql, error, SB_TEXT (":day", state->day), SB_END);
}

static void
member_quantity (SbJsonWriter *json, const char *name, gint64 qty)
{
  g_autofree char *text = sb_quantity_format (qty);

  sb_json_writer_member_string (json, name, text);
}

static gboolean
write_on_hand (State *state, GError **error)
{
  g_autoptr (SbStatement) st = query (state, SQL_ON_HAND, error);
  SbStep step;

  if (st == NULL)
    return FALSE;
  sb_json_writer_name (state->json, "on_hand");
  sb_json_writer_begin_object (state->json);
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    member_quantity (state->json, sb_statement_text_at (st, 0), sb_statement_int64_at (st, 1));
  sb_json_writer_end_object (state->json);
  return step == SB_STEP_DONE;
}

static gboolean
write_by_location (State *state, GError **error)
{
  g_autoptr (SbStatement) st = query (state, SQL_BY_LOCATION, error);
  g_autofree char *sku = NULL;
  SbStep step;

  if (st == NULL)
    return FALSE;
  sb_json_writer_name (state->json, "on_hand_by_location");
  sb_json_writer_begin_object (state->json);
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      if (g_strcmp0 (sku, sb_statement_text_at (st, 0)) != 0)
        {
          if (sku != NULL)
            sb_json_writer_end_object (state->json);
          g_free (sku);
          sku = g_strdup (sb_statement_text_at (st, 0));
          sb_json_writer_name (state->json, sku);
          sb_json_writer_begin_object (state->json);
        }
      member_quantity (state->json, sb_statement_text_at (st, 1), sb_statement_int64_at (st, 2));
    }
  if (sku != NULL)
    sb_json_writer_end_object (state->json);
  sb_json_writer_end_object (state->json);
  return step == SB_STEP_DONE;
}

static gboolean
remaining (State *state, SbLayerHistory *history, SbStatement *st, gint64 *left, gint64 *value,
           GError **error)
{
  gint64 qty = sb_statement_int64_at (st, 4);
  gint64 consumed = sb_statement_int64_at (st, 5);

  if (history != NULL)
    return sb_layer_history_rest (history, sb_statement_int64_at (st, 3), left, value, error);
  *left = qty - consumed;
  return sb_cost_layer_slice (sb_statement_int64_at (st, 6), consumed, *left, qty, value, error);
}

static gboolean
write_layers (State *state, GError **error)
{
  g_autoptr (SbLayerHistory) history =
    state->is_past ? sb_layer_history_new (state->db, state->day) : NULL;
  g_autoptr (SbStatement) st = history != NULL ? query (state, SQL_LAYERS_OF_DAY, error)
                                               : sb_sql_query (state->db, SQL_LAYERS, error,
                                                               SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  sb_json_writer_name (state->json, "layers");
  sb_json_writer_begin_array (state->json);
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 left = 0;
      gint64 value = 0;

      if (!remaining (state, history, st, &left, &value, error))
        return FALSE;
      if (left == 0)
        continue;
      sb_json_writer_begin_object (state->json);
      sb_json_writer_member_string (state->json, "sku", sb_statement_text_at (st, 0));
      sb_json_writer_member_string (state->json, "location", sb_statement_text_at (st, 1));
      sb_json_writer_member_string (state->json, "date", sb_statement_text_at (st, 2));
      member_quantity (state->json, "qty", left);
      sb_json_writer_member_money_text (state->json, "value", value, state->currency);
      sb_json_writer_end_object (state->json);
    }
  sb_json_writer_end_array (state->json);
  return step == SB_STEP_DONE;
}

static gboolean
write_valuation (State *state, GError **error)
{
  gint64 value = 0;

  if (!sb_sql_int64 (state->db, SQL_VALUATION, &value, error, SB_TEXT (":day", state->day), SB_END))
    return FALSE;
  sb_json_writer_member_money_text (state->json, "valuation", value, state->currency);
  return TRUE;
}

static gboolean
write_journal_lines (State *state, gint64 journal, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (state->db, SQL_JOURNAL_LINES, error, SB_INT (":journal", journal), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  sb_json_writer_name (state->json, "lines");
  sb_json_writer_begin_array (state->json);
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 amount = sb_statement_int64_at (st, 1);

      sb_json_writer_begin_object (state->json);
      sb_json_writer_member_string (state->json, "role", sb_statement_text_at (st, 0));
      sb_json_writer_member_money_text (state->json, amount > 0 ? "debit" : "credit", ABS (amount),
                                        state->currency);
      sb_json_writer_end_object (state->json);
    }
  sb_json_writer_end_array (state->json);
  return step == SB_STEP_DONE;
}

static gboolean
write_journals (State *state, GError **error)
{
  g_autoptr (SbStatement) st = query (state, SQL_JOURNALS, error);
  SbStep step;

  if (st == NULL)
    return FALSE;
  sb_json_writer_name (state->json, "journals");
  sb_json_writer_begin_array (state->json);
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      sb_json_writer_begin_object (state->json);
      sb_json_writer_member_int (state->json, "on_event", sb_statement_int64_at (st, 1));
      sb_json_writer_member_string (state->json, "date", sb_statement_text_at (st, 2));
      sb_json_writer_member_string (state->json, "object", sb_statement_text_at (st, 3));
      sb_json_writer_member_string (state->json, "kind", sb_statement_text_at (st, 4));
      if (!write_journal_lines (state, sb_statement_int64_at (st, 0), error))
        return FALSE;
      sb_json_writer_end_object (state->json);
    }
  sb_json_writer_end_array (state->json);
  return step == SB_STEP_DONE;
}

static gboolean
write_balances (State *state, const char *name, const char *sql, GError **error)
{
  g_autoptr (SbStatement) st = query (state, sql, error);
  SbStep step;

  if (st == NULL)
    return FALSE;
  sb_json_writer_name (state->json, name);
  sb_json_writer_begin_object (state->json);
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    sb_json_writer_member_money_text (state->json, sb_statement_text_at (st, 0),
                                      sb_statement_int64_at (st, 1), state->currency);
  sb_json_writer_end_object (state->json);
  return step == SB_STEP_DONE;
}

static gboolean
write_pending (State *state, GError **error)
{
  g_autoptr (SbStatement) st = query (state, SQL_PENDING, error);
  SbStep step;

  if (st == NULL)
    return FALSE;
  sb_json_writer_name (state->json, "pending_cogs");
  sb_json_writer_begin_array (state->json);
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    sb_json_writer_int (state->json, sb_statement_int64_at (st, 0));
  sb_json_writer_end_array (state->json);
  return step == SB_STEP_DONE;
}

char *
sb_ledger_state_json (SbDatabase *db, SbDay as_of, GError **error)
{
  g_autoptr (SbJsonWriter) json = sb_json_writer_new ();
  char day[SB_DAY_TEXT_SIZE] = "9999-12-31";
  State state = { .db = db, .json = json, .day = day };
  SbBook book;

  if (!sb_book_load (db, &book, error))
    return NULL;
  state.currency = book.currency;
  state.is_past = as_of != SB_DAY_NONE;
  if (state.is_past)
    sb_day_format (as_of, day);
  sb_json_writer_begin_object (json);
  if (!write_on_hand (&state, error) || !write_by_location (&state, error) ||
      !write_layers (&state, error) ||
      !write_valuation (&state, error) || !write_journals (&state, error) ||
      !write_balances (&state, "account_balances", SQL_ROLE_BALANCES, error) ||
      !write_pending (&state, error) ||
      !write_balances (&state, "qbo_account_balances", SQL_ACCOUNT_BALANCES, error))
    return NULL;
  sb_json_writer_end_object (json);
  return sb_json_writer_finish (json);
}

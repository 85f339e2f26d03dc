/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enters the accepted events again, in their order, into an empty book in memory with the same
 * master data, and compares: the state is a function of the events alone. */

#include "sb-verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-apply.h"
#include "sb-book.h"
#include "sb-json-reader.h"
#include "sb-ledger-error.h"
#include "sb-master-change.h"
#include "sb-schema.h"
#include "sb-sql.h"
#include "sb-state.h"

/* Columns are taken by position from one book into another of the same schema. */
static const struct
{
  const char *read;
  const char *write;
} copies[] = {
  { "SELECT key, value FROM setting", "INSERT INTO setting (key, value) VALUES (:c0, :c1)" },
  { "SELECT id, name, type FROM account",
    "INSERT INTO account (id, name, type) VALUES (:c0, :c1, :c2)" },
  { "SELECT role, rank, account FROM role_account",
    "INSERT INTO role_account (role, rank, account) VALUES (:c0, :c1, :c2)" },
  { "SELECT id, name, inventory_account, cogs_account, revenue_account, adjustment_account FROM"
    " category",
    "INSERT INTO category (id, name, inventory_account, cogs_account, revenue_account,"
    " adjustment_account) VALUES (:c0, :c1, :c2, :c3, :c4, :c5)" },
  { "SELECT id, name, kind FROM location WHERE kind = 'normal'",
    "INSERT INTO location (id, name, kind) VALUES (:c0, :c1, :c2)" },
  { "SELECT id, sku, name, kind, category, default_cost, weight, inventory_account, cogs_account,"
    " revenue_account, adjustment_account FROM product",
    "INSERT INTO product (id, sku, name, kind, category, default_cost, weight, inventory_account,"
    " cogs_account, revenue_account, adjustment_account) VALUES (:c0, :c1, :c2, :c3, :c4, :c5,"
    " :c6, :c7, :c8, :c9, :c10)" },
  { "SELECT kind, name FROM party", "INSERT INTO party (kind, name) VALUES (:c0, :c1)" },
};

static const char SQL_EVENTS[] = "SELECT body, position, seq FROM event ORDER BY seq";

static gboolean
copy_rows (SbDatabase *from, SbDatabase *to, const char *read, const char *write, GError **error)
{
  g_autoptr (SbStatement) in = sb_sql_query (from, read, error, SB_END);
  SbStep step;

  if (in == NULL)
    return FALSE;
  while ((step = sb_statement_step (in, error)) == SB_STEP_ROW)
    {
      g_autoptr (SbStatement) out = sb_database_prepare (to, write, error);

      if (out == NULL)
        return FALSE;
      for (int i = 0; i < sb_statement_column_count (in); i++)
        {
          char name[8];

          /* SQLite turns the text of a number back into one, as the column asks. */
          g_snprintf (name, sizeof name, ":c%d", i);
          if (!sb_statement_bind_text (out, name, sb_statement_text_at (in, i), error))
            return FALSE;
        }
      if (!sb_statement_run (out, error))
        return FALSE;
    }
  return step == SB_STEP_DONE;
}

static gboolean
copy_master_data (SbDatabase *from, SbDatabase *to, GError **error)
{
  g_autofree char *closing = NULL;
  g_autoptr (SbTxn) txn = sb_txn_begin (to, error);

  if (txn == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++)
    if (!copy_rows (from, to, copies[i].read, copies[i].write, error))
      return FALSE;
  if (!sb_master_change_undo_all (from, to, error))
    return FALSE;
  return sb_sql_text (to, "SELECT value FROM setting WHERE key = 'first-closing-date'", &closing,
                      error, SB_END) &&
         sb_book_set (to, SB_BOOK_CLOSING_DATE, closing, error) && sb_txn_commit (txn, error);
}

static gboolean
enter (SbVerifyRun *run, SbDatabase *to, const char *body, gint64 position, SbCurrency currency,
       GError **error)
{
  g_autoptr (SbEvent) event = sb_event_parse (body, -1, currency, error);
  g_autoptr (SbTxn) txn = event != NULL ? sb_txn_begin (to, error) : NULL;
  g_autoptr (SbApplied) applied = NULL;
  g_autoptr (GError) refusal = NULL;

  if (txn == NULL)
    return FALSE;
  applied = sb_ledger_apply_at (txn, event, position, &refusal);
  if (applied == NULL && refusal->domain != SB_LEDGER_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  if (applied == NULL)
    sb_verify_wrong (run, "%s: %s", sb_event_get_id (event), refusal->message);
  return sb_txn_commit (txn, error);
}

/* Entering what is known already must be refused. */
static gboolean
enter_twice (SbVerifyRun *run, SbDatabase *to, const char *body, SbCurrency currency,
             GError **error)
{
  g_autoptr (SbEvent) event = sb_event_parse (body, -1, currency, error);
  g_autoptr (SbTxn) txn = event != NULL ? sb_txn_begin (to, error) : NULL;
  g_autoptr (SbApplied) applied = NULL;
  g_autoptr (GError) refusal = NULL;

  if (txn == NULL)
    return FALSE;
  applied = sb_ledger_apply (txn, event, &refusal);
  if (applied != NULL || !g_error_matches (refusal, SB_LEDGER_ERROR, SB_LEDGER_ERROR_DUPLICATE))
    sb_verify_wrong (run, _("%s was taken twice"), sb_event_get_id (event));
  return sb_txn_commit (txn, error);
}

/* The accounts a role had at each time are not part of the events. */
static char *
comparable_state (SbDatabase *db, GError **error)
{
  g_autofree char *json = sb_ledger_state_json (db, SB_DAY_NONE, error);
  g_autoptr (JsonNode) root = json != NULL ? sb_json_parse (json, -1, error) : NULL;

  if (root == NULL)
    return NULL;
  json_object_remove_member (json_node_get_object (root), "qbo_account_balances");
  return json_to_string (root, FALSE);
}

static gboolean
compare (SbVerifyRun *run, SbDatabase *db, SbDatabase *again, const char *what, GError **error)
{
  g_autofree char *here = comparable_state (db, error);
  g_autofree char *there = here != NULL ? comparable_state (again, error) : NULL;
  gsize i = 0;

  if (there == NULL)
    return FALSE;
  if (strcmp (here, there) == 0)
    return TRUE;
  while (here[i] == there[i])
    i++;
  sb_verify_wrong (run, "%s: …%.60s / …%.60s", what, here + (i > 20 ? i - 20 : 0),
                   there + (i > 20 ? i - 20 : 0));
  return TRUE;
}

/* Master data as it was when the event @before was entered. */
static gboolean
bring_master_data (SbDatabase *db, SbDatabase *again, gint64 before, gint64 *last, GError **error)
{
  g_autoptr (SbTxn) txn = sb_txn_begin (again, error);

  return txn != NULL && sb_master_change_redo (db, again, before, last, error) &&
         sb_txn_commit (txn, error);
}

static gboolean
enter_all (SbVerifyRun *run, SbDatabase *db, SbDatabase *again, char **last, SbCurrency currency,
           GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_EVENTS, error, SB_END);
  gint64 changed = 0;
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      sb_verify_count (run, 1);
      if (!bring_master_data (db, again, sb_statement_int64_at (st, 2), &changed, error) ||
          !enter (run, again, sb_statement_text_at (st, 0), sb_statement_int64_at (st, 1), currency,
                  error))
        return FALSE;
      g_free (*last);
      *last = g_strdup (sb_statement_text_at (st, 0));
    }
  return step == SB_STEP_DONE && bring_master_data (db, again, G_MAXINT64, &changed, error);
}

gboolean
sb_verify_history (SbVerifyResult *result, SbDatabase *db, GError **error)
{
  SbVerifyRun replay = sb_verify_begin (result, 14,
                                        _("entering the events again gives the same book"));
  SbVerifyRun refusal = sb_verify_begin (result, 16, _("a refused event changes nothing"));
  g_autoptr (SbDatabase) again = sb_database_open_memory (error);
  g_autofree char *last = NULL;
  const SbMigration *steps;
  gsize n = 0;
  SbBook book;

  if (again == NULL || !sb_book_load (db, &book, error))
    return FALSE;
  steps = sb_schema_migrations (&n);
  if (!sb_migrate (again, steps, n, NULL, error) || !copy_master_data (db, again, error) ||
      !enter_all (&replay, db, again, &last, book.currency, error) ||
      !compare (&replay, db, again, _("replay"), error))
    return FALSE;
  if (last == NULL || !replay.check->ok)
    return TRUE;
  sb_verify_count (&refusal, 1);
  return enter_twice (&refusal, again, last, book.currency, error) &&
         compare (&refusal, db, again, _("after a refusal"), error);
}

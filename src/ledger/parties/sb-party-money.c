/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-party-money.h"

#include "sb-sql.h"

static const char SQL_CREDITS[] =
  "SELECT id, number, display, currency, total - settled FROM document WHERE party = :party"
  " AND kind IN ('credit_note', 'supplier_credit') AND state = 'authorised' AND total > settled"
  " ORDER BY date, id";

static const char SQL_DEPOSITS[] =
  "SELECT COALESCE (SUM (CASE WHEN kind IN ('customer_deposit', 'supplier_deposit') THEN total_base"
  " ELSE -total_base END), 0) FROM document WHERE party = :party AND state = 'authorised'"
  " AND kind IN ('customer_deposit', 'supplier_deposit', 'customer_deposit_application',"
  " 'deposit_application')";

static const char SQL_CURRENCIES[] =
  "SELECT DISTINCT currency FROM party WHERE currency IS NOT NULL ORDER BY currency";

static const char SQL_RATE[] =
  "SELECT rate FROM document WHERE currency = :code AND rate <> 100000000"
  " ORDER BY date DESC, id DESC LIMIT 1";

static void
open_credit_free (SbOpenCredit *self)
{
  g_free (self->number);
  g_free (self->display);
  g_free (self);
}

GPtrArray *
sb_party_open_credits (SbDatabase *db, gint64 party, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) open_credit_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_CREDITS, error, SB_INT (":party", party),
                                             SB_END);
  SbStep step = SB_STEP_ERROR;

  while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbOpenCredit *credit = g_new0 (SbOpenCredit, 1);

      g_ptr_array_add (list, credit);
      credit->document = sb_statement_int64_at (st, 0);
      credit->number = g_strdup (sb_statement_text_at (st, 1));
      credit->display = g_strdup (sb_statement_text_at (st, 2));
      credit->open = sb_statement_int64_at (st, 4);
      if (!sb_currency_from_code (sb_statement_text_at (st, 3), &credit->currency, error))
        return NULL;
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

gboolean
sb_party_open_deposits (SbDatabase *db, gint64 party, gint64 *open, GError **error)
{
  return sb_sql_int64 (db, SQL_DEPOSITS, open, error, SB_INT (":party", party), SB_END);
}

char **
sb_party_currencies (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_CURRENCIES, error, SB_END);
  SbStep step = SB_STEP_ERROR;

  while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    g_ptr_array_add (codes, g_strdup (sb_statement_text_at (st, 0)));
  if (step != SB_STEP_DONE)
    return NULL;
  g_ptr_array_add (codes, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}

gboolean
sb_currency_last_rate (SbDatabase *db, const char *code, gint64 *rate, GError **error)
{
  return sb_sql_int64 (db, SQL_RATE, rate, error, SB_TEXT (":code", code), SB_END);
}

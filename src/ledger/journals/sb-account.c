/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-account.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-role.h"
#include "sb-sql.h"

static const char SQL_LOAD[] =
  "SELECT id, name, type, subtype, number, currency, active FROM account WHERE id = :id";

static const char SQL_LIST[] =
  "SELECT id, name, type, subtype, number, currency, active FROM account ORDER BY name, id";

static const char SQL_INSERT[] =
  "INSERT INTO account (name, type, subtype, number, currency, active)"
  " VALUES (:name, :type, :subtype, :number, :currency, :active)";

static const char SQL_UPDATE[] =
  "UPDATE account SET name = :name, type = :type, subtype = :subtype, number = :number,"
  " currency = :currency, active = :active WHERE id = :id";

static const char SQL_OF_ROLE[] =
  "SELECT account FROM role_account WHERE role = :role ORDER BY rank";
static const char SQL_UNMAP[] = "DELETE FROM role_account WHERE role = :role";
static const char SQL_MAP[] =
  "INSERT INTO role_account (role, rank, account) VALUES (:role, :rank, :account)";

void
sb_account_free (SbAccount *self)
{
  g_free (self->name);
  g_free (self->type);
  g_free (self->subtype);
  g_free (self->number);
  g_free (self->currency);
  g_free (self);
}

static SbAccount *
read_account (SbStatement *st)
{
  SbAccount *account = g_new0 (SbAccount, 1);

  account->id = sb_statement_int64_at (st, 0);
  account->name = g_strdup (sb_statement_text_at (st, 1));
  account->type = g_strdup (sb_statement_text_at (st, 2));
  account->subtype = g_strdup (sb_statement_text_at (st, 3));
  account->number = g_strdup (sb_statement_text_at (st, 4));
  account->currency = g_strdup (sb_statement_text_at (st, 5));
  account->active = sb_statement_int64_at (st, 6) != 0;
  return account;
}

SbAccount *
sb_account_load (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LOAD, error, SB_INT (":id", id), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, _("there is no such account"));
  return step == SB_STEP_ROW ? read_account (st) : NULL;
}

GPtrArray *
sb_account_list (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_account_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LIST, error, SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    g_ptr_array_add (list, read_account (st));
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

gboolean
sb_account_save (SbTxn *txn, SbAccount *account, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (sb_txn_get_database (txn), account->id == 0 ? SQL_INSERT : SQL_UPDATE, error,
                  SB_TEXT (":name", account->name), SB_TEXT (":type", account->type),
                  SB_TEXT (":subtype", account->subtype), SB_TEXT (":number", account->number),
                  SB_TEXT (":currency", account->currency), SB_INT (":active", account->active),
                  SB_END);

  if (st == NULL ||
      (account->id != 0 && !sb_statement_bind_int64 (st, ":id", account->id, error)) ||
      !sb_statement_run (st, error))
    return FALSE;
  if (account->id == 0)
    account->id = sb_database_last_row_id (sb_txn_get_database (txn));
  sb_ledger_note_change (txn, SB_CHANGE_ACCOUNTS);
  return TRUE;
}

GArray *
sb_role_accounts (SbDatabase *db, const char *role, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_OF_ROLE, error, SB_TEXT (":role", role),
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

gboolean
sb_role_set_accounts (SbTxn *txn, const char *role, const gint64 *accounts, gsize n, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  const SbRole *known = sb_role_find (role);

  if (known == NULL || (n > 1 && !known->several))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/role",
                           _("the role “%s” is unknown, or takes one account only"), role);
      return FALSE;
    }
  if (!sb_sql_run (db, SQL_UNMAP, error, SB_TEXT (":role", role), SB_END))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!sb_sql_run (db, SQL_MAP, error, SB_TEXT (":role", role), SB_INT (":rank", i),
                     SB_INT (":account", accounts[i]), SB_END))
      return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_ACCOUNTS);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling a role. Journals that were posted keep their accounts: only what comes is posted
 * elsewhere. */
#include "sb-mapping-private.h"

#include <glib/gi18n-lib.h>

#include "sb-account.h"
#include "sb-bind.h"
#include "sb-ledger.h"
#include "sb-sync-error.h"

static const char SQL_LOCAL[]
    = "SELECT account FROM account_link WHERE qbo_id = :qbo_id ORDER BY account LIMIT 1";
static const char SQL_LINK[] =
  "INSERT INTO account_link (account, qbo_id) VALUES (:account, :qbo_id)"
  " ON CONFLICT (account) DO UPDATE SET qbo_id = excluded.qbo_id";
static const char SQL_LINKED[] = "SELECT qbo_id FROM account_link WHERE account = :account";
static const char SQL_OTHER_ROLE[] =
  "SELECT r.role FROM role_account r JOIN account_link l ON l.account = r.account"
  " WHERE l.qbo_id = :qbo_id AND r.role <> :role LIMIT 1";

gint64
sb_account_for_qbo (SbTxn *txn, const char *qbo_id, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gint64 account = 0;
  GError *failure = NULL;
  g_autoptr (SbMirrorRow) row = NULL;
  g_autoptr (SbQboAccountFact) fact = NULL;
  SbAccount fresh = { 0 };

  if (!sb_bind_int64 (db, SQL_LOCAL, &account, NULL, error, ":qbo_id", 't', qbo_id, NULL))
    return 0;
  if (account != 0)
    return account;

  row = sb_mirror_get (db, "Account", qbo_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return 0;
    }
  if (row == NULL)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "unknown-account",
                         _("QuickBooks has no account %s."), qbo_id);
      return 0;
    }

  fact = sb_qbo_account_fact_new (row);
  fresh.name = fact->name;
  fresh.type = fact->type;
  fresh.subtype = fact->subtype;
  fresh.number = fact->number;
  fresh.currency = fact->currency;
  fresh.active = fact->active;
  if (!sb_account_save (txn, &fresh, error)
      || !sb_bind_run (db, SQL_LINK, error, ":account", 'i', fresh.id, ":qbo_id", 't', qbo_id,
                       NULL))
    return 0;
  return fresh.id;
}

/* Inventory, receivable, payable and bank are nobody else's: proving their balance entry by entry
 * rests on it. */
static gboolean
is_exclusive (const char *role)
{
  static const char *const EXCLUSIVE[]
      = { "Inventory", "AccountsReceivable", "AccountsPayable", "Bank", NULL };

  return g_strv_contains (EXCLUSIVE, role);
}

static gboolean
check_account (SbDatabase *db, const SbRole *role, const char *qbo_id, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbMirrorRow) row = sb_mirror_get (db, "Account", qbo_id, &failure);
  g_autoptr (SbQboAccountFact) fact = NULL;
  g_autofree char *other = NULL;

  if (failure == NULL)
    other = sb_bind_text (db, SQL_OTHER_ROLE, &failure, ":qbo_id", 't', qbo_id, ":role", 't',
                          role->name, NULL);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (row == NULL)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "unknown-account",
                         _("QuickBooks has no account %s."), qbo_id);
      return FALSE;
    }
  fact = sb_qbo_account_fact_new (row);
  if (!sb_role_takes (role, fact) || !fact->active)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "account-type",
                         _("%s is an account of type %s, which the role %s does not take."),
                         fact->name, fact->type, role->name);
      return FALSE;
    }
  if (other != NULL && (is_exclusive (role->name) || is_exclusive (other)))
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "shared-account",
                         _("%s is the account of the role %s already."), fact->name, other);
      return FALSE;
    }
  return TRUE;
}

/* The account that the role had before QuickBooks was there becomes that of QuickBooks, so that
 * what was posted to it goes there too. */
static gboolean
adopt_local (SbTxn *txn, const SbRole *role, const char *qbo_id, gint64 *account, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (GArray) present = sb_role_accounts (db, role->name, error);

  *account = 0;
  if (present == NULL)
    return FALSE;
  for (guint i = 0; i < present->len; i++)
    {
      gint64 candidate = g_array_index (present, gint64, i);
      GError *failure = NULL;
      g_autofree char *linked
          = sb_bind_text (db, SQL_LINKED, &failure, ":account", 'i', candidate, NULL);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (linked != NULL)
        continue;
      *account = candidate;
      return sb_bind_run (db, SQL_LINK, error, ":account", 'i', candidate, ":qbo_id", 't', qbo_id,
                          NULL);
    }
  return TRUE;
}

gboolean
sb_mapping_set (SbTxn *txn, const char *role_name, const char *const *qbo_ids, GError **error)
{
  const SbRole *role = sb_role_find (role_name);
  g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (role == NULL)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "unknown-role", _("There is no role %s."),
                         role_name);
      return FALSE;
    }
  for (gsize i = 0; qbo_ids[i] != NULL; i++)
    {
      if (!check_account (sb_txn_get_database (txn), role, qbo_ids[i], error))
        return FALSE;
    }
  for (gsize i = 0; qbo_ids[i] != NULL; i++)
    {
      gint64 account;

      if (!adopt_local (txn, role, qbo_ids[i], &account, error))
        return FALSE;
      if (account == 0)
        account = sb_account_for_qbo (txn, qbo_ids[i], error);
      if (account == 0)
        return FALSE;
      g_array_append_val (accounts, account);
    }
  if (!sb_role_set_accounts (txn, role_name, (const gint64 *)(gpointer)accounts->data,
                             accounts->len, error))
    return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_ACCOUNTS | SB_CHANGE_SYNC);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-migrator.h"

#include "sb-backup.h"
#include "sb-database-private.h"
#include "sb-store-error.h"
#include "sb-txn.h"

static const char SQL_VERSION[] = "PRAGMA user_version";
static const char SQL_FOREIGN_KEY_CHECK[] = "PRAGMA foreign_key_check";

int
sb_schema_version (SbDatabase *database, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (database, SQL_VERSION, error);
  SbStep step;

  if (st == NULL || (step = sb_statement_step (st, error)) == SB_STEP_ERROR)
    return -1;
  return step == SB_STEP_ROW ? (int) sb_statement_int64_at (st, 0) : 0;
}

static gboolean
set_version (SbDatabase *database, int version, GError **error)
{
  char sql[64];

  /* A pragma takes no parameter; an int can do no harm. */
  g_snprintf (sql, sizeof sql, "PRAGMA user_version = %d", version);
  return sb_database_execute (database, sql, error);
}

static gboolean
check_foreign_keys (SbDatabase *database, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (database, SQL_FOREIGN_KEY_CHECK, error);
  SbStep step;

  if (st == NULL || (step = sb_statement_step (st, error)) == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_DONE)
    return TRUE;
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CONSTRAINT, "a row of %s refers to nothing",
               sb_statement_text (st, "table"));
  return FALSE;
}

static gboolean
run_step (SbTxn *txn, const SbMigration *migration, GError **error)
{
  SbDatabase *database = sb_txn_get_database (txn);

  if (!sb_database_execute (database, migration->script, error))
    return FALSE;
  if (sqlite3_get_autocommit (sb_database_get_handle (database)) != 0)
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_MIGRATION,
                           "the script ended its transaction");
      return FALSE;
    }
  return check_foreign_keys (database, error) &&
         set_version (database, migration->version, error) && sb_txn_commit (txn, error);
}

/* One step in its own transaction. Looks again inside it: another process may have been faster. */
static gboolean
take_step (SbDatabase *database, const SbMigration *migration, GError **error)
{
  g_autoptr(SbTxn) txn = sb_txn_begin (database, error);
  g_autoptr(GError) local_error = NULL;
  int version;

  if (txn == NULL || (version = sb_schema_version (database, error)) < 0)
    return FALSE;
  if (version >= migration->version)
    return TRUE;
  if (run_step (txn, migration, &local_error))
    return TRUE;
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_MIGRATION, "migration to version %d failed: %s",
               migration->version, local_error->message);
  return FALSE;
}

static gboolean
take_steps (SbDatabase *database, const SbMigration *migrations, gsize n, int from, GError **error)
{
  gboolean done;

  /* Works only outside a transaction, hence not in each step. */
  if (!sb_database_execute (database, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  done = TRUE;
  for (gsize i = (gsize) from; done && i < n; i++)
    done = take_step (database, &migrations[i], error);
  return sb_database_execute_uncancelled (database, "PRAGMA foreign_keys = ON",
                                          done ? error : NULL) && done;
}

gboolean
sb_migrate (SbDatabase *database, const SbMigration *migrations, gsize n, const char *backup_path,
            GError **error)
{
  int version;

  g_return_val_if_fail (SB_IS_DATABASE (database), FALSE);
  for (gsize i = 0; i < n; i++)
    g_return_val_if_fail (migrations[i].version == (int) i + 1, FALSE);

  version = sb_schema_version (database, error);
  if (version < 0)
    return FALSE;
  if (version > (int) n)
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NEWER_SCHEMA,
                   "the book has schema %d, this program knows %d", version, (int) n);
      return FALSE;
    }
  if (version == (int) n)
    return TRUE;
  if (version > 0 && backup_path != NULL && !sb_backup (database, backup_path, NULL, error))
    return FALSE;
  return take_steps (database, migrations, n, version, error);
}

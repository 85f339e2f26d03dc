/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * SbMigration:
 * @version: 1, 2, 3 ... without gaps
 * @script: SQL
 */
typedef struct
{
  int version;
  const char *script;
} SbMigration;

/**
 * sb_migrate:
 * @database: a read-write connection that is not inside a transaction
 * @migrations: (array length=n): in order of version, from 1, without gaps
 * @n: how many
 * @backup_path: (nullable): where the verified copy goes before the first step of an old book; a new
 *   book gets none. Must not exist.
 * @error: return location
 *
 * Each step: script, foreign_key_check, user_version, commit in one transaction, with foreign keys
 * unenforced meanwhile, so that a script may rebuild a table. Two processes may try at once.
 *
 * Fails with %SB_STORE_ERROR_NEWER_SCHEMA (nothing touched), %SB_STORE_ERROR_MIGRATION (rolled back
 * to the last whole step; nothing is ever deleted), _BUSY, or what sb_backup() fails with.
 *
 * Returns: %TRUE when the book has the last version
 */
gboolean sb_migrate (SbDatabase *database, const SbMigration *migrations, gsize n,
                     const char *backup_path, GError **error);

/* The version of the book's schema, 0 for an empty one, -1 on error. */
int      sb_schema_version (SbDatabase *database, GError **error);

G_END_DECLS

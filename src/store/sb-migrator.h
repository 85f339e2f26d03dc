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
 * @database: a read-write connection
 * @migrations: (array length=n): in order
 * @backup_path: (nullable): where the verified copy goes before the first step of an old book; a new
 *   book gets none
 *
 * Each step: script, foreign_key_check, user_version, commit in one transaction. Fails with
 * %SB_STORE_ERROR_NEWER_SCHEMA (nothing touched) or %SB_STORE_ERROR_MIGRATION (rolled back to
 * the last whole step; nothing is ever deleted).
 */
gboolean sb_migrate (SbDatabase *database, const SbMigration *migrations, gsize n,
                     const char *backup_path, GError **error);
int      sb_schema_version (SbDatabase *database, GError **error); /* -1 on error */

G_END_DECLS

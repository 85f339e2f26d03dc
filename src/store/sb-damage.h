/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * SbDamage:
 * @page: page of the file, counted from 1; 0 when the fault is not one of a page
 * @table: (owned) (nullable): table whose rows or index lie there
 * @text: (owned): what SQLite says of it
 *
 * One fault of a damaged book.
 */
typedef struct
{
  gint64 page;
  char *table;
  char *text;
} SbDamage;

void sb_damage_free (SbDamage *self);

/**
 * sb_damage_list:
 * @database: a connection; every page of the file is read, twice
 * @error: return location
 *
 * What is wrong with the file, by page and table, at most a hundred faults. Heeds the cancellable
 * of @database. Any thread that owns the connection.
 *
 * Fails with %SB_STORE_ERROR_CORRUPT when not even the list of tables can be read.
 *
 * Returns: (transfer full) (element-type SbDamage): empty when the file is whole
 */
GPtrArray *sb_damage_list (SbDatabase *database, GError **error);

/**
 * sb_damage_describe:
 *
 * Returns: (transfer full): one line for people: "page 17, table “movement”: ..."
 */
char *sb_damage_describe (const SbDamage *self);

G_END_DECLS

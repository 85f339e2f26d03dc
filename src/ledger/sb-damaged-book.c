/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-damaged-book.h"

#include "sb-damage.h"

GPtrArray *
sb_damaged_book_examine (const char *path, GError **error)
{
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_READ_ONLY, error);

  return db != NULL ? sb_damage_list (db, error) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

/*
 * A damaged book. sb_ledger_open() fails with %SB_STORE_ERROR_CORRUPT and says which page of which
 * table is damaged; so does every read and write that meets damage later, and nothing is written to
 * the book from then on. What a window does then: show sb_damaged_book_examine(), open the book
 * with sb_damaged_book_open() for looking and exporting, and offer what sb_backup_find() finds to
 * sb_backup_restore().
 */

/**
 * sb_damaged_book_examine:
 * @path: a book
 * @error: return location
 *
 * Reads the whole file. Blocks; any thread. Fails with %SB_STORE_ERROR_CORRUPT when it is not even
 * a database, or any %SB_STORE_ERROR.
 *
 * Returns: (transfer full) (element-type SbDamage): empty when the book is whole
 */
GPtrArray *sb_damaged_book_examine (const char *path, GError **error);

/**
 * sb_damaged_book_open:
 * @path: a book
 * @error: return location
 *
 * Opens a book for reading only; no check, no migration, no backup. Every write fails with
 * %SB_STORE_ERROR_READ_ONLY. Blocks. Fails with any %SB_STORE_ERROR.
 *
 * Returns: (transfer full)
 */
SbLedger *sb_damaged_book_open (const char *path, GError **error);

/* Is the book open for reading only, from the start or because damage was met? Main thread. */
gboolean sb_ledger_is_read_only (SbLedger *self);

G_END_DECLS

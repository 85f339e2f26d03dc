/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A book that could take the place of a damaged one. */
typedef struct
{
  char *path;      /* (owned) */
  gint64 modified; /* microseconds since the epoch, UTC */
  gint64 bytes;
} SbBackupFile;

void sb_backup_file_free (SbBackupFile *self);

/**
 * sb_backup_find:
 * @book: file name of a book
 *
 * Books beside @book whose names begin with its name, those that were moved aside as damaged
 * excepted: the copies that a new version makes before it changes a book, and those that people
 * put there. Looks at their first bytes only.
 *
 * Returns: (transfer full) (element-type SbBackupFile): youngest first; empty when there is none
 */
GPtrArray *sb_backup_find (const char *book);

/**
 * sb_backup_restore:
 * @backup: a copy of a book
 * @book: where it goes; nobody may have it open
 * @aside: (out) (optional) (transfer full) (nullable): where the file that was there went
 * @error: return location
 *
 * Checks @backup through and through, moves what is at @book aside to BOOK.damaged-1 (or the next
 * free number; nothing is deleted), and puts a copy of @backup there. Blocks.
 *
 * Fails with %SB_STORE_ERROR_CORRUPT (@backup is damaged too) or any other %SB_STORE_ERROR; @book
 * is then as before.
 *
 * Returns: %TRUE on success
 */
gboolean sb_backup_restore (const char *backup, const char *book, char **aside, GError **error);

G_END_DECLS

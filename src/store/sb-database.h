/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "sb-statement.h"

G_BEGIN_DECLS

/*
 * One SQLite connection, used by one thread at a time. Opens with foreign_keys, WAL,
 * synchronous=FULL, trusted_schema off, double-quoted strings off and a busy timeout.
 */
#define SB_TYPE_DATABASE (sb_database_get_type ())
G_DECLARE_FINAL_TYPE (SbDatabase, sb_database, SB, DATABASE, GObject)

typedef enum
{
  SB_DATABASE_READ_ONLY,
  SB_DATABASE_READ_WRITE, /* the file must exist */
  SB_DATABASE_CREATE,     /* the file must not exist; created 0600 */
} SbDatabaseMode;

/* "Stbk": PRAGMA application_id of every book. */
#define SB_DATABASE_APPLICATION_ID 0x5374626b

/* Fails with %SB_STORE_ERROR_OPEN, _CORRUPT (not a book), _BUSY. */
SbDatabase *sb_database_open (const char *path, SbDatabaseMode mode, GError **error);
SbDatabase *sb_database_open_memory (GError **error);
const char *sb_database_get_path (SbDatabase *self); /* (nullable): NULL for memory */

/**
 * sb_database_prepare:
 * @sql: a string with static lifetime; the address is the cache key
 *
 * Returns: (transfer full): a statement borrowed from the cache, reset and unbound
 */
SbStatement *sb_database_prepare (SbDatabase *self, const char *sql, GError **error);

/* Runs several statements without parameters (migration scripts, pragmas). */
gboolean sb_database_execute (SbDatabase *self, const char *sql, GError **error);
gint64   sb_database_last_row_id (SbDatabase *self);
gint64   sb_database_changes (SbDatabase *self);

/* While set, a running statement is interrupted when @cancellable is cancelled; it then fails with
 * G_IO_ERROR_CANCELLED. */
void     sb_database_set_cancellable (SbDatabase *self, GCancellable *cancellable);

/* A read transaction: what is read between the two is one moment of the book. */
gboolean sb_database_begin_read (SbDatabase *self, GError **error);
void     sb_database_end_read (SbDatabase *self);

/* PRAGMA quick_check or integrity_check. @report: (out) (optional): first lines of what is wrong. */
gboolean sb_database_check (SbDatabase *self, gboolean thorough, char **report, GError **error);

G_END_DECLS

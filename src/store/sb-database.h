/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "sb-statement.h"

G_BEGIN_DECLS

/*
 * One SQLite connection, used by one thread at a time. Opens with foreign_keys, WAL,
 * synchronous=FULL, trusted_schema off, double-quoted strings off; waits some seconds for another
 * process that is writing. Functions that take an error fail with any %SB_STORE_ERROR, or
 * G_IO_ERROR_CANCELLED while a cancelled cancellable is set.
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

/**
 * sb_database_open:
 * @path: file name
 * @mode: what may be done and whether the file must exist
 * @error: return location
 *
 * Fails with %SB_STORE_ERROR_OPEN (missing, exists, not allowed), _CORRUPT (damaged or not a book)
 * or _BUSY. A file that could not be made a book is removed again.
 *
 * Returns: (transfer full): the connection
 */
SbDatabase *sb_database_open (const char *path, SbDatabaseMode mode, GError **error);

/* Returns: (transfer full): a new empty book that lives as long as the connection */
SbDatabase *sb_database_open_memory (GError **error);

/* Returns: (nullable): the absolute file name; %NULL for memory */
const char *sb_database_get_path (SbDatabase *self);

/**
 * sb_database_prepare:
 * @self: a connection
 * @sql: one statement, a string with static lifetime; the address is the cache key
 * @error: return location
 *
 * A statement that writes runs only inside an #SbTxn.
 *
 * Returns: (transfer full): a statement borrowed from the cache, reset and unbound
 */
SbStatement *sb_database_prepare (SbDatabase *self, const char *sql, GError **error);

/* Runs several statements without parameters (migration scripts, pragmas); rows are dropped. */
gboolean sb_database_execute (SbDatabase *self, const char *sql, GError **error);

/* Row id of the last INSERT on this connection. */
gint64   sb_database_last_row_id (SbDatabase *self);

/* Rows that the last INSERT, UPDATE or DELETE touched, without triggers and cascades. */
gint64   sb_database_changes (SbDatabase *self);

/* While set, a running statement is interrupted when @cancellable is cancelled; it then fails with
 * G_IO_ERROR_CANCELLED. An interrupted write takes its whole transaction back. A commit is never
 * interrupted. @cancellable: (nullable): %NULL ends it. */
void     sb_database_set_cancellable (SbDatabase *self, GCancellable *cancellable);

/* A read transaction: what is read between the two is one moment of the book. Not inside an SbTxn,
 * no nesting. */
gboolean sb_database_begin_read (SbDatabase *self, GError **error);
void     sb_database_end_read (SbDatabase *self);

/**
 * sb_database_check:
 * @self: a connection
 * @thorough: integrity_check (reads every index) instead of quick_check
 * @report: (out) (optional) (nullable): first lines of what is wrong; %NULL when nothing is
 * @error: return location
 *
 * Fails with %SB_STORE_ERROR_CORRUPT when something is wrong.
 *
 * Returns: %TRUE when the file is whole
 */
gboolean sb_database_check (SbDatabase *self, gboolean thorough, char **report, GError **error);

G_END_DECLS

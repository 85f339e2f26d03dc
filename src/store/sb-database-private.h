/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "sb-database.h"

G_BEGIN_DECLS

sqlite3 *sb_database_get_handle (SbDatabase *self);

/* Whether an SbTxn is open. SQLite may have rolled it back by itself (an interrupted write, a full
 * disk): then nothing more may run in it. */
gboolean sb_database_is_writing (SbDatabase *self);
void     sb_database_set_writing (SbDatabase *self, gboolean writing);

/* (nullable) (transfer none) */
GCancellable *sb_database_get_cancellable (SbDatabase *self);

/* Sets @error from what SQLite reports for @rc. Returns: %FALSE */
gboolean sb_database_set_error (SbDatabase *self, int rc, GError **error);

/* Runs @sql, which must end, undisturbed by the cancellable: COMMIT and what undoes things. */
gboolean sb_database_execute_uncancelled (SbDatabase *self, const char *sql, GError **error);

/* Takes the statement of a freed SbStatement back into the cache. */
void     sb_database_give_back (SbDatabase *self, const char *sql, sqlite3_stmt *stmt);

/* Settings of every connection; @handle may be one that never becomes an SbDatabase. */
gboolean sb_database_configure (sqlite3 *handle, GError **error);

/* quick_check or integrity_check on a bare connection; see sb_database_check(). */
gboolean sb_database_check_handle (sqlite3 *handle, gboolean thorough, char **report,
                                   GError **error);

G_END_DECLS

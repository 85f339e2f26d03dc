/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/*
 * A statement with its parameters in one call. Parameters come in threes and end with NULL:
 *   sb_bind_run (db, SQL, error, ":id", 'i', id, ":name", 't', name, NULL)
 * 'i' takes a gint64 (an int is not widened: cast it), 't' a const char * (nullable: binds NULL),
 * 'b' a GBytes * (nullable). The SQL text must have static lifetime.
 */
SbStatement *
sb_bind_query (SbDatabase *db, const char *sql, GError **error, ...) G_GNUC_NULL_TERMINATED;
gboolean sb_bind_run (SbDatabase *db, const char *sql, GError **error, ...) G_GNUC_NULL_TERMINATED;

/* First column of the first row. Without a row: @value is untouched and *@found (optional) FALSE.
 */
gboolean sb_bind_int64 (SbDatabase *db, const char *sql, gint64 *value, gboolean *found,
                        GError **error, ...) G_GNUC_NULL_TERMINATED;
/* (transfer full) (nullable): NULL without error when there is no row or the value is NULL */
char    *sb_bind_text (SbDatabase *db, const char *sql, GError **error, ...) G_GNUC_NULL_TERMINATED;

/* Steps; TRUE while there are rows. After FALSE *@failed tells an error from the end. */
gboolean sb_bind_next (SbStatement *st, gboolean *failed, GError **error);

G_END_DECLS

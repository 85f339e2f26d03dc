/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/*
 * Prepare, bind and step in one call. Parameters are given by the macros below and closed by
 * SB_END:
 *
 *   sb_sql_run (db, SQL_TAKE, error, SB_INT (":layer", id), SB_TEXT (":date", date), SB_END)
 */
#define SB_INT(name, value) ((int) 'i'), (name), ((gint64) (value))
#define SB_TEXT(name, value) ((int) 's'), (name), ((const char *) (value))
/* A row id; 0 binds NULL. */
#define SB_REF(name, value) ((int) 'r'), (name), ((gint64) (value))
#define SB_END 0

/* A bound statement, ready to step. */
SbStatement *sb_sql_query (SbDatabase *db, const char *sql, GError **error, ...);

/* Runs a statement that returns no rows. */
gboolean sb_sql_run (SbDatabase *db, const char *sql, GError **error, ...);

/* Runs an INSERT; @row: (out) (optional): its row id. */
gboolean sb_sql_insert (SbDatabase *db, const char *sql, gint64 *row, GError **error, ...);

/* First column of the first row as a number; no row or NULL: 0. */
gboolean sb_sql_int64 (SbDatabase *db, const char *sql, gint64 *value, GError **error, ...);

/* First column of the first row as text, (transfer full) (nullable). */
gboolean sb_sql_text (SbDatabase *db, const char *sql, char **value, GError **error, ...);

G_END_DECLS

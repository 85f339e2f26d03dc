/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database-private.h"
#include "sb-statement.h"

G_BEGIN_DECLS

/* @stmt: (transfer full): reset and unbound; given back to @database when the result is freed */
SbStatement *sb_statement_new (SbDatabase *database, const char *sql, sqlite3_stmt *stmt);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-page-query.h"

G_BEGIN_DECLS

/*
 * A book in memory with today's schema and rows written straight into its tables: lists read, so
 * their tests must not depend on how events are carried out.
 */
SbDatabase *sb_list_fixture_new (void);

/* One purchase: ordered 10, received 6, billed 6 for 30.00 of which 10.00 is paid. Returns its chain. */
gint64 sb_list_fixture_add_purchase (SbDatabase *db);

/* Runs one or more statements that must succeed. */
void   sb_list_fixture_run (SbDatabase *db, const char *sql);

/* First cell with @column's id, as "text" or number text; "-" when null. */
char  *sb_list_fixture_cell (SbListKind kind, const SbListRow *row, const char *column);

/* Ids joined by blanks: "3 1 2". */
char  *sb_list_fixture_ids (SbDatabase *db, const SbPageQuery *query);

G_END_DECLS

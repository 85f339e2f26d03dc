/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

/* Bare SQLite doing with prepared statements what it can least do without: write the rows of a book
 * that are known already, into a copy of the book. Fails the test instead of returning errors. */
typedef struct _SbFloor SbFloor;

/* A copy of the book as it is now, at @path, which must not exist. */
SbFloor *sb_floor_new_copy (SbLedger *ledger, const char *path);
void     sb_floor_free (SbFloor *self);

/* Writes all rows that came into the book since, an event at a time; each in a durable transaction
 * of its own, or all in one. Returns the microseconds spent on writing: elapsed, or with all in one
 * of processor time. */
double   sb_floor_follow (SbFloor *self, SbLedger *ledger, gboolean each);

/* Reads every movement, layer and taking of a copy of the book and writes each back, in one
 * transaction. Returns microseconds of processor time. */
double   sb_floor_rewrite_costs (SbLedger *ledger);

G_END_DECLS

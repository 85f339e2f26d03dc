/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-explain.h"

G_BEGIN_DECLS

/* Lists of reasons and what is computed with them; private to explaining. */

/* A tree larger than this is not told to its last leaf. */
#define SB_BECAUSE_NODES 400

/* Without texts: sb_because_fill() finds them in the end. @kind: interned or static. */
SbBecause *sb_because_new (gint64 event, const char *kind, gint64 quantity, gint64 amount);
/* (element-type SbBecause) (transfer full) */
GPtrArray *sb_because_list_new (void);
gboolean   sb_because_list_sum (GPtrArray *list, gint64 *sum, GError **error);

/**
 * sb_because_list_share:
 * @list: what @of units are made of
 * @from: first unit of the share, counted from 0
 * @to: unit after the last
 * @into: gets the share; joins what it has of the same origin
 *
 * The part of @list that units @from to @to carry. Each amount by the prefix rule on the running
 * total, so that the parts of a share add up to the share, and neighbouring shares to the whole.
 */
gboolean sb_because_list_share (GPtrArray *list, gint64 from, gint64 to, gint64 of, GPtrArray *into,
                                GError **error);

/* Takes @node; joins it with one of the same origin. */
gboolean sb_because_list_take (GPtrArray *list, SbBecause *node, GError **error);
/* What changed between two lists: nothing where nothing did. (transfer full) */
GPtrArray *sb_because_list_difference (GPtrArray *after, GPtrArray *before, GError **error);
/* Changes the signs of all amounts. */
void sb_because_list_negate (GPtrArray *list);

/* Finds the texts of all nodes: event, document, SKU. */
gboolean sb_because_list_fill (GPtrArray *list, SbDatabase *db, GError **error);

G_END_DECLS

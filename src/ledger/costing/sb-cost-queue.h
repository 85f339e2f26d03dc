/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-cost-layer.h"

G_BEGIN_DECLS

/**
 * SbCostQueue:
 *
 * One queue (product, location) being gone through again from a place on: the layers as they stood
 * at that place, and the movements that follow it. Both are read in small batches as they are
 * needed, so an entry at the end of a queue reads the layers that it takes from and no others, and
 * a queue of any length fits into memory. Takings happen in memory; the caller writes the rows that
 * came out differently. What is left of each layer is written when it is used up, or in the end.
 */
typedef struct _SbCostQueue SbCostQueue;

/**
 * sb_cost_queue_new:
 * @from: the first place to go through again; a date of "" is the very beginning
 *
 * Rows must agree with each other: the units consumed of each layer are the sum of what was taken
 * from it, and nothing from @from on covers what went short before it. Fails with any
 * %SB_STORE_ERROR.
 */
SbCostQueue *sb_cost_queue_new (SbDatabase *db, gint64 product, gint64 location,
                                const SbMovementKey *from, GError **error);
void         sb_cost_queue_free (SbCostQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCostQueue, sb_cost_queue_free)

/* The next movement, %NULL after the last; valid until the queue moves on. */
const SbMovement *sb_cost_queue_peek (const SbCostQueue *self);
gboolean          sb_cost_queue_advance (SbCostQueue *self, GError **error);

/* A layer that came in at the place reached: it is younger than all others. */
void     sb_cost_queue_add_layer (SbCostQueue *self, const SbCostLayer *layer);
/* A layer from before @from is worth something else now. */
void     sb_cost_queue_set_value (SbCostQueue *self, gint64 layer, gint64 value);

/**
 * sb_cost_queue_take:
 * @m: the movement that takes
 * @wanted: units; %G_MAXINT64: all there are
 * @takings: (element-type SbConsumption): what it takes is appended
 * @taken: (out): units, <= @wanted
 * @cost: (out): of these
 *
 * Oldest layers first; goods sent back to a supplier come from the layers received for the same
 * purchase as long as these last.
 */
gboolean sb_cost_queue_take (SbCostQueue *self, const SbMovement *m, gint64 wanted, GArray *takings,
                             gint64 *taken, gint64 *cost, GError **error);

/* The same for units that went short before: from the @n layers that came last only. */
gboolean sb_cost_queue_cover (SbCostQueue *self, gint64 movement, guint n, gint64 wanted,
                              GArray *takings, gint64 *taken, GError **error);

/* Writes what is left of the layers. */
gboolean sb_cost_queue_finish (SbCostQueue *self, GError **error);

G_END_DECLS

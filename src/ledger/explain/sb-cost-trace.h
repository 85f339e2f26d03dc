/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-because.h"
#include "sb-movement.h"

G_BEGIN_DECLS

/*
 * Costs as they stood after one event was entered: which layers every movement had taken from by
 * then. The book keeps only today's takings; but quantities of movements never change and what was
 * posted is never rewritten, so the takings of any moment follow from these two. Private to
 * explaining.
 */
typedef struct _SbCostTrace SbCostTrace;

/* @moment: event row; what was entered later does not exist, what was undone later does. */
SbCostTrace *sb_cost_trace_new (SbDatabase *db, gint64 moment);
void         sb_cost_trace_free (SbCostTrace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCostTrace, sb_cost_trace_free)

/**
 * sb_cost_trace_list:
 * @product: row id of the movement's product
 * @movement: row id
 *
 * What a movement consisted of: for one out, the layers it took from; for one in, itself with what
 * fed it. Empty when it did not exist at that moment. Amounts >= 0, adding up to the value posted
 * for it by then.
 *
 * Returns: (transfer none) (element-type SbBecause)
 */
GPtrArray *sb_cost_trace_list (SbCostTrace *self, gint64 product, gint64 movement, GError **error);

/* The parts of a received value that event @source brought, 0 for all: (element-type SbBecause)
 * (transfer full) */
GPtrArray *sb_cost_trace_parts (SbCostTrace *self, gint64 movement, gint64 source, GError **error);

G_END_DECLS

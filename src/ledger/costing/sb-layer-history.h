/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * SbLayerHistory:
 *
 * What was in stock, layer by layer, at the end of a past day. Quantities come from what movements
 * up to that day took; values only from value entries up to it, so that what became known later
 * changes nothing: as soon as the day is closed, the answer stays.
 */
typedef struct _SbLayerHistory SbLayerHistory;

/* @day: ISO text. */
SbLayerHistory *sb_layer_history_new (SbDatabase *db, const char *day);
void            sb_layer_history_free (SbLayerHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLayerHistory, sb_layer_history_free)

/**
 * sb_layer_history_rest:
 * @layer: row of a layer dated up to the day
 * @qty: (out): units left of it, >= 0
 * @value: (out): what they were worth, minor units
 *
 * A movement entered late may have been posted at a cost that the layer itself had only on a later
 * day; what it was posted for beyond that is shared out by units among the layers it took from, so
 * that layers go on adding up to the value of the stock. Fails with any %SB_STORE_ERROR, or
 * %SB_BASE_ERROR_OVERFLOW.
 */
gboolean sb_layer_history_rest (SbLayerHistory *self, gint64 layer, gint64 *qty, gint64 *value,
                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-movement.h"
#include "sb-statement.h"

G_BEGIN_DECLS

/* A row of `layer`. */
typedef struct
{
  gint64 id;
  gint64 movement;
  SbMovementKey key;
  gint64 qty;      /* > 0 */
  gint64 value;    /* >= 0, of all units */
  gint64 consumed; /* 0 to qty */
  gint64 chain;    /* the purchase it was received for, or 0 */
  gint64 written;  /* `consumed` as it stands in the row */
} SbCostLayer;

/* A row of `consumption`. */
typedef struct
{
  gint64 movement;
  gint64 layer;
  gint64 place;
  gint64 qty;
  gint64 cost;
  gboolean cover;
} SbConsumption;

/* Reads a row of (id, movement, date, event, line, slice, qty, value, consumed, chain, ...). */
void     sb_cost_layer_read (SbStatement *st, SbCostLayer *layer);

/* The layers of a movement, by slice: (element-type SbCostLayer) (transfer full) */
GArray  *sb_cost_layer_list (SbDatabase *db, gint64 movement, GError **error);

/* The first @n layers of a queue with something left, after @after and before @end: (element-type
 * SbCostLayer) (transfer full) */
GArray  *sb_cost_layer_list_open (SbDatabase *db, gint64 product, gint64 location,
                                  const SbMovementKey *after, const SbMovementKey *end, gint64 n,
                                  GError **error);

/* Opens a layer of @qty worth @value for @movement, @slice places after the movement's own. */
gboolean sb_cost_layer_open (SbDatabase *db, const SbMovement *movement, gint64 slice, gint64 qty,
                             gint64 value, SbCostLayer *layer, GError **error);
/* What units @place + 1 to @place + @units of @qty that are worth @value cost, by the prefix
 * rule. */
gboolean sb_cost_layer_slice (gint64 value, gint64 place, gint64 units, gint64 qty, gint64 *cost,
                              GError **error);
gboolean sb_cost_layer_set_value (SbDatabase *db, gint64 layer, gint64 value, GError **error);
gboolean sb_cost_layer_set_consumed (SbDatabase *db, gint64 layer, gint64 consumed,
                                     GError **error);
/* Deletes a movement's layers, and what is noted as taken from them. */
gboolean sb_cost_layer_close (SbDatabase *db, gint64 movement, GError **error);

/* What a movement took, in the order of the layers; what was taken from a layer, by place. */
GArray  *sb_consumption_list (SbDatabase *db, gint64 movement, GError **error);
GArray  *sb_consumption_list_of_layer (SbDatabase *db, gint64 layer, GError **error);

/* Makes the rows of @movement those of @takings (element-type SbConsumption; gets sorted), leaving
 * alone what is the same already. Layers stay as they are. */
gboolean sb_consumption_replace (SbDatabase *db, gint64 movement, GArray *takings, GError **error);
/* Adds a row. The layer stays as it is. */
gboolean sb_consumption_add (SbDatabase *db, const SbConsumption *taken, GError **error);
/* Deletes a row and gives the units back to the layer. */
gboolean sb_consumption_give_back (SbDatabase *db, const SbConsumption *taken, GError **error);

/* Prices what @movement took by the layers' values of now; @total: (out): sum. */
gboolean sb_consumption_reprice (SbDatabase *db, gint64 movement, gint64 *total, GError **error);

G_END_DECLS

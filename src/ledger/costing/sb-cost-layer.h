/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-movement.h"

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

/* The layers of a movement, by slice: (element-type SbCostLayer) (transfer full) */
GArray  *sb_cost_layer_list (SbDatabase *db, gint64 movement, GError **error);

/* Opens a layer of @qty worth @value for @movement, @slice places after the movement's own. */
gboolean sb_cost_layer_open (SbDatabase *db, const SbMovement *movement, gint64 slice, gint64 qty,
                             gint64 value, GError **error);
gboolean sb_cost_layer_set_value (SbDatabase *db, gint64 layer, gint64 value, GError **error);
/* Deletes a movement's layers; nothing may have been taken from them. */
gboolean sb_cost_layer_close (SbDatabase *db, gint64 movement, GError **error);

/* Layers open to @movement: older than it, something left; those received for its chain first when
 * it returns goods to a supplier. (element-type SbCostLayer) (transfer full) until they hold
 * @wanted. */
GArray  *sb_cost_layer_list_open (SbDatabase *db, const SbMovement *movement, gint64 wanted,
                                  GError **error);

/* Takes @qty <= what is left of @layer for @movement; @cost: (out): by the prefix rule. */
gboolean sb_consumption_take (SbDatabase *db, gint64 movement, const SbCostLayer *layer, gint64 qty,
                              gboolean cover, gint64 *cost, GError **error);
/* Gives back one taking. */
gboolean sb_consumption_give_back (SbDatabase *db, const SbConsumption *taken, GError **error);

/* What a movement took, in the order of the layers; what was taken from a layer, by place. */
GArray  *sb_consumption_list (SbDatabase *db, gint64 movement, GError **error);
GArray  *sb_consumption_list_of_layer (SbDatabase *db, gint64 layer, GError **error);

/* Prices what @movement took by the layers' values of now; @total: (out): sum. */
gboolean sb_consumption_reprice (SbDatabase *db, gint64 movement, gint64 *total, GError **error);

G_END_DECLS

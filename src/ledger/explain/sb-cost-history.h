/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-movement.h"

G_BEGIN_DECLS

/*
 * The movements of one product up to a moment, run through first in, first out by quantity alone.
 * Private to explaining.
 */

/* One layer and what it was worth at that moment. */
typedef struct
{
  guint movement; /* index: which brought it */
  gint64 qty;
  gint64 taken;
  gint64 value;
} SbHistoryLayer;

/* What a movement took from one layer, or a restock took back of one shipment. */
typedef struct
{
  guint from;     /* index of the layer; of the movement that shipped */
  gint64 place;   /* units taken before */
  gint64 qty;
} SbHistorySlice;

typedef struct
{
  SbMovement m;
  const char *document_kind; /* interned */
  gint64 value;         /* minor units posted for it by that moment, >= 0 */
  gint64 deficit;       /* units that no layer covered */
  guint first_layer;    /* of those it brought */
  guint n_layers;
  GArray *slices;       /* (owned) (nullable) (element-type SbHistorySlice) */
  GPtrArray *because;   /* (owned) (nullable): kept once it was asked for */
} SbHistoryMovement;

typedef struct
{
  GArray *movements;    /* (owned) (element-type SbHistoryMovement): in the order of their keys */
  GArray *layers;       /* (owned) (element-type SbHistoryLayer): by movement and slice */
  GHashTable *by_id;    /* (owned): row id -> index + 1 */
} SbCostHistory;

/* Reads and runs. @moment: event row. */
SbCostHistory *sb_cost_history_new (SbDatabase *db, gint64 product, gint64 moment, GError **error);
void         sb_cost_history_free (SbCostHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCostHistory, sb_cost_history_free)

/* (transfer none) (nullable) */
SbHistoryMovement *sb_cost_history_find (SbCostHistory *self, gint64 movement);
/* What the units of @slice cost, by the prefix rule. */
gboolean sb_cost_history_slice_cost (SbCostHistory *self, const SbHistorySlice *slice, gint64 *cost,
                                   GError **error);

G_END_DECLS

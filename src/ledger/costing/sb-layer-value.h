/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-book.h"
#include "sb-movement.h"

G_BEGIN_DECLS

/* One layer that a movement in opens. */
typedef struct
{
  gint64 qty;   /* > 0 */
  gint64 value; /* >= 0 */
} SbLayerPlan;

/**
 * sb_layer_value_plan:
 * @book: facts of the book
 * @m: a movement in; what feeds it has been costed
 * @error: return location
 *
 * Which layers @m opens and what they are worth, from its cost parts or from what feeds it: the
 * slices of a transfer, the shipment of a restock, the components of an output, the stock that a
 * revaluation closes (which also sets the quantity of @m).
 *
 * Fails with %SB_LEDGER_ERROR_NEGATIVE_VALUE, %SB_LEDGER_ERROR_NO_BASIS,
 * %SB_LEDGER_ERROR_DEFICIT_OPEN, or any %SB_STORE_ERROR.
 *
 * Returns: (transfer full) (element-type SbLayerPlan): empty when nothing comes in
 */
GArray *sb_layer_value_plan (SbDatabase *db, const SbBook *book, SbMovement *m, GError **error);

G_END_DECLS

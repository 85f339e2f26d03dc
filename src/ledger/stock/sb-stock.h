/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-apply-private.h"

G_BEGIN_DECLS

/* What documents that change stock by themselves share. */

/* Gives @document a line for each of @lines and writes it. Refuses unknown products and
 * locations. */
gboolean sb_stock_write_document (SbApply *self, SbDocument *document, GArray *lines,
                                  GError **error);

/**
 * sb_stock_change:
 * @kind: of the movement
 * @qty: units in (> 0), out (< 0) or counted as they should be (0)
 * @role: what stands against the stock
 *
 * Moves @qty against @role. What comes in is worth its typed unit cost, else the last cost known.
 */
gboolean sb_stock_change (SbApply *self, const SbStockLine *line, const char *kind, gint64 qty,
                          const char *role, GError **error);

/* On hand at a place in the order of movements, deficits counted negative. */
gboolean sb_stock_on_hand (SbApply *self, gint64 product, gint64 location, const SbMovementKey *key,
                           gint64 *qty, GError **error);

G_END_DECLS

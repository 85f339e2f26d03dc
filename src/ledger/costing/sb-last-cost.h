/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-movement.h"
#include "sb-money.h"

G_BEGIN_DECLS

/**
 * sb_last_cost:
 * @product: product row
 * @key: the movement that asks
 * @currency: base currency
 * @num: (out): minor units ...
 * @den: (out): ... for so many 10^-6 units, > 0
 *
 * The last cost known of a product before @key: value / quantity of the latest layer that precedes
 * it, at any location; without one the product's default cost; without that 0. An exact fraction:
 * a movement freezes it when it first uses it.
 */
gboolean sb_last_cost (SbDatabase *db, gint64 product, const SbMovementKey *key,
                       SbCurrency currency, gint64 *num, gint64 *den, GError **error);

G_END_DECLS

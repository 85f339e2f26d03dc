/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * SbAvailability: what of a product can be promised. 10^-6 stock units.
 */
typedef struct
{
  gint64 on_hand;    /* at normal locations; negative with deficits */
  gint64 reserved;   /* on sale orders in force, not shipped yet */
  gint64 available;  /* on hand less reserved */
  gint64 on_order;   /* on purchase orders in force, not received yet */
  gint64 in_transit; /* sent from one place of ours to another, not arrived */
} SbAvailability;

/**
 * sb_availability_read:
 * @product: row id
 * @but_chain: row id of a sale whose own reservation is not counted, or 0: what that sale may ship
 *
 * Order by order: what is shipped or received beyond one order frees nothing of another. Fails with any
 * %SB_STORE_ERROR.
 */
gboolean sb_availability_read (SbDatabase *db, gint64 product, gint64 but_chain,
                               SbAvailability *availability, GError **error);

G_END_DECLS

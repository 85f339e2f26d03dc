/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * SbStockLevel: how much of a product is where.
 */
typedef struct
{
  gint64 location;      /* row id */
  char *location_name;  /* (owned) */
  gint64 on_hand;       /* 10^-6 units; negative with deficits */
  gint64 value;         /* minor units of the home currency */
} SbStockLevel;

void sb_stock_level_free (SbStockLevel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbStockLevel, sb_stock_level_free)

/* (transfer full) (element-type SbStockLevel): sorted by location name; only where something is */
GPtrArray *sb_stock_level_list (SbDatabase *db, gint64 product, GError **error);

/* All levels of a product together: @on_hand and @reserved (ordered by customers, not shipped) in
 * 10^-6 units, @value in minor units, at normal locations. Each (out) (optional). */
gboolean sb_stock_level_total (SbDatabase *db, gint64 product, gint64 *on_hand, gint64 *reserved,
                               gint64 *value, GError **error);
/* Value of all stock at normal locations, minor units. */
gboolean sb_stock_level_valuation (SbDatabase *db, gint64 *value, GError **error);

G_END_DECLS

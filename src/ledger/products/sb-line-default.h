/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * SbLineDefault: what a new line starts with.
 * @source: "price-list", "supplier", "product", "last", or "none"
 */
typedef struct
{
  const char *source;
  gint64 price;      /* 10^-6 of the document's currency for a stock unit, -1 = none */
  char *sku;         /* (owned) (nullable): the supplier's */
  gint64 unit;       /* row id of `product_unit`, 0 = stock unit */
  gint64 tax_code;   /* row id of `tax_code`, 0 = none */
  int lead_days;     /* -1 = unknown */
} SbLineDefault;

void sb_line_default_clear (SbLineDefault *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbLineDefault, sb_line_default_clear)

/**
 * sb_line_default_for_sale:
 * @product: row id
 * @customer: row id of `party`, or 0
 * @quantity: 10^-6 stock units: which break holds
 *
 * Customer's price list, else the product's sale price, else the last price of an invoice or order
 * in force to this customer, then to any. Prices in another currency than @currency do not count.
 */
gboolean sb_line_default_for_sale (SbDatabase *db, gint64 product, gint64 customer, gint64 quantity,
                                   const char *currency, SbLineDefault *line, GError **error);
/* The same for buying: supplier's price, product's purchase price, last price from this supplier,
 * then from any. */
gboolean sb_line_default_for_purchase (SbDatabase *db, gint64 product, gint64 supplier,
                                       gint64 quantity, const char *currency, SbLineDefault *line,
                                       GError **error);

G_END_DECLS

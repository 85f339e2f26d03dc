/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-apply-private.h"

G_BEGIN_DECLS

/* Arithmetic of a priced line; document currency. */
typedef struct
{
  gint64 net;            /* round (qty * price * (1 - discount)) */
  gint64 discount_share; /* of the document discount */
  gint64 tax_rate;       /* fraction x 10^8 */
  gboolean recoverable;  /* sales: always */
  gint64 tax;            /* share of its tax group */
} SbPricedLine;

/**
 * sb_price_lines:
 * @lines: (element-type SbEventLine)
 * @discount: document discount, minor units, >= 0: split by largest remainder on line net
 * @currency: of the document
 * @error: return location
 *
 * Tax is computed once for each group of lines of one rate and recoverability and split over the
 * group by largest remainder.
 *
 * Fails with %SB_LEDGER_ERROR_NO_BASIS (a discount on nothing) or %SB_BASE_ERROR_OVERFLOW.
 *
 * Returns: (transfer full) (element-type SbPricedLine): in the order of @lines
 */
GArray *sb_price_lines (GArray *lines, gint64 discount, SbCurrency currency, GError **error);

/* Money of a document in the base currency: round (minor * rate), scaled when the minor units
 * differ. */
gboolean sb_price_to_base (gint64 minor, SbCurrency from, gint64 rate, SbCurrency base,
                           gint64 *result, GError **error);

/**
 * sb_price_provisional:
 * @qty: unbilled units
 * @price: of the order, document currency
 *
 * round (qty * price * (1 - discount) * (1 + tax when not recoverable) * rate) in the base
 * currency, one rounding.
 */
gboolean sb_price_provisional (gint64 qty, gint64 price, gint64 discount_rate, gint64 tax_rate,
                               gint64 rate, SbCurrency base, gint64 *value, GError **error);

/* Fills a document's lines from its event and their arithmetic, with products (0: none). */
void sb_price_fill_line (SbDocumentLine *to, const SbEventLine *from, const SbPricedLine *priced,
                         gint64 product);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-money.h"

G_BEGIN_DECLS

/*
 * Quantity: gint64 of 10^-6 units.  Price: gint64 of 10^-6 currency units per unit.
 * Rate (exchange, tax, percent as a fraction): gint64 of 10^-8; 8.25 % is 8250000.
 */
#define SB_QUANTITY_SCALE 6
#define SB_PRICE_SCALE 6
#define SB_RATE_SCALE 8
#define SB_QUANTITY_ONE G_GINT64_CONSTANT (1000000)
#define SB_RATE_ONE G_GINT64_CONSTANT (100000000)

gboolean sb_quantity_parse (const char *text, gint64 *quantity, GError **error);
char    *sb_quantity_format (gint64 quantity); /* no trailing zeros */
gboolean sb_price_parse (const char *text, gint64 *price, GError **error);
char    *sb_price_format (gint64 price, SbCurrency currency); /* at least the currency's decimals */
gboolean sb_rate_parse (const char *text, gint64 *rate, GError **error); /* "0.0825" */
char    *sb_rate_format (gint64 rate);
gboolean sb_percent_parse (const char *text, gint64 *rate, GError **error); /* "5" or "8.25" percent -> fraction */
char    *sb_percent_format (gint64 rate);

/* round(quantity * price * (1 - discount)) in minor units of @currency; one rounding. */
gboolean sb_extend (gint64 quantity, gint64 price, gint64 discount_rate, SbCurrency currency,
                    gint64 *minor, GError **error);
/* round(minor * rate): tax of a base, or money converted at an exchange rate between currencies of
 * equal exponent. */
gboolean sb_apply_rate (gint64 minor, gint64 rate, gint64 *result, GError **error);

G_END_DECLS

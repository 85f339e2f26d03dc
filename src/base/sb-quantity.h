/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-money.h"

G_BEGIN_DECLS

/*
 * Quantity: gint64 of 10^-6 units.  Price: gint64 of 10^-6 currency units per unit.
 * Rate (exchange, tax, percent as a fraction): gint64 of 10^-8; 8.25 % is 8250000.
 *
 * The parse functions fail with %SB_BASE_ERROR_FORMAT or _OVERFLOW and leave their result untouched;
 * the format functions return (transfer full) text. All are pure and may run on any thread.
 */
#define SB_QUANTITY_SCALE 6
#define SB_PRICE_SCALE 6
#define SB_RATE_SCALE 8
#define SB_QUANTITY_ONE G_GINT64_CONSTANT (1000000)
#define SB_RATE_ONE G_GINT64_CONSTANT (100000000)

/* "2.5" -> 2500000, any sign */
gboolean sb_quantity_parse (const char *text, gint64 *quantity, GError **error);
/* 2500000 -> "2.5": no trailing zeros */
char *sb_quantity_format (gint64 quantity);
/* "1.25" -> 1250000, any sign */
gboolean sb_price_parse (const char *text, gint64 *price, GError **error);
/* 1250000 -> "1.25": at least the currency's decimals */
char *sb_price_format (gint64 price, SbCurrency currency);
/* "0.0825" -> 8250000, any sign */
gboolean sb_rate_parse (const char *text, gint64 *rate, GError **error);
/* 8250000 -> "0.0825": no trailing zeros */
char *sb_rate_format (gint64 rate);
/* "8.25" percent -> 8250000; at most six decimals */
gboolean sb_percent_parse (const char *text, gint64 *rate, GError **error);
/* 8250000 -> "8.25" */
char *sb_percent_format (gint64 rate);

/**
 * sb_extend:
 * @quantity: micro-units, any sign
 * @price: 10^-6 currency units per unit, any sign
 * @discount_rate: 10^-8, 0 to %SB_RATE_ONE
 * @currency: the currency of @price and @minor
 * @minor: (out): round(@quantity x @price x (1 - @discount_rate)), minor units; one rounding
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_OVERFLOW, or %SB_BASE_ERROR_RANGE when the discount is out of range or
 * the result is over %SB_MONEY_MAX; @minor is then untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_extend (gint64 quantity, gint64 price, gint64 discount_rate, SbCurrency currency,
                    gint64 *minor, GError **error);

/**
 * sb_apply_rate:
 * @minor: minor units
 * @rate: 10^-8
 * @result: (out): round(@minor x @rate): the tax of a base, or money converted at an exchange rate
 *   between currencies of equal exponent
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_OVERFLOW or, over %SB_MONEY_MAX, %SB_BASE_ERROR_RANGE; @result is then
 * untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_apply_rate (gint64 minor, gint64 rate, gint64 *result, GError **error);

G_END_DECLS

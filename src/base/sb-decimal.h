/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A decimal is an integer and a scale: value 1250 at scale 2 is 12.50. All functions here are pure
 * and may be called from any thread. */

#define SB_DECIMAL_MAX_SCALE 18u

/**
 * sb_decimal_parse:
 * @text: ASCII decimal, "-12.5"; no exponent, no grouping, no leading "+", no blanks
 * @scale: number of decimals of the result, 0 to 18
 * @value: (out): @text x 10^@scale, exact
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_FORMAT (not a decimal, or more decimals than @scale; trailing zeros
 * beyond @scale are accepted) or %SB_BASE_ERROR_OVERFLOW. @value is untouched on failure.
 *
 * Returns: %TRUE on success
 */
gboolean sb_decimal_parse (const char *text, unsigned scale, gint64 *value, GError **error);

/**
 * sb_decimal_format:
 * @value: value x 10^@scale, any gint64
 * @scale: 0 to 18
 * @min_decimals: decimals always printed, <= @scale; zeros beyond them are dropped
 *
 * Returns: (transfer full): ASCII text with "." as decimal point and "-" as sign
 */
char *sb_decimal_format (gint64 value, unsigned scale, unsigned min_decimals);

/**
 * sb_decimal_power:
 * @exponent: 0 to 18
 *
 * Returns: 10^@exponent
 */
gint64 sb_decimal_power (unsigned exponent);

/**
 * sb_round_ratio:
 * @numerator: n
 * @denominator: d, > 0
 * @value: (out): round(n/d), half away from zero, exact
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_OVERFLOW when the result does not fit; @value is then untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_round_ratio (__int128 numerator, __int128 denominator, gint64 *value, GError **error);

/**
 * sb_add:
 * @a: first term
 * @b: second term
 * @value: (out): @a + @b
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_OVERFLOW; @value is then untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_add (gint64 a, gint64 b, gint64 *value, GError **error);

/**
 * sb_subtract:
 * @a: minuend
 * @b: subtrahend
 * @value: (out): @a - @b
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_OVERFLOW; @value is then untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_subtract (gint64 a, gint64 b, gint64 *value, GError **error);

G_END_DECLS

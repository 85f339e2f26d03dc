/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A decimal is an integer and a scale: value 1250 at scale 2 is 12.50. */

/**
 * sb_decimal_parse:
 * @text: ASCII decimal, "-12.5"; no exponent, no grouping, no leading "+", no blanks
 * @scale: number of decimals of the result, 0 to 18
 * @value: (out): @text x 10^@scale, exact
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_FORMAT (not a decimal, or more decimals than @scale; trailing zeros
 * beyond @scale are accepted) or %SB_BASE_ERROR_OVERFLOW. @value is untouched on failure.
 */
gboolean sb_decimal_parse (const char *text, unsigned scale, gint64 *value, GError **error);

/**
 * sb_decimal_format:
 * @value: value x 10^@scale
 * @scale: 0 to 18
 * @min_decimals: decimals always printed, <= @scale; zeros beyond them are dropped
 *
 * Returns: (transfer full): ASCII text with "." as decimal point and "-" as sign
 */
char *sb_decimal_format (gint64 value, unsigned scale, unsigned min_decimals);

/**
 * sb_round_ratio:
 * @numerator: n
 * @denominator: d, > 0
 * @value: (out): round(n/d), half away from zero, exact
 *
 * Fails with %SB_BASE_ERROR_OVERFLOW.
 */
gboolean sb_round_ratio (__int128 numerator, __int128 denominator, gint64 *value, GError **error);

/* Checked arithmetic; each fails with %SB_BASE_ERROR_OVERFLOW and leaves @value untouched. */
gboolean sb_add (gint64 a, gint64 b, gint64 *value, GError **error);
gboolean sb_subtract (gint64 a, gint64 b, gint64 *value, GError **error);

G_END_DECLS

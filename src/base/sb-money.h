/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Money is a gint64 of minor units (cents) of a currency that the context names. All functions here
 * are pure and may be called from any thread. */

#define SB_CURRENCY_CODE_SIZE 4

/**
 * SbCurrency:
 * @code: ISO 4217 letters, NUL-terminated
 * @exponent: decimals of the minor unit: USD 2, JPY 0, KWD 3
 */
typedef struct
{
  char code[SB_CURRENCY_CODE_SIZE];
  unsigned exponent;
} SbCurrency;

/**
 * sb_currency_from_code:
 * @code: (nullable): three capital letters, "USD"
 * @currency: (out caller-allocates): the currency
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_FORMAT when @code is not a currency of ISO 4217; @currency is then
 * untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_currency_from_code (const char *code, SbCurrency *currency, GError **error);

/* Accepted range of one amount of money: +-9.2e16 minor units. */
#define SB_MONEY_MAX G_GINT64_CONSTANT (92000000000000000)

/**
 * sb_money_check:
 * @minor: minor units
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_RANGE when |@minor| > %SB_MONEY_MAX.
 *
 * Returns: %TRUE when @minor is an amount that may be kept
 */
gboolean sb_money_check (gint64 minor, GError **error);

/**
 * sb_money_parse:
 * @text: "-12.50": at most @currency's decimals (further zeros are accepted)
 * @currency: the currency
 * @minor: (out): minor units, |@minor| <= %SB_MONEY_MAX
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_FORMAT, _OVERFLOW or _RANGE; @minor is then untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_money_parse (const char *text, SbCurrency currency, gint64 *minor, GError **error);

/**
 * sb_money_format:
 * @minor: minor units
 * @currency: the currency
 *
 * Returns: (transfer full): "-12.50", always with exactly @currency's decimals
 */
char *sb_money_format (gint64 minor, SbCurrency currency);

/**
 * sb_prefix_share:
 * @total: V, minor units, any sign
 * @taken: c, 0 <= c <= @quantity
 * @quantity: q, > 0
 * @share: (out): round(V*c/q)
 * @error: return location
 *
 * The prefix rule: the cost of the first c of q units that are worth V in total. Units a+1..b cost
 * share(b) - share(a), so the parts always add to V.
 *
 * Fails with %SB_BASE_ERROR_RANGE when @taken or @quantity is out of range; @share is then
 * untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_prefix_share (gint64 total, gint64 taken, gint64 quantity, gint64 *share,
                          GError **error);

/**
 * sb_largest_remainder:
 * @total: amount to split, any sign
 * @weights: (array length=n): >= 0
 * @n: number of weights
 * @parts: (array length=n) (out caller-allocates): adds to @total exactly
 * @error: return location
 *
 * Floors of the exact shares of |@total|, then one minor unit each to the largest remainders, ties
 * to the earlier; then the sign of @total.
 *
 * Fails with %SB_BASE_ERROR_RANGE when a weight is negative or all are 0 (nothing to allocate on);
 * @parts is then untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_largest_remainder (gint64 total, const gint64 *weights, gsize n, gint64 *parts,
                               GError **error);

G_END_DECLS

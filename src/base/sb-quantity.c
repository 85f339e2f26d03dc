/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-quantity.h"

#include "sb-base-error.h"
#include "sb-decimal.h"

/* A percent with this many decimals is a fraction with SB_RATE_SCALE. */
#define PERCENT_SCALE (SB_RATE_SCALE - 2)

gboolean
sb_quantity_parse (const char *text, gint64 *quantity, GError **error)
{
  return sb_decimal_parse (text, SB_QUANTITY_SCALE, quantity, error);
}

char *
sb_quantity_format (gint64 quantity)
{
  return sb_decimal_format (quantity, SB_QUANTITY_SCALE, 0);
}

gboolean
sb_price_parse (const char *text, gint64 *price, GError **error)
{
  return sb_decimal_parse (text, SB_PRICE_SCALE, price, error);
}

char *
sb_price_format (gint64 price, SbCurrency currency)
{
  return sb_decimal_format (price, SB_PRICE_SCALE, currency.exponent);
}

gboolean
sb_rate_parse (const char *text, gint64 *rate, GError **error)
{
  return sb_decimal_parse (text, SB_RATE_SCALE, rate, error);
}

char *
sb_rate_format (gint64 rate)
{
  return sb_decimal_format (rate, SB_RATE_SCALE, 0);
}

gboolean
sb_percent_parse (const char *text, gint64 *rate, GError **error)
{
  return sb_decimal_parse (text, PERCENT_SCALE, rate, error);
}

char *
sb_percent_format (gint64 rate)
{
  return sb_decimal_format (rate, PERCENT_SCALE, 0);
}

gboolean
sb_extend (gint64 quantity, gint64 price, gint64 discount_rate, SbCurrency currency, gint64 *minor,
           GError **error)
{
  const unsigned scale = SB_QUANTITY_SCALE + SB_PRICE_SCALE + SB_RATE_SCALE - currency.exponent;
  __int128 product = (__int128) quantity * price;
  __int128 divisor = 1;
  gint64 value;

  g_return_val_if_fail (minor != NULL, FALSE);

  if (discount_rate < 0 || discount_rate > SB_RATE_ONE)
    {
      g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE,
                           "discount is not between 0 and 100 percent");
      return FALSE;
    }
  /* What does not fit here is over 10^16 currency units, so no result is lost. */
  if (__builtin_mul_overflow (product, (__int128) (SB_RATE_ONE - discount_rate), &product))
    {
      g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW, "number is too large");
      return FALSE;
    }
  for (unsigned i = 0; i < scale; i++)
    divisor *= 10;
  if (!sb_round_ratio (product, divisor, &value, error) || !sb_money_check (value, error))
    return FALSE;
  *minor = value;
  return TRUE;
}

gboolean
sb_apply_rate (gint64 minor, gint64 rate, gint64 *result, GError **error)
{
  gint64 value;

  g_return_val_if_fail (result != NULL, FALSE);

  if (!sb_round_ratio ((__int128) minor * rate, SB_RATE_ONE, &value, error) ||
      !sb_money_check (value, error))
    return FALSE;
  *result = value;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text <-> scaled integer, digit by digit: no float in between, so 0.1 is one tenth. */

#include "sb-decimal.h"

#include <string.h>

#include "sb-base-error.h"

static gboolean
set_overflow (GError **error)
{
  g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW, "number is too large");
  return FALSE;
}

static gboolean
set_not_decimal (const char *text, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (text, (gssize) strnlen (text, 40));

  g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, "“%s” is not a decimal number", shown);
  return FALSE;
}

/* Collects below zero, where one more value fits: the smallest gint64 has no positive twin. */
static gboolean
push_digit (gint64 *negated, int digit)
{
  gint64 next;

  if (__builtin_mul_overflow (*negated, (gint64) 10, &next) ||
      __builtin_sub_overflow (next, (gint64) digit, &next))
    return FALSE;
  *negated = next;
  return TRUE;
}

static gboolean
push_decimals (const char **cursor, unsigned scale, gint64 *negated, gboolean *fits)
{
  unsigned count = 0;

  if (!g_ascii_isdigit (**cursor))
    return FALSE;
  for (; g_ascii_isdigit (**cursor); (*cursor)++)
    {
      if (count < scale)
        *fits = *fits && push_digit (negated, **cursor - '0');
      else if (**cursor != '0')
        return FALSE;
      count++;
    }
  for (; count < scale; count++)
    *fits = *fits && push_digit (negated, 0);
  return TRUE;
}

gboolean
sb_decimal_parse (const char *text, unsigned scale, gint64 *value, GError **error)
{
  const char *cursor = text;
  gboolean minus, fits = TRUE;
  gint64 negated = 0;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);
  g_return_val_if_fail (scale <= SB_DECIMAL_MAX_SCALE, FALSE);

  minus = *cursor == '-';
  if (minus)
    cursor++;
  if (!g_ascii_isdigit (*cursor))
    return set_not_decimal (text, error);
  for (; g_ascii_isdigit (*cursor); cursor++)
    fits = fits && push_digit (&negated, *cursor - '0');

  if (*cursor == '.')
    {
      cursor++;
      if (!push_decimals (&cursor, scale, &negated, &fits))
        return set_not_decimal (text, error);
    }
  else
    {
      for (unsigned i = 0; i < scale; i++)
        fits = fits && push_digit (&negated, 0);
    }

  if (*cursor != '\0')
    return set_not_decimal (text, error);
  if (!fits || (!minus && negated == G_MININT64))
    return set_overflow (error);
  *value = minus ? negated : -negated;
  return TRUE;
}

char *
sb_decimal_format (gint64 value, unsigned scale, unsigned min_decimals)
{
  guint64 magnitude = value < 0 ? 0 - (guint64) value : (guint64) value;
  const char *sign = value < 0 ? "-" : "";
  guint64 power, whole, rest;
  unsigned decimals = scale;

  g_return_val_if_fail (scale <= SB_DECIMAL_MAX_SCALE && min_decimals <= scale, NULL);

  power = (guint64) sb_decimal_power (scale);
  whole = magnitude / power;
  rest = magnitude % power;
  while (decimals > min_decimals && rest % 10 == 0)
    {
      rest /= 10;
      decimals--;
    }
  if (decimals == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, whole);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign, whole,
                          (int) decimals, rest);
}

gint64
sb_decimal_power (unsigned exponent)
{
  gint64 power = 1;

  g_return_val_if_fail (exponent <= SB_DECIMAL_MAX_SCALE, 1);

  while (exponent-- > 0)
    power *= 10;
  return power;
}

gboolean
sb_round_ratio (__int128 numerator, __int128 denominator, gint64 *value, GError **error)
{
  __int128 quotient, rest;

  g_return_val_if_fail (denominator > 0 && value != NULL, FALSE);

  quotient = numerator / denominator;
  rest = numerator % denominator;
  if (rest < 0)
    rest = -rest;
  /* Not 2 * rest >= denominator: that may not fit. */
  if (rest >= denominator - rest)
    quotient += numerator < 0 ? -1 : 1;
  if (quotient > G_MAXINT64 || quotient < G_MININT64)
    return set_overflow (error);
  *value = (gint64) quotient;
  return TRUE;
}

gboolean
sb_add (gint64 a, gint64 b, gint64 *value, GError **error)
{
  gint64 sum;

  g_return_val_if_fail (value != NULL, FALSE);

  if (__builtin_add_overflow (a, b, &sum))
    return set_overflow (error);
  *value = sum;
  return TRUE;
}

gboolean
sb_subtract (gint64 a, gint64 b, gint64 *value, GError **error)
{
  gint64 difference;

  g_return_val_if_fail (value != NULL, FALSE);

  if (__builtin_sub_overflow (a, b, &difference))
    return set_overflow (error);
  *value = difference;
  return TRUE;
}

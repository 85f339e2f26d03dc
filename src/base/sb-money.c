/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-money.h"

#include <stdlib.h>
#include <string.h>

#include "sb-base-error.h"
#include "sb-decimal.h"

/* ISO 4217, list one, without funds, metals and test codes. Two decimals unless listed below. */
static const char CODES[] =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
  "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
  "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW "
  "KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
  "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
  "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED "
  "VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ";
static const char WITHOUT_DECIMALS[] =
  "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
static const char WITH_THREE_DECIMALS[] = "BHD IQD JOD KWD LYD OMR TND ";

static gboolean
list_has (const char *list, const char *code)
{
  for (; *list != '\0'; list += 4)
    {
      if (memcmp (list, code, 3) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
sb_currency_from_code (const char *code, SbCurrency *currency, GError **error)
{
  SbCurrency found = { "", 2 };

  g_return_val_if_fail (currency != NULL, FALSE);

  if (code == NULL || strlen (code) != 3 || !list_has (CODES, code))
    {
      g_autofree char *shown = g_utf8_make_valid (code != NULL ? code : "",
                                                  code != NULL ? (gssize) strnlen (code, 16) : 0);

      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, "“%s” is not a currency code", shown);
      return FALSE;
    }

  memcpy (found.code, code, SB_CURRENCY_CODE_SIZE);
  if (list_has (WITHOUT_DECIMALS, code))
    found.exponent = 0;
  else if (list_has (WITH_THREE_DECIMALS, code))
    found.exponent = 3;
  *currency = found;
  return TRUE;
}

gboolean
sb_money_check (gint64 minor, GError **error)
{
  if (minor > SB_MONEY_MAX || minor < -SB_MONEY_MAX)
    {
      g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE, "amount is too large");
      return FALSE;
    }
  return TRUE;
}

gboolean
sb_money_parse (const char *text, SbCurrency currency, gint64 *minor, GError **error)
{
  gint64 value;

  g_return_val_if_fail (minor != NULL, FALSE);

  if (!sb_decimal_parse (text, currency.exponent, &value, error) || !sb_money_check (value, error))
    return FALSE;
  *minor = value;
  return TRUE;
}

char *
sb_money_format (gint64 minor, SbCurrency currency)
{
  return sb_decimal_format (minor, currency.exponent, currency.exponent);
}

gboolean
sb_prefix_share (gint64 total, gint64 taken, gint64 quantity, gint64 *share, GError **error)
{
  g_return_val_if_fail (share != NULL, FALSE);

  if (quantity <= 0 || taken < 0 || taken > quantity)
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE,
                   "cannot take %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " units", taken, quantity);
      return FALSE;
    }
  return sb_round_ratio ((__int128) total * taken, quantity, share, error);
}

typedef struct
{
  gsize index;
  __int128 rest;
} Remainder;

static int
compare_remainders (const void *left, const void *right)
{
  const Remainder *a = left;
  const Remainder *b = right;

  if (a->rest != b->rest)
    return a->rest > b->rest ? -1 : 1;
  return a->index < b->index ? -1 : 1;
}

static gboolean
sum_weights (const gint64 *weights, gsize n, __int128 *sum, GError **error)
{
  *sum = 0;
  for (gsize i = 0; i < n; i++)
    {
      if (weights[i] < 0)
        {
          g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE, "a weight is negative");
          return FALSE;
        }
      *sum += weights[i];
    }
  if (*sum == 0)
    {
      g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE, "nothing to allocate on");
      return FALSE;
    }
  return TRUE;
}

gboolean
sb_largest_remainder (gint64 total, const gint64 *weights, gsize n, gint64 *parts, GError **error)
{
  g_autofree Remainder *remainders = NULL;
  __int128 magnitude = total < 0 ? -(__int128) total : total;
  __int128 sum, left = magnitude;

  g_return_val_if_fail (n == 0 || (weights != NULL && parts != NULL), FALSE);

  if (!sum_weights (weights, n, &sum, error))
    return FALSE;

  remainders = g_new (Remainder, n);
  for (gsize i = 0; i < n; i++)
    {
      __int128 product = magnitude * weights[i];
      __int128 whole = product / sum;

      /* Kept below zero: |G_MININT64| fits only there. */
      parts[i] = (gint64) -whole;
      remainders[i] = (Remainder) { i, product % sum };
      left -= whole;
    }
  qsort (remainders, n, sizeof *remainders, compare_remainders);
  for (gsize i = 0; i < (gsize) left; i++)
    parts[remainders[i].index]--;
  for (gsize i = 0; total >= 0 && i < n; i++)
    parts[i] = -parts[i];
  return TRUE;
}

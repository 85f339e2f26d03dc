/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>

#include "sb-base-error.h"
#include "sb-money.h"

static SbCurrency
currency (const char *code)
{
  SbCurrency found;

  g_assert_true (sb_currency_from_code (code, &found, NULL));
  return found;
}

static void
a_currency_has_the_decimals_of_iso_4217 (void)
{
  g_assert_cmpuint (currency ("USD").exponent, ==, 2);
  g_assert_cmpstr (currency ("CAD").code, ==, "CAD");
  g_assert_cmpuint (currency ("JPY").exponent, ==, 0);
  g_assert_cmpuint (currency ("KWD").exponent, ==, 3);
  g_assert_cmpuint (currency ("ISK").exponent, ==, 0);
}

static void
what_is_no_currency_is_refused (void)
{
  static const char *const codes[] = { NULL, "", "US", "usd", "USDX", "XXX", "XAU", "ED ", "\xff\xff\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(GError) error = NULL;
      SbCurrency found = { "old", 9 };

      g_assert_false (sb_currency_from_code (codes[i], &found, &error));
      g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT);
      g_assert_cmpstr (found.code, ==, "old");
    }
}

static void
money_is_read_and_written_with_its_currencys_decimals (void)
{
  g_autofree char *usd = sb_money_format (-1250, currency ("USD"));
  g_autofree char *jpy = sb_money_format (1250, currency ("JPY"));
  g_autofree char *kwd = sb_money_format (1250, currency ("KWD"));
  g_autoptr(GError) error = NULL;
  gint64 minor = 77;

  g_assert_cmpstr (usd, ==, "-12.50");
  g_assert_cmpstr (jpy, ==, "1250");
  g_assert_cmpstr (kwd, ==, "1.250");
  g_assert_true (sb_money_parse ("12.5", currency ("USD"), &minor, &error));
  g_assert_cmpint (minor, ==, 1250);
  g_assert_false (sb_money_parse ("12.5", currency ("JPY"), &minor, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT);
  g_assert_cmpint (minor, ==, 1250);
}

static void
money_beyond_its_range_is_refused (void)
{
  g_autoptr(GError) error = NULL;
  gint64 minor = 77;

  g_assert_true (sb_money_parse ("920000000000000.00", currency ("USD"), &minor, &error));
  g_assert_cmpint (minor, ==, SB_MONEY_MAX);
  g_assert_false (sb_money_parse ("920000000000000.01", currency ("USD"), &minor, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (sb_money_parse ("-920000000000000.01", currency ("USD"), &minor, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
}

static void
shares_of_a_prefix_add_to_the_whole (void)
{
  for (int round = 0; round < 2000; round++)
    {
      gint64 total = (gint64) g_test_rand_int () * g_test_rand_int_range (1, 1000000);
      gint64 quantity = g_test_rand_int_range (1, 1000000);
      gint64 taken = 0, before = 0, sum = 0;

      while (taken < quantity)
        {
          gint64 share;

          taken += g_test_rand_int_range (1, (gint32) (quantity - taken) + 1);
          g_assert_true (sb_prefix_share (total, taken, quantity, &share, NULL));
          sum += share - before;
          before = share;
        }
      g_assert_cmpint (sum, ==, total);
    }
}

static void
a_share_is_rounded_half_away_from_zero (void)
{
  gint64 share;

  g_assert_true (sb_prefix_share (10000, 1, 3, &share, NULL));
  g_assert_cmpint (share, ==, 3333);
  g_assert_true (sb_prefix_share (5, 1, 2, &share, NULL));
  g_assert_cmpint (share, ==, 3);
  g_assert_true (sb_prefix_share (-5, 1, 2, &share, NULL));
  g_assert_cmpint (share, ==, -3);
  g_assert_true (sb_prefix_share (G_MAXINT64, G_MAXINT64, G_MAXINT64, &share, NULL));
  g_assert_cmpint (share, ==, G_MAXINT64);
}

static void
taking_more_than_there_is_is_refused (void)
{
  static const gint64 cases[][2] = { { 4, 3 }, { -1, 3 }, { 0, 0 }, { 0, -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 share = 77;

      g_assert_false (sb_prefix_share (100, cases[i][0], cases[i][1], &share, &error));
      g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
      g_assert_cmpint (share, ==, 77);
    }
}

static void
the_largest_remainders_get_the_odd_cents (void)
{
  static const struct { gint64 total; gint64 weights[4]; gint64 parts[4]; } cases[] = {
    { 100, { 1, 1, 1, 0 }, { 34, 33, 33, 0 } },      /* ties go to the earlier */
    { -100, { 1, 1, 1, 0 }, { -34, -33, -33, 0 } },
    { 10, { 1, 2, 4, 8 }, { 1, 1, 3, 5 } },          /* 0.67 1.33 2.67 5.33 */
    { 1, { 0, 1, 1, 0 }, { 0, 1, 0, 0 } },
    { 0, { 1, 2, 3, 4 }, { 0, 0, 0, 0 } },
    { G_MININT64, { 0, 0, 5, 0 }, { 0, 0, G_MININT64, 0 } },
    { G_MAXINT64, { G_MAXINT64, G_MAXINT64, 0, 0 }, { G_MAXINT64 / 2 + 1, G_MAXINT64 / 2, 0, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 parts[4];

      g_assert_true (sb_largest_remainder (cases[i].total, cases[i].weights, 4, parts, NULL));
      for (gsize k = 0; k < 4; k++)
        g_assert_cmpint (parts[k], ==, cases[i].parts[k]);
    }
}

static void
a_split_adds_up_and_no_part_is_a_cent_off (void)
{
  for (int round = 0; round < 2000; round++)
    {
      gint64 weights[9], parts[9], sum = 0, weight_sum = 0;
      gint64 total = (gint64) g_test_rand_int () * g_test_rand_int_range (1, 1000);
      gsize n = (gsize) g_test_rand_int_range (1, 10);

      for (gsize i = 0; i < n; i++)
        {
          weights[i] = g_test_rand_int_range (0, 5) == 0 ? 0 : g_test_rand_int_range (1, 1000000);
          weight_sum += weights[i];
        }
      if (weight_sum == 0)
        continue;
      g_assert_true (sb_largest_remainder (total, weights, n, parts, NULL));
      for (gsize i = 0; i < n; i++)
        {
          __int128 off = (__int128) parts[i] * weight_sum - (__int128) total * weights[i];

          sum += parts[i];
          g_assert_true (off < weight_sum && off > -weight_sum);
          g_assert_true (weights[i] != 0 || parts[i] == 0);
        }
      g_assert_cmpint (sum, ==, total);
    }
}

static void
nothing_to_allocate_on_is_refused (void)
{
  static const gint64 zeros[] = { 0, 0 };
  static const gint64 negative[] = { 2, -1 };
  g_autoptr(GError) error = NULL;
  gint64 parts[] = { 7, 7 };

  g_assert_false (sb_largest_remainder (100, zeros, 2, parts, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (sb_largest_remainder (100, NULL, 0, NULL, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (sb_largest_remainder (100, negative, 2, parts, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
  g_assert_cmpint (parts[0], ==, 7);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/money/a-currency-has-the-decimals-of-iso-4217",
                   a_currency_has_the_decimals_of_iso_4217);
  g_test_add_func ("/base/money/what-is-no-currency-is-refused", what_is_no_currency_is_refused);
  g_test_add_func ("/base/money/money-is-read-and-written-with-its-currencys-decimals",
                   money_is_read_and_written_with_its_currencys_decimals);
  g_test_add_func ("/base/money/money-beyond-its-range-is-refused",
                   money_beyond_its_range_is_refused);
  g_test_add_func ("/base/money/shares-of-a-prefix-add-to-the-whole",
                   shares_of_a_prefix_add_to_the_whole);
  g_test_add_func ("/base/money/a-share-is-rounded-half-away-from-zero",
                   a_share_is_rounded_half_away_from_zero);
  g_test_add_func ("/base/money/taking-more-than-there-is-is-refused",
                   taking_more_than_there_is_is_refused);
  g_test_add_func ("/base/money/the-largest-remainders-get-the-odd-cents",
                   the_largest_remainders_get_the_odd_cents);
  g_test_add_func ("/base/money/a-split-adds-up-and-no-part-is-a-cent-off",
                   a_split_adds_up_and_no_part_is_a_cent_off);
  g_test_add_func ("/base/money/nothing-to-allocate-on-is-refused",
                   nothing_to_allocate_on_is_refused);
  return g_test_run ();
}

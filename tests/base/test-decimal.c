/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>

#include "sb-base-error.h"
#include "sb-decimal.h"

static void
exact_text_becomes_the_exact_integer (void)
{
  static const struct { const char *text; unsigned scale; gint64 value; } cases[] = {
    { "0", 0, 0 },
    { "-0", 2, 0 },
    { "-0.00", 2, 0 },
    { "1", 2, 100 },
    { "12.5", 2, 1250 },
    { "-12.50", 2, -1250 },
    { "0.1", 6, 100000 },
    { "007.10", 1, 71 },
    { "1.2300000000000000000000000000", 2, 123 },
    { "9223372036854775807", 0, G_MAXINT64 },
    { "-9223372036854775808", 0, G_MININT64 },
    { "92233720368547758.07", 2, G_MAXINT64 },
    { "-92233720368547758.08", 2, G_MININT64 },
    { "9.223372036854775807", 18, G_MAXINT64 },
    { "0.000000000000000001", 18, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 value = 77;

      g_test_message ("%s at scale %u", cases[i].text, cases[i].scale);
      g_assert_true (sb_decimal_parse (cases[i].text, cases[i].scale, &value, &error));
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
what_is_no_decimal_is_refused_and_nothing_written (void)
{
  static const struct { const char *text; unsigned scale; int code; } cases[] = {
    { "", 2, SB_BASE_ERROR_FORMAT },
    { "-", 2, SB_BASE_ERROR_FORMAT },
    { "+1", 2, SB_BASE_ERROR_FORMAT },
    { "--1", 2, SB_BASE_ERROR_FORMAT },
    { " 1", 2, SB_BASE_ERROR_FORMAT },
    { "1 ", 2, SB_BASE_ERROR_FORMAT },
    { ".5", 2, SB_BASE_ERROR_FORMAT },
    { "1.", 2, SB_BASE_ERROR_FORMAT },
    { "1.2.3", 2, SB_BASE_ERROR_FORMAT },
    { "1,5", 2, SB_BASE_ERROR_FORMAT },
    { "1e3", 2, SB_BASE_ERROR_FORMAT },
    { "0x10", 2, SB_BASE_ERROR_FORMAT },
    { "nan", 2, SB_BASE_ERROR_FORMAT },
    { "1.234", 2, SB_BASE_ERROR_FORMAT },
    { "1.5", 0, SB_BASE_ERROR_FORMAT },
    { "\xef\xbc\x91", 2, SB_BASE_ERROR_FORMAT }, /* a full-width one */
    { "1\xff", 2, SB_BASE_ERROR_FORMAT },
    { "9223372036854775808", 0, SB_BASE_ERROR_OVERFLOW },
    { "-9223372036854775809", 0, SB_BASE_ERROR_OVERFLOW },
    { "92233720368547758.08", 2, SB_BASE_ERROR_OVERFLOW },
    { "99999999999999999999999999999999999999999999", 0, SB_BASE_ERROR_OVERFLOW },
    { "10", 18, SB_BASE_ERROR_OVERFLOW },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 value = 77;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (sb_decimal_parse (cases[i].text, cases[i].scale, &value, &error));
      g_assert_error (error, SB_BASE_ERROR, cases[i].code);
      g_assert_cmpint (value, ==, 77);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
formatting_keeps_the_decimals_that_count (void)
{
  static const struct { gint64 value; unsigned scale, min; const char *text; } cases[] = {
    { 0, 0, 0, "0" },
    { 0, 2, 2, "0.00" },
    { 0, 6, 0, "0" },
    { -5, 2, 2, "-0.05" },
    { 1250, 2, 2, "12.50" },
    { 1250, 2, 0, "12.5" },
    { 1200, 2, 0, "12" },
    { 1200000, 6, 2, "1.20" },
    { 1234567, 6, 2, "1.234567" },
    { G_MAXINT64, 0, 0, "9223372036854775807" },
    { G_MININT64, 2, 2, "-92233720368547758.08" },
    { G_MININT64, 18, 0, "-9.223372036854775808" },
    { 1, 18, 0, "0.000000000000000001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sb_decimal_format (cases[i].value, cases[i].scale, cases[i].min);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static gint64
random_int64 (void)
{
  guint64 bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();

  /* All magnitudes, not only huge ones. */
  return (gint64) bits >> g_test_rand_int_range (0, 64);
}

static void
any_number_survives_text_and_back (void)
{
  for (int i = 0; i < 20000; i++)
    {
      gint64 value = random_int64 (), back = 0;
      unsigned scale = (unsigned) g_test_rand_int_range (0, 19);
      unsigned min = (unsigned) g_test_rand_int_range (0, (int) scale + 1);
      g_autofree char *text = sb_decimal_format (value, scale, min);

      g_assert_true (sb_decimal_parse (text, scale, &back, NULL));
      g_assert_cmpint (back, ==, value);
    }
}

static void
a_ratio_is_rounded_half_away_from_zero (void)
{
  const __int128 huge = (__int128) G_MAXINT64 * G_MAXINT64;
  static const struct { gint64 n, d, value; } cases[] = {
    { 0, 7, 0 }, { 1, 2, 1 }, { -1, 2, -1 }, { 3, 2, 2 }, { -3, 2, -2 }, { 5, 2, 3 },
    { 1, 3, 0 }, { 2, 3, 1 }, { -2, 3, -1 }, { 49, 100, 0 }, { 50, 100, 1 }, { -50, 100, -1 },
    { G_MAXINT64, 1, G_MAXINT64 }, { G_MININT64, 1, G_MININT64 },
    { G_MAXINT64, G_MAXINT64, 1 }, { G_MAXINT64 / 2 + 1, G_MAXINT64, 1 },
    { G_MAXINT64 / 2, G_MAXINT64, 0 },
  };
  gint64 value;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      value = 77;
      g_assert_true (sb_round_ratio (cases[i].n, cases[i].d, &value, NULL));
      g_assert_cmpint (value, ==, cases[i].value);
    }

  g_assert_true (sb_round_ratio (huge, G_MAXINT64, &value, NULL));
  g_assert_cmpint (value, ==, G_MAXINT64);
  g_assert_true (sb_round_ratio (-huge, huge, &value, NULL));
  g_assert_cmpint (value, ==, -1);
}

static void
a_ratio_that_does_not_fit_is_an_error (void)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 77;

  g_assert_false (sb_round_ratio ((__int128) G_MAXINT64 * 2 + 1, 2, &value, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (sb_round_ratio ((__int128) G_MININT64 * 4, 3, &value, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW);
  g_assert_cmpint (value, ==, 77);
}

static void
sums_beyond_the_integer_are_errors (void)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 77;

  g_assert_true (sb_add (G_MAXINT64 - 1, 1, &value, &error));
  g_assert_cmpint (value, ==, G_MAXINT64);
  g_assert_true (sb_subtract (G_MININT64 + 1, 1, &value, &error));
  g_assert_cmpint (value, ==, G_MININT64);

  value = 77;
  g_assert_false (sb_add (G_MAXINT64, 1, &value, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (sb_subtract (0, G_MININT64, &value, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW);
  g_assert_cmpint (value, ==, 77);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/decimal/exact-text-becomes-the-exact-integer",
                   exact_text_becomes_the_exact_integer);
  g_test_add_func ("/base/decimal/what-is-no-decimal-is-refused-and-nothing-written",
                   what_is_no_decimal_is_refused_and_nothing_written);
  g_test_add_func ("/base/decimal/formatting-keeps-the-decimals-that-count",
                   formatting_keeps_the_decimals_that_count);
  g_test_add_func ("/base/decimal/any-number-survives-text-and-back",
                   any_number_survives_text_and_back);
  g_test_add_func ("/base/decimal/a-ratio-is-rounded-half-away-from-zero",
                   a_ratio_is_rounded_half_away_from_zero);
  g_test_add_func ("/base/decimal/a-ratio-that-does-not-fit-is-an-error",
                   a_ratio_that_does_not_fit_is_an_error);
  g_test_add_func ("/base/decimal/sums-beyond-the-integer-are-errors",
                   sums_beyond_the_integer_are_errors);
  return g_test_run ();
}

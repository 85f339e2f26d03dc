/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>

#include "sb-base-error.h"
#include "sb-quantity.h"

static const SbCurrency USD = { "USD", 2 };
static const SbCurrency JPY = { "JPY", 0 };
static const SbCurrency KWD = { "KWD", 3 };

static void
quantities_prices_and_rates_survive_text (void)
{
  g_autofree char *quantity = sb_quantity_format (2500000);
  g_autofree char *price = sb_price_format (1250000, USD);
  g_autofree char *fine_price = sb_price_format (1234567, USD);
  g_autofree char *rate = sb_rate_format (8250000);
  g_autofree char *percent = sb_percent_format (8250000);
  gint64 value;

  g_assert_cmpstr (quantity, ==, "2.5");
  g_assert_cmpstr (price, ==, "1.25");
  g_assert_cmpstr (fine_price, ==, "1.234567");
  g_assert_cmpstr (rate, ==, "0.0825");
  g_assert_cmpstr (percent, ==, "8.25");
  g_assert_true (sb_quantity_parse ("0.000001", &value, NULL));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (sb_rate_parse ("1.36", &value, NULL));
  g_assert_cmpint (value, ==, 136000000);
  g_assert_true (sb_percent_parse ("5", &value, NULL));
  g_assert_cmpint (value, ==, 5000000);
  g_assert_true (sb_percent_parse ("9.975", &value, NULL));
  g_assert_cmpint (value, ==, 9975000);
  g_assert_false (sb_quantity_parse ("0.0000001", &value, NULL));
}

static void
a_line_is_rounded_once (void)
{
  static const struct { const char *quantity, *price; gint64 discount; SbCurrency currency; gint64 minor; } cases[] = {
    { "3", "1.25", 0, { "USD", 2 }, 375 },
    { "3", "0.335", 0, { "USD", 2 }, 101 },          /* 1.005 -> 1.01 */
    { "-3", "0.335", 0, { "USD", 2 }, -101 },
    { "1", "0.004999", 0, { "USD", 2 }, 0 },
    { "1", "0.005", 0, { "USD", 2 }, 1 },
    { "1", "99.99", 50000000, { "USD", 2 }, 5000 },  /* 49.995: not 50.00 - 0.005 rounded twice */
    { "1", "1.01", SB_RATE_ONE, { "USD", 2 }, 0 },
    { "7", "0.333333", 10000000, { "USD", 2 }, 210 },
    { "1", "0.5", 0, { "JPY", 0 }, 1 },
    { "2.5", "1.2345", 0, { "KWD", 3 }, 3086 },
    { "1000000", "920000000", 0, { "USD", 2 }, SB_MONEY_MAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 quantity, price, minor = 77;

      g_assert_true (sb_quantity_parse (cases[i].quantity, &quantity, NULL));
      g_assert_true (sb_price_parse (cases[i].price, &price, NULL));
      g_assert_true (sb_extend (quantity, price, cases[i].discount, cases[i].currency, &minor, &error));
      g_assert_no_error (error);
      g_assert_cmpint (minor, ==, cases[i].minor);
    }
}

static void
a_line_that_is_too_large_is_an_error (void)
{
  g_autoptr(GError) error = NULL;
  gint64 minor = 77;

  g_assert_false (sb_extend (G_MAXINT64, G_MAXINT64, 0, USD, &minor, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (sb_extend (G_MAXINT64, G_MININT64, 0, JPY, &minor, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (sb_extend (1000000 * SB_QUANTITY_ONE, G_GINT64_CONSTANT (920000000000001), 0, USD,
                             &minor, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (sb_extend (SB_QUANTITY_ONE, 1000000, SB_RATE_ONE + 1, KWD, &minor, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (sb_extend (SB_QUANTITY_ONE, 1000000, -1, KWD, &minor, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
  g_assert_cmpint (minor, ==, 77);
}

static void
a_rate_is_applied_with_one_rounding (void)
{
  g_autoptr(GError) error = NULL;
  gint64 result = 77;

  g_assert_true (sb_apply_rate (10000, 8250000, &result, &error));
  g_assert_cmpint (result, ==, 825);
  g_assert_true (sb_apply_rate (10, 5000000, &result, &error)); /* 0.005 */
  g_assert_cmpint (result, ==, 1);
  g_assert_true (sb_apply_rate (-10, 5000000, &result, &error));
  g_assert_cmpint (result, ==, -1);
  g_assert_true (sb_apply_rate (12345, 136000000, &result, &error));
  g_assert_cmpint (result, ==, 16789);

  result = 77;
  g_assert_false (sb_apply_rate (SB_MONEY_MAX, SB_RATE_ONE * 2, &result, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (sb_apply_rate (G_MAXINT64, G_MAXINT64, &result, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW);
  g_assert_cmpint (result, ==, 77);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/quantity/quantities-prices-and-rates-survive-text",
                   quantities_prices_and_rates_survive_text);
  g_test_add_func ("/base/quantity/a-line-is-rounded-once", a_line_is_rounded_once);
  g_test_add_func ("/base/quantity/a-line-that-is-too-large-is-an-error",
                   a_line_that_is_too_large_is_an_error);
  g_test_add_func ("/base/quantity/a-rate-is-applied-with-one-rounding",
                   a_rate_is_applied_with_one_rounding);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "sb-base-error.h"
#include "sb-format.h"

static const SbCurrency USD = { "USD", 2 };
static const SbCurrency JPY = { "JPY", 0 };

static void
test_money (void)
{
  static const struct
  {
    gint64      minor;
    const char *text;
  } ROWS[] = {
    { 0, "0.00" },           { 5, "0.05" },
    { 123450, "1,234.50" },  { -123450, "−1,234.50" },
    { 100000000, "1,000,000.00" }, { -1, "−0.01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *text = sb_format_money (ROWS[i].minor, USD);
      g_assert_cmpstr (text, ==, ROWS[i].text);
    }
  g_autofree char *yen = sb_format_money (1234, JPY);
  g_assert_cmpstr (yen, ==, "1,234");
}

static void
test_number_reads_what_it_writes (void)
{
  static const gint64 VALUES[] = { 0, 1, -1, 999999, 1000000, 1234567890123, -98765432109876 };

  for (gsize i = 0; i < G_N_ELEMENTS (VALUES); i++)
    {
      g_autofree char *shown = sb_format_quantity (VALUES[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *ascii = sb_format_read_number (shown, &error);
      gint64 back;

      g_assert_no_error (error);
      g_assert_true (sb_quantity_parse (ascii, &back, &error));
      g_assert_cmpint (back, ==, VALUES[i]);
    }
}

static void
test_number_refuses (void)
{
  static const char *const WRONG[] = { "",      "abc",  "1,50", "1,2345", "1..2", "1.2.3", "--1",
                                       "1e5",   "0x10", "5 pcs", ".",     "-",    "1,,000", "1.000,5" };

  for (gsize i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *ascii = sb_format_read_number (WRONG[i], &error);

      g_test_message ("“%s”", WRONG[i]);
      g_assert_null (ascii);
      g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT);
    }
}

static void
test_number_reads_sloppy_typing (void)
{
  static const struct
  {
    const char *typed;
    const char *ascii;
  } ROWS[] = {
    { " 12.5 ", "12.5" }, { "1,234", "1234" }, { "−3", "-3" },
    { ".5", "0.5" },      { "7.", "7" },       { "12,345,678.9", "12345678.9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *ascii = sb_format_read_number (ROWS[i].typed, NULL);
      g_assert_cmpstr (ascii, ==, ROWS[i].ascii);
    }
}

static void
test_day (void)
{
  SbDay today = sb_day_from_ymd (2025, 3, 15), day;

  g_assert_true (sb_format_read_day ("2025-01-31", today, &day, NULL));
  g_assert_cmpint (day, ==, sb_day_from_ymd (2025, 1, 31));
  g_assert_true (sb_format_read_day ("today", today, &day, NULL));
  g_assert_cmpint (day, ==, today);
  g_assert_true (sb_format_read_day ("+14", today, &day, NULL));
  g_assert_cmpint (day, ==, sb_day_from_ymd (2025, 3, 29));
  g_assert_false (sb_format_read_day ("2025-02-30", today, &day, NULL));
  g_assert_false (sb_format_read_day ("soon", today, &day, NULL));
  g_assert_false (sb_format_read_day ("", today, &day, NULL));
}

static void
test_comma (void)
{
  if (g_strcmp0 (localeconv ()->decimal_point, ",") != 0)
    {
      g_test_skip ("no locale with a decimal comma");
      return;
    }
  g_autofree char *shown = sb_format_money (123450, USD);
  g_autofree char *ascii = sb_format_read_number ("1.234,5", NULL);
  g_autofree char *point = sb_format_read_number ("1.50", NULL);

  g_assert_cmpstr (shown, ==, "1.234,50");
  g_assert_cmpstr (ascii, ==, "1234.5");
  /* A point separates groups here: read as one it must not become a hundred and fifty. */
  g_assert_null (point);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/format/comma", test_comma);
  if (g_strcmp0 (localeconv ()->decimal_point, ".") == 0)
    {
      g_test_add_func ("/app/format/money-has-groups-and-a-true-minus", test_money);
      g_test_add_func ("/app/format/what-is-shown-can-be-read-back",
                       test_number_reads_what_it_writes);
      g_test_add_func ("/app/format/what-is-no-number-is-refused", test_number_refuses);
      g_test_add_func ("/app/format/sloppy-typing-is-understood", test_number_reads_sloppy_typing);
      g_test_add_func ("/app/format/days-as-people-type-them", test_day);
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "sb-base-error.h"
#include "sb-day.h"

static void
every_day_survives_text_and_agrees_with_glib (void)
{
  char text[SB_DAY_TEXT_SIZE];
  SbDay first = sb_day_from_ymd (1, 1, 1), last = sb_day_from_ymd (9999, 12, 31);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1);
  for (SbDay day = first; day <= last; day++)
    {
      SbDay back;
      int year, month, mday;

      sb_day_to_ymd (day, &year, &month, &mday);
      if (g_date_get_year (&date) != year || g_date_get_month (&date) != (GDateMonth) month ||
          g_date_get_day (&date) != mday || sb_day_from_ymd (year, month, mday) != day)
        g_error ("day %d is %d-%d-%d", day, year, month, mday);
      /* Text for a sample: seven is prime to months and years. */
      if (day % 7 == 0)
        {
          g_assert_true (sb_day_parse (sb_day_format (day, text), &back, NULL));
          g_assert_cmpint (back, ==, day);
        }
      if (day < last)
        g_date_add_days (&date, 1);
    }
  g_assert_cmpint (sb_day_from_ymd (1970, 1, 1), ==, 0);
}

static void
what_is_no_day_is_refused (void)
{
  static const char *const texts[] = {
    NULL, "", "2024", "2024-1-01", "2024-13-01", "2024-00-10", "2024-02-30", "2023-02-29",
    "1900-02-29", "2024-04-31", "0000-01-01", "2024-01-01T00:00:00Z", "2024-01-01 ", " 2024-01-01",
    "2024/01/01", "-024-01-01", "20240101", "2024-01-0\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      SbDay day = 77;

      g_assert_false (sb_day_parse (texts[i], &day, &error));
      g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT);
      g_assert_cmpint (day, ==, 77);
    }
}

static void
no_day_is_written_as_nothing (void)
{
  char text[SB_DAY_TEXT_SIZE];

  g_assert_cmpstr (sb_day_format (SB_DAY_NONE, text), ==, "");
  g_assert_cmpint (sb_day_from_ymd (2023, 2, 29), ==, SB_DAY_NONE);
  g_assert_cmpint (sb_day_from_ymd (10000, 1, 1), ==, SB_DAY_NONE);
}

static void
months_begin_and_end_where_the_calendar_says (void)
{
  g_assert_cmpint (sb_day_month_end (sb_day_from_ymd (2024, 2, 1)), ==, sb_day_from_ymd (2024, 2, 29));
  g_assert_cmpint (sb_day_month_end (sb_day_from_ymd (1900, 2, 28)), ==, sb_day_from_ymd (1900, 2, 28));
  g_assert_cmpint (sb_day_month_end (sb_day_from_ymd (2000, 2, 5)), ==, sb_day_from_ymd (2000, 2, 29));
  g_assert_cmpint (sb_day_month_end (sb_day_from_ymd (2024, 12, 31)), ==, sb_day_from_ymd (2024, 12, 31));
  g_assert_cmpint (sb_day_month_start (sb_day_from_ymd (2024, 12, 31)), ==, sb_day_from_ymd (2024, 12, 1));
}

static void
a_moment_is_read_with_its_offset (void)
{
  static const struct { const char *text, *utc; } cases[] = {
    { "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z" },
    { "2024-03-15T10:33:39-07:00", "2024-03-15T17:33:39.000Z" },
    { "2024-03-15T10:33:39.119-0700", "2024-03-15T17:33:39.119Z" },
    { "2024-03-15T00:10:00.9999999+05:30", "2024-03-14T18:40:00.999Z" },
    { "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z" },
    { "2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z" },
    { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      gint64 moment;

      g_assert_true (sb_moment_parse (cases[i].text, &moment, NULL));
      text = sb_moment_format (moment);
      g_assert_cmpstr (text, ==, cases[i].utc);
    }
}

static void
what_is_no_moment_is_refused (void)
{
  static const char *const texts[] = {
    NULL, "", "2024-03-15", "2024-03-15T10:33:39", "2024-03-15 10:33:39Z", "2024-03-15T24:00:00Z",
    "2024-03-15T10:60:00Z", "2024-03-15T10:33:61Z", "2024-03-15T10:33:39.Z", "2024-03-15T10:33:39ZZ",
    "2024-03-15T10:33:39+7", "2024-03-15T10:33:39+07:60", "2024-02-30T10:33:39Z", "2024-03-15T10:33Z",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+00:01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 moment = 77;

      g_assert_false (sb_moment_parse (texts[i], &moment, &error));
      g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT);
      g_assert_cmpint (moment, ==, 77);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/day/every-day-survives-text-and-agrees-with-glib",
                   every_day_survives_text_and_agrees_with_glib);
  g_test_add_func ("/base/day/what-is-no-day-is-refused", what_is_no_day_is_refused);
  g_test_add_func ("/base/day/no-day-is-written-as-nothing", no_day_is_written_as_nothing);
  g_test_add_func ("/base/day/months-begin-and-end-where-the-calendar-says",
                   months_begin_and_end_where_the_calendar_says);
  g_test_add_func ("/base/moment/a-moment-is-read-with-its-offset", a_moment_is_read_with_its_offset);
  g_test_add_func ("/base/moment/what-is-no-moment-is-refused", what_is_no_moment_is_refused);
  return g_test_run ();
}

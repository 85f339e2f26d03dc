/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days as integers: no time zone, no GDateTime allocation per row, and order is integer order. */

#include "sb-day.h"

#include <stdio.h>
#include <string.h>

#include "sb-base-error.h"

#define DAYS_TO_EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */
#define DAYS_PER_ERA 146097  /* 400 years */
#define US_PER_SECOND G_GINT64_CONSTANT (1000000)
#define US_PER_DAY (G_GINT64_CONSTANT (86400) * US_PER_SECOND)

static int
days_in_month (int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return lengths[month - 1] + (leap && month == 2 ? 1 : 0);
}

/* Reads exactly @digits digits at *cursor and moves it on; -1 when they are not there. */
static int
take_digits (const char **cursor, int digits)
{
  int value = 0;

  for (int i = 0; i < digits; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return -1;
      value = value * 10 + (**cursor - '0');
    }
  return value;
}

static gboolean
take_char (const char **cursor, char wanted)
{
  if (**cursor != wanted)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

/* %SB_DAY_NONE when no day stands at *cursor. */
static SbDay
take_day (const char **cursor)
{
  int year, month, mday;

  if ((year = take_digits (cursor, 4)) < 0 || !take_char (cursor, '-') ||
      (month = take_digits (cursor, 2)) < 0 || !take_char (cursor, '-') ||
      (mday = take_digits (cursor, 2)) < 0)
    return SB_DAY_NONE;
  return sb_day_from_ymd (year, month, mday);
}

static gboolean
set_format_error (const char *what, const char *text, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (text != NULL ? text : "",
                                              text != NULL ? (gssize) strnlen (text, 40) : 0);

  g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, "“%s” is not a %s", shown, what);
  return FALSE;
}

gboolean
sb_day_parse (const char *iso, SbDay *day, GError **error)
{
  const char *cursor = iso;
  SbDay found;

  g_return_val_if_fail (day != NULL, FALSE);

  if (iso == NULL || (found = take_day (&cursor)) == SB_DAY_NONE || *cursor != '\0')
    return set_format_error ("date", iso, error);
  *day = found;
  return TRUE;
}

const char *
sb_day_format (SbDay day, char buffer[SB_DAY_TEXT_SIZE])
{
  int year, month, mday;

  buffer[0] = '\0';
  if (day == SB_DAY_NONE)
    return buffer;
  sb_day_to_ymd (day, &year, &month, &mday);
  g_return_val_if_fail (year >= 1 && year <= 9999, buffer);
  g_snprintf (buffer, SB_DAY_TEXT_SIZE, "%04d-%02d-%02d", year, month, mday);
  return buffer;
}

/* Years that begin in March put the leap day last; an era is 400 of them. */
SbDay
sb_day_from_ymd (int year, int month, int day)
{
  int shifted, era, year_of_era, day_of_year;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > days_in_month (year, month))
    return SB_DAY_NONE;

  shifted = month <= 2 ? year - 1 : year;
  era = shifted / 400;
  year_of_era = shifted - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
         - DAYS_TO_EPOCH;
}

void
sb_day_to_ymd (SbDay day, int *year, int *month, int *mday)
{
  gint64 shifted = (gint64) day + DAYS_TO_EPOCH;
  gint64 era = (shifted >= 0 ? shifted : shifted - DAYS_PER_ERA + 1) / DAYS_PER_ERA;
  int day_of_era = (int) (shifted - era * DAYS_PER_ERA);
  int year_of_era, day_of_year, march_month, found_month;

  g_return_if_fail (day != SB_DAY_NONE);

  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  march_month = (5 * day_of_year + 2) / 153;
  found_month = march_month < 10 ? march_month + 3 : march_month - 9;
  if (mday != NULL)
    *mday = day_of_year - (153 * march_month + 2) / 5 + 1;
  if (month != NULL)
    *month = found_month;
  if (year != NULL)
    *year = (int) (year_of_era + era * 400) + (found_month <= 2 ? 1 : 0);
}

SbDay
sb_day_month_start (SbDay day)
{
  int mday;

  g_return_val_if_fail (day != SB_DAY_NONE, SB_DAY_NONE);

  sb_day_to_ymd (day, NULL, NULL, &mday);
  return day - mday + 1;
}

SbDay
sb_day_month_end (SbDay day)
{
  int year, month, mday;

  g_return_val_if_fail (day != SB_DAY_NONE, SB_DAY_NONE);

  sb_day_to_ymd (day, &year, &month, &mday);
  return day - mday + days_in_month (year, month);
}

/* ".839" -> 839000; nothing there -> 0; -1 when malformed. */
static gint64
take_fraction (const char **cursor)
{
  gint64 value = 0, weight = US_PER_SECOND / 10;

  if (!take_char (cursor, '.'))
    return 0;
  if (!g_ascii_isdigit (**cursor))
    return -1;
  for (; g_ascii_isdigit (**cursor); (*cursor)++, weight /= 10)
    value += (**cursor - '0') * weight;
  return value;
}

/* "Z", "+05:30", "-0800" -> microseconds east of UTC. */
static gboolean
take_offset (const char **cursor, gint64 *offset)
{
  int sign, hours, minutes;

  *offset = 0;
  if (take_char (cursor, 'Z'))
    return TRUE;
  if (take_char (cursor, '+'))
    sign = 1;
  else if (take_char (cursor, '-'))
    sign = -1;
  else
    return FALSE;
  if ((hours = take_digits (cursor, 2)) < 0 || hours > 23)
    return FALSE;
  (void) take_char (cursor, ':');
  if ((minutes = take_digits (cursor, 2)) < 0 || minutes > 59)
    return FALSE;
  *offset = sign * (hours * 60 + minutes) * 60 * US_PER_SECOND;
  return TRUE;
}

gboolean
sb_moment_parse (const char *iso, gint64 *moment, GError **error)
{
  const char *cursor = iso;
  SbDay day;
  int hour, minute, second;
  gint64 fraction, offset, value;

  g_return_val_if_fail (moment != NULL, FALSE);

  /* 60 is a leap second; it counts as the first of the next minute. */
  if (iso == NULL || (day = take_day (&cursor)) == SB_DAY_NONE || !take_char (&cursor, 'T') ||
      (hour = take_digits (&cursor, 2)) < 0 || hour > 23 || !take_char (&cursor, ':') ||
      (minute = take_digits (&cursor, 2)) < 0 || minute > 59 || !take_char (&cursor, ':') ||
      (second = take_digits (&cursor, 2)) < 0 || second > 60 ||
      (fraction = take_fraction (&cursor)) < 0 || !take_offset (&cursor, &offset) ||
      *cursor != '\0')
    return set_format_error ("moment", iso, error);
  value = day * US_PER_DAY + ((hour * 60 + minute) * 60 + second) * US_PER_SECOND + fraction
          - offset;
  /* The offset can lead out of the calendar. */
  if (value < sb_day_from_ymd (1, 1, 1) * US_PER_DAY ||
      value >= (sb_day_from_ymd (9999, 12, 31) + 1) * US_PER_DAY)
    return set_format_error ("moment", iso, error);
  *moment = value;
  return TRUE;
}

char *
sb_moment_format (gint64 moment)
{
  gint64 days = moment / US_PER_DAY;
  gint64 rest = moment % US_PER_DAY;
  char text[SB_DAY_TEXT_SIZE];
  int milliseconds;

  if (rest < 0)
    {
      rest += US_PER_DAY;
      days--;
    }
  milliseconds = (int) (rest / 1000);
  return g_strdup_printf ("%sT%02d:%02d:%02d.%03dZ", sb_day_format ((SbDay) days, text),
                          milliseconds / 3600000, milliseconds / 60000 % 60,
                          milliseconds / 1000 % 60, milliseconds % 1000);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-time.h"

#include <string.h>

static GTimeZone *
pacific (void)
{
  static GTimeZone *zone;

  /* The rule itself, so that it also works where no zone files are installed. */
  if (g_once_init_enter (&zone))
    g_once_init_leave (&zone, g_time_zone_new_identifier ("PST8PDT,M3.2.0,M11.1.0"));
  return zone;
}

void
sb_practice_time_init (SbPracticeTime *self, double rate)
{
  self->start_real = g_get_real_time ();
  self->start_monotonic = g_get_monotonic_time ();
  self->offset = 0;
  self->rate = rate;
}

gint64
sb_practice_time_now (const SbPracticeTime *self)
{
  double run = (double) (g_get_monotonic_time () - self->start_monotonic) * self->rate;

  return self->start_real + (gint64) run + self->offset;
}

void
sb_practice_time_move (SbPracticeTime *self, gint64 microseconds)
{
  self->offset += microseconds;
}

static GDateTime *
pacific_moment (gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autoptr (GDateTime) exact = g_date_time_add (utc, moment % G_USEC_PER_SEC);

  return g_date_time_to_timezone (exact, pacific ());
}

SbDay
sb_practice_time_today (const SbPracticeTime *self)
{
  g_autoptr (GDateTime) now = pacific_moment (sb_practice_time_now (self));

  return sb_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now));
}

char *
sb_pacific_format (gint64 moment, gboolean milliseconds)
{
  g_autoptr (GDateTime) local = pacific_moment (moment);
  g_autofree char *zone = g_date_time_format (local, "%:z");
  g_autofree char *text = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");

  if (!milliseconds)
    return g_strconcat (text, zone, NULL);
  return g_strdup_printf ("%s.%03d%s", text, g_date_time_get_microsecond (local) / 1000, zone);
}

gboolean
sb_pacific_parse (const char *text, gint64 *moment)
{
  g_autofree char *whole
      = strlen (text) == 10 ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  g_autoptr (GDateTime) parsed = g_date_time_new_from_iso8601 (whole, pacific ());

  if (parsed == NULL)
    return FALSE;
  *moment = g_date_time_to_unix (parsed) * G_USEC_PER_SEC + g_date_time_get_microsecond (parsed);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A calendar day: days since 1970-01-01 in the proleptic Gregorian calendar; 0001-01-01 to 9999-12-31.
 * All functions here are pure and may be called from any thread. */
typedef gint32 SbDay;

#define SB_DAY_NONE G_MININT32
#define SB_DAY_TEXT_SIZE 11

/**
 * sb_day_parse:
 * @iso: (nullable): "YYYY-MM-DD", nothing else
 * @day: (out): the day
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_FORMAT; @day is then untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_day_parse (const char *iso, SbDay *day, GError **error);

/* Writes "YYYY-MM-DD" into @buffer ("" for %SB_DAY_NONE) and returns it. */
const char *sb_day_format (SbDay day, char buffer[SB_DAY_TEXT_SIZE]);

/* The day, or %SB_DAY_NONE when the calendar has no such day. */
SbDay sb_day_from_ymd (int year, int month, int day);
/* @day must be a day, not %SB_DAY_NONE. */
void  sb_day_to_ymd (SbDay day, int *year, int *month, int *mday);
/* First and last day of the month of @day. */
SbDay sb_day_month_start (SbDay day);
SbDay sb_day_month_end (SbDay day);

/**
 * sb_moment_parse:
 * @iso: (nullable): "YYYY-MM-DDTHH:MM:SS", decimals of a second if any, then "Z" or an offset
 *   ("+05:30", "-0800"); digits beyond microseconds are dropped
 * @moment: (out): microseconds since the epoch, UTC
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_FORMAT; @moment is then untouched.
 *
 * Returns: %TRUE on success
 */
gboolean sb_moment_parse (const char *iso, gint64 *moment, GError **error);

/* Returns: (transfer full): "YYYY-MM-DDTHH:MM:SS.mmmZ" of @moment, microseconds since the epoch */
char *sb_moment_format (gint64 moment);

G_END_DECLS

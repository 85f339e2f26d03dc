/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A calendar day: days since 1970-01-01 in the proleptic Gregorian calendar; 0001-01-01 to 9999-12-31. */
typedef gint32 SbDay;

#define SB_DAY_NONE G_MININT32
#define SB_DAY_TEXT_SIZE 11

gboolean sb_day_parse (const char *iso, SbDay *day, GError **error); /* "YYYY-MM-DD" only */
/* Writes "YYYY-MM-DD" into @buffer and returns it. */
const char *sb_day_format (SbDay day, char buffer[SB_DAY_TEXT_SIZE]);
SbDay sb_day_from_ymd (int year, int month, int day);
void  sb_day_to_ymd (SbDay day, int *year, int *month, int *mday);
SbDay sb_day_month_start (SbDay day);
SbDay sb_day_month_end (SbDay day);

/* Moments are gint64 microseconds since the epoch, UTC. */
gboolean sb_moment_parse (const char *iso, gint64 *moment, GError **error); /* any offset or Z */
char    *sb_moment_format (gint64 moment); /* "YYYY-MM-DDTHH:MM:SS.mmmZ" */

G_END_DECLS

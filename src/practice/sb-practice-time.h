/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "sb-day.h"

G_BEGIN_DECLS

/*
 * The practice company's own time: the system's, run faster or slower, and moved by tests. Answers
 * give moments with the offset of US Pacific time whatever the company's zone, as QBO does.
 */
typedef struct
{
  gint64 start_real;      /* microseconds since the epoch */
  gint64 start_monotonic; /* microseconds */
  gint64 offset;          /* microseconds, added by sb_practice_time_move() */
  double rate;            /* practice seconds per second, > 0 */
} SbPracticeTime;

/* Starts at the system\'s time. @rate: practice seconds in a second, > 0 */
void   sb_practice_time_init (SbPracticeTime *self, double rate);
gint64 sb_practice_time_now (const SbPracticeTime *self); /* microseconds since the epoch */
void   sb_practice_time_move (SbPracticeTime *self, gint64 microseconds);
SbDay  sb_practice_time_today (const SbPracticeTime *self); /* calendar day in Pacific time */

/* "2026-11-22T10:00:00-08:00", or with milliseconds "..00.123-08:00" */
char *sb_pacific_format (gint64 moment, gboolean milliseconds);
/* Any offset or Z; without an offset Pacific; a bare day is its midnight. */
gboolean sb_pacific_parse (const char *text, gint64 *moment);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-schedule.h"

struct _SbSyncSchedule
{
  SbClock *clock;   /* (owned) */
  SbClockFunc due;
  gpointer data;
  gint64 interval;  /* microseconds; 0: none */
  gint64 since;     /* monotonic: from when the interval counts */
  guint call;       /* of the clock; 0: none is waiting */
};

static void
forget (SbSyncSchedule *self)
{
  if (self->call != 0)
    sb_clock_cancel_call (self->clock, self->call);
  self->call = 0;
}

static void plan (SbSyncSchedule *self);

static void
fall_due (gpointer data)
{
  SbSyncSchedule *self = data;

  self->call = 0;
  self->since = sb_clock_monotonic (self->clock);
  /* Before the call: what is due may restart or end the schedule. */
  plan (self);
  self->due (self->data);
}

static void
plan (SbSyncSchedule *self)
{
  forget (self);
  if (self->interval > 0)
    self->call = sb_clock_call_in (self->clock,
                                   self->since + self->interval - sb_clock_monotonic (self->clock),
                                   fall_due, self, NULL);
}

SbSyncSchedule *
sb_sync_schedule_new (SbClock *clock, SbClockFunc due, gpointer data)
{
  SbSyncSchedule *self = g_new0 (SbSyncSchedule, 1);

  self->clock = g_object_ref (clock);
  self->due = due;
  self->data = data;
  self->since = sb_clock_monotonic (clock);
  return self;
}

void
sb_sync_schedule_free (SbSyncSchedule *self)
{
  forget (self);
  g_object_unref (self->clock);
  g_free (self);
}

void
sb_sync_schedule_set_minutes (SbSyncSchedule *self, guint minutes)
{
  gint64 interval = (gint64) minutes * 60 * G_USEC_PER_SEC;

  if (interval == self->interval)
    return;
  self->interval = interval;
  plan (self);
}

void
sb_sync_schedule_restart (SbSyncSchedule *self)
{
  self->since = sb_clock_monotonic (self->clock);
  plan (self);
}

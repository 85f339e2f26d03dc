/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "sb-day.h"

G_BEGIN_DECLS

/*
 * Where time comes from, so that throttling, backing off and scheduling can be tested without
 * waiting. now, monotonic and today may be called from any thread; a call that was asked for is
 * cancelled from the thread it was asked on.
 */
#define SB_TYPE_CLOCK (sb_clock_get_type ())
G_DECLARE_INTERFACE (SbClock, sb_clock, SB, CLOCK, GObject)

typedef void (*SbClockFunc) (gpointer user_data);

struct _SbClockInterface
{
  GTypeInterface parent;
  gint64 (*now) (SbClock *self);                 /* wall clock, microseconds since the epoch */
  gint64 (*monotonic) (SbClock *self);           /* microseconds, never steps back */
  guint  (*call_in) (SbClock *self, gint64 delay_us, SbClockFunc func, gpointer data, GDestroyNotify destroy);
  void   (*cancel_call) (SbClock *self, guint id);
};

/* Wall clock, microseconds since the epoch, UTC; may step back. */
gint64 sb_clock_now (SbClock *self);
/* Microseconds since some moment, never steps back. */
gint64 sb_clock_monotonic (SbClock *self);
/* Today by the wall clock in the time zone of the machine. */
SbDay  sb_clock_today (SbClock *self);

/**
 * sb_clock_call_in:
 * @self: a clock
 * @delay_us: microseconds from now; <= 0 is as soon as possible, never inside this call
 * @func: called once
 * @data: for @func
 * @destroy: (nullable): frees @data after the call or when it is cancelled
 *
 * Calls @func from the thread-default main context of the caller.
 *
 * Returns: an id for sb_clock_cancel_call(), > 0
 */
guint  sb_clock_call_in (SbClock *self, gint64 delay_us, SbClockFunc func, gpointer data,
                         GDestroyNotify destroy);
/* Forgets the call @id, which must still be waiting. */
void   sb_clock_cancel_call (SbClock *self, guint id);

/* The machine's clock. */
#define SB_TYPE_SYSTEM_CLOCK (sb_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (SbSystemClock, sb_system_clock, SB, SYSTEM_CLOCK, GObject)
SbClock *sb_system_clock_new (void);

/* Stands still until advanced; calls that fall due run inside sb_manual_clock_advance(). */
#define SB_TYPE_MANUAL_CLOCK (sb_manual_clock_get_type ())
G_DECLARE_FINAL_TYPE (SbManualClock, sb_manual_clock, SB, MANUAL_CLOCK, GObject)
/* @now: microseconds since the epoch */
SbManualClock *sb_manual_clock_new (gint64 now);
/* Moves on by @microseconds, >= 0, stopping at each call that falls due, in order of their times. */
void           sb_manual_clock_advance (SbManualClock *self, gint64 microseconds);
/* Advances to the next due call and runs it; %FALSE when none is waiting. */
gboolean       sb_manual_clock_advance_to_next (SbManualClock *self);

G_END_DECLS

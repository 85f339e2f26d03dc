/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-clock.h"

G_BEGIN_DECLS

/*
 * Says when the next sync is due: a whole interval after the last one ended, whoever started it.
 * Knows the clock and nothing of what is run. Main context.
 */
typedef struct _SbSyncSchedule SbSyncSchedule;

/**
 * sb_sync_schedule_new:
 * @clock: kept
 * @due: called each time a run is due, never inside a call of this interface
 * @data: for @due; outlives the schedule
 *
 * Returns: (transfer full): a schedule without an interval; nothing is due yet
 */
SbSyncSchedule *sb_sync_schedule_new (SbClock *clock, SbClockFunc due, gpointer data);
/* Nothing is due afterwards. */
void            sb_sync_schedule_free (SbSyncSchedule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSyncSchedule, sb_sync_schedule_free)

/* @minutes: 0 for no schedule. Counted from the last restart; the same value again changes nothing. */
void sb_sync_schedule_set_minutes (SbSyncSchedule *self, guint minutes);
/* A run has ended: the next one is a whole interval away. */
void sb_sync_schedule_restart (SbSyncSchedule *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-record.h"
#include "sb-sync-engine.h"

G_BEGIN_DECLS

/**
 * SbSyncWatchState: where the owner stands, in the order of what matters most.
 * @SB_SYNC_WATCH_STANDALONE: never connected
 * @SB_SYNC_WATCH_RUNNING: a run is going on
 * @SB_SYNC_WATCH_OFF: the integration is switched off
 * @SB_SYNC_WATCH_SIGN_IN: QuickBooks asks to sign in again, or was disconnected
 * @SB_SYNC_WATCH_OFFLINE: there is no network
 * @SB_SYNC_WATCH_WAITING: something is to be sent
 * @SB_SYNC_WATCH_ATTENTION: nothing to be sent, and something needs the owner
 * @SB_SYNC_WATCH_IN_STEP: both say the same
 */
typedef enum
{
  SB_SYNC_WATCH_STANDALONE,
  SB_SYNC_WATCH_RUNNING,
  SB_SYNC_WATCH_OFF,
  SB_SYNC_WATCH_SIGN_IN,
  SB_SYNC_WATCH_OFFLINE,
  SB_SYNC_WATCH_WAITING,
  SB_SYNC_WATCH_ATTENTION,
  SB_SYNC_WATCH_IN_STEP
} SbSyncWatchState;

/*
 * What the button, the monitor and Home show of the sync of one company, and the one place from which
 * the windows start and cancel a run. It also starts one whenever the schedule of the settings says
 * so, while the book is open, connected and online. Main context.
 *
 * Signals: "changed": state, counts, progress or last run are other than before; "finished": a run
 * that was started here has ended, well or not.
 */
#define SB_TYPE_SYNC_WATCH (sb_sync_watch_get_type ())
G_DECLARE_FINAL_TYPE (SbSyncWatch, sb_sync_watch, SB, SYNC_WATCH, GObject)

/* (transfer none): one for each company; made when first asked for, lives as long as the company */
SbSyncWatch *sb_sync_watch_for_company (SbCompany *company);

SbSyncWatchState sb_sync_watch_get_state (SbSyncWatch *self);
/* Records in @record_state. */
gint64           sb_sync_watch_get_count (SbSyncWatch *self, SbRecordState record_state);
/* Failed, blocked and in conflict: what needs the owner. */
gint64           sb_sync_watch_get_attention (SbSyncWatch *self);
/* Of the run that is going on. */
void             sb_sync_watch_get_progress (SbSyncWatch *self, SbSyncProgress *progress);
/* (transfer none) (nullable): the last run of the book, by whomever */
const SbSyncRun *sb_sync_watch_get_last_run (SbSyncWatch *self);
/* (transfer none) (nullable): report of the last run started here */
SbSyncReport    *sb_sync_watch_get_report (SbSyncWatch *self);
/* (transfer none) (nullable): why the last run started here could not begin or went no further */
const GError    *sb_sync_watch_get_error (SbSyncWatch *self);

/* Starts a run; nothing while one is going on. Its end is told by "finished". */
void sb_sync_watch_start (SbSyncWatch *self);
/* Finishes what is in the air, then stops. */
void sb_sync_watch_cancel (SbSyncWatch *self);

/* One sentence for the status line of the monitor. (transfer full) */
char *sb_sync_watch_describe (SbSyncWatch *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-flight.h"
#include "sb-lease.h"
#include "sb-ledger.h"
#include "sb-planner.h"
#include "sb-qbo-client.h"
#include "sb-sync-engine.h"
#include "sb-sync-log.h"

G_BEGIN_DECLS

/*
 * One run, from lease to report. Lives on the main context. Its phases are one file each and hand
 * on by a callback; whoever meets an error that ends the run tells it with sb_run_stop() and hands
 * on all the same: every phase looks at @stopping first.
 */
typedef struct _SbRun SbRun;
typedef void (*SbRunNext) (SbRun *run);

/* An object of ours and when the server says that it was written. */
typedef struct
{
  char *entity;  /* (owned) (nullable) */
  char *id;      /* (owned) (nullable) */
  gint64 moment; /* 0 = none */
} SbLastWrite;

struct _SbRun
{
  SbSyncEngine *engine;      /* (owned) */
  SbLedger *ledger;          /* (owned) */
  SbQboClient *client;       /* (owned) */
  SbClock *clock;            /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  SbSyncRunFlags flags;
  SbLease *lease;            /* (owned) */
  char *realm;               /* (owned) */
  SbCurrency home;
  gint64 id;                 /* row of the run; 0 for a dry run */
  gint64 server_offset;      /* server's clock less ours, as last told; microseconds */
  gboolean stopping;
  GError *failure;           /* (owned) (nullable): why it stopped */
  SbSyncReport *report;      /* (owned) */
  GPtrArray *log;            /* (owned) (element-type SbRequestLogEntry): not written yet */
  gulong call_handler;
  guint token_calls;         /* of the client when the run began */
  SbPlanner *planner;        /* (owned) (nullable) */
  GHashTable *tries;         /* (owned): record -> times it was refused for their reasons */
  guint batch_limit;
  guint batches_in_air;
  guint singles_in_air;
  guint lost_in_a_row;       /* flights given up without an answer since the last answer */
  gboolean planning;
  gboolean reading_between;
  guint touched;             /* objects that our writes changed there since QuickBooks was read */
  SbLastWrite last_write;    /* the latest of them, by the server's clock */
  SbRunNext next;            /* of the phase that runs */
  GTask *task;               /* (owned) (nullable) */
};

SbRun *sb_run_new (SbSyncEngine *engine, SbSyncRunFlags flags, GCancellable *cancellable);
void   sb_run_free (SbRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRun, sb_run_free)

/* Ends the run early; the first reason stays. (transfer full) of @error (nullable). */
void     sb_run_stop (SbRun *run, GError *error);
/* Whether nothing new shall begin: stopped, or cancelled by the owner. */
gboolean sb_run_is_stopping (SbRun *run);
gint64   sb_run_now (SbRun *run);
/* The server's clock, as far as we know it. */
gint64   sb_run_server_now (SbRun *run);
void     sb_run_heard (SbRun *run, const SbQboAnswer *answer);
/* Log entries so far, for a transaction that writes them. (transfer full) */
GPtrArray *sb_run_steal_log (SbRun *run);
gboolean   sb_run_write_log (SbTxn *txn, GPtrArray *log, GError **error);
void     sb_run_progress (SbRun *run, SbSyncPhase phase, const char *text);
void     sb_run_count_sent (SbRun *run, const char *object, SbQboOperation operation);
void     sb_run_count_pulled (SbSyncReport *report, const char *object, const char *what);

/* Phases: */
void sb_run_begin (SbRun *run, SbRunNext next);
void sb_run_settle_open (SbRun *run, SbRunNext next);
void sb_run_pull (SbRun *run, SbRunNext next);
void sb_run_push (SbRun *run, SbRunNext next);
/* Whether so much was written since QuickBooks was read that it has to be read before more goes. */
gboolean sb_run_should_read_between (SbRun *run);
/* With nothing in the air: reads the change list, so that our own writes never fill one. */
void sb_run_read_between (SbRun *run, SbRunNext next);
/* Counts what a write of ours changed there. */
void sb_run_note_written (SbRun *run, const SbFlightItem *item, JsonObject *object);
void sb_run_preview (SbRun *run, SbRunNext next);
void sb_run_finish (SbRun *run, SbRunNext next);

/* Sends a flight and sees to it until its outcome is known or the run stops; then calls @done. */
typedef void (*SbFlightDone) (SbRun *run, SbFlight *flight, gpointer data);
void sb_run_send_flight (SbRun *run, SbFlight *flight, SbFlightDone done, gpointer data);
/* The same for one whose answer was lost: look first, then send what is not there. */
void sb_run_settle_flight (SbRun *run, SbFlight *flight, SbFlightDone done, gpointer data);

/* The signal "progress" of the engine. */
void sb_sync_engine_emit_progress (SbSyncEngine *self, const SbSyncProgress *progress);
const char *sb_sync_engine_get_label (SbSyncEngine *self);

/* Records that wait for the run, in sending order, into @planner. */
gboolean sb_run_load_plan (SbDatabase *db, SbPlanner *planner, GError **error);
SbPlanPhase sb_run_phase_of (const char *object);

G_END_DECLS

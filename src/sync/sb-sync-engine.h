/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "sb-clock.h"
#include "sb-sync-report.h"

typedef struct _SbLedger SbLedger;       /* sb-ledger.h */
typedef struct _SbQboClient SbQboClient; /* sb-qbo-client.h */

G_BEGIN_DECLS

typedef enum
{
  SB_SYNC_RUN_DEFAULT = 0,
  SB_SYNC_RUN_DRY_RUN = 1 << 0,   /* pull, then build what would be sent; send nothing */
  SB_SYNC_RUN_PULL_ONLY = 1 << 1, /* reference data, contacts, products, payments */
} SbSyncRunFlags;

typedef enum
{
  SB_SYNC_IDLE,
  SB_SYNC_SETTLING, /* finding out what became of requests whose answer was lost */
  SB_SYNC_PULLING,
  SB_SYNC_PUSHING,
  SB_SYNC_FINISHING,
} SbSyncPhase;

/* What a running engine is doing; a copy on the caller's stack. */
typedef struct
{
  SbSyncPhase phase;
  guint done;       /* records of this run that are through */
  guint total;      /* records of this run; 0 = not known yet */
  const char *text; /* (not owned): one translated sentence, lives until the next progress */
} SbSyncProgress;

/*
 * Keeps one book and one QuickBooks company in step. Lives on the main context; the book is touched
 * on the ledger's threads, QuickBooks through the client. One run at a time; a second process
 * is kept out by the lease beside the book.
 *
 * Signals: "progress" (const SbSyncProgress *), on the main context, at most some ten a second.
 * Property "running" (gboolean, read, notifies).
 */
#define SB_TYPE_SYNC_ENGINE (sb_sync_engine_get_type ())
G_DECLARE_FINAL_TYPE (SbSyncEngine, sb_sync_engine, SB, SYNC_ENGINE, GObject)

/* @client: (nullable): NULL until connected */
SbSyncEngine *sb_sync_engine_new (SbLedger *ledger, SbQboClient *client, SbClock *clock);
/* Not while running. */
void          sb_sync_engine_set_client (SbSyncEngine *self, SbQboClient *client);
SbQboClient  *sb_sync_engine_get_client (SbSyncEngine *self); /* (transfer none) (nullable) */
SbLedger     *sb_sync_engine_get_ledger (SbSyncEngine *self); /* (transfer none) */
SbClock      *sb_sync_engine_get_clock (SbSyncEngine *self);  /* (transfer none) */
gboolean      sb_sync_engine_is_running (SbSyncEngine *self);
void          sb_sync_engine_get_progress (SbSyncEngine *self, SbSyncProgress *progress);
/* Who runs, shown to a second process ("stockbook-cli sync"); default: the program's name. */
void          sb_sync_engine_set_label (SbSyncEngine *self, const char *label);

/**
 * sb_sync_engine_run_async:
 * @flags: SbSyncRunFlags
 * @cancellable: (nullable): cancelling finishes the flights in the air, then stops; the report's
 *   outcome is then %SB_SYNC_OUTCOME_CANCELLED
 *
 * One run: settle lost answers, pull, push. Fails only when it could not begin:
 * %SB_SYNC_ERROR_LOCKED (somebody else syncs this book), %SB_SYNC_ERROR_NOT_CONNECTED,
 * %SB_SYNC_ERROR_REFUSED "export-off" (the integration is switched off), SB_STORE_ERROR. Whatever
 * happens later is the report's outcome.
 */
void sb_sync_engine_run_async (SbSyncEngine *self, SbSyncRunFlags flags, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
SbSyncReport *sb_sync_engine_run_finish (SbSyncEngine *self, GAsyncResult *result, GError **error);

G_END_DECLS

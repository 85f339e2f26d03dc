/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-record.h"

G_BEGIN_DECLS

/* What one run did. */

typedef enum
{
  SB_SYNC_OUTCOME_DONE,
  SB_SYNC_OUTCOME_FAILURES,       /* some record is failed, blocked or in conflict */
  SB_SYNC_OUTCOME_CANCELLED,
  SB_SYNC_OUTCOME_SIGN_IN_NEEDED,
  SB_SYNC_OUTCOME_NETWORK,        /* QuickBooks could not be reached; what is open waits */
  SB_SYNC_OUTCOME_STOPPED,        /* died: told by the next run */
} SbSyncOutcome;

/* "done" "failures" "cancelled" "sign-in-needed" "network" "stopped" */
const char *sb_sync_outcome_word (SbSyncOutcome outcome);

typedef struct
{
  char *object; /* (owned): QBO entity */
  guint created, updated, deleted, voided, inactive;
} SbSyncCount;

typedef struct
{
  guint total; /* requests to /v3/, each attempt */
  guint batch, write, read, query, cdc, report; /* add up to total */
  guint token;
  guint retried, throttled;
} SbSyncCalls;

/* A thing that belongs to no record. */
typedef struct
{
  char *code;    /* (owned): word, "tracked-item" */
  char *message; /* (owned): for the owner */
  char *remedy;  /* (owned) (nullable) */
  char *object;  /* (owned) (nullable): QBO entity */
  char *qbo_id;  /* (owned) (nullable) */
} SbSyncNotice;

/* One posting that a request makes in QuickBooks; exactly one of debit and credit is not 0. */
typedef struct
{
  char *qbo_id; /* (owned) (nullable): account */
  char *name;   /* (owned): account's name */
  char *role;   /* (owned) */
  gint64 debit; /* minor units, >= 0 */
  gint64 credit;
} SbSyncPosting;

/* One object that would be sent. */
typedef struct
{
  gint64 record;
  char *object;      /* (owned): "Invoice" */
  char *operation;   /* (owned): create update delete void */
  int batch;         /* 0 = alone */
  char *path;        /* (owned): "invoice" */
  char *query;       /* (owned): JSON object of further query parameters, "{}" */
  char *body; /* (owned): JSON, exactly the object that will be sent; "@12" stands for an id to come
               */
  GPtrArray *posting; /* (owned) (element-type SbSyncPosting) */
  char *local;       /* (owned): the owner's number or name, for the preview */
} SbSyncPlanned;

/**
 * SbSyncReport:
 *
 * Boxed; all members are copies.
 */
typedef struct _SbSyncReport SbSyncReport;
struct _SbSyncReport
{
  gboolean dry_run;
  gboolean pull_only;
  gint64 run;          /* 0 for a dry run */
  gint64 started;      /* microseconds since the epoch */
  gint64 finished;
  SbSyncOutcome outcome;
  char *message;       /* (owned) (nullable): for the owner when it stopped early */
  gint64 counts[SB_N_RECORD_STATES]; /* all records of the book after the run */
  GPtrArray *sent;     /* (owned) (element-type SbSyncCount) */
  GPtrArray *pulled;   /* (owned) (element-type SbSyncCount) */
  SbSyncCalls calls;
  GPtrArray *failures; /* (owned) (element-type SbRecord): state failed, all of the book */
  GPtrArray *blocked;
  GPtrArray *pending;
  GPtrArray *conflicts;
  GPtrArray *notices;  /* (owned) (element-type SbSyncNotice) */
  GPtrArray *requests; /* (owned) (element-type SbSyncPlanned): dry run, in sending order */
  SbCurrency currency; /* of the postings */
};

#define SB_TYPE_SYNC_REPORT (sb_sync_report_get_type ())
GType         sb_sync_report_get_type (void);
SbSyncReport *sb_sync_report_new (void);
SbSyncReport *sb_sync_report_copy (const SbSyncReport *self);
void          sb_sync_report_free (SbSyncReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSyncReport, sb_sync_report_free)

/* The document of `sync`, `sync --dry-run` or `pull`, whichever run it was. (transfer full) */
char *sb_sync_report_to_json (const SbSyncReport *self);

/* Runs of the book. */
typedef struct
{
  gint64 id;
  gint64 started;
  gint64 finished; /* 0 while running */
  SbSyncOutcome outcome;
  char *by;        /* (owned) (nullable): the program that ran */
} SbSyncRun;

void       sb_sync_run_free (SbSyncRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSyncRun, sb_sync_run_free)
void       sb_sync_run_write_json (const SbSyncRun *self, SbJsonWriter *writer);
GPtrArray *sb_sync_run_list (SbDatabase *db, gint64 since,
                             GError **error); /* newest first (element-type SbSyncRun) */
SbSyncRun *
sb_sync_run_last (SbDatabase *db, GError **error); /* NULL without error when there is none */

/* Notices of the book as it is: unmapped roles, tracked items, inactive mapped accounts. */
GPtrArray *sb_sync_notices (SbDatabase *db, GError **error); /* (element-type SbSyncNotice) */
void       sb_sync_notice_free (SbSyncNotice *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "sb-clock.h"
#include "sb-day.h"
#include "sb-json-writer.h"
#include "sb-money.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* One local thing that has, or will have, one object in QuickBooks: a row of the monitor. */

typedef enum
{
  SB_RECORD_WAITING,
  SB_RECORD_SENT,
  SB_RECORD_SYNCED,
  SB_RECORD_PENDING,
  SB_RECORD_FAILED,
  SB_RECORD_BLOCKED,
  SB_RECORD_SKIPPED,
  SB_RECORD_NOT_NEEDED,
  SB_RECORD_SUPERSEDED,
  SB_RECORD_CONFLICT,
} SbRecordState;

#define SB_N_RECORD_STATES 10

/* "waiting" ... "conflict": the word of the book, of scripts and of CSS classes. */
const char *sb_record_state_word (SbRecordState state);
/* The word for people, translated: "Waiting". */
const char *sb_record_state_title (SbRecordState state);
gboolean    sb_record_state_parse (const char *word, SbRecordState *state);

/* What can be done with a record, as flags. */
typedef enum
{
  SB_RECORD_CAN_RETRY = 1 << 0,
  SB_RECORD_CAN_SKIP = 1 << 1,
  SB_RECORD_CAN_RESOLVE_LOCAL = 1 << 2,
  SB_RECORD_CAN_RESOLVE_QBO = 1 << 3,
  SB_RECORD_CAN_REMAP = 1 << 4,
  SB_RECORD_CAN_REACTIVATE = 1 << 5,
  SB_RECORD_CAN_RECONNECT = 1 << 6,
  SB_RECORD_CAN_UNTRACK = 1 << 7,
} SbRecordActions;

/* One field of a conflict. */
typedef struct
{
  char *field;     /* (owned): "PrimaryEmailAddr", "amount", "existence" ... */
  char *base;      /* (owned) (nullable): what both sides agreed on last */
  char *local;     /* (owned) (nullable) */
  char *qbo;       /* (owned) (nullable) */
  char *suggested; /* (owned): "local" or "qbo" */
} SbConflictField;

void sb_conflict_field_free (SbConflictField *self);

/**
 * SbRecord:
 *
 * Boxed; a copy of the row as it was read.
 */
typedef struct
{
  gint64 id;
  char *uid;            /* (owned): UUID of the marker "SB:<uuid>" */
  char *object;         /* (owned): QBO entity, "Invoice" */
  char *action;         /* (owned): create update delete void */
  char *subject;        /* (owned): customer supplier product document journal shipment own-item */
  gint64 subject_id;    /* row id in the ledger */
  char *local;          /* (owned): the owner's number or name */
  char *event;          /* (owned) (nullable): id of the event that made it */
  SbDay date;           /* SB_DAY_NONE for lists */
  gboolean has_amount;
  gint64 amount;        /* minor units of @currency; a journal's debit total */
  SbCurrency currency;  /* code empty for lists */
  char *party;          /* (owned) (nullable) */
  SbRecordState state;
  char *reason;         /* (owned) (nullable): a word, "closed-period" */
  char *message;        /* (owned) (nullable): for the owner */
  char *remedy;         /* (owned) (nullable): what to do; never NULL when failed, blocked, pending,
                           conflict */
  SbRecordActions actions;
  char *code;           /* (owned) (nullable): QBO's fault code */
  GArray *blocked_by;   /* (owned) (element-type gint64): record ids */
  GPtrArray *conflict;  /* (owned) (element-type SbConflictField): empty unless in conflict */
  char *qbo_id;         /* (owned) (nullable) */
  char *sync_token;     /* (owned) (nullable) */
  char *doc_number;     /* (owned) (nullable) */
  char *url;            /* (owned) (nullable): the object's page in QuickBooks */
  int revision;
  gint64 run;           /* 0 = none yet */
  int attempts;
  gint64 updated;       /* microseconds since the epoch */
} SbRecord;

#define SB_TYPE_RECORD (sb_record_get_type ())
GType     sb_record_get_type (void);
SbRecord *sb_record_copy (const SbRecord *self);
void      sb_record_free (SbRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRecord, sb_record_free)

/* Writes the object of the command line's contract. */
void sb_record_write_json (const SbRecord *self, SbJsonWriter *writer);

typedef enum
{
  SB_RECORD_SORT_DATE, /* date, then id; lists (no date) first */
  SB_RECORD_SORT_OBJECT,
  SB_RECORD_SORT_LOCAL,
  SB_RECORD_SORT_AMOUNT,
  SB_RECORD_SORT_STATE,
  SB_RECORD_SORT_UPDATED,
} SbRecordSort;

/**
 * SbRecordFilter:
 *
 * What to list. Zero-initialised means everything but superseded, by date. Nothing is owned.
 */
typedef struct
{
  guint states;         /* bits 1 << SbRecordState; 0 = all but superseded */
  const char *object;   /* (nullable) */
  const char *search;   /* (nullable): part of number, name, party, QBO number, reason or message */
  gint64 id;            /* 0 = any */
  gint64 run;           /* 0 = any */
  gint64 since;         /* updated at or after; 0 = any */
  const char *subject;  /* (nullable): with subject_id, the records of one local thing */
  gint64 subject_id;
  SbRecordSort sort;
  gboolean descending;
} SbRecordFilter;

/* Any thread that owns @db. Lists are in the order asked for, ties by id. SB_STORE_ERROR only. */
GPtrArray *sb_record_list (SbDatabase *db, const SbRecordFilter *filter,
                           GError **error); /* (element-type SbRecord) */
/* The ordered ids alone, and the rows of some of them in that order: for lists that page. */
GArray *sb_record_list_ids (SbDatabase *db, const SbRecordFilter *filter,
                            GError **error); /* (element-type gint64) */
GPtrArray *sb_record_list_rows (SbDatabase *db, const gint64 *ids, gsize n, GError **error);
/* NULL with SB_SYNC_ERROR_REFUSED "unknown-record" when there is none */
SbRecord  *sb_record_load (SbDatabase *db, gint64 id, GError **error);
/* The record of one local thing, NULL without error when it has none yet. @subject as in SbRecord.
 */
SbRecord  *sb_record_find (SbDatabase *db, const char *subject, gint64 subject_id, GError **error);
/* counts[SB_N_RECORD_STATES] by state */
gboolean   sb_record_counts (SbDatabase *db, gint64 *counts, GError **error);
/* {"waiting":n, ... all ten} */
void       sb_record_counts_write_json (const gint64 *counts, SbJsonWriter *writer);

/**
 * sb_record_collect:
 * @txn: an open write transaction
 * @now: for `updated`, microseconds since the epoch
 *
 * Makes records for journals, contacts and products that have none yet, lets changed ones wait
 * again, turns undone ones into deletions, and settles what never has to be sent. Idempotent: a
 * second call changes nothing. Cost: what is new since the last call. Called in the same
 * transaction after each applied event and each edit of a contact or product.
 */
gboolean sb_record_collect (SbTxn *txn, gint64 now, GError **error);

/**
 * sb_record_forget:
 * @txn: an open write transaction
 * @subject: "product", "customer" or "supplier"
 * @subject_id: row that has just been deleted
 *
 * Takes the record of a thing that never went to QuickBooks out of the monitor. One that is there,
 * or may be there because it was on its way once, keeps its record, so that it is not taken for a
 * new one when QuickBooks tells of it.
 */
gboolean sb_record_forget (SbTxn *txn, const char *subject, gint64 subject_id, GError **error);

/* One record that could not be retried, skipped or resolved. */
typedef struct
{
  gint64 id;
  char *code;    /* (owned): word: "not-failed", "unknown-record", "synced", "in-flight" ... */
  char *message; /* (owned): for the owner */
} SbRecordRefusal;

void sb_record_refusal_free (SbRecordRefusal *self);

/**
 * sb_record_retry:
 * @ids: (array length=n) (nullable): records; NULL = all that failed
 * @refusals: (out) (optional) (element-type SbRecordRefusal): those that could not be
 *
 * Failed, skipped and conflicting-by-existence records wait again, as new attempts. Returns the
 * number that changed, -1 on error.
 */
int sb_record_retry (SbTxn *txn, const gint64 *ids, gsize n, gint64 now, GPtrArray **refusals,
                     GError **error);
/* @reason: the owner's own words, not empty. Whatever is not synced, sent or superseded can be
 * skipped. */
int sb_record_skip (SbTxn *txn, const gint64 *ids, gsize n, const char *reason, gint64 now,
                    GPtrArray **refusals, GError **error);
/* @take_qbo: whether QuickBooks' version wins. Only records in conflict. */
int sb_record_resolve (SbTxn *txn, gint64 id, gboolean take_qbo, gint64 now, GPtrArray **refusals,
                       GError **error);

G_END_DECLS

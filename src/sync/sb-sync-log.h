/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-json-writer.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* Every request to QuickBooks, kept 90 days; never a token. */
typedef struct
{
  gint64 id;
  gint64 time;       /* microseconds since the epoch */
  gint64 run;        /* 0 = outside a run */
  char *method;      /* (owned) */
  char *path;        /* (owned) */
  char *requestid;   /* (owned) (nullable) */
  int attempt;
  int status;        /* HTTP; 0 = no answer */
  int ms;
  char *intuit_tid;  /* (owned) (nullable) */
  char *result; /* (owned): ok fault throttled unauthorized server network dropped bad-answer */
  GArray *records;   /* (owned) (element-type gint64): records it carried */
} SbRequestLogEntry;

void sb_request_log_entry_free (SbRequestLogEntry *self);

#define SB_REQUEST_LOG_DAYS 90

typedef struct
{
  gint64 since;       /* 0 = all */
  gint64 run;         /* 0 = all */
  const char *search; /* (nullable): part of path, requestid, intuit_tid or result */
  guint limit;        /* newest first; 0 = no limit */
} SbRequestLogFilter;

/* (element-type SbRequestLogEntry): oldest first */
GPtrArray *sb_request_log_list (SbDatabase *db, const SbRequestLogFilter *filter, GError **error);
void       sb_request_log_entry_write_json (const SbRequestLogEntry *self, SbJsonWriter *writer);
/* Adds @entry (its id and records are ignored); sets nothing else. */
gboolean   sb_request_log_add (SbTxn *txn, const SbRequestLogEntry *entry, GError **error);
/* Forgets what is older than SB_REQUEST_LOG_DAYS. */
gboolean   sb_request_log_prune (SbTxn *txn, gint64 now, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/* A document in force that builds on another. */
typedef struct
{
  gint64 document;   /* row id */
  gint64 event;      /* row id: entry order */
  gint64 chain;      /* row id, 0 for none */
  char  *event_uid;  /* (owned): what undo names */
  char  *kind;       /* (owned): "payment" */
  char  *display;    /* (owned): its number */
} SbDependent;

/**
 * sb_document_dependents:
 * @db: connection
 * @event_uid: id of the event that somebody wants to undo
 * @error: return location
 *
 * What has to be undone before it, latest entry first: what settles it, what was matched with its
 * lines later, landed cost on its goods, credits and restocks of what it sold, the rest of a
 * transfer or production. Empty when nothing is in the way, or when there is no such event. Reads
 * only. Fails with any SB_STORE_ERROR.
 *
 * Returns: (transfer full) (element-type SbDependent)
 */
GPtrArray *sb_document_dependents (SbDatabase *db, const char *event_uid, GError **error);

G_END_DECLS

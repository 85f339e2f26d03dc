/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "sb-day.h"
#include "sb-sync-report.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* What was read of one kind. */
typedef struct
{
  char *entity;     /* (owned) */
  JsonArray *rows;  /* (owned) */
  gboolean complete; /* all there is: what is linked and not among it is gone */
} SbPulled;

SbPulled *sb_pulled_new (const char *entity, JsonArray *rows, gboolean complete);
void      sb_pulled_free (SbPulled *self);

/* Kinds that the change list is asked for. NULL-terminated. */
extern const char *const SB_PULL_KINDS[];

/* One pull on its way into the book; on the writer. */
typedef struct
{
  SbTxn *txn;
  SbDatabase *db;
  const char *realm;
  SbCurrency home;
  gint64 now;
  gboolean match; /* link what the rules of matching find: a run does, a mere pull leaves it to the
                     owner */
  SbSyncReport *report;    /* counts */
} SbPull;

/* Everything in one transaction, in the right order; @server_time becomes the next start. */
gboolean sb_pull_apply (SbPull *pull, GPtrArray *pulled, gint64 server_time, GError **error);

gboolean sb_pull_company (SbPull *pull, GPtrArray *pulled, GError **error);
gboolean sb_pull_list (SbPull *pull, const SbPulled *pulled, GError **error);
/* Links and imports what nobody of here is yet. */
gboolean sb_pull_strangers (SbPull *pull, const char *entity, GError **error);
gboolean sb_pull_documents (SbPull *pull, const SbPulled *pulled, GError **error);
gboolean sb_pull_payments (SbPull *pull, const SbPulled *pulled, GError **error);
/* One payment, also one that is gone ("status":"Deleted"). */
gboolean sb_pull_payment (SbPull *pull, const char *entity, JsonObject *object, GError **error);

/* How far has been read; 0 = never. */
gboolean sb_cursor_get (SbDatabase *db, gint64 *moment, GError **error);
gboolean sb_cursor_set (SbTxn *txn, gint64 moment, gint64 now, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sb-ledger.h"
#include "sb-qbo-client.h"
#include "sb-reconcile.h"
#include "sb-sync-engine.h"
#include "sb-test.h"

G_BEGIN_DECLS

/* A book, signed in at a practice company of its own: a process on 127.0.0.1 that shares no code
 * with us. */
typedef struct
{
  SbTest test;
  GSubprocess *practice;
  char *url;
  SoupSession *session;
  SoupSession *browser;
  SbClock *clock;
  SbTokenStore *store;
  SbQboAuth *auth;
  SbQboClient *client;
  char *book;
  SbLedger *ledger;
  SbSyncEngine *engine;
  guint next_event;
} SbSyncRig;

void sb_sync_rig_set_up (SbSyncRig *rig, gconstpointer seed);
/* The practice company alone; a book may be made at rig->book before sb_sync_rig_join(). */
void sb_sync_rig_prepare (SbSyncRig *rig, const char *seed);
void sb_sync_rig_tear_down (SbSyncRig *rig, gconstpointer seed);
/* Signs in at a practice company that runs already and opens a book: test.dir, url and book are
 * given. */
void sb_sync_rig_join (SbSyncRig *rig);

#define sb_sync_rig_add(path, func) \
  g_test_add (path, SbSyncRig, NULL, sb_sync_rig_set_up, func, sb_sync_rig_tear_down)

/* Applies one event; single quotes stand for double ones; "id" and a date of 2024-03-DD are added
 * from @day. */
void sb_sync_rig_event (SbSyncRig *rig, int day, const char *members);
/* A sample month: orders, receipts, bills, sales, shipments, invoices with discount, shipping and
 * tax, payments, an adjustment, opening stock, and a shipment without cost. */
void sb_sync_rig_month (SbSyncRig *rig);
/* Reads QuickBooks once and maps every role that has a suggestion. */
void sb_sync_rig_map (SbSyncRig *rig);

SbSyncReport     *sb_sync_rig_run (SbSyncRig *rig, SbSyncRunFlags flags);
SbReconciliation *sb_sync_rig_reconcile (SbSyncRig *rig);
/* All objects of one kind. @where: (nullable) */
JsonArray *sb_sync_rig_query (SbSyncRig *rig, const char *entity, const char *where);
/* How many objects of the kind carry a marker of ours; asserts that no marker is there twice. */
guint      sb_sync_rig_marked (SbSyncRig *rig, const char *entity);
/* POST of JSON (single quotes stand for double ones) to a door of the practice company. (transfer
 * full) */
char      *sb_sync_rig_admin (SbSyncRig *rig, const char *door, const char *json);
/* The record of a kind with that number or name; NULL when there is none. */
SbRecord  *sb_sync_rig_record (SbSyncRig *rig, const char *object, const char *local);
/* Retries what failed. */
void       sb_sync_rig_retry_all (SbSyncRig *rig);
/* One run that must end in @outcome; says why when it does not. */
void       sb_sync_rig_expect (SbSyncRig *rig, SbSyncOutcome outcome);
/* The record of a kind with that number or name must be in @state, with @reason (nullable).
 * (transfer full) */
SbRecord  *sb_sync_rig_expect_record (SbSyncRig *rig, const char *object, const char *local,
                                      SbRecordState state, const char *reason);
/* What the owner does with one record. How many changed. */
int        sb_sync_rig_retry (SbSyncRig *rig, gint64 record);
int        sb_sync_rig_skip (SbSyncRig *rig, gint64 record, const char *reason);
int        sb_sync_rig_resolve (SbSyncRig *rig, gint64 record, gboolean take_qbo);
/* Somebody changes one object in QuickBooks. @id: (nullable): NULL makes a new one. @operation:
 * (nullable) "delete" "void" "deactivate". @changes: members, single quotes for double ones */
void       sb_sync_rig_edit (SbSyncRig *rig, const char *entity, const char *id,
                             const char *operation, const char *changes);
/* The object of a record as QuickBooks has it; asserts that it is there. (transfer full) */
JsonObject *sb_sync_rig_read (SbSyncRig *rig, const char *entity, const char *id);
/* Whether the rule of that number holds. */
gboolean   sb_sync_rig_rule_holds (SbSyncRig *rig, int number);
/* Runs SQL on the book: for what is no event. */
void       sb_sync_rig_sql (SbSyncRig *rig, const char *sql);
/* One number of the book. */
gint64     sb_sync_rig_int (SbSyncRig *rig, const char *sql);
/* Closes the book and opens it again, as after a crash. */
void       sb_sync_rig_reopen (SbSyncRig *rig);
/* Everything once, nothing unexplained, no failures. */
void       sb_sync_rig_assert_whole (SbSyncRig *rig);
/* Prints what a report complains of, for a failing test. */
void       sb_sync_rig_print (const SbSyncReport *report);

G_END_DECLS

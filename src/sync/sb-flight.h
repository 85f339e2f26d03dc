/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-fault.h"
#include "sb-qbo-request.h"
#include "sb-translate.h"

G_BEGIN_DECLS

/*
 * One write request on its way. In the book, as state "sent", before it leaves; whoever finds it
 * there later knows what may be in QuickBooks without our knowing.
 */
typedef struct
{
  guint position;
  char *bid;          /* (owned): 1 to 10 characters */
  gint64 record;
  int revision;
  char *object;       /* (owned) */
  SbQboOperation operation;
  char *marker;       /* (owned) (nullable): uuid in PrivateNote; NULL for lists */
  char *qbo_id;       /* (owned) (nullable): of what is changed */
  char *sync_token;   /* (owned) (nullable) */
  GBytes *body;       /* (owned): exact bytes of the object */
  char *snapshot;     /* (owned) (nullable): fields as sent */
  gboolean settled;   /* its outcome is known */
  SbQboFault *fault; /* (owned) (nullable): a refusal that has to be looked into before it counts */
} SbFlightItem;

typedef struct
{
  gint64 id;
  char *requestid;    /* (owned) */
  char *realm;        /* (owned) */
  gboolean batch;
  gint64 sent_at;     /* server's clock when it was first sent, as far as we know it; moment */
  int attempts;       /* times it left, or may have */
  GPtrArray *items;   /* (owned) (element-type SbFlightItem) */
} SbFlight;

void sb_flight_free (SbFlight *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbFlight, sb_flight_free)

/* Commits a flight of the translations (element-type SbTranslation), all sendable; their records
 * become sent.
 * @server_now: the server's clock. One translation that is alone goes single unless @batch. */
SbFlight *sb_flight_commit (SbTxn *txn, const char *realm, gint64 run, GPtrArray *translations,
                            gboolean batch, gint64 server_now, gint64 now, GError **error);
/* Counts one more leaving, with the bytes that leave now (the items not settled yet). */
gboolean  sb_flight_note_attempt (SbTxn *txn, SbFlight *flight, GError **error);
/* The request for the items that are not settled: same requestid, same bIds, same bytes of each. */
SbQboRequest *sb_flight_request (const SbFlight *flight);
/* Flights whose answer is not known, oldest first. */
GPtrArray *sb_flight_list_open (SbDatabase *db, GError **error);
/* Each item's outcome, a word of the log: "done" "fault" "adopted" "stale" "not-done". */
gboolean sb_flight_settle_item (SbTxn *txn, const SbFlight *flight, SbFlightItem *item,
                                const char *outcome, GError **error);
/* Closes the flight when every item is settled. */
gboolean  sb_flight_close (SbTxn *txn, const SbFlight *flight, gint64 now, GError **error);
/* It certainly did not happen and nobody waits for it: its records wait again. */
gboolean  sb_flight_abandon (SbTxn *txn, const SbFlight *flight, gint64 now, GError **error);

/* What an answer means for the record of an item: */

/* QuickBooks holds @object now. */
gboolean
sb_flight_item_done (SbTxn *txn, const SbFlight *flight, SbFlightItem *item, JsonObject *object,
                     SbCurrency home, const char *outcome, gint64 now, GError **error);
/* The object is gone (a deletion that was carried out). */
gboolean sb_flight_item_gone (SbTxn *txn, const SbFlight *flight, SbFlightItem *item, gint64 now,
                              GError **error);
/* QuickBooks refused it. */
gboolean sb_flight_item_refused (SbTxn *txn, const SbFlight *flight, SbFlightItem *item,
                                 const SbQboFault *fault, gint64 now, GError **error);
/* It did not happen, or not as sent; the record waits for a new flight. @object: (nullable): what
 * QuickBooks holds now; merged for lists, conflict for documents that somebody edited */
gboolean sb_flight_item_again (SbTxn *txn, const SbFlight *flight, SbFlightItem *item,
                               JsonObject *object, SbCurrency home, gint64 now, GError **error);

G_END_DECLS

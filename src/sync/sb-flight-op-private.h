/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-run-private.h"

G_BEGIN_DECLS

/* One flight on its way through sending, looking and sending again. */

/* Rounds of looking and sending again for one flight in one run. */
#define SB_FLIGHT_MAX_ROUNDS 3

typedef enum
{
  SB_VERDICT_DONE,    /* carried out */
  SB_VERDICT_ADOPTED, /* found there */
  SB_VERDICT_GONE,    /* deleted */
  SB_VERDICT_REFUSED,
  SB_VERDICT_AGAIN,   /* not carried out; a new flight */
  SB_VERDICT_REREAD,  /* token too old: read it, then again */
  SB_VERDICT_LOOKUP,  /* number or name taken: perhaps by ourselves */
  SB_VERDICT_OPEN,    /* not known */
} SbItemVerdict;

typedef struct
{
  SbFlightItem *item;  /* (not owned) */
  SbItemVerdict verdict;
  JsonObject *object;  /* (owned) (nullable): what QuickBooks holds */
  SbQboFault *fault;   /* (owned) (nullable) */
} SbItemResult;

void sb_item_result_free (gpointer data);

typedef struct
{
  SbRun *run;
  SbFlight *flight;    /* (owned) */
  SbFlightDone done;
  gpointer data;
  SbQboAnswer *answer; /* (owned) (nullable) */
  GPtrArray *results;  /* (owned) (element-type SbItemResult) (nullable) */
  GPtrArray *log;      /* (owned) (nullable): while a transaction writes it */
  GPtrArray *lookups;  /* (owned) (nullable): what is still to be read */
  guint lookup;
  guint rounds;
  gint64 now;
} SbFlightOp;

SbFlightOp *sb_flight_op_new (SbRun *run, SbFlight *flight, SbFlightDone done, gpointer data);
void        sb_flight_op_free (SbFlightOp *op);
void        sb_flight_op_end (SbFlightOp *op);
void        sb_flight_op_fail (SbFlightOp *op, GError *error);
void        sb_flight_op_send (SbFlightOp *op);
/* Reads what QuickBooks holds of the items that are not settled, adopts, sends the rest again. */
void        sb_flight_op_look (SbFlightOp *op);
/* Applies @results. */
void        sb_flight_op_write (SbFlightOp *op);
gpointer sb_flight_op_apply (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS

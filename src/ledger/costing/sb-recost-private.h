/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-cost-queue.h"
#include "sb-recost.h"

G_BEGIN_DECLS

/* A product at a location. */
typedef struct
{
  gint64 product;
  gint64 location;
} SbStockPlace;

struct _SbRecost
{
  SbDatabase *db;      /* (owned) */
  SbBook book;
  gint64 event;        /* the event being applied: its lines can be named in a refusal */
  GTree *todo;         /* (owned): SbMovementKeyed: single movements to price again */
  GHashTable *starts;  /* (owned): SbRecostStart: queues to go through; before the run */
  GHashTable *queues;  /* (owned): SbStockPlace -> (owned) SbCostQueue: while it runs */
  GTree *heads;        /* (owned): key of the next movement of a queue -> the queue */
  GArray *changed;     /* (owned) (element-type SbMovementKeyed): may name one twice */
};

/* Puts on the list what is to be priced again: one movement; rows of (id, date, event, line,
 * slice); what @m feeds. */
void     sb_recost_schedule (SbRecost *self, const SbMovement *m);
gboolean sb_recost_schedule_rows (SbRecost *self, SbStatement *st, GError **error);
gboolean sb_recost_schedule_fed (SbRecost *self, const SbMovement *m, GError **error);
/* Rows of (id, date, event, line, slice): (element-type SbMovementKeyed) (transfer full) */
GArray  *sb_recost_read_keys (SbStatement *st, GError **error);
/* What was posted for @m may have to change. */
void     sb_recost_note_changed (SbRecost *self, const SbMovement *m);

/* Closes the layers of @m. Units that movements had taken from them, and those that @m took, are
 * there again. */
gboolean sb_recost_give_all_back (SbRecost *self, const SbMovement *m, GError **error);
/* Goes through the queue of @m from @m on; nothing in it was costed yet from there. */
gboolean sb_recost_begin_queue (SbRecost *self, const SbMovement *m, GError **error);

/* Costs @m: at its place in @queue, or with @queue %NULL because its sources changed. */
gboolean sb_recost_cost_movement (SbRecost *self, SbCostQueue *queue, SbMovement *m,
                                  GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Which records go next. Pure: knows records by id, what they wait for, and what became of them;
 * knows neither book nor network. Lists go one after the other, because QuickBooks wants them
 * serial; then documents and journals in order, then payments, as many side by side as asked for.
 * Whatever waits for a record goes only after that one is in QuickBooks, so nothing and what it
 * needs are ever in one batch.
 */
typedef struct _SbPlanner SbPlanner;

typedef enum
{
  SB_PLAN_LIST,
  SB_PLAN_DOCUMENT,
  SB_PLAN_PAYMENT,
} SbPlanPhase;

SbPlanner *sb_planner_new (void);
void       sb_planner_free (SbPlanner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPlanner, sb_planner_free)

/* In sending order; a record that is there already is left alone. */
void  sb_planner_add (SbPlanner *self, gint64 record, SbPlanPhase phase);
/* Up to @max that may be sent now, in order; they count as taken until one of the calls below.
 * (transfer full) (element-type gint64) */
GArray *sb_planner_take (SbPlanner *self, guint max);
/* How many sb_planner_take() could give. */
guint sb_planner_ready (SbPlanner *self);
/* Whether the next ones are of the serial kind. */
gboolean sb_planner_is_serial (SbPlanner *self);

/* A taken record waits for others: it comes back when all of them are in. When one of them is not
 * in the plan, or failed, the record is blocked. */
void  sb_planner_wait_for (SbPlanner *self, gint64 record, const gint64 *needs, gsize n);
/* A taken record is through; @in: it has an object in QuickBooks now. Those that only waited for it
 * are ready, or blocked. */
void  sb_planner_finish (SbPlanner *self, gint64 record, gboolean in);
/* A taken record shall be taken again. */
void  sb_planner_again (SbPlanner *self, gint64 record);

/* Records that cannot go because of others (element-type gint64) (transfer full), and what each
 * waits for. */
GArray *sb_planner_blocked (SbPlanner *self);
GArray *sb_planner_needs (SbPlanner *self, gint64 record);
guint   sb_planner_size (SbPlanner *self);
/* How many are through. */
guint   sb_planner_finished (SbPlanner *self);

G_END_DECLS

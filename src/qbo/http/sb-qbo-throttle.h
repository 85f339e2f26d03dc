/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Intuit's budgets of one company: 500 requests a minute, 10 a second, 40 batches a minute, 10 in
 * flight. Pure: time is an argument (monotonic microseconds), so tests take none.
 */
typedef struct _SbQboThrottle SbQboThrottle;

typedef struct
{
  guint per_second;
  guint per_minute;
  guint batches_per_minute;
  guint in_flight;
} SbQboLimits;

extern const SbQboLimits SB_QBO_LIMITS_INTUIT;

/* @limits: copied; each > 0 */
SbQboThrottle *sb_qbo_throttle_new (const SbQboLimits *limits);
void           sb_qbo_throttle_free (SbQboThrottle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboThrottle, sb_qbo_throttle_free)

/**
 * sb_qbo_throttle_take:
 * @batch: whether the request is a batch
 * @wait: (out): microseconds until asking again makes sense; %G_MAXINT64 when only the end of a
 *   request in flight helps
 *
 * Takes one request from every budget, or takes nothing and tells how long to wait.
 */
gboolean sb_qbo_throttle_take (SbQboThrottle *self, gboolean batch, gint64 now, gint64 *wait);
/* A request that was taken has been answered or lost. */
void     sb_qbo_throttle_done (SbQboThrottle *self);
/**
 * sb_qbo_throttle_pause:
 * @until: nothing leaves before; an earlier pause never shortens a later one
 *
 * For a 429: somebody else spends the company's budgets too. Beside the pause our share of each is
 * halved, down to a tenth, and grows back by a tenth in each minute that passes without another.
 * The answers of requests that were in flight together count as one.
 */
void     sb_qbo_throttle_pause (SbQboThrottle *self, gint64 now, gint64 until);
/* Our share of the budgets at @now, 10 to 100 percent. */
guint    sb_qbo_throttle_share (const SbQboThrottle *self, gint64 now);
/* What could be taken at @now without waiting, for a planner. */
guint    sb_qbo_throttle_available (SbQboThrottle *self, gboolean batch, gint64 now);

G_END_DECLS

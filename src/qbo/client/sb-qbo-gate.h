/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sb-clock.h"
#include "sb-qbo-throttle.h"

G_BEGIN_DECLS

/*
 * Where requests wait for the budgets: a queue of batches and one of single requests. Knows tasks,
 * not what they ask for. Main context.
 */
typedef struct _SbQboGate SbQboGate;

/* The turn of a task has come; its budgets have been taken. (transfer full) of @task */
typedef void (*SbQboDepartFunc) (GTask *task);

/* @limits: copied */
SbQboGate *sb_qbo_gate_new (const SbQboLimits *limits, SbClock *clock);
/* Nothing leaves any more. The queues are empty then: every waiting task holds the owner. */
void       sb_qbo_gate_close (SbQboGate *self);

/* Puts a task whose turn must be waited for into its queue; @again: in front, it had its turn
 * before. (transfer full) of @task */
void     sb_qbo_gate_enqueue (SbQboGate *self, GTask *task, gboolean batch, gboolean again,
                              SbQboDepartFunc depart);
/* Takes a cancelled task out of its queue; %FALSE when it has left already. */
gboolean sb_qbo_gate_dequeue (SbQboGate *self, GTask *task, gboolean batch);
/* A request that left has been answered or lost: lets others leave. */
void     sb_qbo_gate_done (SbQboGate *self);
/* Nothing leaves for @seconds, and less at a time after that. */
void     sb_qbo_gate_pause (SbQboGate *self, guint seconds);
/* How many could leave at once without waiting. */
guint    sb_qbo_gate_available (SbQboGate *self, gboolean batch);

/* How many items a batch shall have; at first what QuickBooks recommends at most. */
guint sb_qbo_gate_get_batch_size (SbQboGate *self);
void  sb_qbo_gate_set_batch_size (SbQboGate *self, guint size);
/* A batch was refused for its size: the next ones are smaller. */
void  sb_qbo_gate_shrink_batches (SbQboGate *self);

G_END_DECLS

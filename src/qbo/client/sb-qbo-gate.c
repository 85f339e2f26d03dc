/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-gate.h"

#include "sb-qbo-request.h"

struct _SbQboGate
{
  SbClock *clock;          /* (owned) */
  SbQboThrottle *throttle; /* (owned) */
  GQueue queues[2];        /* of GTask (owned): single requests, batches */
  SbQboDepartFunc depart;  /* (nullable) until something waits */
  guint timer;             /* id of the clock's call, 0 none */
  guint batch_size;        /* 1 to SB_QBO_BATCH_MAX */
};

static void
gate_clear (SbQboGate *self)
{
  g_clear_object (&self->clock);
  g_clear_pointer (&self->throttle, sb_qbo_throttle_free);
}

static void
gate_unref (SbQboGate *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) gate_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboGate, gate_unref)

SbQboGate *
sb_qbo_gate_new (const SbQboLimits *limits, SbClock *clock)
{
  SbQboGate *self = g_rc_box_new0 (SbQboGate);

  self->clock = g_object_ref (clock);
  self->throttle = sb_qbo_throttle_new (limits);
  g_queue_init (&self->queues[0]);
  g_queue_init (&self->queues[1]);
  self->batch_size = SB_QBO_BATCH_MAX;
  return self;
}

void
sb_qbo_gate_close (SbQboGate *self)
{
  if (self->timer != 0)
    sb_clock_cancel_call (self->clock, self->timer);
  self->timer = 0;
  gate_unref (self);
}

static void pump (SbQboGate *self);

static void
timer_cb (gpointer user_data)
{
  SbQboGate *self = user_data;

  self->timer = 0;
  pump (self);
}

/* Lets out of one queue what the budgets allow; returns the wait of the rest. */
static gint64
pump_queue (SbQboGate *self, gboolean batch)
{
  GQueue *queue = &self->queues[batch ? 1 : 0];
  gint64 wait = G_MAXINT64;

  while (!g_queue_is_empty (queue) &&
         sb_qbo_throttle_take (self->throttle, batch, sb_clock_monotonic (self->clock), &wait))
    {
      self->depart (g_queue_pop_head (queue));
      wait = G_MAXINT64;
    }
  return wait;
}

static void
pump (SbQboGate *self)
{
  /* The last task may take the owner with it, and the owner the gate. */
  g_autoptr(SbQboGate) keep = g_rc_box_acquire (self);
  /* Batches first: they carry most and their own budget keeps them from taking all. */
  gint64 batches = pump_queue (self, TRUE);
  gint64 singles = pump_queue (self, FALSE);
  gint64 wait = MIN (batches, singles);

  if (self->timer != 0)
    {
      sb_clock_cancel_call (self->clock, self->timer);
      self->timer = 0;
    }
  if (wait != G_MAXINT64)
    self->timer = sb_clock_call_in (self->clock, wait, timer_cb, self, NULL);
}

void
sb_qbo_gate_enqueue (SbQboGate *self, GTask *task, gboolean batch, gboolean again,
                     SbQboDepartFunc depart)
{
  GQueue *queue = &self->queues[batch ? 1 : 0];

  self->depart = depart;
  if (again)
    g_queue_push_head (queue, task);
  else
    g_queue_push_tail (queue, task);
  pump (self);
}

gboolean
sb_qbo_gate_dequeue (SbQboGate *self, GTask *task, gboolean batch)
{
  return g_queue_remove (&self->queues[batch ? 1 : 0], task);
}

void
sb_qbo_gate_done (SbQboGate *self)
{
  sb_qbo_throttle_done (self->throttle);
  pump (self);
}

void
sb_qbo_gate_pause (SbQboGate *self, guint seconds)
{
  gint64 now = sb_clock_monotonic (self->clock);

  sb_qbo_throttle_pause (self->throttle, now, now + (gint64) seconds * G_USEC_PER_SEC);
}

guint
sb_qbo_gate_available (SbQboGate *self, gboolean batch)
{
  return sb_qbo_throttle_available (self->throttle, batch, sb_clock_monotonic (self->clock));
}

guint
sb_qbo_gate_get_batch_size (SbQboGate *self)
{
  return self->batch_size;
}

void
sb_qbo_gate_set_batch_size (SbQboGate *self, guint size)
{
  self->batch_size = CLAMP (size, 1, SB_QBO_BATCH_MAX);
}

/* The sizes that Intuit's pages have named over the years, and then one by one. */
void
sb_qbo_gate_shrink_batches (SbQboGate *self)
{
  static const guint sizes[] = { 25, 10, 5, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i] < self->batch_size)
      {
        g_info ("batches of %u are too large for QuickBooks, trying %u", self->batch_size,
                sizes[i]);
        self->batch_size = sizes[i];
        return;
      }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-clock.h"

struct _SbManualClock
{
  GObject parent;

  GMutex mutex;    /* guards all below: worker threads read the time too */
  gint64 start;    /* microseconds since the epoch */
  gint64 elapsed;  /* microseconds since start */
  GList *calls;    /* (owned) (element-type Call): by due time, then id */
  guint last_id;
};

static void sb_manual_clock_iface_init (SbClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbManualClock, sb_manual_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_CLOCK, sb_manual_clock_iface_init))

typedef struct
{
  guint id;
  gint64 due; /* in terms of elapsed */
  SbClockFunc func;
  gpointer data;
  GDestroyNotify destroy; /* (nullable) */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->destroy != NULL)
    call->destroy (call->data);
  g_free (call);
}

static int
compare_calls (gconstpointer left, gconstpointer right)
{
  const Call *a = left;
  const Call *b = right;

  if (a->due != b->due)
    return a->due < b->due ? -1 : 1;
  return a->id < b->id ? -1 : 1;
}

static gint64
sb_manual_clock_now (SbClock *clock)
{
  SbManualClock *self = SB_MANUAL_CLOCK (clock);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->start + self->elapsed;
}

static gint64
sb_manual_clock_monotonic (SbClock *clock)
{
  SbManualClock *self = SB_MANUAL_CLOCK (clock);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->elapsed;
}

static guint
sb_manual_clock_call_in (SbClock *clock, gint64 delay_us, SbClockFunc func, gpointer data,
                         GDestroyNotify destroy)
{
  SbManualClock *self = SB_MANUAL_CLOCK (clock);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Call *call = g_new (Call, 1);

  *call = (Call) { ++self->last_id, self->elapsed + delay_us, func, data, destroy };
  self->calls = g_list_insert_sorted (self->calls, call, compare_calls);
  return call->id;
}

static void
sb_manual_clock_cancel_call (SbClock *clock, guint id)
{
  SbManualClock *self = SB_MANUAL_CLOCK (clock);
  Call *found = NULL;

  g_mutex_lock (&self->mutex);
  for (GList *link = self->calls; link != NULL; link = link->next)
    {
      Call *call = link->data;

      if (call->id != id)
        continue;
      found = call;
      self->calls = g_list_delete_link (self->calls, link);
      break;
    }
  g_mutex_unlock (&self->mutex);

  g_return_if_fail (found != NULL);
  call_free (found);
}

static void
sb_manual_clock_finalize (GObject *object)
{
  SbManualClock *self = SB_MANUAL_CLOCK (object);

  g_list_free_full (self->calls, call_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (sb_manual_clock_parent_class)->finalize (object);
}

static void
sb_manual_clock_iface_init (SbClockInterface *iface)
{
  iface->now = sb_manual_clock_now;
  iface->monotonic = sb_manual_clock_monotonic;
  iface->call_in = sb_manual_clock_call_in;
  iface->cancel_call = sb_manual_clock_cancel_call;
}

static void
sb_manual_clock_class_init (SbManualClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_manual_clock_finalize;
}

static void
sb_manual_clock_init (SbManualClock *self)
{
  g_mutex_init (&self->mutex);
}

SbManualClock *
sb_manual_clock_new (gint64 now)
{
  SbManualClock *self = g_object_new (SB_TYPE_MANUAL_CLOCK, NULL);

  self->start = now;
  return self;
}

/* Takes the next call due at or before @until out of the list and moves the time there. */
static Call *
take_due (SbManualClock *self, gint64 until)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Call *call = self->calls != NULL ? self->calls->data : NULL;

  if (call == NULL || call->due > until)
    return NULL;
  self->calls = g_list_delete_link (self->calls, self->calls);
  self->elapsed = MAX (self->elapsed, call->due);
  return call;
}

static gboolean
run_due (SbManualClock *self, gint64 until)
{
  Call *call = take_due (self, until);

  if (call == NULL)
    return FALSE;
  call->func (call->data);
  call_free (call);
  return TRUE;
}

void
sb_manual_clock_advance (SbManualClock *self, gint64 microseconds)
{
  gint64 until;

  g_return_if_fail (SB_IS_MANUAL_CLOCK (self));
  g_return_if_fail (microseconds >= 0);

  until = sb_manual_clock_monotonic (SB_CLOCK (self)) + microseconds;
  while (run_due (self, until))
    ;
  g_mutex_lock (&self->mutex);
  self->elapsed = MAX (self->elapsed, until);
  g_mutex_unlock (&self->mutex);
}

gboolean
sb_manual_clock_advance_to_next (SbManualClock *self)
{
  g_return_val_if_fail (SB_IS_MANUAL_CLOCK (self), FALSE);

  return run_due (self, G_MAXINT64);
}

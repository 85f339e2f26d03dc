/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-clock.h"

struct _SbSystemClock
{
  GObject parent;
};

static void sb_system_clock_iface_init (SbClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbSystemClock, sb_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_CLOCK, sb_system_clock_iface_init))

typedef struct
{
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

static gboolean
call_due (gpointer data)
{
  Call *call = data;

  call->func (call->data);
  return G_SOURCE_REMOVE;
}

static gint64
sb_system_clock_now (SbClock *clock)
{
  return g_get_real_time ();
}

static gint64
sb_system_clock_monotonic (SbClock *clock)
{
  return g_get_monotonic_time ();
}

static guint
sb_system_clock_call_in (SbClock *clock, gint64 delay_us, SbClockFunc func, gpointer data,
                         GDestroyNotify destroy)
{
  gint64 milliseconds = (delay_us + 999) / 1000; /* never early */
  g_autoptr(GSource) source = g_timeout_source_new ((guint) MIN (milliseconds, G_MAXUINT));
  Call *call = g_new (Call, 1);

  *call = (Call) { func, data, destroy };
  g_source_set_static_name (source, "SbSystemClock call");
  g_source_set_callback (source, call_due, call, call_free);
  return g_source_attach (source, g_main_context_get_thread_default ());
}

static void
sb_system_clock_cancel_call (SbClock *clock, guint id)
{
  GSource *source = g_main_context_find_source_by_id (g_main_context_get_thread_default (), id);

  g_return_if_fail (source != NULL);

  g_source_destroy (source);
}

static void
sb_system_clock_iface_init (SbClockInterface *iface)
{
  iface->now = sb_system_clock_now;
  iface->monotonic = sb_system_clock_monotonic;
  iface->call_in = sb_system_clock_call_in;
  iface->cancel_call = sb_system_clock_cancel_call;
}

static void
sb_system_clock_class_init (SbSystemClockClass *klass)
{
}

static void
sb_system_clock_init (SbSystemClock *self)
{
}

SbClock *
sb_system_clock_new (void)
{
  return SB_CLOCK (g_object_new (SB_TYPE_SYSTEM_CLOCK, NULL));
}

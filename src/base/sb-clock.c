/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-clock.h"

G_DEFINE_INTERFACE (SbClock, sb_clock, G_TYPE_OBJECT)

static void
sb_clock_default_init (SbClockInterface *iface)
{
}

gint64
sb_clock_now (SbClock *self)
{
  g_return_val_if_fail (SB_IS_CLOCK (self), 0);

  return SB_CLOCK_GET_IFACE (self)->now (self);
}

gint64
sb_clock_monotonic (SbClock *self)
{
  g_return_val_if_fail (SB_IS_CLOCK (self), 0);

  return SB_CLOCK_GET_IFACE (self)->monotonic (self);
}

SbDay
sb_clock_today (SbClock *self)
{
  g_autoptr(GDateTime) local = NULL;

  g_return_val_if_fail (SB_IS_CLOCK (self), SB_DAY_NONE);

  local = g_date_time_new_from_unix_local (sb_clock_now (self) / G_USEC_PER_SEC);
  g_return_val_if_fail (local != NULL, SB_DAY_NONE);
  return sb_day_from_ymd (g_date_time_get_year (local), g_date_time_get_month (local),
                          g_date_time_get_day_of_month (local));
}

guint
sb_clock_call_in (SbClock *self, gint64 delay_us, SbClockFunc func, gpointer data,
                  GDestroyNotify destroy)
{
  g_return_val_if_fail (SB_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  return SB_CLOCK_GET_IFACE (self)->call_in (self, MAX (delay_us, 0), func, data, destroy);
}

void
sb_clock_cancel_call (SbClock *self, guint id)
{
  g_return_if_fail (SB_IS_CLOCK (self));
  g_return_if_fail (id > 0);

  SB_CLOCK_GET_IFACE (self)->cancel_call (self, id);
}

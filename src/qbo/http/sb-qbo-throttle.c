/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sliding windows: the moments of the last n requests of a budget are kept in a ring. A request may
 * leave when the oldest of them has left the window. (A token bucket would allow 2n-1 requests in
 * one window of the server's.)
 */
#include "sb-qbo-throttle.h"

const SbQboLimits SB_QBO_LIMITS_INTUIT = {
  .per_second = 10,
  .per_minute = 500,
  .batches_per_minute = 40,
  .in_flight = 10,
};

typedef struct
{
  guint size;
  gint64 length; /* of the window, microseconds */
  gint64 *times; /* ring, oldest at next when full */
  guint next;
  guint used;
} Window;

struct _SbQboThrottle
{
  Window second;
  Window minute;
  Window batches;
  guint in_flight;
  guint max_in_flight;
  gint64 paused_until;
  guint share;         /* percent, at share_since */
  gint64 share_since;
};

/* The server counts when a request arrives, we when it leaves: the windows are a little longer. */
#define SLACK (G_USEC_PER_SEC / 20)

static void
window_init (Window *self, guint size, gint64 length)
{
  self->size = size;
  self->length = length + SLACK;
  self->times = g_new0 (gint64, size);
}

#define SHARE_ALL 100
#define SHARE_LEAST 10
#define SHARE_STEP 10

static guint
part_of (guint whole, guint share)
{
  return MAX (1, whole * share / SHARE_ALL);
}

/* Microseconds until one more fits into @share of the window, 0: now. */
static gint64
window_wait (const Window *self, guint share, gint64 now)
{
  guint most = part_of (self->size, share);
  guint oldest;

  if (self->used < most)
    return 0;
  oldest = (self->next + self->size - most) % self->size;
  return MAX (0, self->times[oldest] + self->length - now);
}

static void
window_add (Window *self, gint64 now)
{
  self->times[self->next] = now;
  self->next = (self->next + 1) % self->size;
  self->used = MIN (self->used + 1, self->size);
}

static guint
window_free (const Window *self, guint share, gint64 now)
{
  guint most = part_of (self->size, share);
  guint busy = 0;

  for (guint i = 0; i < self->used; i++)
    if (self->times[i] + self->length > now)
      busy++;
  return busy < most ? most - busy : 0;
}

SbQboThrottle *
sb_qbo_throttle_new (const SbQboLimits *limits)
{
  SbQboThrottle *self = g_new0 (SbQboThrottle, 1);

  window_init (&self->second, limits->per_second, G_TIME_SPAN_SECOND);
  window_init (&self->minute, limits->per_minute, G_TIME_SPAN_MINUTE);
  window_init (&self->batches, limits->batches_per_minute, G_TIME_SPAN_MINUTE);
  self->max_in_flight = limits->in_flight;
  self->paused_until = G_MININT64;
  self->share = SHARE_ALL;
  return self;
}

void
sb_qbo_throttle_free (SbQboThrottle *self)
{
  if (self == NULL)
    return;
  g_free (self->second.times);
  g_free (self->minute.times);
  g_free (self->batches.times);
  g_free (self);
}

guint
sb_qbo_throttle_share (const SbQboThrottle *self, gint64 now)
{
  gint64 minutes = (now - self->share_since) / G_TIME_SPAN_MINUTE;

  return (guint) MIN (SHARE_ALL, self->share + SHARE_STEP * CLAMP (minutes, 0, SHARE_ALL));
}

gboolean
sb_qbo_throttle_take (SbQboThrottle *self, gboolean batch, gint64 now, gint64 *wait)
{
  guint share = sb_qbo_throttle_share (self, now);
  gint64 longest = MAX (window_wait (&self->second, share, now),
                        window_wait (&self->minute, share, now));

  if (batch)
    longest = MAX (longest, window_wait (&self->batches, share, now));
  if (self->paused_until > now)
    longest = MAX (longest, self->paused_until - now);
  if (longest == 0 && self->in_flight >= part_of (self->max_in_flight, share))
    longest = G_MAXINT64;
  *wait = longest;
  if (longest > 0)
    return FALSE;
  window_add (&self->second, now);
  window_add (&self->minute, now);
  if (batch)
    window_add (&self->batches, now);
  self->in_flight++;
  return TRUE;
}

void
sb_qbo_throttle_done (SbQboThrottle *self)
{
  g_return_if_fail (self->in_flight > 0);

  self->in_flight--;
}

void
sb_qbo_throttle_pause (SbQboThrottle *self, gint64 now, gint64 until)
{
  if (self->paused_until <= now)
    {
      self->share = MAX (SHARE_LEAST, sb_qbo_throttle_share (self, now) / 2);
      /* It grows from the end of the pause on. */
      self->share_since = until;
    }
  self->paused_until = MAX (self->paused_until, until);
}

guint
sb_qbo_throttle_available (SbQboThrottle *self, gboolean batch, gint64 now)
{
  guint share = sb_qbo_throttle_share (self, now);
  guint most = part_of (self->max_in_flight, share);
  guint n;

  if (self->paused_until > now || self->in_flight >= most)
    return 0;
  n = MIN (window_free (&self->second, share, now), window_free (&self->minute, share, now));
  n = MIN (n, most - self->in_flight);
  return batch ? MIN (n, window_free (&self->batches, share, now)) : n;
}

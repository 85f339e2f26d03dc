/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-limits.h"

#define A_MINUTE_MOST 500u
#define A_SECOND_MOST 10u
#define IN_FLIGHT_MOST 10u
#define BATCHES_MOST 40u

typedef struct
{
  GArray *requests; /* gint64: when, of the last minute */
  GArray *batches;
  guint in_flight;
} Usage;

struct _SbLimits
{
  gboolean on;
  GHashTable *usage; /* realm -> Usage */
};

static void
usage_free (gpointer data)
{
  Usage *usage = data;

  g_array_unref (usage->requests);
  g_array_unref (usage->batches);
  g_free (usage);
}

SbLimits *
sb_limits_new (gboolean on)
{
  SbLimits *self = g_new0 (SbLimits, 1);

  self->on = on;
  self->usage = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, usage_free);
  return self;
}

void
sb_limits_free (SbLimits *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->usage);
  g_free (self);
}

void
sb_limits_set (SbLimits *self, gboolean on)
{
  self->on = on;
}

static Usage *
usage_of (SbLimits *self, const char *realm)
{
  Usage *usage = g_hash_table_lookup (self->usage, realm);

  if (usage == NULL)
    {
      usage = g_new0 (Usage, 1);
      usage->requests = g_array_new (FALSE, FALSE, sizeof (gint64));
      usage->batches = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->usage, g_strdup (realm), usage);
    }
  return usage;
}

static void
forget_before (GArray *times, gint64 moment)
{
  guint old = 0;

  while (old < times->len && g_array_index (times, gint64, old) <= moment)
    old++;
  if (old > 0)
    g_array_remove_range (times, 0, old);
}

static guint
count_since (const GArray *times, gint64 moment)
{
  guint count = 0;

  for (guint i = times->len; i > 0 && g_array_index (times, gint64, i - 1) > moment; i--)
    count++;
  return count;
}

gboolean
sb_limits_enter (SbLimits *self, const char *realm, gboolean batch, gint64 now)
{
  Usage *usage = usage_of (self, realm);
  gboolean good;

  forget_before (usage->requests, now - G_TIME_SPAN_MINUTE);
  forget_before (usage->batches, now - G_TIME_SPAN_MINUTE);
  good = !self->on
         || (usage->requests->len < A_MINUTE_MOST && usage->in_flight < IN_FLIGHT_MOST
             && count_since (usage->requests, now - G_TIME_SPAN_SECOND) < A_SECOND_MOST
             && (!batch || usage->batches->len < BATCHES_MOST));
  usage->in_flight++;
  if (!good)
    return FALSE;
  g_array_append_val (usage->requests, now);
  if (batch)
    g_array_append_val (usage->batches, now);
  return TRUE;
}

void
sb_limits_leave (SbLimits *self, const char *realm)
{
  usage_of (self, realm)->in_flight--;
}

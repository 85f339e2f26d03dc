/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A book with a thousand documents waiting is sent while the main loop goes on turning. A source of a
 * millisecond notes how long it was kept waiting: that is how long a window would have stood still.
 */
#include <math.h>

#include "sb-sync-rig.h"

#define SALES 500  /* an invoice and an entry each */
#define CUSTOMERS 40
#define WORST_MS 1000.0

typedef struct
{
  GArray *gaps; /* (element-type double): milliseconds */
  gint64 last;
  guint source;
} Pulse;

static gboolean
beat (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();
  double gap = (double) (now - pulse->last) / 1000.0;

  g_array_append_val (pulse->gaps, gap);
  pulse->last = now;
  return G_SOURCE_CONTINUE;
}

static void
pulse_start (Pulse *pulse)
{
  pulse->gaps = g_array_new (FALSE, FALSE, sizeof (double));
  pulse->last = g_get_monotonic_time ();
  pulse->source = g_timeout_add_full (G_PRIORITY_HIGH, 1, beat, pulse, NULL);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Of the time, not of the beats: a stall hides the beats that it swallows. */
static double
share_above (const Pulse *pulse, double limit)
{
  double all = 0;
  double above = 0;

  for (guint i = 0; i < pulse->gaps->len; i++)
    {
      double gap = g_array_index (pulse->gaps, double, i);

      all += gap;
      if (gap > limit)
        above += gap;
    }
  return all > 0 ? above / all : 0;
}

static double
pulse_stop (Pulse *pulse, const char *what)
{
  double worst;
  guint rank;

  g_source_remove (pulse->source);
  g_array_sort (pulse->gaps, compare);
  g_assert_cmpuint (pulse->gaps->len, >, 0);
  worst = g_array_index (pulse->gaps, double, pulse->gaps->len - 1);
  rank = (guint) floor ((pulse->gaps->len - 1) * 0.999);
  g_test_message ("%s: %u beats, 99.9th percentile %.1f ms, longest %.1f ms, %.2f%% of the time in stalls over 16 ms", what,
                  pulse->gaps->len, g_array_index (pulse->gaps, double, rank), worst, share_above (pulse, 16.0) * 100);
  g_array_unref (pulse->gaps);
  return worst;
}

static gpointer
add_product (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_database_execute (sb_txn_get_database (txn),
                       "INSERT INTO product (sku, name, sale_price) VALUES ('OAK-1', 'Oak board', 20000000)", error);
  return NULL;
}

static void
trade (SbSyncRig *rig)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_write (rig->ledger, add_product, NULL, &error);
  g_assert_no_error (error);
  sb_sync_rig_event (rig, 1, "'type':'opening','lines':[{'sku':'OAK-1','qty':'5000','unit_cost':'7.50'}]");
  for (guint i = 1; i <= SALES; i++)
    {
      g_autofree char *order =
        g_strdup_printf ("'type':'sale_order','sale':'S%u','customer':'Customer %u',"
                         "'lines':[{'sku':'OAK-1','qty':'2','unit_price':'19.99'}]", i, i % CUSTOMERS);
      g_autofree char *ship = g_strdup_printf ("'type':'ship','sale':'S%u','lines':[{'sku':'OAK-1','qty':'2'}]", i);
      g_autofree char *invoice =
        g_strdup_printf ("'type':'invoice','invoice':'I%u','sale':'S%u','customer':'Customer %u',"
                         "'lines':[{'sku':'OAK-1','qty':'2','unit_price':'19.99'}]", i, i, i % CUSTOMERS);
      int day = 2 + (int) (i * 26 / SALES);

      sb_sync_rig_event (rig, day, order);
      sb_sync_rig_event (rig, day, ship);
      sb_sync_rig_event (rig, day, invoice);
    }
}

static void
measure (SbSyncRig *rig, const char *what)
{
  Pulse pulse = { 0 };
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (SbSyncReport) report = NULL;
  double worst;

  pulse_start (&pulse);
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  worst = pulse_stop (&pulse, what);
  g_test_message ("%s: %.2f s, %u requests", what, (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC,
                  report->calls.total);
  sb_sync_rig_print (report);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpfloat (worst, <, WORST_MS);
}

static void
the_main_loop_turns_while_a_thousand_documents_are_sent (SbSyncRig *rig, gconstpointer data)
{
  trade (rig);
  sb_sync_rig_map (rig);
  measure (rig, "first sync");
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Invoice"), ==, SALES);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "JournalEntry"), ==, SALES + 1);
  measure (rig, "second sync");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sb_sync_rig_add ("/perf/sync/the-main-loop-turns-while-a-thousand-documents-are-sent",
                   the_main_loop_turns_while_a_thousand_documents_are_sent);

  return g_test_run ();
}

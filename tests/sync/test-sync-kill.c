/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A process that is killed in the middle of a sync: it runs in a child (this program again), which
 * dies by SIGKILL after so many milliseconds; then one ordinary sync must find everything once.
 */
#include "sb-sync-rig.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define KILLS 8

static const char *self_path;

/* ---- the child: opens the book and syncs until it is killed ---- */

static void
child_main (const char *dir, const char *book, const char *url)
{
  SbSyncRig rig = { 0 };

  rig.test.dir = g_strdup (dir);
  rig.book = g_strdup (book);
  rig.url = g_strdup (url);
  sb_sync_rig_join (&rig);
  for (;;)
    sb_sync_report_free (sb_sync_rig_run (&rig, SB_SYNC_RUN_DEFAULT));
}

static gpointer
list_runs (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_sync_run_list (db, 0, error);
}

/* The test is worth something only when runs did die on their way. */
static guint
count_stopped (SbSyncRig *rig)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = sb_ledger_read (rig->ledger, list_runs, NULL, &error);
  guint stopped = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < runs->len; i++)
    stopped += ((SbSyncRun *) g_ptr_array_index (runs, i))->outcome == SB_SYNC_OUTCOME_STOPPED;
  return stopped;
}

static void
killed_between_any_two_steps (SbSyncRig *rig, gconstpointer data)
{
  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  g_free (sb_sync_rig_admin (rig, "switches", "{'replay':false,'latency_ms':25}"));

  for (guint i = 0; i < KILLS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) child
          = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, self_path, "--child",
                              rig->test.dir, rig->book, rig->url, NULL);

      g_assert_no_error (error);
      g_usleep ((150 + i * 60) * 1000);
      g_subprocess_send_signal (child, SIGKILL);
      g_subprocess_wait (child, NULL, NULL);
    }

  g_free (sb_sync_rig_admin (rig, "switches", "{'latency_ms':0}"));
  sb_sync_rig_reopen (rig);
  {
    g_autoptr (SbSyncReport) report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);

    sb_sync_rig_print (report);
    g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_DONE);
    g_assert_cmpint (report->counts[SB_RECORD_SENT], ==, 0);
  }
  g_test_message ("%u runs died", count_stopped (rig));
  g_assert_cmpuint (count_stopped (rig), >=, 2);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Invoice"), ==, 1);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Bill"), ==, 1);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Payment"), ==, 1);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "BillPayment"), ==, 1);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "JournalEntry"), ==, 3);
  sb_sync_rig_assert_whole (rig);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    {
      child_main (argv[2], argv[3], argv[4]);
      return 0;
    }
  self_path = argv[0];
  g_test_init (&argc, &argv, NULL);

  sb_sync_rig_add ("/sync/kill/a-process-killed-at-any-moment-doubles-and-loses-nothing",
                   killed_between_any_two_steps);

  return g_test_run ();
}

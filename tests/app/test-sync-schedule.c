/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-schedule.h"

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

typedef struct
{
  SbManualClock *clock;
  SbSyncSchedule *schedule;
  guint runs;
} Fixture;

static void
count_run (gpointer data)
{
  Fixture *f = data;

  f->runs++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->clock = sb_manual_clock_new (0);
  f->schedule = sb_sync_schedule_new (SB_CLOCK (f->clock), count_run, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->schedule, sb_sync_schedule_free);
  g_object_unref (f->clock);
}

static void
test_none (Fixture *f, gconstpointer data)
{
  g_assert_false (sb_manual_clock_advance_to_next (f->clock));
  sb_sync_schedule_restart (f->schedule);
  g_assert_false (sb_manual_clock_advance_to_next (f->clock));
  g_assert_cmpuint (f->runs, ==, 0);
}

static void
test_every (Fixture *f, gconstpointer data)
{
  sb_sync_schedule_set_minutes (f->schedule, 15);
  sb_manual_clock_advance (f->clock, 15 * MINUTE - 1);
  g_assert_cmpuint (f->runs, ==, 0);
  sb_manual_clock_advance (f->clock, 1);
  g_assert_cmpuint (f->runs, ==, 1);
  sb_manual_clock_advance (f->clock, 45 * MINUTE);
  g_assert_cmpuint (f->runs, ==, 4);
}

static void
test_by_hand (Fixture *f, gconstpointer data)
{
  sb_sync_schedule_set_minutes (f->schedule, 15);
  sb_manual_clock_advance (f->clock, 10 * MINUTE);
  sb_sync_schedule_restart (f->schedule);
  sb_manual_clock_advance (f->clock, 14 * MINUTE);
  g_assert_cmpuint (f->runs, ==, 0);
  sb_manual_clock_advance (f->clock, MINUTE);
  g_assert_cmpuint (f->runs, ==, 1);
}

static void
test_again (Fixture *f, gconstpointer data)
{
  sb_sync_schedule_set_minutes (f->schedule, 15);
  sb_manual_clock_advance (f->clock, 10 * MINUTE);
  sb_sync_schedule_set_minutes (f->schedule, 15);
  sb_manual_clock_advance (f->clock, 5 * MINUTE);
  g_assert_cmpuint (f->runs, ==, 1);
}

static void
test_shorter (Fixture *f, gconstpointer data)
{
  sb_sync_schedule_set_minutes (f->schedule, 60);
  sb_manual_clock_advance (f->clock, 10 * MINUTE);
  sb_sync_schedule_set_minutes (f->schedule, 5);
  g_assert_cmpuint (f->runs, ==, 0);
  g_assert_true (sb_manual_clock_advance_to_next (f->clock));
  g_assert_cmpuint (f->runs, ==, 1);
  sb_manual_clock_advance (f->clock, 5 * MINUTE);
  g_assert_cmpuint (f->runs, ==, 2);
}

static void
test_off (Fixture *f, gconstpointer data)
{
  sb_sync_schedule_set_minutes (f->schedule, 15);
  sb_manual_clock_advance (f->clock, 14 * MINUTE);
  sb_sync_schedule_set_minutes (f->schedule, 0);
  g_assert_false (sb_manual_clock_advance_to_next (f->clock));
  sb_sync_schedule_set_minutes (f->schedule, 15);
  g_clear_pointer (&f->schedule, sb_sync_schedule_free);
  g_assert_false (sb_manual_clock_advance_to_next (f->clock));
  g_assert_cmpuint (f->runs, ==, 0);
}

int
main (int argc, char *argv[])
{
  const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/app/sync-schedule/without-an-interval-nothing-is-due", test_none },
    { "/app/sync-schedule/a-run-is-due-after-each-interval", test_every },
    { "/app/sync-schedule/a-run-by-hand-counts-as-one", test_by_hand },
    { "/app/sync-schedule/the-same-interval-again-does-not-put-it-off", test_again },
    { "/app/sync-schedule/a-shorter-interval-that-is-over-is-due-at-once", test_shorter },
    { "/app/sync-schedule/switched-off-or-closed-nothing-is-due", test_off },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}

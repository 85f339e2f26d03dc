/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-clock.h"
#include "sb-test.h"

typedef struct
{
  SbClock *clock;
  GString *trace;
  gint64 at;
  const char *name;
  gboolean again;
} Call;

static void
note_call (gpointer data)
{
  Call *call = data;

  g_string_append_printf (call->trace, "%s@%" G_GINT64_FORMAT " ", call->name,
                          sb_clock_now (call->clock) - SB_TEST_NOW);
  if (call->again)
    sb_clock_call_in (call->clock, call->at, note_call, call, NULL);
}

static void
due_calls_run_in_order_at_their_own_time (SbTest *test, gconstpointer data)
{
  SbClock *clock = SB_CLOCK (test->clock);
  g_autoptr(GString) trace = g_string_new (NULL);
  Call calls[] = { { clock, trace, 30, "a", FALSE }, { clock, trace, 10, "b", FALSE },
                   { clock, trace, 10, "c", FALSE }, { clock, trace, 12, "again", TRUE },
                   { clock, trace, 50, "late", FALSE } };
  gint64 before = sb_clock_monotonic (clock);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    sb_clock_call_in (clock, calls[i].at, note_call, &calls[i], NULL);
  sb_manual_clock_advance (test->clock, 40);
  g_assert_cmpstr (trace->str, ==, "b@10 c@10 again@12 again@24 a@30 again@36 ");
  g_assert_cmpint (sb_clock_now (clock), ==, SB_TEST_NOW + 40);
  g_assert_cmpint (sb_clock_monotonic (clock) - before, ==, 40);

  g_assert_true (sb_manual_clock_advance_to_next (test->clock));
  g_assert_cmpint (sb_clock_now (clock), ==, SB_TEST_NOW + 48);
}

static void
count_destroy (gpointer data)
{
  ++*(int *) data;
}

static void
count_call (gpointer data)
{
  *(int *) data += 100;
}

static void
a_cancelled_call_is_freed_and_never_made (SbTest *test, gconstpointer data)
{
  g_autoptr(SbClock) system = sb_system_clock_new ();
  int manual_count = 0, system_count = 0, left_count = 0;
  guint id = sb_clock_call_in (SB_CLOCK (test->clock), 5, count_call, &manual_count, count_destroy);

  sb_clock_cancel_call (SB_CLOCK (test->clock), id);
  sb_manual_clock_advance (test->clock, 10);
  g_assert_false (sb_manual_clock_advance_to_next (test->clock));
  g_assert_cmpint (manual_count, ==, 1);

  id = sb_clock_call_in (system, 0, count_call, &system_count, count_destroy);
  sb_clock_cancel_call (system, id);
  sb_test_settle ();
  g_assert_cmpint (system_count, ==, 1);

  /* A clock that goes away takes what waits with it. */
  sb_clock_call_in (SB_CLOCK (test->clock), 5, count_call, &left_count, count_destroy);
  g_clear_object (&test->clock);
  g_assert_cmpint (left_count, ==, 1);
}

static gboolean
is_set (gpointer data)
{
  return *(int *) data != 0;
}

static void
the_system_clock_calls_back_from_the_main_context (SbTest *test, gconstpointer data)
{
  g_autoptr(SbClock) clock = sb_system_clock_new ();
  gint64 start = sb_clock_monotonic (clock);
  int count = 0;

  sb_clock_call_in (clock, 1500, count_call, &count, count_destroy);
  g_assert_cmpint (count, ==, 0);
  sb_test_run_until (is_set, &count);
  g_assert_cmpint (count, ==, 101);
  g_assert_cmpint (sb_clock_monotonic (clock) - start, >=, 1500);
  g_assert_cmpint (ABS (sb_clock_now (clock) - g_get_real_time ()), <, 10 * G_USEC_PER_SEC);
}

static void
today_is_the_day_of_the_machines_time_zone (SbTest *test, gconstpointer data)
{
  g_autoptr(SbManualClock) midnight = NULL;
  gint64 moment;

  /* Read once per process by the C library; hence a subprocess. */
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("TZ", "<-08>8", TRUE);
  g_assert_true (sb_moment_parse ("2024-03-01T02:00:00Z", &moment, NULL));
  midnight = sb_manual_clock_new (moment);
  g_assert_cmpint (sb_clock_today (SB_CLOCK (midnight)), ==, sb_day_from_ymd (2024, 2, 29));
  sb_manual_clock_advance (midnight, G_GINT64_CONSTANT (6) * 3600 * G_USEC_PER_SEC);
  g_assert_cmpint (sb_clock_today (SB_CLOCK (midnight)), ==, sb_day_from_ymd (2024, 3, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/base/clock/due-calls-run-in-order-at-their-own-time",
               due_calls_run_in_order_at_their_own_time);
  sb_test_add ("/base/clock/a-cancelled-call-is-freed-and-never-made",
               a_cancelled_call_is_freed_and_never_made);
  sb_test_add ("/base/clock/the-system-clock-calls-back-from-the-main-context",
               the_system_clock_calls_back_from_the_main_context);
  sb_test_add ("/base/clock/today-is-the-day-of-the-machines-time-zone",
               today_is_the_day_of_the_machines_time_zone);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-throttle.h"

#define SECOND G_TIME_SPAN_SECOND

static gboolean
take (SbQboThrottle *throttle, gboolean batch, gint64 now)
{
  gint64 wait;

  return sb_qbo_throttle_take (throttle, batch, now, &wait);
}

static void
test_second (void)
{
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);
  gint64 wait;

  for (guint i = 0; i < 10; i++)
    {
      g_assert_true (take (throttle, FALSE, 0));
      sb_qbo_throttle_done (throttle);
    }
  g_assert_false (sb_qbo_throttle_take (throttle, FALSE, SECOND / 2, &wait));
  g_assert_cmpint (wait, >=, SECOND / 2);
  g_assert_cmpint (wait, <=, SECOND);
  g_assert_true (take (throttle, FALSE, SECOND / 2 + wait));
}

static void
test_in_flight (void)
{
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);
  gint64 wait;

  for (guint i = 0; i < 10; i++)
    g_assert_true (take (throttle, FALSE, i * 2 * SECOND));
  g_assert_false (sb_qbo_throttle_take (throttle, FALSE, 60 * SECOND, &wait));
  g_assert_cmpint (wait, ==, G_MAXINT64); /* no time helps, only an answer */
  g_assert_cmpuint (sb_qbo_throttle_available (throttle, FALSE, 60 * SECOND), ==, 0);
  sb_qbo_throttle_done (throttle);
  g_assert_true (take (throttle, FALSE, 60 * SECOND));
}

static void
test_batches (void)
{
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);
  gint64 now = 0, wait;

  for (guint i = 0; i < 40; i++, now += SECOND / 5)
    {
      g_assert_true (take (throttle, TRUE, now));
      sb_qbo_throttle_done (throttle);
    }
  g_assert_false (sb_qbo_throttle_take (throttle, TRUE, now, &wait));
  g_assert_cmpint (now + wait, >=, 60 * SECOND);
  /* Single requests go on beside. */
  g_assert_true (take (throttle, FALSE, now));
  g_assert_cmpuint (sb_qbo_throttle_available (throttle, TRUE, now), ==, 0);
  g_assert_cmpuint (sb_qbo_throttle_available (throttle, FALSE, now), >, 0);
}

static void
test_refused_takes_nothing (void)
{
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);

  for (guint i = 0; i < 10; i++)
    {
      g_assert_true (take (throttle, TRUE, 0));
      sb_qbo_throttle_done (throttle);
    }
  for (guint i = 0; i < 1000; i++)
    g_assert_false (take (throttle, TRUE, SECOND / 10));
  g_assert_cmpuint (sb_qbo_throttle_available (throttle, TRUE, 2 * SECOND), ==, 10);
}

static void
test_pause (void)
{
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);
  gint64 wait;

  sb_qbo_throttle_pause (throttle, 60 * SECOND);
  sb_qbo_throttle_pause (throttle, 10 * SECOND); /* an earlier end does not shorten it */
  g_assert_false (sb_qbo_throttle_take (throttle, FALSE, 30 * SECOND, &wait));
  g_assert_cmpint (wait, ==, 30 * SECOND);
  g_assert_true (take (throttle, FALSE, 60 * SECOND));
}

static guint
count_within (GArray *times, guint end, gint64 length)
{
  gint64 last = g_array_index (times, gint64, end);
  guint n = 0;

  for (guint i = end + 1; i-- > 0 && g_array_index (times, gint64, i) > last - length;)
    n++;
  return n;
}

/* Whoever is always eager: no second holds more than 10, no minute more than 500 or 40 batches, and
 * the budgets are used as fully as they allow. */
static void
test_eager (void)
{
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 now = 0;

  while (now < 300 * SECOND)
    {
      gboolean batch = g_test_rand_int_range (0, 4) == 0;
      gint64 wait;

      if (sb_qbo_throttle_take (throttle, batch, now, &wait))
        {
          g_array_append_val (all, now);
          if (batch)
            g_array_append_val (batches, now);
          sb_qbo_throttle_done (throttle);
        }
      else
        now += MIN (wait, g_test_rand_int_range (1, SECOND / 20));
    }
  for (guint i = 0; i < all->len; i++)
    {
      g_assert_cmpuint (count_within (all, i, SECOND), <=, 10);
      g_assert_cmpuint (count_within (all, i, 60 * SECOND), <=, 500);
    }
  for (guint i = 0; i < batches->len; i++)
    g_assert_cmpuint (count_within (batches, i, 60 * SECOND), <=, 40);
  g_assert_cmpuint (all->len, >, 2300);  /* of 2500 */
  g_assert_cmpuint (batches->len, >, 180); /* of 200 */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qbo/throttle/ten-in-a-second", test_second);
  g_test_add_func ("/qbo/throttle/ten-in-flight-wait-for-an-answer", test_in_flight);
  g_test_add_func ("/qbo/throttle/forty-batches-in-a-minute-and-single-requests-beside",
                   test_batches);
  g_test_add_func ("/qbo/throttle/a-refused-request-takes-from-no-budget",
                   test_refused_takes_nothing);
  g_test_add_func ("/qbo/throttle/a-pause-holds-everything-back", test_pause);
  g_test_add_func ("/qbo/throttle/an-eager-caller-never-exceeds-and-nearly-fills-the-budgets",
                   test_eager);
  return g_test_run ();
}

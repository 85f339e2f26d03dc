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

  sb_qbo_throttle_pause (throttle, 0, 60 * SECOND);
  sb_qbo_throttle_pause (throttle, 0, 10 * SECOND); /* an earlier end does not shorten it */
  g_assert_false (sb_qbo_throttle_take (throttle, FALSE, 30 * SECOND, &wait));
  g_assert_cmpint (wait, ==, 30 * SECOND);
  g_assert_true (take (throttle, FALSE, 60 * SECOND));
}

/* Each 429 halves, to a tenth and no less; each quiet minute gives a tenth back. */
static void
test_share (void)
{
  static const guint shares[] = { 50, 25, 12, 10, 10 };
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);
  gint64 now = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++, now += 60 * SECOND)
    {
      sb_qbo_throttle_pause (throttle, now, now + 60 * SECOND);
      sb_qbo_throttle_pause (throttle, now + SECOND, now + 61 * SECOND); /* of the same burst */
      g_assert_cmpuint (sb_qbo_throttle_share (throttle, now), ==, shares[i]);
      now += SECOND;
    }
  g_assert_cmpuint (sb_qbo_throttle_share (throttle, now), ==, 10);
  g_assert_cmpuint (sb_qbo_throttle_share (throttle, now + 60 * SECOND), ==, 20);
  g_assert_cmpuint (sb_qbo_throttle_share (throttle, now + 8 * 60 * SECOND), ==, 90);
  g_assert_cmpuint (sb_qbo_throttle_share (throttle, now + 1000 * 60 * SECOND), ==, 100);
}

/* Half the budgets: five in a second, two hundred and fifty in a minute, twenty batches. */
static void
test_half (void)
{
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);
  guint taken = 0;
  gint64 wait;

  sb_qbo_throttle_pause (throttle, 0, SECOND);
  g_assert_cmpuint (sb_qbo_throttle_available (throttle, FALSE, SECOND), ==, 5);
  for (gint64 now = SECOND; now < 59 * SECOND;)
    if (sb_qbo_throttle_take (throttle, TRUE, now, &wait))
      {
        sb_qbo_throttle_done (throttle);
        taken++;
      }
    else
      now += wait;
  g_assert_cmpuint (taken, ==, 20);
}

/* The company's 500 a minute are counted there, and somebody else takes 300 of them. */
static void
test_neighbour (void)
{
  g_autoptr(SbQboThrottle) throttle = sb_qbo_throttle_new (&SB_QBO_LIMITS_INTUIT);
  guint refusals = 0;
  guint sent = 0;

  for (gint64 minute = 0; minute < 60; minute++)
    {
      guint ours = 0;

      for (gint64 now = minute * 60 * SECOND; now < (minute + 1) * 60 * SECOND;)
        {
          gint64 wait;

          if (!sb_qbo_throttle_take (throttle, FALSE, now, &wait))
            {
              now += wait;
              continue;
            }
          sb_qbo_throttle_done (throttle);
          if (++ours > 200)
            {
              refusals++;
              sb_qbo_throttle_pause (throttle, now, now + 60 * SECOND);
            }
          else
            sent++;
        }
    }
  g_test_message ("%u sent, %u refused in an hour", sent, refusals);
  g_assert_cmpuint (refusals, <=, 20); /* one in two minutes would be 30 */
  g_assert_cmpuint (sent, >=, 6000);    /* of 12000 that would have fitted */
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
  g_test_add_func ("/qbo/throttle/a-429-halves-our-share-and-quiet-minutes-give-it-back", test_share);
  g_test_add_func ("/qbo/throttle/half-a-share-is-half-of-every-budget", test_half);
  g_test_add_func ("/qbo/throttle/beside-another-app-refusals-stay-few", test_neighbour);
  g_test_add_func ("/qbo/throttle/an-eager-caller-never-exceeds-and-nearly-fills-the-budgets",
                   test_eager);
  return g_test_run ();
}

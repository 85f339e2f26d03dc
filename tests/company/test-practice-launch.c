/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-launch.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "sb-company-error.h"
#include "sb-test.h"

/* The practice company outlives who started it, so the test must know its process to end it. */
static char *
write_wrapper (SbTest *test)
{
  g_autofree char *wrapper = sb_test_path (test, "wrapper");
  g_autofree char *pid_file = sb_test_path (test, "pid");
  g_autofree char *text = NULL;

  text = g_strdup_printf ("#!/bin/sh\necho $$ >%s\nexec %s \"$@\"\n", pid_file, g_getenv ("STOCKBOOK_PRACTICE"));
  g_assert_true (g_file_set_contents (wrapper, text, -1, NULL));
  g_assert_cmpint (g_chmod (wrapper, 0700), ==, 0);
  return g_steal_pointer (&wrapper);
}

static void
end_process (SbTest *test)
{
  g_autofree char *pid_file = sb_test_path (test, "pid");
  g_autofree char *text = NULL;
  guint64 pid = 0;

  g_assert_true (g_file_get_contents (pid_file, &text, NULL, NULL));
  g_assert_true (g_ascii_string_to_unsigned (g_strstrip (text), 10, 2, G_MAXINT, &pid, NULL));
  kill ((pid_t) pid, SIGKILL);
}

static void
test_two_that_start_it_at_once_get_the_same_one (SbTest *test, gconstpointer data)
{
  g_autofree char *book = sb_test_path (test, "shop.stockbook");
  g_auto(SbTestCall) first = SB_TEST_CALL_INIT;
  g_auto(SbTestCall) second = SB_TEST_CALL_INIT;
  g_auto(SbTestCall) third = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;
  g_autofree char *real = g_strdup (g_getenv ("STOCKBOOK_PRACTICE"));
  g_autofree char *wrapper = write_wrapper (test);

  g_setenv ("STOCKBOOK_PRACTICE", wrapper, TRUE);
  sb_practice_launch_async (book, NULL, NULL, sb_test_call_done, &first);
  sb_practice_launch_async (book, NULL, NULL, sb_test_call_done, &second);
  one = sb_practice_launch_finish (sb_test_call_wait (&first), &error);
  g_assert_no_error (error);
  two = sb_practice_launch_finish (sb_test_call_wait (&second), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (one, ==, two);

  /* Found again by asking, although nobody remembers a process. */
  sb_practice_launch_async (book, one, NULL, sb_test_call_done, &third);
  three = sb_practice_launch_finish (sb_test_call_wait (&third), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (three, ==, one);
  end_process (test);
  g_setenv ("STOCKBOOK_PRACTICE", real, TRUE);
}

static void
test_a_program_that_is_not_there_says_so (SbTest *test, gconstpointer data)
{
  g_autofree char *book = sb_test_path (test, "shop.stockbook");
  g_autofree char *nowhere = sb_test_path (test, "no-such-program");
  g_autofree char *real = g_strdup (g_getenv ("STOCKBOOK_PRACTICE"));
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  g_setenv ("STOCKBOOK_PRACTICE", nowhere, TRUE);
  sb_practice_launch_async (book, NULL, NULL, sb_test_call_done, &call);
  g_assert_null (sb_practice_launch_finish (sb_test_call_wait (&call), &error));
  g_assert_error (error, SB_COMPANY_ERROR, SB_COMPANY_ERROR_PRACTICE);
  g_setenv ("STOCKBOOK_PRACTICE", real, TRUE);
}

static void
test_a_program_that_dies_says_so (SbTest *test, gconstpointer data)
{
  g_autofree char *book = sb_test_path (test, "shop.stockbook");
  g_autofree char *real = g_strdup (g_getenv ("STOCKBOOK_PRACTICE"));
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  g_setenv ("STOCKBOOK_PRACTICE", "/bin/false", TRUE);
  sb_practice_launch_async (book, "http://127.0.0.1:1", NULL, sb_test_call_done, &call);
  g_assert_null (sb_practice_launch_finish (sb_test_call_wait (&call), &error));
  g_assert_error (error, SB_COMPANY_ERROR, SB_COMPANY_ERROR_PRACTICE);
  g_setenv ("STOCKBOOK_PRACTICE", real, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/company/practice/two-that-start-it-at-once-get-the-same-one",
               test_two_that_start_it_at_once_get_the_same_one);
  sb_test_add ("/company/practice/a-program-that-is-not-there-says-so", test_a_program_that_is_not_there_says_so);
  sb_test_add ("/company/practice/a-program-that-dies-says-so", test_a_program_that_dies_says_so);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-process.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_a_crash_leaves_no_core (void)
{
  struct rlimit wide = { RLIM_INFINITY, RLIM_INFINITY };
  g_autofree char *folder = g_dir_make_tmp ("stockbook-XXXXXX", NULL);
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      setrlimit (RLIMIT_CORE, &wide);
      sb_process_forbid_core_dumps ();
      if (chdir (folder) != 0)
        _exit (1);
      signal (SIGSEGV, SIG_DFL);
      raise (SIGSEGV);
      _exit (2);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGSEGV);
  g_assert_false (WCOREDUMP (status));
  g_assert_cmpint (rmdir (folder), ==, 0); /* empty: no core file */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/process/a-crash-leaves-no-copy-of-memory", test_a_crash_leaves_no_core);
  return g_test_run ();
}

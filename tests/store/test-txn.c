/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/wait.h>
#include <unistd.h>

#include "sb-store-error.h"
#include "sb-test.h"
#include "sb-txn.h"

static const char SQL_INSERT[] = "INSERT INTO t (n) VALUES (:n)";
static const char SQL_COUNT[] = "SELECT COUNT(*) FROM t";

static SbDatabase *
book (SbTest *test)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autoptr(GError) error = NULL;
  SbDatabase *database = sb_database_open (path, SB_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (sb_database_execute (database, "CREATE TABLE t (n INTEGER) STRICT", &error));
  return database;
}

static void
insert (SbTxn *txn, gint64 n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbStatement) st = sb_txn_prepare (txn, SQL_INSERT, &error);

  g_assert_no_error (error);
  g_assert_true (sb_statement_bind_int64 (st, ":n", n, &error));
  g_assert_true (sb_statement_run (st, &error));
  g_assert_no_error (error);
}

static gint64
count (SbDatabase *database)
{
  g_autoptr(SbStatement) st = sb_database_prepare (database, SQL_COUNT, NULL);

  g_assert_cmpint (sb_statement_step (st, NULL), ==, SB_STEP_ROW);
  return sb_statement_int64_at (st, 0);
}

static void
what_is_not_committed_never_was (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test);

  {
    g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);

    insert (txn, 1);
    g_assert_cmpint (count (database), ==, 1);
  }
  g_assert_cmpint (count (database), ==, 0);
  {
    g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);

    insert (txn, 1);
    g_assert_true (sb_txn_commit (txn, NULL));
  }
  g_assert_cmpint (count (database), ==, 1);
}

static void
note (gpointer data)
{
  GString **pair = data;

  g_string_append_printf (pair[0], "%s ", pair[1]->str);
}

static void
note_freed (gpointer data)
{
  GString **pair = data;

  g_string_append_printf (pair[0], "-%s ", pair[1]->str);
}

static void
hooks_run_after_a_commit_only_and_leave_with_their_savepoint (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(GString) trace = g_string_new (NULL);
  g_autoptr(GString) one = g_string_new ("one");
  g_autoptr(GString) two = g_string_new ("two");
  g_autoptr(GString) three = g_string_new ("three");
  GString *first[] = { trace, one }, *second[] = { trace, two }, *third[] = { trace, three };
  SbTxn *txn = sb_txn_begin (database, NULL);

  sb_txn_after_commit (txn, note, first, note_freed);
  sb_txn_free (txn);
  g_assert_cmpstr (trace->str, ==, "-one ");

  g_string_truncate (trace, 0);
  txn = sb_txn_begin (database, NULL);
  sb_txn_after_commit (txn, note, first, note_freed);
  g_assert_true (sb_txn_savepoint (txn, NULL));
  sb_txn_after_commit (txn, note, second, note_freed);
  g_assert_true (sb_txn_rollback_to (txn, NULL));
  g_assert_cmpstr (trace->str, ==, "-two ");
  g_assert_true (sb_txn_savepoint (txn, NULL));
  sb_txn_after_commit (txn, note, third, note_freed);
  g_assert_true (sb_txn_release (txn, NULL));
  g_assert_true (sb_txn_commit (txn, NULL));
  g_assert_cmpstr (trace->str, ==, "-two one three ");
  sb_txn_free (txn);
  g_assert_cmpstr (trace->str, ==, "-two one three -one -three ");
}

static void
savepoints_nest (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);

  insert (txn, 1);
  g_assert_true (sb_txn_savepoint (txn, NULL));
  insert (txn, 2);
  g_assert_true (sb_txn_savepoint (txn, NULL));
  insert (txn, 3);
  g_assert_true (sb_txn_rollback_to (txn, NULL));
  g_assert_cmpint (count (database), ==, 2);
  g_assert_true (sb_txn_savepoint (txn, NULL));
  insert (txn, 4);
  g_assert_true (sb_txn_release (txn, NULL));
  g_assert_cmpint (count (database), ==, 3);
  g_assert_true (sb_txn_rollback_to (txn, NULL));
  g_assert_cmpint (count (database), ==, 1);
  g_assert_true (sb_txn_commit (txn, NULL));
  g_assert_cmpint (count (database), ==, 1);
}

static void
an_interrupted_write_takes_the_whole_transaction_back (SbTest *test, gconstpointer data)
{
  static const char ENDLESS[] =
    "INSERT INTO t (n) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT i FROM n";
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  {
    g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);
    g_autoptr(SbStatement) st = NULL;
    g_autoptr(SbStatement) later = NULL;

    insert (txn, 1);
    sb_database_set_cancellable (database, cancellable);
    g_cancellable_cancel (cancellable);
    /* The statement's own look at the cancellable comes first; execute goes to SQLite's. */
    g_assert_false (sb_database_execute (database, ENDLESS, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&error);
    sb_database_set_cancellable (database, NULL);

    later = sb_txn_prepare (txn, SQL_INSERT, NULL);
    g_assert_false (sb_statement_run (later, &error));
    g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED);
    g_clear_error (&error);
    g_assert_false (sb_txn_commit (txn, &error));
    g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED);
  }
  g_assert_cmpint (count (database), ==, 0);
  {
    g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);

    insert (txn, 2);
    g_assert_true (sb_txn_commit (txn, NULL));
  }
  g_assert_cmpint (count (database), ==, 1);
}

static void
a_commit_is_not_cancelled (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);
  g_autoptr(GError) error = NULL;

  for (gint64 i = 0; i < 1000; i++)
    insert (txn, i);
  sb_database_set_cancellable (database, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_true (sb_txn_commit (txn, &error));
  g_assert_no_error (error);
  sb_database_set_cancellable (database, NULL);
  g_assert_cmpint (count (database), ==, 1000);
}

static void
a_transaction_inside_a_transaction_is_refused (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);
  g_autoptr(GError) error = NULL;

  g_test_expect_message ("sb-store", G_LOG_LEVEL_CRITICAL, "*transaction inside*");
  g_assert_null (sb_txn_begin (database, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED);
  insert (txn, 1);
  g_assert_true (sb_txn_commit (txn, NULL));
}

/* The child's part: 100 transactions that each read and write the one counter. */
static void
count_up (const char *path, int times)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) database = sb_database_open (path, SB_DATABASE_READ_WRITE, &error);

  g_assert_no_error (error);
  for (int i = 0; i < times; i++)
    {
      g_autoptr(SbTxn) txn = sb_txn_begin (database, &error);
      g_autoptr(SbStatement) read = NULL;
      g_autoptr(SbStatement) write = NULL;
      gint64 n;

      g_assert_no_error (error);
      read = sb_txn_prepare (txn, "SELECT n FROM t", &error);
      g_assert_cmpint (sb_statement_step (read, &error), ==, SB_STEP_ROW);
      n = sb_statement_int64 (read, "n");
      sb_statement_reset (read);
      write = sb_txn_prepare (txn, "UPDATE t SET n = :n", &error);
      g_assert_true (sb_statement_bind_int64 (write, ":n", n + 1, &error));
      g_assert_true (sb_statement_run (write, &error));
      g_assert_true (sb_txn_commit (txn, &error));
      g_assert_no_error (error);
    }
}

static void
processes_that_write_at_once_lose_nothing (SbTest *test, gconstpointer data)
{
  enum { PROCESSES = 3, TIMES = 40 };
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(SbStatement) st = NULL;
  GSubprocess *children[PROCESSES];

  g_assert_true (sb_database_execute (database, "INSERT INTO t (n) VALUES (0)", NULL));
  for (int i = 0; i < PROCESSES; i++)
    {
      g_autoptr(GError) error = NULL;

      children[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe",
                                      "--count-up", path, NULL);
      g_assert_no_error (error);
    }
  for (int i = 0; i < PROCESSES; i++)
    {
      g_assert_true (g_subprocess_wait_check (children[i], NULL, NULL));
      g_object_unref (children[i]);
    }
  st = sb_database_prepare (database, "SELECT n FROM t", NULL);
  g_assert_cmpint (sb_statement_step (st, NULL), ==, SB_STEP_ROW);
  g_assert_cmpint (sb_statement_int64 (st, "n"), ==, PROCESSES * TIMES);
}

/* A process that dies without a word in the middle of a transaction leaves the book as it was. */
static void
a_killed_process_leaves_no_half_transaction (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--die", path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (count (database), ==, 1); /* the committed one */
  {
    g_autoptr(SbTxn) txn = sb_txn_begin (database, &error);

    g_assert_no_error (error);
    insert (txn, 3);
    g_assert_true (sb_txn_commit (txn, NULL));
  }
  g_assert_true (sb_database_check (database, TRUE, NULL, NULL));
}

static void
write_and_die (const char *path)
{
  g_autoptr(SbDatabase) database = sb_database_open (path, SB_DATABASE_READ_WRITE, NULL);
  g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);

  insert (txn, 1);
  g_assert_true (sb_txn_commit (txn, NULL));
  sb_txn_free (g_steal_pointer (&txn));
  txn = sb_txn_begin (database, NULL);
  for (gint64 i = 0; i < 50000; i++)
    insert (txn, i);
  kill (getpid (), SIGKILL);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--count-up"))
    {
      count_up (argv[2], 40);
      return 0;
    }
  if (argc == 3 && g_str_equal (argv[1], "--die"))
    write_and_die (argv[2]);

  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/store/txn/what-is-not-committed-never-was", what_is_not_committed_never_was);
  sb_test_add ("/store/txn/hooks-run-after-a-commit-only-and-leave-with-their-savepoint",
               hooks_run_after_a_commit_only_and_leave_with_their_savepoint);
  sb_test_add ("/store/txn/savepoints-nest", savepoints_nest);
  sb_test_add ("/store/txn/an-interrupted-write-takes-the-whole-transaction-back",
               an_interrupted_write_takes_the_whole_transaction_back);
  sb_test_add ("/store/txn/a-commit-is-not-cancelled", a_commit_is_not_cancelled);
  sb_test_add ("/store/txn/a-transaction-inside-a-transaction-is-refused",
               a_transaction_inside_a_transaction_is_refused);
  sb_test_add ("/store/txn/processes-that-write-at-once-lose-nothing",
               processes_that_write_at_once_lose_nothing);
  sb_test_add ("/store/txn/a-killed-process-leaves-no-half-transaction",
               a_killed_process_leaves_no_half_transaction);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "sb-database.h"
#include "sb-store-error.h"
#include "sb-test.h"
#include "sb-txn.h"

static SbDatabase *
create (const char *path)
{
  g_autoptr(GError) error = NULL;
  SbDatabase *database = sb_database_open (path, SB_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  return database;
}

static gint64
number (SbDatabase *database, const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbStatement) st = sb_database_prepare (database, sql, &error);

  g_assert_no_error (error);
  g_assert_cmpint (sb_statement_step (st, &error), ==, SB_STEP_ROW);
  g_assert_no_error (error);
  return sb_statement_int64_at (st, 0);
}

static void
a_new_book_is_private_and_safe (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autofree char *wal = sb_test_path (test, "a.stockbook-wal");
  mode_t mask = umask (0);
  g_autoptr(SbDatabase) database = create (path);
  g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);
  struct stat info;

  g_assert_true (sb_database_execute (database, "CREATE TABLE t (a INTEGER) STRICT", NULL));
  g_assert_true (sb_txn_commit (txn, NULL));
  umask (mask);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (wal, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpstr (sb_database_get_path (database), ==, path);
  g_assert_cmpint (number (database, "PRAGMA application_id"), ==, SB_DATABASE_APPLICATION_ID);
  g_assert_cmpint (number (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (number (database, "PRAGMA synchronous"), ==, 2);
}

static void
double_quotes_never_mean_a_string (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = sb_database_open_memory (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (sb_database_prepare (database, "SELECT \"abc\"", &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED);
}

static void
an_existing_file_is_never_made_a_book (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "letter.txt");
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (path, "Dear Sir", -1, NULL));
  g_assert_null (sb_database_open (path, SB_DATABASE_CREATE, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_OPEN);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "Dear Sir");
}

static void
what_is_no_book_is_not_opened (SbTest *test, gconstpointer data)
{
  static const struct { const char *name; const char *content; gssize length; int code; } cases[] = {
    { "missing", NULL, 0, SB_STORE_ERROR_OPEN },
    { "empty", "", 0, SB_STORE_ERROR_CORRUPT },
    { "text", "this is some text that is longer than the header of a database, which has 100 bytes "
              "that tell what it is", -1, SB_STORE_ERROR_CORRUPT },
    { "torn", "SQLite format 3\0\x10", 17, SB_STORE_ERROR_CORRUPT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int mode = SB_DATABASE_READ_ONLY; mode <= SB_DATABASE_READ_WRITE; mode++)
      {
        g_autofree char *path = sb_test_path (test, cases[i].name);
        g_autoptr(GError) error = NULL;

        if (cases[i].content != NULL)
          g_assert_true (g_file_set_contents (path, cases[i].content, cases[i].length, NULL));
        g_test_message ("%s", cases[i].name);
        g_assert_null (sb_database_open (path, (SbDatabaseMode) mode, &error));
        g_assert_error (error, SB_STORE_ERROR, cases[i].code);
      }
}

static void
a_name_that_sqlite_finds_special_is_a_file (SbTest *test, gconstpointer data)
{
  g_autofree char *here = g_get_current_dir ();
  g_autoptr(SbDatabase) database = NULL;

  g_assert_cmpint (g_chdir (test->dir), ==, 0);
  database = create (":memory:");
  g_assert_true (g_file_test (":memory:", G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (g_chdir (here), ==, 0);
}

static void
a_read_only_connection_cannot_write (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autoptr(SbDatabase) writer = create (path);
  g_autoptr(SbDatabase) reader = sb_database_open (path, SB_DATABASE_READ_ONLY, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (reader);
  g_assert_false (sb_database_execute (reader, "CREATE TABLE t (a INTEGER) STRICT", &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_READ_ONLY);
}

static void
a_read_sees_one_moment (SbTest *test, gconstpointer data)
{
  static const char COUNT[] = "SELECT COUNT(*) FROM t";
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autoptr(SbDatabase) writer = create (path);
  g_autoptr(SbDatabase) reader = sb_database_open (path, SB_DATABASE_READ_ONLY, NULL);

  g_assert_true (sb_database_execute (writer, "CREATE TABLE t (a INTEGER) STRICT", NULL));
  g_assert_true (sb_database_begin_read (reader, NULL));
  g_assert_cmpint (number (reader, COUNT), ==, 0);
  g_assert_true (sb_database_execute (writer, "INSERT INTO t VALUES (1)", NULL));
  g_assert_cmpint (number (reader, COUNT), ==, 0);
  sb_database_end_read (reader);
  g_assert_cmpint (number (reader, COUNT), ==, 1);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
a_long_statement_ends_when_cancelled (SbTest *test, gconstpointer data)
{
  static const char ENDLESS[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
  g_autoptr(SbDatabase) database = sb_database_open_memory (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SbStatement) st = sb_database_prepare (database, ENDLESS, NULL);
  g_autoptr(GError) error = NULL;
  GThread *thread;

  sb_database_set_cancellable (database, cancellable);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_cmpint (sb_statement_step (st, &error), ==, SB_STEP_ERROR);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  g_clear_error (&error);
  sb_database_set_cancellable (database, NULL);
  g_assert_cmpint (number (database, "SELECT 5"), ==, 5);
}

static void
waiting_for_another_writer_can_be_cancelled (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autoptr(SbDatabase) holder = create (path);
  g_autoptr(SbDatabase) other = sb_database_open (path, SB_DATABASE_READ_WRITE, NULL);
  g_autoptr(SbTxn) txn = sb_txn_begin (holder, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_cancellable_cancel (cancellable);
  sb_database_set_cancellable (other, cancellable);
  g_assert_null (sb_txn_begin (other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

static void
damage_is_reported (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autofree char *report = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) database = create (path);
  gsize length;

  g_assert_true (sb_database_execute (
    database, "CREATE TABLE t (a INTEGER, b TEXT) STRICT; CREATE INDEX i ON t (b);"
              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000)"
              "INSERT INTO t SELECT i, printf('row %d', i) FROM n", &error));
  g_assert_true (sb_database_check (database, TRUE, &report, &error));
  g_assert_no_error (error);
  g_assert_null (report);
  g_clear_object (&database);

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + length / 2, 0x5a, 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  database = sb_database_open (path, SB_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_false (sb_database_check (database, TRUE, &report, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT);
  g_assert_nonnull (report);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/store/database/a-new-book-is-private-and-safe", a_new_book_is_private_and_safe);
  sb_test_add ("/store/database/double-quotes-never-mean-a-string",
               double_quotes_never_mean_a_string);
  sb_test_add ("/store/database/an-existing-file-is-never-made-a-book",
               an_existing_file_is_never_made_a_book);
  sb_test_add ("/store/database/what-is-no-book-is-not-opened", what_is_no_book_is_not_opened);
  sb_test_add ("/store/database/a-name-that-sqlite-finds-special-is-a-file",
               a_name_that_sqlite_finds_special_is_a_file);
  sb_test_add ("/store/database/a-read-only-connection-cannot-write",
               a_read_only_connection_cannot_write);
  sb_test_add ("/store/database/a-read-sees-one-moment", a_read_sees_one_moment);
  sb_test_add ("/store/database/a-long-statement-ends-when-cancelled",
               a_long_statement_ends_when_cancelled);
  sb_test_add ("/store/database/waiting-for-another-writer-can-be-cancelled",
               waiting_for_another_writer_can_be_cancelled);
  sb_test_add ("/store/database/damage-is-reported", damage_is_reported);
  return g_test_run ();
}

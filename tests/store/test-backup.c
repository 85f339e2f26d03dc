/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "sb-backup.h"
#include "sb-store-error.h"
#include "sb-test.h"

static SbDatabase *
book (SbTest *test)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autoptr(GError) error = NULL;
  SbDatabase *database = sb_database_open (path, SB_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (sb_database_execute (
    database, "CREATE TABLE t (n INTEGER, s TEXT) STRICT;"
              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
              "INSERT INTO t SELECT i, hex(zeroblob(100)) FROM n", &error));
  return database;
}

static gint64
count (SbDatabase *database)
{
  g_autoptr(SbStatement) st = sb_database_prepare (database, "SELECT COUNT(*) FROM t", NULL);

  g_assert_cmpint (sb_statement_step (st, NULL), ==, SB_STEP_ROW);
  return sb_statement_int64_at (st, 0);
}

/* Nothing but the names given is in the test's folder. */
static guint
files_in (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
a_copy_is_whole_private_and_of_one_moment (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "copy.stockbook");
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(SbDatabase) reader = sb_database_open (sb_database_get_path (database),
                                                   SB_DATABASE_READ_ONLY, NULL);
  g_autoptr(SbDatabase) copy = NULL;
  g_autoptr(GError) error = NULL;
  struct stat info;
  guint64 bytes = 0;

  g_assert_true (sb_backup (reader, path, &bytes, &error));
  g_assert_no_error (error);
  g_assert_true (sb_database_execute (database, "INSERT INTO t VALUES (0, '')", NULL));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (bytes, ==, (guint64) info.st_size);
  copy = sb_database_open (path, SB_DATABASE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (copy), ==, 20000);
  g_assert_cmpint (count (database), ==, 20001);
}

static void
an_existing_file_is_not_replaced (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "copy.stockbook");
  g_autofree char *kept = NULL;
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "older copy", -1, NULL));
  g_assert_false (sb_backup (database, path, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_OPEN);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "older copy");
}

static void
a_backup_that_fails_leaves_nothing_behind (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "copy.stockbook");
  g_autofree char *nowhere = sb_test_path (test, "no/such/folder/copy.stockbook");
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  guint files = files_in (test->dir);

  g_cancellable_cancel (cancellable);
  sb_database_set_cancellable (database, cancellable);
  g_assert_false (sb_backup (database, path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (files_in (test->dir), ==, files);
  sb_database_set_cancellable (database, NULL);

  g_assert_false (sb_backup (database, nowhere, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_OPEN);
  g_assert_cmpuint (files_in (test->dir), ==, files);
  g_assert_cmpint (count (database), ==, 20000);
}

static void
a_damaged_book_makes_no_copy (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "copy.stockbook");
  g_autofree char *bytes = NULL;
  g_autofree char *source = NULL;
  g_autoptr(SbDatabase) database = book (test);
  g_autoptr(GError) error = NULL;
  gsize length;

  source = g_strdup (sb_database_get_path (database));
  g_clear_object (&database);
  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  memset (bytes + length / 2, 0x5a, 8192);
  g_assert_true (g_file_set_contents (source, bytes, (gssize) length, NULL));
  database = sb_database_open (source, SB_DATABASE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (sb_backup (database, path, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/store/backup/a-copy-is-whole-private-and-of-one-moment",
               a_copy_is_whole_private_and_of_one_moment);
  sb_test_add ("/store/backup/an-existing-file-is-not-replaced", an_existing_file_is_not_replaced);
  sb_test_add ("/store/backup/a-backup-that-fails-leaves-nothing-behind",
               a_backup_that_fails_leaves_nothing_behind);
  sb_test_add ("/store/backup/a-damaged-book-makes-no-copy", a_damaged_book_makes_no_copy);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sb-migrator.h"
#include "sb-store-error.h"
#include "sb-test.h"

static const SbMigration GOOD[] = {
  { 1, "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT) STRICT;"
       "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id))"
       " STRICT; INSERT INTO parent VALUES (1, 'one'); INSERT INTO child VALUES (1, 1);" },
  { 2, "ALTER TABLE parent ADD COLUMN note TEXT" },
  /* A rebuild: the parent is away for a moment while children refer to it. */
  { 3, "CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
       "INSERT INTO parent_new SELECT id, name FROM parent; DROP TABLE parent;"
       "ALTER TABLE parent_new RENAME TO parent" },
};

static SbDatabase *
book (SbTest *test, gsize steps)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autoptr(GError) error = NULL;
  SbDatabase *database = sb_database_open (path, SB_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (sb_migrate (database, GOOD, steps, NULL, &error));
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
  return sb_statement_int64_at (st, 0);
}

static void
a_new_book_gets_every_step_and_no_backup (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autofree char *backup = sb_test_path (test, "backup.stockbook");
  g_autoptr(SbDatabase) database = sb_database_open (path, SB_DATABASE_CREATE, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (sb_migrate (database, GOOD, 3, backup, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sb_schema_version (database, NULL), ==, 3);
  g_assert_cmpint (number (database, "SELECT COUNT(*) FROM child JOIN parent ON parent.id = child.parent"),
                   ==, 1);
  g_assert_cmpint (number (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  /* Nothing to do is no reason to make one either. */
  g_assert_true (sb_migrate (database, GOOD, 3, backup, &error));
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
}

static void
an_old_book_is_copied_before_it_is_changed (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test, 1);
  g_autofree char *path = sb_test_path (test, "backup.stockbook");
  g_autoptr(SbDatabase) backup = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (sb_migrate (database, GOOD, 3, path, &error));
  g_assert_no_error (error);
  backup = sb_database_open (path, SB_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sb_schema_version (backup, NULL), ==, 1);
  g_assert_cmpint (number (backup, "SELECT COUNT(*) FROM parent"), ==, 1);
}

static void
a_book_that_cannot_be_copied_is_not_changed (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test, 1);
  g_autofree char *path = sb_test_path (test, "taken");
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_false (sb_migrate (database, GOOD, 3, path, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_OPEN);
  g_assert_cmpint (sb_schema_version (database, NULL), ==, 1);
}

static void
a_newer_book_is_refused_untouched (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test, 3);
  g_autofree char *path = sb_test_path (test, "backup.stockbook");
  g_autoptr(GError) error = NULL;

  g_assert_false (sb_migrate (database, GOOD, 2, path, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NEWER_SCHEMA);
  g_assert_cmpint (sb_schema_version (database, NULL), ==, 3);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
a_failing_step_leaves_the_last_whole_one (SbTest *test, gconstpointer data)
{
  static const char *const scripts[] = {
    "CREATE TABLE later (a INTEGER) STRICT; INSERT INTO parent VALUES (1, 'twice')",
    "CREATE TABLE later (a INTEGER) STRICT; nonsense",
    "CREATE TABLE later (a INTEGER) STRICT; INSERT INTO child VALUES (7, 99)", /* refers to nothing */
    "CREATE TABLE later (a INTEGER) STRICT; DELETE FROM parent",
  };
  g_autoptr(SbDatabase) database = book (test, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      SbMigration steps[] = { GOOD[0], GOOD[1], { 3, scripts[i] } };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", scripts[i]);
      g_assert_false (sb_migrate (database, steps, 3, NULL, &error));
      g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_MIGRATION);
      g_assert_nonnull (strstr (error->message, "version 3"));
      g_assert_cmpint (sb_schema_version (database, NULL), ==, 2);
      g_assert_cmpint (number (database, "SELECT COUNT(*) FROM parent"), ==, 1);
      g_assert_cmpint (number (database, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'later'"),
                       ==, 0);
      g_assert_cmpint (number (database, "PRAGMA foreign_keys"), ==, 1);
    }
  g_assert_true (sb_migrate (database, GOOD, 3, NULL, NULL));
}

static void
a_script_that_commits_is_an_error (SbTest *test, gconstpointer data)
{
  SbMigration steps[] = { GOOD[0], { 2, "CREATE TABLE later (a INTEGER) STRICT; COMMIT" } };
  g_autoptr(SbDatabase) database = book (test, 1);
  g_autoptr(GError) error = NULL;

  g_assert_false (sb_migrate (database, steps, 2, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_MIGRATION);
  g_assert_cmpint (sb_schema_version (database, NULL), ==, 1);
}

static gpointer
migrate_in_thread (gpointer path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) database = sb_database_open (path, SB_DATABASE_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (sb_migrate (database, GOOD, 3, NULL, &error));
  g_assert_no_error (error);
  return NULL;
}

static void
two_that_migrate_at_once_do_it_once (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = book (test, 1);
  g_autofree char *path = g_strdup (sb_database_get_path (database));
  GThread *first = g_thread_new ("first", migrate_in_thread, path);
  GThread *second = g_thread_new ("second", migrate_in_thread, path);

  g_thread_join (first);
  g_thread_join (second);
  g_assert_cmpint (sb_schema_version (database, NULL), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/store/migrator/a-new-book-gets-every-step-and-no-backup",
               a_new_book_gets_every_step_and_no_backup);
  sb_test_add ("/store/migrator/an-old-book-is-copied-before-it-is-changed",
               an_old_book_is_copied_before_it_is_changed);
  sb_test_add ("/store/migrator/a-book-that-cannot-be-copied-is-not-changed",
               a_book_that_cannot_be_copied_is_not_changed);
  sb_test_add ("/store/migrator/a-newer-book-is-refused-untouched",
               a_newer_book_is_refused_untouched);
  sb_test_add ("/store/migrator/a-failing-step-leaves-the-last-whole-one",
               a_failing_step_leaves_the_last_whole_one);
  sb_test_add ("/store/migrator/a-script-that-commits-is-an-error",
               a_script_that_commits_is_an_error);
  sb_test_add ("/store/migrator/two-that-migrate-at-once-do-it-once",
               two_that_migrate_at_once_do_it_once);
  return g_test_run ();
}

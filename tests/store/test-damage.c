/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A damaged book is told by page and table, can still be read where it is whole, and a copy takes
 * its place without anything being lost. */

#include <glib/gstdio.h>
#include <string.h>

#include "sb-backup.h"
#include "sb-damage.h"
#include "sb-restore.h"
#include "sb-store-error.h"
#include "sb-test.h"
#include "sb-txn.h"

static void
run (SbDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTxn) txn = sb_txn_begin (db, &error);

  g_assert_no_error (error);
  sb_database_execute (db, sql, &error);
  g_assert_no_error (error);
  sb_txn_commit (txn, &error);
  g_assert_no_error (error);
}

static gint64
number (SbDatabase *db, const char *sql, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, sql, error);

  return st != NULL && sb_statement_step (st, error) == SB_STEP_ROW ? sb_statement_int64_at (st, 0)
                                                                    : -1;
}

/* Two tables of many pages each. */
static char *
make_book (SbTest *test)
{
  char *path = sb_test_path (test, "shop.stockbook");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  run (db, "CREATE TABLE good (id INTEGER PRIMARY KEY, text TEXT) STRICT;"
           "CREATE TABLE bad (id INTEGER PRIMARY KEY, text TEXT) STRICT;"
           "CREATE INDEX bad_by_text ON bad (text);"
           "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
           " INSERT INTO good SELECT i, hex (zeroblob (20)) FROM n;"
           "INSERT INTO bad SELECT id, text || id FROM good");
  return path;
}

/* Writes zeros over one leaf page of a table: the last page that the table took. */
static gint64
damage_table (const char *path)
{
  static const char SQL_PAGE[] =
    "SELECT MAX (pageno) FROM dbstat WHERE name = 'bad' AND pagetype = 'leaf'";
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_READ_WRITE, &error);
  gint64 page = -1;
  gint64 size;
  char zeros[1024] = { 0 };
  FILE *file;

  g_assert_no_error (error);
  page = number (db, SQL_PAGE, NULL);
  size = number (db, "PRAGMA page_size", &error);
  g_assert_no_error (error);
  g_clear_object (&db);
  if (page < 0)
    return -1; /* this SQLite was built without the list of pages */
  file = g_fopen (path, "r+b");
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) ((page - 1) * size), SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (zeros, 1, sizeof zeros, file), ==, sizeof zeros);
  g_assert_cmpint (fclose (file), ==, 0);
  return page;
}

static gboolean
tells (GPtrArray *damages, gint64 page, const char *table)
{
  for (guint i = 0; i < damages->len; i++)
    {
      const SbDamage *damage = g_ptr_array_index (damages, i);
      g_autofree char *line = sb_damage_describe (damage);

      g_test_message ("%s", line);
      if (damage->page == page && g_strcmp0 (damage->table, table) == 0)
        return strstr (line, table) != NULL;
    }
  return FALSE;
}

static void
test_damage (SbTest *test, gconstpointer data)
{
  g_autofree char *path = make_book (test);
  g_autoptr (GError) error = NULL;
  gint64 page = damage_table (path);
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_READ_ONLY, &error);
  g_autoptr (GPtrArray) damages = NULL;

  if (page < 0)
    {
      g_test_skip ("SQLite without dbstat");
      return;
    }
  g_assert_no_error (error);
  damages = sb_damage_list (db, &error);
  g_assert_no_error (error);
  g_assert_true (tells (damages, page, "bad"));
  /* What is whole can be read. */
  g_assert_cmpint (number (db, "SELECT COUNT (text) FROM good", &error), ==, 2000);
  g_assert_no_error (error);
}

static void
test_whole (SbTest *test, gconstpointer data)
{
  g_autofree char *path = make_book (test);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_READ_ONLY, &error);
  g_autoptr (GPtrArray) damages = NULL;

  g_assert_no_error (error);
  damages = sb_damage_list (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (damages->len, ==, 0);
}

static void
test_restore (SbTest *test, gconstpointer data)
{
  g_autofree char *path = make_book (test);
  g_autofree char *copy = g_strconcat (path, ".before-v9", NULL);
  g_autofree char *note = g_strconcat (path, ".txt", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *expected = g_strconcat (path, ".damaged-1", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_READ_WRITE, &error);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_true (sb_backup (db, copy, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&db);
  g_assert_true (g_file_set_contents (note, "no book", -1, NULL));
  g_assert_true (g_file_set_contents (path, "gone", -1, NULL));
  found = sb_backup_find (path);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((const SbBackupFile *) g_ptr_array_index (found, 0))->path, ==, copy);

  g_assert_false (sb_backup_restore (note, path, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (sb_backup_restore (copy, path, &aside, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (aside, ==, expected);
  g_assert_true (g_file_test (expected, G_FILE_TEST_EXISTS));
  db = sb_database_open (path, SB_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number (db, "SELECT COUNT (*) FROM bad", &error), ==, 2000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/store/damage/is-told-by-page-and-table", test_damage);
  sb_test_add ("/store/damage/a-whole-file-has-none", test_whole);
  sb_test_add ("/store/restore/moves-the-damaged-file-aside-and-puts-the-copy-there", test_restore);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-database.h"
#include "sb-store-error.h"
#include "sb-test.h"
#include "sb-txn.h"

static const char SQL_INSERT[] = "INSERT INTO t (n, s, b) VALUES (:n, :s, :b)";
static const char SQL_SELECT[] = "SELECT n, s, b FROM t ORDER BY id";

static SbDatabase *
table (void)
{
  g_autoptr(GError) error = NULL;
  SbDatabase *database = sb_database_open_memory (&error);

  g_assert_no_error (error);
  g_assert_true (sb_database_execute (
    database, "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER UNIQUE, s TEXT, b BLOB) STRICT",
    &error));
  return database;
}

static void
values_come_back_as_they_went_in (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = table ();
  g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);
  g_autoptr(SbStatement) insert = sb_txn_prepare (txn, SQL_INSERT, NULL);
  g_autoptr(SbStatement) select = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\0\xff\0", 3);
  g_autoptr(GBytes) none = g_bytes_new_static (NULL, 0);
  g_autoptr(GBytes) blob = NULL;
  g_autoptr(GBytes) empty = NULL;
  g_autofree char *copy = NULL;

  g_assert_true (sb_statement_bind_int64 (insert, ":n", G_MININT64, NULL));
  g_assert_true (sb_statement_bind_text (insert, ":s", "Käse", NULL));
  g_assert_true (sb_statement_bind_blob (insert, ":b", bytes, NULL));
  g_assert_true (sb_statement_run (insert, NULL));
  g_assert_cmpint (sb_database_last_row_id (database), ==, 1);
  g_assert_cmpint (sb_database_changes (database), ==, 1);
  /* Unbound again after the run: all NULL but the blob. */
  g_assert_true (sb_statement_bind_blob (insert, ":b", none, NULL));
  g_assert_true (sb_statement_run (insert, NULL));

  select = sb_database_prepare (database, SQL_SELECT, NULL);
  g_assert_cmpint (sb_statement_step (select, NULL), ==, SB_STEP_ROW);
  g_assert_cmpint (sb_statement_int64 (select, "n"), ==, G_MININT64);
  g_assert_cmpint (sb_statement_int (select, "n"), ==, G_MININT);
  g_assert_true (sb_statement_boolean (select, "n"));
  copy = sb_statement_dup_text (select, "s");
  blob = sb_statement_dup_blob (select, "b");
  g_assert_cmpint (sb_statement_step (select, NULL), ==, SB_STEP_ROW);
  g_assert_cmpstr (copy, ==, "Käse");
  g_assert_true (g_bytes_equal (blob, bytes));
  g_assert_true (sb_statement_is_null (select, "n"));
  g_assert_cmpint (sb_statement_int64 (select, "n"), ==, 0);
  g_assert_null (sb_statement_text (select, "s"));
  g_assert_false (sb_statement_is_null (select, "b"));
  empty = sb_statement_dup_blob (select, "b");
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_cmpint (sb_statement_step (select, NULL), ==, SB_STEP_DONE);
  g_assert_cmpint (sb_statement_column_count (select), ==, 3);
  g_assert_cmpstr (sb_statement_column_name (select, 1), ==, "s");
}

static void
text_that_is_not_utf8_is_refused (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = table ();
  g_autoptr(SbStatement) insert = sb_database_prepare (database, SQL_INSERT, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (sb_statement_bind_text (insert, ":s", "a\xff", &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CONSTRAINT);
}

static void
a_refused_row_is_a_constraint_error (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = table ();
  g_autoptr(SbTxn) txn = sb_txn_begin (database, NULL);
  g_autoptr(SbStatement) insert = sb_txn_prepare (txn, SQL_INSERT, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (sb_statement_bind_int64 (insert, ":n", 1, NULL));
  g_assert_true (sb_statement_run (insert, &error));
  g_assert_true (sb_statement_bind_int64 (insert, ":n", 1, NULL));
  g_assert_false (sb_statement_run (insert, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  /* The statement is as good as new. */
  g_assert_true (sb_statement_bind_int64 (insert, ":n", 2, NULL));
  g_assert_true (sb_statement_run (insert, &error));
  g_assert_true (sb_txn_commit (txn, &error));
}

static void
the_same_text_may_be_borrowed_twice_at_once (SbTest *test, gconstpointer data)
{
  static const char SQL[] = "SELECT 1 AS one UNION ALL SELECT 2";
  g_autoptr(SbDatabase) database = table ();
  g_autoptr(SbStatement) outer = sb_database_prepare (database, SQL, NULL);

  g_assert_cmpint (sb_statement_step (outer, NULL), ==, SB_STEP_ROW);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr(SbStatement) inner = sb_database_prepare (database, SQL, NULL);

      g_assert_cmpint (sb_statement_step (inner, NULL), ==, SB_STEP_ROW);
      g_assert_cmpint (sb_statement_int64 (inner, "one"), ==, 1);
    }
  g_assert_cmpint (sb_statement_step (outer, NULL), ==, SB_STEP_ROW);
  g_assert_cmpint (sb_statement_int64 (outer, "one"), ==, 2);
}

static void
a_returned_statement_is_clean (SbTest *test, gconstpointer data)
{
  static const char SQL[] = "SELECT :v AS v";
  g_autoptr(SbDatabase) database = table ();

  for (int i = 0; i < 2; i++)
    {
      g_autoptr(SbStatement) st = sb_database_prepare (database, SQL, NULL);

      g_assert_cmpint (sb_statement_step (st, NULL), ==, SB_STEP_ROW);
      g_assert_true (sb_statement_is_null (st, "v"));
      sb_statement_reset (st);
      g_assert_true (sb_statement_bind_int64 (st, ":v", 7, NULL));
      g_assert_cmpint (sb_statement_step (st, NULL), ==, SB_STEP_ROW);
    }
}

static void
a_reused_address_does_not_find_the_old_statement (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = table ();
  char sql[] = "SELECT 1 AS v";
  g_autoptr(SbStatement) second = NULL;

  sb_statement_free (sb_database_prepare (database, sql, NULL));
  sql[7] = '2';
  second = sb_database_prepare (database, sql, NULL);
  g_assert_cmpint (sb_statement_step (second, NULL), ==, SB_STEP_ROW);
  g_assert_cmpint (sb_statement_int64 (second, "v"), ==, 2);
}

static void
wrong_names_and_stray_writes_fail_loudly (SbTest *test, gconstpointer data)
{
  g_autoptr(SbDatabase) database = table ();
  g_autoptr(SbStatement) insert = sb_database_prepare (database, SQL_INSERT, NULL);
  g_autoptr(SbStatement) select = sb_database_prepare (database, "SELECT 1 AS one", NULL);
  g_autoptr(GError) error = NULL;

  g_test_expect_message ("sb-store", G_LOG_LEVEL_CRITICAL, "no parameter :nn*");
  g_assert_false (sb_statement_bind_int64 (insert, ":nn", 1, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED);
  g_clear_error (&error);

  g_test_expect_message ("sb-store", G_LOG_LEVEL_CRITICAL, "write outside a transaction*");
  g_assert_false (sb_statement_run (insert, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED);

  g_assert_cmpint (sb_statement_step (select, NULL), ==, SB_STEP_ROW);
  g_test_expect_message ("sb-store", G_LOG_LEVEL_CRITICAL, "no column two*");
  g_assert_cmpint (sb_statement_int64 (select, "two"), ==, 0);
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/store/statement/values-come-back-as-they-went-in",
               values_come_back_as_they_went_in);
  sb_test_add ("/store/statement/text-that-is-not-utf8-is-refused",
               text_that_is_not_utf8_is_refused);
  sb_test_add ("/store/statement/a-refused-row-is-a-constraint-error",
               a_refused_row_is_a_constraint_error);
  sb_test_add ("/store/statement/the-same-text-may-be-borrowed-twice-at-once",
               the_same_text_may_be_borrowed_twice_at_once);
  sb_test_add ("/store/statement/a-returned-statement-is-clean", a_returned_statement_is_clean);
  sb_test_add ("/store/statement/a-reused-address-does-not-find-the-old-statement",
               a_reused_address_does_not_find_the_old_statement);
  sb_test_add ("/store/statement/wrong-names-and-stray-writes-fail-loudly",
               wrong_names_and_stray_writes_fail_loudly);
  return g_test_run ();
}

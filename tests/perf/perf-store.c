/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What our own layer costs on top of bare SQLite, as ratios of the same work in one run: times differ
 * from machine to machine, ratios hardly. Each figure is the best of several rounds, taken in turns. */

#include <sqlite3.h>

#include "sb-decimal.h"
#include "sb-json-reader.h"
#include "sb-json-writer.h"
#include "sb-test.h"
#include "sb-txn.h"

enum { ROWS = 20000, ROUNDS = 7 };

static const char SQL_TABLE[] =
  "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, s TEXT NOT NULL) STRICT";
static const char SQL_INSERT[] = "INSERT INTO t (n, s) VALUES (:n, :s)";
static const char SQL_ALL[] = "SELECT id, n, s FROM t";
static const char SQL_ONE[] = "SELECT n, s FROM t WHERE id = :id";

typedef struct
{
  SbDatabase *ours;
  sqlite3 *bare;
  gint64 sum; /* so that nothing is optimised away, and both sides must agree */
} Bench;

typedef void (*BenchFunc) (Bench *bench);

static void
bare_insert (Bench *bench)
{
  sqlite3_stmt *st = NULL;

  sqlite3_exec (bench->bare, "BEGIN IMMEDIATE; DELETE FROM t", NULL, NULL, NULL);
  sqlite3_prepare_v2 (bench->bare, SQL_INSERT, -1, &st, NULL);
  for (int i = 0; i < ROWS; i++)
    {
      sqlite3_bind_int64 (st, 1, i);
      sqlite3_bind_text (st, 2, "a name of usual length", -1, SQLITE_TRANSIENT);
      sqlite3_step (st);
      sqlite3_reset (st);
    }
  sqlite3_finalize (st);
  sqlite3_exec (bench->bare, "COMMIT", NULL, NULL, NULL);
}

static void
our_insert (Bench *bench)
{
  g_autoptr(SbTxn) txn = sb_txn_begin (bench->ours, NULL);

  sb_database_execute (bench->ours, "DELETE FROM t", NULL);
  for (int i = 0; i < ROWS; i++)
    {
      g_autoptr(SbStatement) st = sb_txn_prepare (txn, SQL_INSERT, NULL);

      if (!sb_statement_bind_int64 (st, ":n", i, NULL) ||
          !sb_statement_bind_text (st, ":s", "a name of usual length", NULL) ||
          !sb_statement_run (st, NULL))
        g_error ("insert failed");
    }
  g_assert_true (sb_txn_commit (txn, NULL));
}

static void
bare_scan (Bench *bench)
{
  sqlite3_stmt *st = NULL;

  sqlite3_prepare_v2 (bench->bare, SQL_ALL, -1, &st, NULL);
  while (sqlite3_step (st) == SQLITE_ROW)
    bench->sum += sqlite3_column_int64 (st, 1) + sqlite3_column_text (st, 2)[0];
  sqlite3_finalize (st);
}

static void
our_scan (Bench *bench)
{
  g_autoptr(SbStatement) st = sb_database_prepare (bench->ours, SQL_ALL, NULL);

  while (sb_statement_step (st, NULL) == SB_STEP_ROW)
    bench->sum += sb_statement_int64 (st, "n") + sb_statement_text (st, "s")[0];
}

/* What a caller without a cache would do: prepare each time. */
static void
bare_lookup (Bench *bench)
{
  for (int i = 1; i <= ROWS; i++)
    {
      sqlite3_stmt *st = NULL;

      sqlite3_prepare_v2 (bench->bare, SQL_ONE, -1, &st, NULL);
      sqlite3_bind_int64 (st, 1, i);
      sqlite3_step (st);
      bench->sum += sqlite3_column_int64 (st, 0);
      sqlite3_finalize (st);
    }
}

static void
our_lookup (Bench *bench)
{
  for (int i = 1; i <= ROWS; i++)
    {
      g_autoptr(SbStatement) st = sb_database_prepare (bench->ours, SQL_ONE, NULL);

      if (!sb_statement_bind_int64 (st, ":id", i, NULL) ||
          sb_statement_step (st, NULL) != SB_STEP_ROW)
        g_error ("lookup failed");
      bench->sum += sb_statement_int64 (st, "n");
    }
}

static char *
lines_json (void)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_array (writer);
  for (int i = 0; i < ROWS; i++)
    {
      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "Description", "a line of usual length");
      sb_json_writer_member_money (writer, "Amount", i, (SbCurrency) { "USD", 2 });
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
  return sb_json_writer_finish (writer);
}

static void
bare_json (Bench *bench)
{
  g_autofree char *text = lines_json ();
  g_autoptr(JsonParser) parser = json_parser_new ();

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  bench->sum += json_array_get_length (json_node_get_array (json_parser_get_root (parser)));
}

static void
our_json (Bench *bench)
{
  g_autofree char *text = lines_json ();
  g_autoptr(JsonNode) root = sb_json_parse (text, -1, NULL);

  g_assert_nonnull (root);
  bench->sum += json_array_get_length (json_node_get_array (root));
}

static double
seconds (BenchFunc func, Bench *bench)
{
  gint64 start = g_get_monotonic_time ();

  func (bench);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* @limit: what the ratio may be before something is plainly wrong; wide, for machines under load. */
static void
compare (Bench *bench, const char *what, BenchFunc bare, BenchFunc ours, double limit)
{
  double best_bare = G_MAXDOUBLE, best_ours = G_MAXDOUBLE;
  gint64 sum_bare, sum_ours;

  for (int i = 0; i < ROUNDS; i++)
    {
      double taken;

      bench->sum = 0;
      taken = seconds (bare, bench);
      best_bare = MIN (best_bare, taken);
      sum_bare = bench->sum;
      bench->sum = 0;
      taken = seconds (ours, bench);
      best_ours = MIN (best_ours, taken);
      sum_ours = bench->sum;
      g_assert_cmpint (sum_bare, ==, sum_ours);
    }
  g_test_message ("%-10s floor %6.2f ms, ours %6.2f ms, ratio %.2f", what, best_bare * 1e3,
                  best_ours * 1e3, best_ours / best_bare);
  g_assert_cmpfloat (best_ours / best_bare, <, limit);
}

static void
our_layer_costs_little (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "a.stockbook");
  g_autofree char *bare_path = sb_test_path (test, "bare.sqlite");
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) ours = sb_database_open (path, SB_DATABASE_CREATE, &error);
  Bench bench = { ours, NULL, 0 };

  g_assert_no_error (error);
  g_assert_true (sb_database_execute (ours, SQL_TABLE, &error));
  g_assert_cmpint (sqlite3_open (bare_path, &bench.bare), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (bench.bare, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                             "PRAGMA cache_size = -16000", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (bench.bare, SQL_TABLE, NULL, NULL, NULL), ==, SQLITE_OK);

  compare (&bench, "insert", bare_insert, our_insert, 4);
  compare (&bench, "scan", bare_scan, our_scan, 4);
  compare (&bench, "lookup", bare_lookup, our_lookup, 1.5); /* the cache must pay */
  compare (&bench, "json", bare_json, our_json, 3);
  sqlite3_close (bench.bare);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/perf/store/our-layer-costs-little", our_layer_costs_little);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What it costs to authorise a document durably, as a ratio to bare SQLite writing as many rows in
 * one durable transaction; with a thousand and with ten thousand documents in the book. The work
 * of an entry that comes in order must not grow with the book: the two ratios stay close. */

#include <sqlite3.h>

#include "sb-book.h"
#include "sb-ledger-test.h"

enum { ROUNDS = 5, DOCUMENTS = 40, FLOOR_ROWS = 10 };

typedef struct
{
  SbLedger *ledger;
  guint next;       /* number of the next event */
  guint many;       /* events entered in one transaction */
} Book;

/* A shipment of two units out of a stock that is filled up every tenth time. */
static char *
make_event (guint number)
{
  guint day = MIN (number / 400, 364);

  if (number % 10 == 0)
    return g_strdup_printf ("{\"id\":\"E%u\",\"date\":\"2024-%02u-%02u\",\"type\":\"adjust\","
                            "\"lines\":[{\"sku\":\"A\",\"qty\":\"18\",\"unit_cost\":\"1.23\"}]}",
                            number, 1 + day / 28, 1 + day % 28);
  return g_strdup_printf ("{\"id\":\"E%u\",\"date\":\"2024-%02u-%02u\",\"type\":\"ship\","
                          "\"sale\":\"S%u\",\"lines\":[{\"sku\":\"A\",\"qty\":\"2\"}]}",
                          number, 1 + day / 28, 1 + day % 28, number);
}

static gpointer
enter (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Book *book = data;
  SbBook facts;

  g_assert_true (sb_book_load (sb_txn_get_database (txn), &facts, error));
  for (guint i = 0; i < book->many; i++)
    {
      g_autofree char *json = make_event (book->next++);
      g_autoptr (SbEvent) event = sb_event_parse (json, -1, facts.currency, error);
      g_autoptr (SbApplied) applied = event != NULL ? sb_ledger_apply (txn, event, error) : NULL;

      if (applied == NULL)
        return NULL;
    }
  return NULL;
}

static void
enter_many (Book *book, guint many)
{
  g_autoptr (GError) error = NULL;

  book->many = many;
  sb_ledger_write (book->ledger, enter, book, &error);
  g_assert_no_error (error);
}

static double
our_round (Book *book)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < DOCUMENTS; i++)
    enter_many (book, 1);
  return (double) (g_get_monotonic_time () - start);
}

static double
floor_round (sqlite3 *bare)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < DOCUMENTS; i++)
    {
      g_assert_cmpint (sqlite3_exec (bare, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
      for (guint row = 0; row < FLOOR_ROWS; row++)
        g_assert_cmpint (sqlite3_exec (bare, "INSERT INTO t (s) VALUES ('a name of usual length')",
                                       NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (bare, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
    }
  return (double) (g_get_monotonic_time () - start);
}

static double
measure (Book *book, sqlite3 *bare)
{
  double ours = G_MAXDOUBLE;
  double floor = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      ours = MIN (ours, our_round (book));
      floor = MIN (floor, floor_round (bare));
    }
  g_print ("# %5u documents in the book: %.0f us a document, ratio to bare SQLite %.1f\n",
           book->next, ours / DOCUMENTS, ours / floor);
  return ours / floor;
}

/* An entry dated before everything costs all later movements of its product again. */
static void
measure_late (Book *book)
{
  gint64 start = g_get_monotonic_time ();
  gint64 took;

  sb_ledger_test_enter (book->ledger, "{'id':'late','date':'2023-12-31','type':'adjust',"
                                      "'lines':[{'sku':'A','qty':'1','unit_cost':'9.99'}]}");
  took = g_get_monotonic_time () - start;
  g_print ("# an entry before %u others: %.1f us for each\n", book->next,
           (double) took / book->next);
}

static void
test_authorise (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "bare.sqlite");
  Book book = { .ledger = sb_ledger_test_book (test, "book.stockbook", "block") };
  sqlite3 *bare = NULL;
  double small, large;

  g_assert_cmpint (sqlite3_open (path, &bare), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (bare, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                       "CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT NOT NULL)",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  enter_many (&book, 1000);
  small = measure (&book, bare);
  while (book.next < 10000)
    enter_many (&book, 1000);
  large = measure (&book, bare);
  g_print ("# ten times the book costs %.2f times as much\n", large / small);
  g_assert_cmpfloat (large / small, <, 4.0);
  measure_late (&book);
  sqlite3_close (bare);
  g_object_unref (book.ledger);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/perf/ledger/authorising-does-not-grow-with-the-book", test_authorise);
  return g_test_run ();
}

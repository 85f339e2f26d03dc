/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the ledger costs beside bare SQLite, as ratios measured in one run. The floor writes the
 * very rows that the ledger wrote, into a book of the same schema and size, with prepared
 * statements and the same durability: it knows the answers, the ledger has to find them.
 *
 * SB_PERF_DOCUMENTS (default 10000) and SB_PERF_MOVEMENTS (default 100000) say how large. */

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "sb-book.h"
#include "sb-floor.h"
#include "sb-ledger-test.h"
#include "sb-recost.h"
#include "sb-sql.h"

enum { ROUNDS = 7, DOCUMENTS = 40, PRODUCTS = 200 };

typedef struct
{
  SbLedger *ledger;
  guint next;       /* number of the next event */
  guint many;       /* events entered in one transaction */
} Book;

static guint
size_from (const char *variable, guint otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* The most memory that the process ever held, in MiB. */
static guint
peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? (guint) (g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) / 1024) : 0;
}

/* Microseconds of processor time: work of whole minutes is measured without the load that others
 * put on the machine. */
static double
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

static void
format_date (guint number, guint a_day, char *date)
{
  SbDay first = SB_DAY_NONE;

  g_assert_true (sb_day_parse ("2015-01-01", &first, NULL));
  sb_day_format ((SbDay) ((gint64) first + number / a_day), date);
}

/* A shipment of two products out of stocks that are filled up every tenth time. */
static char *
make_event (guint number)
{
  guint first = (number / 10 * 2) % PRODUCTS;
  char date[SB_DAY_TEXT_SIZE];

  format_date (number, 40, date);
  if (number % 10 == 0)
    return g_strdup_printf ("{\"id\":\"E%u\",\"date\":\"%s\",\"type\":\"adjust\",\"lines\":["
                            "{\"sku\":\"P%u\",\"qty\":\"18\",\"unit_cost\":\"1.23\"},"
                            "{\"sku\":\"P%u\",\"qty\":\"9\",\"unit_cost\":\"17.4\"}]}",
                            number, date, first, first + 1);
  return g_strdup_printf ("{\"id\":\"E%u\",\"date\":\"%s\",\"type\":\"ship\",\"sale\":\"S%u\","
                          "\"lines\":[{\"sku\":\"P%u\",\"qty\":\"2\"},"
                          "{\"sku\":\"P%u\",\"qty\":\"1\"}]}",
                          number, date, number, first, first + 1);
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

static gpointer
add_products (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < PRODUCTS; i++)
    {
      g_autofree char *sku = g_strdup_printf ("P%u", i);

      if (!sb_sql_run (sb_txn_get_database (txn),
                       "INSERT INTO product (sku, name) VALUES (:sku, :sku)", error,
                       SB_TEXT (":sku", sku), SB_END))
        return NULL;
    }
  return NULL;
}

static SbLedger *
new_book (SbTest *test, const char *name)
{
  SbLedger *ledger = sb_ledger_test_book (test, name, "block");
  g_autoptr (GError) error = NULL;

  sb_ledger_write (ledger, add_products, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

/* Seconds a document takes us and the floor, in turns, the best round of each: whoever else keeps
 * the disk busy does it to both. */
static void
measure_authorising (Book *book, SbTest *test, double *ours, double *floor)
{
  g_autofree char *name = g_strdup_printf ("floor-%u.stockbook", book->next);
  g_autofree char *path = sb_test_path (test, name);
  SbFloor *bare = sb_floor_new_copy (book->ledger, path);

  *ours = *floor = G_MAXDOUBLE;
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double took, followed;

      for (guint j = 0; j < DOCUMENTS; j++)
        enter_many (book, 1);
      took = (double) (g_get_monotonic_time () - start) / DOCUMENTS;
      followed = sb_floor_follow (bare, book->ledger, TRUE) / DOCUMENTS;
      *ours = MIN (*ours, took);
      *floor = MIN (*floor, followed);
    }
  sb_floor_free (bare);
  g_print ("# %6u documents in the book: %5.0f us each, the floor %5.0f us: %.2f of its rate;"
           " %u MiB\n", book->next, *ours, *floor, *floor / *ours, peak_memory ());
}

static void
test_authorise (SbTest *test, gconstpointer data)
{
  Book book = { .ledger = new_book (test, "book.stockbook") };
  guint most = size_from ("SB_PERF_DOCUMENTS", 10000);
  double first = 0;
  double ours = 0;
  double floor = 0;

  for (guint size = 1000; size <= most; size *= 10)
    {
      while (book.next < size)
        enter_many (&book, MIN (1000, size - book.next));
      measure_authorising (&book, test, &ours, &floor);
      if (first == 0)
        first = ours;
      g_assert_cmpfloat (floor / ours, >, 0.5);
    }
  g_print ("# rate at %u documents: %.2f of that at 1000\n", book.next, first / ours);
  g_assert_cmpfloat (first / ours, >, 0.8);
  g_object_unref (book.ledger);
}

/* As many events into a new book, the floor's rows in one transaction. */
static void
test_replay (SbTest *test, gconstpointer data)
{
  Book book = { .ledger = new_book (test, "book.stockbook") };
  g_autofree char *path = sb_test_path (test, "floor.stockbook");
  SbFloor *bare = sb_floor_new_copy (book.ledger, path);
  guint most = size_from ("SB_PERF_DOCUMENTS", 10000);
  double start = processor_time ();
  double ours, floor;

  while (book.next < most)
    enter_many (&book, MIN (1000, most - book.next));
  ours = processor_time () - start;
  floor = sb_floor_follow (bare, book.ledger, FALSE);
  g_print ("# %u events replayed: %.1f s, the floor %.1f s: %.2f times; %u MiB\n", most,
           ours / 1e6, floor / 1e6, ours / floor, peak_memory ());
  g_assert_cmpfloat (ours / floor, <, 3.0);
  sb_floor_free (bare);
  g_object_unref (book.ledger);
}

static gpointer
recost_all (SbTxn *txn, gpointer forget, GCancellable *cancellable, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbRecost) recost = NULL;
  SbBook facts;

  if (!sb_book_load (db, &facts, error))
    return NULL;
  if (forget != NULL && !sb_database_execute (db, forget, error))
    return NULL;
  recost = sb_recost_new (db, &facts, 0);
  if (sb_recost_touch_all (recost, error))
    sb_recost_run (recost, error);
  return NULL;
}

static double
recost (SbLedger *ledger, const char *forget)
{
  g_autofree char *text = g_strdup (forget);
  g_autoptr (GError) error = NULL;
  double start = processor_time ();

  sb_ledger_write (ledger, recost_all, text, &error);
  g_assert_no_error (error);
  return processor_time () - start;
}

/* Every cost of the book found again. The floor reads each movement, layer and taking and writes
 * each of them back. */
static void
test_recost (SbTest *test, gconstpointer data)
{
  Book book = { .ledger = new_book (test, "book.stockbook") };
  guint events = size_from ("SB_PERF_MOVEMENTS", 100000) / 2;
  double forgotten, checked, floor;

  while (book.next < events)
    enter_many (&book, MIN (1000, events - book.next));
  g_print ("# %u movements: %u MiB so far\n", book.next * 2, peak_memory ());
  floor = sb_floor_rewrite_costs (book.ledger);
  checked = recost (book.ledger, NULL);
  forgotten = recost (book.ledger, "DELETE FROM consumption; UPDATE layer SET consumed = 0;"
                                   "UPDATE movement SET cost = 0");
  g_print ("# recost: the floor %.1f s; nothing changes: %.1f s, %.2f times; everything written"
           " anew: %.1f s, %.2f times; %u MiB\n", floor / 1e6, checked / 1e6, checked / floor,
           forgotten / 1e6, forgotten / floor, peak_memory ());
  g_assert_cmpfloat (checked / floor, <, 3.0);
  g_assert_cmpfloat (forgotten / floor, <, 3.0);
  g_assert_cmpuint (peak_memory (), <, 150);
  g_object_unref (book.ledger);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/perf/ledger/authorising-does-not-grow-with-the-book", test_authorise);
  sb_test_add ("/perf/ledger/replaying-a-book", test_replay);
  sb_test_add ("/perf/ledger/costing-everything-again", test_recost);
  return g_test_run ();
}

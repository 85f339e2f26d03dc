/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much an entry makes the ledger do, counted in rows written and in steps of SQLite's virtual
 * machine, never in time: it depends on what the entry changes, not on the size of the book. */

#include "sb-ledger-test.h"

#include <sqlite3.h>

#include "sb-book.h"
#include "sb-database-private.h"
#include "sb-sql.h"

typedef struct
{
  const char *json;
  guint first;  /* of bulk entries */
  guint n;
  gint64 rows;  /* written */
  gint64 steps;
} Work;

static gint64
count_steps (sqlite3 *handle)
{
  sqlite3_stmt *st = NULL;
  gint64 steps = 0;

  while ((st = sqlite3_next_stmt (handle, st)) != NULL)
    steps += sqlite3_stmt_status (st, SQLITE_STMTSTATUS_VM_STEP, 1);
  return steps;
}

static gboolean
enter_one (SbTxn *txn, const char *json, GError **error)
{
  g_autoptr (SbEvent) event = NULL;
  g_autoptr (SbApplied) applied = NULL;
  SbBook book;

  if (!sb_book_load (sb_txn_get_database (txn), &book, error))
    return FALSE;
  event = sb_event_parse (json, -1, book.currency, error);
  applied = event != NULL ? sb_ledger_apply (txn, event, error) : NULL;
  return applied != NULL;
}

static gpointer
measure (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sqlite3 *handle = sb_database_get_handle (sb_txn_get_database (txn));
  Work *work = data;
  g_autofree char *json = g_strdelimit (g_strdup (work->json), "'", '"');
  int before = sqlite3_total_changes (handle);

  count_steps (handle);
  enter_one (txn, json, error);
  work->rows = sqlite3_total_changes (handle) - before;
  work->steps = count_steps (handle);
  return NULL;
}

/* Filled up and sold a little, on the days after New Year. */
static gpointer
fill (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  for (guint i = work->first; i < work->first + work->n; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"id\":\"%s%u\",\"date\":\"2025-02-%02u\",\"type\":\"adjust\","
                         "\"lines\":[{\"sku\":\"%s\",\"qty\":\"%s\"%s}]}", work->json, i,
                         1 + i / 1000 % 28,
                         work->json, i % 5 == 0 ? "8" : "-2",
                         i % 5 == 0 ? ",\"unit_cost\":\"1.37\"" : "");

      if (!enter_one (txn, json, error))
        return NULL;
    }
  return NULL;
}

static void
fill_up (SbLedger *ledger, const char *sku, guint n)
{
  g_autoptr (GError) error = NULL;

  for (guint done = 0; done < n; done += 1000)
    {
      Work work = { .json = sku, .first = done, .n = MIN (1000, n - done) };

      sb_ledger_write (ledger, fill, &work, &error);
      g_assert_no_error (error);
    }
}

static Work
enter (SbLedger *ledger, const char *json)
{
  Work work = { .json = json };
  g_autoptr (GError) error = NULL;

  sb_ledger_write (ledger, measure, &work, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT " steps", json, work.rows,
                  work.steps);
  return work;
}

static guint
other_movements (void)
{
  const char *n = g_getenv ("SB_TEST_MOVEMENTS");

  return n != NULL ? (guint) g_ascii_strtoull (n, NULL, 10) : 5000;
}

#define BACKDATED(id) \
  "{'id':'" id "','date':'2025-01-02','type':'adjust','lines':[{'sku':'A','qty':'3'," \
  "'unit_cost':'2'}]}"
#define AT_THE_END(id) \
  "{'id':'" id "','date':'2025-03-02','type':'adjust','lines':[{'sku':'A','qty':'-2'}]}"

static void
test_size_of_book (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) small = sb_ledger_test_book (test, "small.stockbook", "block");
  g_autoptr (SbLedger) large = sb_ledger_test_book (test, "large.stockbook", "block");
  SbLedger *books[] = { small, large };
  Work late[2];
  Work last[2];

  fill_up (large, "B", other_movements ());
  for (gsize i = 0; i < 2; i++)
    {
      fill_up (books[i], "A", 50);
      late[i] = enter (books[i], BACKDATED ("late"));
      last[i] = enter (books[i], AT_THE_END ("last"));
    }
  g_assert_cmpint (late[0].rows, ==, late[1].rows);
  g_assert_cmpint (last[0].rows, ==, last[1].rows);
  g_assert_cmpint (late[1].steps, <, late[0].steps * 6 / 5);
  g_assert_cmpint (last[1].steps, <, last[0].steps * 6 / 5);
  sb_ledger_test_verify (small);
}

static void
test_what_changes (SbTest *test, gconstpointer data)
{
  Work late[2];
  Work last[2];

  for (gsize i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("book-%" G_GSIZE_FORMAT ".stockbook", i);
      g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, name, "block");

      fill_up (ledger, "A", i == 0 ? 100 : 1000);
      late[i] = enter (ledger, BACKDATED ("late"));
      last[i] = enter (ledger, AT_THE_END ("last"));
    }
  /* Ten times as much follows: ten times the work. Nothing follows: the same. */
  g_assert_cmpint (late[1].rows, <, late[0].rows * 12);
  g_assert_cmpint (late[1].steps, <, late[0].steps * 12);
  g_assert_cmpint (last[0].rows, ==, last[1].rows);
  g_assert_cmpint (last[1].steps, <, last[0].steps * 6 / 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/ledger/work/does-not-depend-on-the-rest-of-the-book", test_size_of_book);
  sb_test_add ("/ledger/work/of-a-late-entry-is-in-proportion-to-what-follows-it",
               test_what_changes);
  return g_test_run ();
}

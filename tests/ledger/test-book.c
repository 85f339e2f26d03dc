/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The book as a whole: previews, the check of its invariants, what cannot be changed, opening and
 * closing. */

#include "sb-ledger-test.h"

#include <stdio.h>
#include <string.h>

#include "sb-book.h"
#include "sb-damaged-book.h"
#include "sb-ledger-error.h"
#include "sb-sql.h"
#include "sb-store-error.h"
#include "sb-verify.h"

static void
enter_all (SbLedger *ledger, const char *const *events)
{
  for (const char *const *event = events; *event != NULL; event++)
    sb_ledger_test_enter (ledger, *event);
}

#define ENTER(ledger, ...) enter_all (ledger, (const char *const[]) { __VA_ARGS__, NULL })

static const char order[] =
  "{'id':'PO','date':'2025-01-01','type':'purchase_order','po':'PO','vendor':'Acme',"
  "'lines':[{'sku':'A','qty':'10','unit_price':'5'}]}";
static const char receipt[] =
  "{'id':'R','date':'2025-01-03','type':'receive','po':'PO','lines':[{'sku':'A','qty':'10'}]}";

typedef struct
{
  const char *json;
  SbEffect *effect;
  char *before;
} Preview;

static gpointer
preview (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Preview *p = data;
  g_autofree char *quoted = g_strdelimit (g_strdup (p->json), "'", '"');
  g_autoptr (SbEvent) event = NULL;
  SbBook book;

  g_assert_true (sb_book_load (sb_txn_get_database (txn), &book, error));
  event = sb_event_parse (quoted, -1, book.currency, error);
  if (event != NULL)
    p->effect = sb_ledger_preview (txn, event, error);
  return NULL;
}

static void
test_preview (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  Preview p =
    { .json =
      "{'id':'S','date':'2025-01-20','type':'ship','sale':'S','lines':[{'sku':'A','qty':'6'}]}" };
  Preview refused =
    { .json =
      "{'id':'S','date':'2025-01-20','type':'ship','sale':'S','lines':[{'sku':'A','qty':'60'}]}" };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  const SbJournal *journal;
  const SbLevelChange *level;

  ENTER (ledger, order, receipt);
  before = sb_ledger_test_dump (ledger);
  sb_ledger_write (ledger, preview, &p, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (p.effect->journals->len, ==, 1);
  journal = g_ptr_array_index (p.effect->journals, 0);
  g_assert_cmpstr (journal->object, ==, "JournalEntry");
  g_assert_cmpint (((const SbJournalLine *) g_ptr_array_index (journal->lines, 0))->amount, ==,
                   3000);
  g_assert_cmpuint (p.effect->levels->len, ==, 1);
  level = &g_array_index (p.effect->levels, SbLevelChange, 0);
  g_assert_cmpint (level->qty_before, ==, 10000000);
  g_assert_cmpint (level->qty_after, ==, 4000000);
  g_assert_cmpint (level->value_before, ==, 5000);
  g_assert_cmpint (level->value_after, ==, 2000);
  g_assert_nonnull (p.effect->document);
  g_assert_cmpstr (p.effect->document->kind, ==, "shipment");
  g_assert_cmpint (((const SbDocumentLine *) g_ptr_array_index (p.effect->document->lines, 0))->product, ==,
                   level->product);
  sb_effect_free (p.effect);
  sb_ledger_write (ledger, preview, &refused, &error);
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_INSUFFICIENT_STOCK);
  g_assert_null (refused.effect);
  after = sb_ledger_test_dump (ledger);
  g_assert_cmpstr (before, ==, after);
}

static gpointer
run_sql (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_database_execute (sb_txn_get_database (txn), data, error);
  return NULL;
}

static void
tamper (SbLedger *ledger, const char *sql)
{
  g_autofree char *text = g_strdup (sql);
  g_autoptr (GError) error = NULL;

  sb_ledger_write (ledger, run_sql, text, &error);
  g_assert_no_error (error);
}

static gpointer
verify (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_ledger_verify (db, error);
}

static gboolean
check_fails (SbLedger *ledger, int number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbVerifyResult) result = sb_ledger_read (ledger, verify, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->checks->len; i++)
    {
      const SbVerifyCheck *check = g_ptr_array_index (result->checks, i);

      if (check->number == number)
        return !check->ok && !result->ok && check->message != NULL;
    }
  return FALSE;
}

static void
test_verify_finds_damage (SbTest *test, gconstpointer data)
{
  static const struct
  {
    int number;
    const char *sql;
  } damages[] = {
    { 1, "DROP TRIGGER journal_line_stays; UPDATE journal_line SET amount = amount + 1 WHERE"
         " journal = 1 AND line = 0" },
    { 2, "DROP TRIGGER journal_line_stays; UPDATE journal_line SET amount = amount + 1 WHERE"
         " journal = 1 AND line = 0" },
    { 3, "UPDATE movement SET qty = qty - 1000000 WHERE kind = 'shipment'" },
    { 5, "UPDATE consumption SET cost = cost + 1" },
    { 6, "UPDATE layer SET value = value + 100" },
    { 7, "UPDATE document_line SET taken_qty = taken_qty - 1000000 WHERE kind = 'bill'" },
    { 8, "DELETE FROM purchase_match" },
    { 9, "UPDATE document_line SET cost = cost + 1 WHERE part = 'extra'" },
    { 11, "UPDATE document SET total_base = total_base + 1 WHERE kind = 'invoice'" },
    { 11, "UPDATE document SET total_base = total_base + 1 WHERE kind = 'bill'" },
    { 12, "DROP TRIGGER value_entry_stays; UPDATE value_entry SET amount = amount + 1 WHERE id ="
          " 1" },
    { 13, "DROP TRIGGER journal_line_stays; UPDATE journal_line SET role = 'Inventory' WHERE role"
          " = 'AccountsPayable'" },
    { 14, "UPDATE product SET default_cost = 1; DROP TRIGGER event_stays;"
          " UPDATE event SET body = replace (body, '\"6\"', '\"5\"') WHERE type = 'ship'" },
    { 17, "UPDATE event SET undone_by = 1 WHERE type = 'ship'" },
    { 18, "DROP TRIGGER journal_stays; UPDATE journal SET date = '2025-01-02' WHERE seq = 1" },
    { 18, "DROP TRIGGER journal_line_stays; UPDATE journal_line SET amount = amount * 2 WHERE"
          " journal = 1" },
    { 18, "INSERT INTO setting VALUES ('first-closing-date', '2025-12-31')" },
    { 19, "UPDATE purchase_match SET amount = amount + 1" },
    { 20, "UPDATE movement SET cost = 0 WHERE kind = 'shipment'" },
    { 21, "UPDATE document_line SET kind = 'credit_note' WHERE kind = 'invoice'" },
    { 23, "DROP TRIGGER value_entry_stays; UPDATE value_entry SET amount = amount + 1 WHERE id ="
          " 1" },
    { 26, "UPDATE document SET tax = tax + 1 WHERE kind = 'bill'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strdup_printf ("damage-%" G_GSIZE_FORMAT ".stockbook", i);
      g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, name, "block");

      ENTER (ledger, order, receipt,
             "{'id':'B','date':'2025-01-06','type':'bill','bill':'B','po':'PO','vendor':'Acme',"
             "'lines':[{'sku':'A','qty':'12','unit_price':'5.5'}],"
             "'extra':[{'role':'LandedCostClearing','amount':'3'}]}",
             "{'id':'S','date':'2025-01-09','type':'ship','sale':'S','lines':[{'sku':'A',"
             "'qty':'6'}]}",
             "{'id':'I','date':'2025-01-09','type':'invoice','invoice':'I','sale':'S',"
             "'customer':'Ann','lines':[{'sku':'A','qty':'6','unit_price':'9','tax_rate':'0.1'}]}");
      sb_ledger_test_verify (ledger);
      tamper (ledger, damages[i].sql);
      if (!check_fails (ledger, damages[i].number))
        {
          g_test_message ("invariant %d did not notice: %s", damages[i].number, damages[i].sql);
          g_test_fail ();
        }
    }
}

static void
test_posted_is_posted (SbTest *test, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE journal SET date = '2025-12-31'", "DELETE FROM journal_line", "UPDATE journal_line"
                                                                          " SET amount = 1",
    "DELETE FROM value_entry", "UPDATE value_entry SET amount = 1", "DELETE FROM event", "UPDATE"
                                                                                         " event"
                                                                                         " SET"
                                                                                         " body ="
                                                                                         " ''",
  };
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger, order, receipt);
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *sql = g_strdup (attempts[i]);
      g_autoptr (GError) error = NULL;

      sb_ledger_write (ledger, run_sql, sql, &error);
      g_assert_nonnull (error);
    }
}

static void
note_flags (SbLedger *ledger, guint flags, gpointer data)
{
  *(guint *) data |= flags;
}

static gboolean
has_flags (gpointer data)
{
  return *(const guint *) data != 0;
}

static void
test_changed (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  guint flags = 0;

  sb_test_settle ();
  g_signal_connect (ledger, "changed", G_CALLBACK (note_flags), &flags);
  sb_ledger_test_refuse (ledger, receipt, "E_UNKNOWN_REF", "/po");
  sb_test_settle ();
  g_assert_cmpuint (flags, ==, 0);
  ENTER (ledger, order);
  sb_test_run_until (has_flags, &flags);
  g_assert_true ((flags & SB_CHANGE_DOCUMENTS) != 0);
}

static void
test_preview_is_no_change (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  g_autoptr (GError) error = NULL;
  Preview p = { .json = receipt };
  guint flags = 0;

  ENTER (ledger, order);
  sb_test_settle ();
  g_signal_connect (ledger, "changed", G_CALLBACK (note_flags), &flags);
  sb_ledger_write (ledger, preview, &p, &error);
  g_assert_no_error (error);
  sb_effect_free (p.effect);
  sb_test_settle ();
  g_assert_cmpuint (flags, ==, 0);
}

static void
test_reopen (SbTest *test, gconstpointer data)
{
  g_autofree char *path = sb_test_path (test, "book.stockbook");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  SbLedger *ledger = sb_ledger_test_book (test, "book.stockbook", "block");

  ENTER (ledger, order, receipt);
  before = sb_ledger_test_dump (ledger);
  sb_ledger_close (ledger);
  sb_ledger_read (ledger, verify, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_object_unref (ledger);
  ledger = sb_ledger_open (path, &error);
  g_assert_no_error (error);
  after = sb_ledger_test_dump (ledger);
  g_assert_cmpstr (before, ==, after);
  ENTER (ledger,
         "{'id':'S','date':'2025-01-09','type':'ship','sale':'S','lines':[{'sku':'A','qty':'4'}]}");
  g_object_unref (ledger);
}

/* The page where a table begins. */
static gint64
page_of (const char *path, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'",
                                          table);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_READ_WRITE, &error);
  g_autoptr (SbStatement) st = NULL;

  g_assert_no_error (error);
  st = sb_database_prepare (db, sql, &error);
  g_assert_cmpint (sb_statement_step (st, &error), ==, SB_STEP_ROW);
  return sb_statement_int64_at (st, 0);
}

/* Writes zeros over it. */
static void
damage (const char *path, gint64 page)
{
  char zeros[4096] = { 0 };
  FILE *file = fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) (page - 1) * 4096, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (zeros, 1, sizeof zeros, file), ==, sizeof zeros);
  g_assert_cmpint (fclose (file), ==, 0);
}

static gpointer
count_products (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_sql_int64 (db, "SELECT COUNT (*) FROM product", data, error, SB_END);
  return NULL;
}

static void
test_damaged_book (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  g_autofree char *path = g_strdup (sb_ledger_get_path (ledger));
  g_autoptr (GPtrArray) damages = NULL;
  g_autoptr (GError) error = NULL;
  char delete[] = "DELETE FROM draft";
  gint64 products = 0;

  ENTER (ledger, order, receipt);
  sb_ledger_close (ledger);
  g_clear_object (&ledger);
  damage (path, page_of (path, "value_entry"));

  g_assert_null (sb_ledger_open (path, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "value_entry"));
  g_assert_nonnull (strstr (error->message, "page"));
  g_clear_error (&error);
  damages = sb_damaged_book_examine (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (damages->len, >, 0);

  ledger = sb_damaged_book_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (sb_ledger_is_read_only (ledger));
  sb_ledger_read (ledger, count_products, &products, &error);
  g_assert_no_error (error);
  g_assert_cmpint (products, ==, 3);
  sb_ledger_write (ledger, run_sql, delete, &error);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_READ_ONLY);
}

/* So that pages are read from the file again. */
static gpointer
drop_cache (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_database_execute (sb_txn_get_database (txn), "PRAGMA shrink_memory", error);
  return NULL;
}

/* Damage that shows while the book is open: nothing is written after it. */
static void
test_damage_met_later (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  g_autofree char *path = g_strdup (sb_ledger_get_path (ledger));
  char insert[] =
    "INSERT INTO draft (uid, kind, title, body, updated) VALUES ('a', 'b', 'c', 'd', 1)";
  char update[] = "UPDATE setting SET value = 'x' WHERE key = 'name'";
  g_autoptr (GError) error = NULL;
  gint64 page;

  ENTER (ledger, order);
  sb_ledger_close (ledger);
  g_clear_object (&ledger);
  page = page_of (path, "draft");
  ledger = sb_ledger_open (path, &error);
  g_assert_no_error (error);
  g_assert_false (sb_ledger_is_read_only (ledger));
  sb_ledger_write (ledger, drop_cache, NULL, &error);
  g_assert_no_error (error);
  damage (path, page);
  sb_ledger_write (ledger, run_sql, insert, &error);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (sb_ledger_is_read_only (ledger));
  sb_ledger_write (ledger, run_sql, update, &error);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_READ_ONLY);
}

/* What the other processes of the test below do. */
static int
ship_from_another_process (const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedger) ledger = sb_ledger_open (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 15; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{'id':'%s-%u','date':'2025-01-05','type':'ship','sale':'%s','lines':[{'sku':'A',"
        "'qty':'1.5'}]}", name, i, name);

      sb_ledger_test_enter (ledger, json);
    }
  return 0;
}

static void
test_two_processes (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "book.stockbook", "block");
  GSubprocess *others[2];
  g_autoptr (GError) error = NULL;

  sb_ledger_test_enter (ledger, "{'id':'1','date':'2025-01-02','type':'adjust','lines':[{'sku':'A',"
                                "'qty':'50','unit_cost':'3.33'}]}");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      others[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--ship",
                                    sb_ledger_get_path (ledger), i == 0 ? "one" : "two", NULL);
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_true (g_subprocess_wait_check (others[i], NULL, &error));
      g_assert_no_error (error);
      g_object_unref (others[i]);
    }
  sb_ledger_test_assert_figure (ledger, "on_hand.A", "5");
  sb_ledger_test_assert_figure (ledger, "valuation", "16.65");
  sb_ledger_test_verify (ledger);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--ship") == 0)
    return ship_from_another_process (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/ledger/preview/shows-and-leaves-no-trace", test_preview);
  sb_test_add ("/ledger/verify/finds-each-kind-of-damage", test_verify_finds_damage);
  sb_test_add ("/ledger/journal/posted-is-posted", test_posted_is_posted);
  sb_test_add ("/ledger/handle/tells-what-a-commit-changed", test_changed);
  sb_test_add ("/ledger/preview/tells-nobody-that-the-book-has-changed",
               test_preview_is_no_change);
  sb_test_add ("/ledger/handle/a-book-opens-again-as-it-was", test_reopen);
  sb_test_add ("/ledger/handle/two-processes-that-write-at-once-lose-nothing", test_two_processes);
  sb_test_add ("/ledger/damage/is-told-by-page-and-table-and-the-rest-can-be-read",
               test_damaged_book);
  sb_test_add ("/ledger/damage/met-while-writing-is-damage", test_damage_met_later);
  return g_test_run ();
}

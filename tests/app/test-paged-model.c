/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-ledger.h"
#include "sb-list-csv.h"
#include "sb-paged-model.h"
#include "sb-test.h"

#define MANY 100000

/* A list that needs no table: rows 1 to `length`, and a count of how many were asked for. */
typedef struct
{
  SbListSource source;
  guint        length;
  gint         rows_read;  /* (atomic) */
} Numbers;

static const SbListColumn COLUMNS[] = {
  { "number", "Number", SB_CELL_COUNT, TRUE },
};

static GArray *
number_ids (const SbListSource *source, SbDatabase *db, const SbListRequest *request,
            GError **error)
{
  const Numbers *numbers = (const Numbers *) (const void *) source;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 i = 1; i <= numbers->length; i++)
    if (request->search == NULL || i % 10 == 0)
      g_array_append_val (ids, i);
  return ids;
}

static GPtrArray *
number_rows (const SbListSource *source, SbDatabase *db, const gint64 *ids, gsize n,
             GError **error)
{
  Numbers *numbers = (Numbers *) (gpointer) (guintptr) source;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_list_row_free);

  g_atomic_int_add (&numbers->rows_read, (gint) n);
  for (gsize i = 0; i < n; i++)
    {
      SbListRow *row = sb_list_row_new (ids[i], 1);
      sb_cell_set_number (&row->cells[0], SB_CELL_COUNT, ids[i] * 2);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

typedef struct
{
  SbTest        test;
  SbLedger     *ledger;
  Numbers       numbers;
  SbPagedModel *model;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  SbLedgerSettings settings = { .name = "Test", .closing_date = SB_DAY_NONE };
  g_autoptr (GError) error = NULL;

  sb_test_set_up (&f->test, data);
  sb_currency_from_code ("USD", &settings.currency, NULL);
  g_autofree char *path = sb_test_path (&f->test, "book.stockbook");
  f->ledger = sb_ledger_create (path, &settings, &error);
  g_assert_no_error (error);
  f->numbers.source = (SbListSource) {
    .columns = COLUMNS, .n_columns = 1, .detail = { -1, -1 }, .amount = -1,
    .ids = number_ids, .rows = number_rows,
  };
  f->numbers.length = MANY;
  f->model = sb_paged_model_new (f->ledger, &f->numbers.source);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->model);
  sb_ledger_close (f->ledger);
  g_clear_object (&f->ledger);
  sb_test_tear_down (&f->test, data);
}

static gboolean
is_idle (gpointer data)
{
  return !sb_paged_model_get_loading (data);
}

static gboolean
has_cells (gpointer data)
{
  return sb_row_get_cells (data) != NULL;
}

static void
load (Fixture *f)
{
  sb_paged_model_reload (f->model);
  sb_test_run_until (is_idle, f->model);
}

static void
test_reads_only_what_is_looked_at (Fixture *f, gconstpointer data)
{
  load (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, MANY);
  g_assert_cmpint (g_atomic_int_get (&f->numbers.rows_read), ==, 0);

  g_autoptr (SbRow) row = g_list_model_get_item (G_LIST_MODEL (f->model), 99999);
  g_assert_null (sb_row_get_cells (row));
  sb_test_run_until (has_cells, row);
  g_assert_cmpint (sb_row_get_cell (row, 0)->number, ==, 200000);
  g_assert_cmpint (g_atomic_int_get (&f->numbers.rows_read), <=, SB_PAGE_ROWS);
}

static void
test_same_position_is_the_same_row (Fixture *f, gconstpointer data)
{
  load (f);
  g_autoptr (SbRow) one = g_list_model_get_item (G_LIST_MODEL (f->model), 5);
  g_autoptr (SbRow) two = g_list_model_get_item (G_LIST_MODEL (f->model), 5);
  g_assert_true (one == two);
}

static void
test_memory_stays_flat (Fixture *f, gconstpointer data)
{
  load (f);
  for (guint i = 0; i < MANY; i += 97)
    {
      g_autoptr (SbRow) row = g_list_model_get_item (G_LIST_MODEL (f->model), i);
      g_assert_nonnull (row);
    }
  g_assert_cmpuint (sb_paged_model_get_n_live (f->model), ==, 0);
}

typedef struct
{
  guint n, position, removed, added;
} Changes;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  *changes = (Changes) { changes->n + 1, position, removed, added };
}

static void
test_only_what_differs_changes (Fixture *f, gconstpointer data)
{
  Changes changes = { 0 };

  load (f);
  g_signal_connect (f->model, "items-changed", G_CALLBACK (changed_cb), &changes);
  load (f);
  g_assert_cmpuint (changes.n, ==, 0);
  f->numbers.length = MANY + 3;
  load (f);
  g_assert_cmpuint (changes.n, ==, 1);
  g_assert_cmpuint (changes.position, ==, MANY);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 3);
}

static void
test_last_question_wins (Fixture *f, gconstpointer data)
{
  sb_paged_model_reload (f->model);
  sb_paged_model_set_search (f->model, "ten");
  load (f);
  sb_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, MANY / 10);
}

static void
test_gone_model_drops_its_answers (Fixture *f, gconstpointer data)
{
  load (f);
  g_autoptr (SbRow) row = g_list_model_get_item (G_LIST_MODEL (f->model), 0);
  g_clear_object (&f->model);
  sb_test_settle ();
  g_assert_cmpint (sb_row_get_id (row), ==, 1);
}

static void
test_csv_holds_all_rows (Fixture *f, gconstpointer data)
{
  SbCurrency usd = { "USD", 2 };
  g_autofree char *path = sb_test_path (&f->test, "list.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autofree char *text = NULL;

  f->numbers.length = 300;
  load (f);
  sb_list_csv_save_async (f->ledger, f->model, usd, file, NULL, sb_test_call_done, &call);
  g_assert_true (sb_list_csv_save_finish (sb_test_call_wait (&call), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 302);
  g_assert_cmpstr (lines[0], ==, "Number");
  g_assert_cmpstr (lines[300], ==, "600");
}

static void
test_csv_neutralises_formulas (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  sb_list_csv_append_field (out, "=HYPERLINK(\"x\")", TRUE);
  g_string_append_c (out, '|');
  sb_list_csv_append_field (out, "-5.00", FALSE);
  g_string_append_c (out, '|');
  sb_list_csv_append_field (out, "a,b", TRUE);
  g_assert_cmpstr (out->str, ==, "\"'=HYPERLINK(\"\"x\"\")\"|-5.00|\"a,b\"");
}

#define ADD(path, func)   g_test_add ("/app/paged-model/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("reads-only-what-is-looked-at", test_reads_only_what_is_looked_at);
  ADD ("the-same-position-is-the-same-row", test_same_position_is_the_same_row);
  ADD ("memory-stays-flat", test_memory_stays_flat);
  ADD ("only-what-differs-changes", test_only_what_differs_changes);
  ADD ("the-last-question-wins", test_last_question_wins);
  ADD ("a-gone-model-drops-its-answers", test_gone_model_drops_its_answers);
  ADD ("csv-holds-all-rows", test_csv_holds_all_rows);
  g_test_add_func ("/app/paged-model/csv-neutralises-formulas", test_csv_neutralises_formulas);
  return g_test_run ();
}

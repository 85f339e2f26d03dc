/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-list-fixture.h"

static void
assert_ids (SbDatabase *db, const SbPageQuery *query, const char *expected)
{
  g_autofree char *ids = sb_list_fixture_ids (db, query);

  g_assert_cmpstr (ids, ==, expected);
}

static void
assert_cell (SbListKind kind, GPtrArray *rows, guint row, const char *column, const char *expected)
{
  g_autofree char *cell = sb_list_fixture_cell (kind, g_ptr_array_index (rows, row), column);

  g_assert_cmpstr (cell, ==, expected);
}

static GPtrArray *
read_rows (SbDatabase *db, SbListKind kind, const gint64 *ids, gsize n)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *rows = sb_page_query_rows (db, kind, ids, n, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
  return rows;
}

static void
test_every_order_of_every_list_is_sql (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();

  sb_list_fixture_add_purchase (db);
  for (SbListKind kind = 0; kind < SB_LIST_N_KINDS; kind++)
    {
      guint n_columns = 0;
      guint n_filters = 0;
      const SbListColumn *columns = sb_list_columns (kind, &n_columns);
      const SbListFilter *filters = sb_list_filters (kind, &n_filters);

      for (guint sort = 0; sort < n_columns; sort++)
        for (guint f = 0; f < n_filters; f++)
          for (gboolean descending = FALSE; descending <= TRUE; descending++)
            {
              SbPageQuery query = { .kind = kind, .filter = filters[f], .sort = sort, .descending = descending,
                                    .sorted = columns[sort].sortable, .search = "a", .parent = 1 };
              g_autofree char *ids = sb_list_fixture_ids (db, &query);

              g_assert_nonnull (ids);
            }
    }
}

static void
test_products_filter_by_status_and_stock (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();

  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS }, "4 3 2 1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .filter = SB_FILTER_ACTIVE }, "3 2 1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .filter = SB_FILTER_DEPRECATED }, "4");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .filter = SB_FILTER_IN_STOCK }, "1");
  /* A service cannot run out. */
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .filter = SB_FILTER_OUT }, "2");
}

static void
test_every_word_of_a_search_must_occur (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();

  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .search = "board" }, "2 1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .search = "  board  wal" }, "1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .search = "4006381333931" }, "1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .search = "oak walnut" }, "");
}

static void
test_signs_of_a_pattern_are_searched_as_they_are (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();

  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .search = "0%" }, "4");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .search = "n_c" }, "4");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PRODUCTS, .search = "l_n" }, "");
}

static void
test_a_clicked_column_sorts_both_ways (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  SbPageQuery query = { .kind = SB_LIST_PRODUCTS, .sorted = TRUE, .sort = 0 };

  assert_ids (db, &query, "3 2 4 1"); /* DEL OAK-2 OLD-9 WB-1 */
  query.descending = TRUE;
  assert_ids (db, &query, "1 4 2 3");
  query.sort = 4; /* on hand */
  assert_ids (db, &query, "1 3 2 4");
}

static void
test_a_product_shows_stock_at_normal_places_and_what_is_promised (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  const gint64 ids[] = { 1, 3, 77 };
  g_autoptr(GPtrArray) rows = NULL;

  sb_list_fixture_run (db,
    "INSERT INTO chain (id, side, name, party) VALUES (9, 'sale', 'S1', 2), (10, 'sale', 'S2', 2);"
    "INSERT INTO event (seq, uid, date, type, body, position, entered) VALUES (9, 'e9', '2026-03-10', 'x', '{}', 0, 0);"
    "INSERT INTO document (id, kind, number, display, event, chain, date, currency) VALUES "
    "  (9, 'sale_order', 'S1', 'S1', 9, 9, '2026-03-10', 'USD'), (10, 'shipment', 'x', 'x', 9, 9, '2026-03-10', 'USD'),"
    "  (11, 'shipment', 'y', 'y', 9, 10, '2026-03-10', 'USD');"
    "INSERT INTO document_line (document, line, kind, chain, product, qty) VALUES "
    "  (9, 0, 'sale_order', 9, 1, 3000000), (10, 0, 'shipment', 9, 1, 1000000), (11, 0, 'shipment', 10, 1, 5000000);");
  rows = read_rows (db, SB_LIST_PRODUCTS, ids, G_N_ELEMENTS (ids));
  assert_cell (SB_LIST_PRODUCTS, rows, 0, "on-hand", "6000000");
  assert_cell (SB_LIST_PRODUCTS, rows, 0, "value", "3000");
  /* 3 ordered, 1 of it shipped; what another sale shipped does not free them. */
  assert_cell (SB_LIST_PRODUCTS, rows, 0, "available", "4000000");
  assert_cell (SB_LIST_PRODUCTS, rows, 0, "category", "Boards");
  assert_cell (SB_LIST_PRODUCTS, rows, 1, "on-hand", "-");
  assert_cell (SB_LIST_PRODUCTS, rows, 1, "price", "5000000");
  assert_cell (SB_LIST_PRODUCTS, rows, 2, "name", "-");
}

static void
test_a_supplier_is_owed_what_the_journals_say (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  const gint64 ids[] = { 1 };
  g_autoptr(GPtrArray) rows = NULL;

  sb_list_fixture_add_purchase (db);
  rows = read_rows (db, SB_LIST_SUPPLIERS, ids, 1);
  assert_cell (SB_LIST_SUPPLIERS, rows, 0, "balance", "3000");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_SUPPLIERS, .filter = SB_FILTER_OPEN }, "1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_CUSTOMERS, .filter = SB_FILTER_OPEN }, "");
  /* Names sort as people write lists, not as ASCII does. */
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_CUSTOMERS }, "2 3");
}

static void
test_a_purchase_is_one_row_from_order_to_payment (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  const gint64 ids[] = { 1 };
  g_autoptr(GPtrArray) rows = NULL;
  SbListRow *row = NULL;

  sb_list_fixture_add_purchase (db);
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PURCHASES, .filter = SB_FILTER_OPEN }, "1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PURCHASES, .filter = SB_FILTER_DONE }, "");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PURCHASES, .search = "b-77 acme" }, "1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_SALES }, "");
  rows = read_rows (db, SB_LIST_PURCHASES, ids, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->link, ==, "purchase/1");
  assert_cell (SB_LIST_PURCHASES, rows, 0, "number", "PO-7");
  assert_cell (SB_LIST_PURCHASES, rows, 0, "supplier", "Acme Supply");
  assert_cell (SB_LIST_PURCHASES, rows, 0, "ordered", "10000000");
  assert_cell (SB_LIST_PURCHASES, rows, 0, "received", "6000000");
  assert_cell (SB_LIST_PURCHASES, rows, 0, "billed", "6000000");
  assert_cell (SB_LIST_PURCHASES, rows, 0, "total", "3000");
  assert_cell (SB_LIST_PURCHASES, rows, 0, "paid", "1000");
  assert_cell (SB_LIST_PURCHASES, rows, 0, "state", "part-billed");
}

static void
test_an_order_is_done_when_all_came_was_billed_and_paid (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();

  sb_list_fixture_add_purchase (db);
  sb_list_fixture_run (db, "UPDATE document_line SET qty = 6000000 WHERE id = 1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PURCHASES, .filter = SB_FILTER_DONE }, "");
  sb_list_fixture_run (db, "UPDATE document SET settled = 3000, settled_base = 3000 WHERE id = 3");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_PURCHASES, .filter = SB_FILTER_DONE }, "1");
}

static void
test_movements_carry_the_stock_after_them (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  const gint64 ids[] = { 1, 2 };
  g_autoptr(GPtrArray) rows = NULL;

  sb_list_fixture_add_purchase (db);
  /* Entered later, dated earlier: it comes first in the queue. */
  sb_list_fixture_run (db,
    "INSERT INTO movement (id, event, document, line, slice, product, location, date, kind, qty, cost, asset_role) "
    "VALUES (2, 3, 2, 0, 0, 1, 1, '2026-03-01', 'adjustment', 2000000, 900, 'Inventory');");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_MOVEMENTS, .parent = 1 }, "1 2");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_MOVEMENTS, .parent = 2 }, "");
  rows = read_rows (db, SB_LIST_MOVEMENTS, ids, 2);
  assert_cell (SB_LIST_MOVEMENTS, rows, 0, "on-hand", "8000000");
  assert_cell (SB_LIST_MOVEMENTS, rows, 1, "on-hand", "2000000");
}

static void
test_a_layer_shows_what_is_left_by_the_prefix_rule (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  const gint64 ids[] = { 1 };
  g_autoptr(GPtrArray) rows = NULL;

  sb_list_fixture_add_purchase (db);
  rows = read_rows (db, SB_LIST_LAYERS, ids, 1);
  assert_cell (SB_LIST_LAYERS, rows, 0, "received", "6000000");
  assert_cell (SB_LIST_LAYERS, rows, 0, "left", "5000000");
  assert_cell (SB_LIST_LAYERS, rows, 0, "value", "2500");
  assert_cell (SB_LIST_LAYERS, rows, 0, "unit-cost", "5000000");
}

static void
test_documents_of_a_party_know_what_is_open (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  const gint64 ids[] = { 3, 2 };
  g_autoptr(GPtrArray) rows = NULL;

  sb_list_fixture_add_purchase (db);
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_DOCUMENTS, .parent = 1 }, "4 3 2 1");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_DOCUMENTS, .parent = 2 }, "");
  assert_ids (db, &(SbPageQuery) { .kind = SB_LIST_DOCUMENTS, .parent = 1, .filter = SB_FILTER_OPEN }, "3");
  rows = read_rows (db, SB_LIST_DOCUMENTS, ids, 2);
  assert_cell (SB_LIST_DOCUMENTS, rows, 0, "open", "2000");
  assert_cell (SB_LIST_DOCUMENTS, rows, 1, "open", "-");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/lists/every-order-of-every-list-is-sql", test_every_order_of_every_list_is_sql);
  g_test_add_func ("/ledger/lists/products-filter-by-status-and-stock", test_products_filter_by_status_and_stock);
  g_test_add_func ("/ledger/lists/every-word-of-a-search-must-occur", test_every_word_of_a_search_must_occur);
  g_test_add_func ("/ledger/lists/signs-of-a-pattern-are-searched-as-they-are",
                   test_signs_of_a_pattern_are_searched_as_they_are);
  g_test_add_func ("/ledger/lists/a-clicked-column-sorts-both-ways", test_a_clicked_column_sorts_both_ways);
  g_test_add_func ("/ledger/lists/a-product-shows-stock-at-normal-places-and-what-is-promised",
                   test_a_product_shows_stock_at_normal_places_and_what_is_promised);
  g_test_add_func ("/ledger/lists/a-supplier-is-owed-what-the-journals-say",
                   test_a_supplier_is_owed_what_the_journals_say);
  g_test_add_func ("/ledger/lists/a-purchase-is-one-row-from-order-to-payment",
                   test_a_purchase_is_one_row_from_order_to_payment);
  g_test_add_func ("/ledger/lists/an-order-is-done-when-all-came-was-billed-and-paid",
                   test_an_order_is_done_when_all_came_was_billed_and_paid);
  g_test_add_func ("/ledger/lists/movements-carry-the-stock-after-them", test_movements_carry_the_stock_after_them);
  g_test_add_func ("/ledger/lists/a-layer-shows-what-is-left-by-the-prefix-rule",
                   test_a_layer_shows_what_is_left_by_the_prefix_rule);
  g_test_add_func ("/ledger/lists/documents-of-a-party-know-what-is-open", test_documents_of_a_party_know_what_is_open);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-list-fixture.h"

#include "sb-migrator.h"
#include "sb-schema.h"

SbDatabase *
sb_list_fixture_new (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) db = sb_database_open_memory (&error);
  gsize n = 0;
  const SbMigration *migrations = NULL;

  g_assert_no_error (error);
  sb_schema_register ();
  migrations = sb_schema_migrations (&n);
  sb_migrate (db, migrations, n, NULL, &error);
  g_assert_no_error (error);
  sb_list_fixture_run (db,
    "INSERT INTO setting (key, value) VALUES ('currency', 'USD');"
    "INSERT INTO location (id, name, kind) VALUES (1, 'MAIN', 'normal'), (2, '@transit:T1', 'transit');"
    "INSERT INTO category (id, name) VALUES (1, 'Boards');"
    "INSERT INTO product (id, sku, name, kind, status, category, sale_price, barcode) VALUES "
    "  (1, 'WB-1', 'Walnut board', 'stock', 'active', 1, 12000000, '4006381333931'),"
    "  (2, 'OAK-2', 'Oak board', 'stock', 'active', 1, 9500000, NULL),"
    "  (3, 'DEL', 'Delivery', 'service', 'active', NULL, 5000000, NULL),"
    "  (4, 'OLD-9', '100% cotton_cloth', 'stock', 'deprecated', NULL, NULL, NULL);"
    "INSERT INTO stock_level (product, location, qty, value) VALUES "
    "  (1, 1, 6000000, 3000), (1, 2, 4000000, 2000), (4, 1, -1000000, -250);"
    "INSERT INTO party (id, kind, name, email) VALUES "
    "  (1, 'supplier', 'Acme Supply', 'post@acme.test'), (2, 'customer', 'ann lee', NULL),"
    "  (3, 'customer', 'Bob', NULL);");
  return g_steal_pointer (&db);
}

gint64
sb_list_fixture_add_purchase (SbDatabase *db)
{
  sb_list_fixture_run (db,
    "INSERT INTO chain (id, side, name, party) VALUES (1, 'purchase', 'PO-7', 1);"
    "INSERT INTO event (seq, uid, date, type, body, position, entered) VALUES "
    "  (1, 'e1', '2026-03-10', 'purchase_order', '{}', 0, 0), (2, 'e2', '2026-03-12', 'receive', '{}', 1, 0),"
    "  (3, 'e3', '2026-03-15', 'bill', '{}', 2, 0), (4, 'e4', '2026-03-20', 'pay_bill', '{}', 3, 0);"
    "INSERT INTO document (id, kind, number, display, event, chain, party, date, due, currency, goods, total, "
    "  total_base, settled, settled_base) VALUES "
    "  (1, 'purchase_order', 'PO-7', 'PO-7', 1, 1, 1, '2026-03-10', NULL, 'USD', 5000, 5000, 0, 0, 0),"
    "  (2, 'receipt', 'e2', 'R-88', 2, 1, 1, '2026-03-12', NULL, 'USD', 0, 0, 0, 0, 0),"
    "  (3, 'bill', 'B-77', 'B-77', 3, 1, 1, '2026-03-15', '2026-04-14', 'USD', 3000, 3000, 3000, 1000, 1000),"
    "  (4, 'bill_payment', 'e4', 'e4', 4, NULL, 1, '2026-03-20', NULL, 'USD', 0, 1000, 1000, 0, 0);"
    "INSERT INTO document_line (id, document, line, kind, chain, product, qty, unit_price, net) VALUES "
    "  (1, 1, 0, 'purchase_order', 1, 1, 10000000, 5000000, 5000), (2, 2, 0, 'receipt', 1, 1, 6000000, NULL, 0),"
    "  (3, 3, 0, 'bill', 1, 1, 6000000, 5000000, 3000);"
    "INSERT INTO allocation (event, source, target, amount, base) VALUES (4, 4, 3, 1000, 1000);"
    "INSERT INTO movement (id, event, document, document_line, line, slice, product, location, date, kind, qty, "
    "  cost, chain, asset_role) VALUES (1, 2, 2, 2, 0, 0, 1, 1, '2026-03-12', 'receipt', 6000000, 3000, 1, 'Inventory');"
    "INSERT INTO layer (id, movement, product, location, date, event, line, slice, qty, value, consumed) VALUES "
    "  (1, 1, 1, 1, '2026-03-12', 2, 0, 0, 6000000, 3000, 1000000);"
    "INSERT INTO journal (seq, event, date, object, kind, document, hash) VALUES "
    "  (1, 2, '2026-03-12', 'JournalEntry', 'post', 2, 'a'), (2, 3, '2026-03-15', 'Bill', 'post', 3, 'b');"
    "INSERT INTO journal_line (journal, line, role, party, amount) VALUES "
    "  (1, 0, 'Inventory', NULL, 3000), (1, 1, 'GRNI', NULL, -3000),"
    "  (2, 0, 'GRNI', NULL, 3000), (2, 1, 'AccountsPayable', 1, -3000);");
  return 1;
}

void
sb_list_fixture_run (SbDatabase *db, const char *sql)
{
  g_autoptr(GError) error = NULL;

  sb_database_execute (db, sql, &error);
  g_assert_no_error (error);
}

char *
sb_list_fixture_cell (SbListKind kind, const SbListRow *row, const char *column)
{
  guint n = 0;
  const SbListColumn *columns = sb_list_columns (kind, &n);

  g_assert_cmpuint (row->n_cells, ==, n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (columns[i].id, column))
      {
        const SbCell *cell = &row->cells[i];

        if (cell->is_null)
          return g_strdup ("-");
        g_assert_cmpint (cell->type, ==, columns[i].type);
        return cell->text != NULL ? g_strdup (cell->text) : g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
      }
  g_assert_not_reached ();
}

char *
sb_list_fixture_ids (SbDatabase *db, const SbPageQuery *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = sb_page_query_ids (db, query, &error);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

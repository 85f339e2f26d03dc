/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept beside the books: numbers, terms, units, prices, lists of materials, files, notes and
 * the audit trail; and that a book of every older schema opens with what it held. */

#include "sb-ledger-test.h"

#include <glib/gstdio.h>

#include "sb-attachment.h"
#include "sb-audit.h"
#include "sb-availability.h"
#include "sb-bom.h"
#include "sb-document-state.h"
#include "sb-draft.h"
#include "sb-due.h"
#include "sb-json-reader.h"
#include "sb-ledger-error.h"
#include "sb-line-default.h"
#include "sb-note.h"
#include "sb-numbering.h"
#include "sb-price-list.h"
#include "sb-product-unit.h"
#include "sb-sql.h"
#include "sb-store-error.h"
#include "sb-supplier-price.h"

#define NOW G_GINT64_CONSTANT (1710504000000000)

typedef void (*Body) (SbTxn *txn);

static gpointer
run_body (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  ((Body) data) (txn);
  return NULL;
}

/* Runs @body in a write transaction that is kept. */
static void
with_txn (SbLedger *ledger, Body body)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_write (ledger, run_body, (gpointer) body, &error);
  g_assert_no_error (error);
}

static gint64
id_of (SbTxn *txn, const char *sql)
{
  gint64 id = 0;

  g_assert_true (sb_sql_int64 (sb_txn_get_database (txn), sql, &id, NULL, SB_END));
  return id;
}

#define PRODUCT_A "SELECT id FROM product WHERE sku = 'A'"
#define PRODUCT_B "SELECT id FROM product WHERE sku = 'B'"

static void
set_numbering (SbTxn *txn)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbNumbering) numbering = sb_numbering_load (sb_txn_get_database (txn), "invoice", &error);

  g_assert_no_error (error);
  g_free (numbering->prefix);
  numbering->prefix = g_strdup ("RE-");
  numbering->next = 7;
  numbering->digits = 4;
  g_assert_true (sb_numbering_save (txn, numbering, &error));
}

static void
assert_proposal (SbTxn *txn, const char *expected)
{
  g_autofree char *number = sb_numbering_propose (sb_txn_get_database (txn), "invoice", NULL);

  g_assert_cmpstr (number, ==, expected);
}

static void
propose_first (SbTxn *txn)
{
  assert_proposal (txn, "RE-0007");
}

static void
propose_behind_typed_ones (SbTxn *txn)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbNumbering) taken = sb_numbering_load (sb_txn_get_database (txn), "invoice", NULL);

  assert_proposal (txn, "RE-0010");
  taken->next = 9;
  g_assert_false (sb_numbering_save (txn, taken, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_DUPLICATE);
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/next");
}

#define INVOICE(id, number)                                                                       \
  "{'id':'" id "','date':'2025-01-0" id "','type':'invoice','invoice':'" number "','number':'"    \
  number "','customer':'K','lines':[{'sku':'A','qty':'1','unit_price':'9.00'}]}"

static void
test_numbers_are_given_once_and_none_is_skipped (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  with_txn (ledger, set_numbering);
  with_txn (ledger, propose_first);
  /* One typed ahead stays where it is; the count steps over it when it comes to it. */
  sb_ledger_test_enter (ledger, INVOICE ("1", "RE-0009"));
  with_txn (ledger, propose_first);
  sb_ledger_test_enter (ledger, INVOICE ("2", "RE-0007"));
  sb_ledger_test_enter (ledger, INVOICE ("3", "RE-0008"));
  with_txn (ledger, propose_behind_typed_ones);
  sb_ledger_test_refuse (ledger,
                         "{'id':'4','date':'2025-01-04','type':'invoice','invoice':'X','number':'RE-0008',"
                         "'customer':'K','lines':[{'sku':'A','qty':'1','unit_price':'9.00'}]}",
                         "E_DUPLICATE", "/number");
}

static void
set_terms (SbTxn *txn)
{
  SbDatabase *db = sb_txn_get_database (txn);
  SbDay due = SB_DAY_NONE;
  const struct
  {
    gint64 term;
    SbDay date, due;
  } cases[] = {
    { 1, sb_day_from_ymd (2025, 1, 20), sb_day_from_ymd (2025, 2, 19) },
    { 2, sb_day_from_ymd (2025, 1, 31), sb_day_from_ymd (2025, 1, 31) },
    { 2, sb_day_from_ymd (2025, 2, 3), sb_day_from_ymd (2025, 2, 28) },
    { 3, sb_day_from_ymd (2025, 1, 10), sb_day_from_ymd (2025, 2, 15) },
  };

  g_assert_true (sb_database_execute (db, "INSERT INTO term (id, name, due_days, day_of_month) VALUES"
                                          " (1, 'Net 30', 30, NULL), (2, 'Month end', NULL, 31),"
                                          " (3, 'Mid', 7, 15);"
                                          "INSERT INTO party (kind, name, term) VALUES ('customer', 'K', 1)",
                                      NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (sb_due_day (db, cases[i].term, cases[i].date, &due, NULL));
      g_assert_cmpint (due, ==, i == 3 ? sb_day_from_ymd (2025, 2, 15) : cases[i].due);
    }
}

static void
check_overdue (SbTxn *txn)
{
  SbDatabase *db = sb_txn_get_database (txn);
  SbOverdue overdue;
  SbDocumentState state;
  gint64 invoice = id_of (txn, "SELECT id FROM document WHERE kind = 'invoice'");

  g_assert_true (sb_overdue_read (db, sb_day_from_ymd (2025, 1, 31), &overdue, NULL));
  g_assert_cmpuint (overdue.invoices, ==, 0);
  g_assert_cmpint (overdue.receivable_soon, ==, 900);
  g_assert_true (sb_overdue_read (db, sb_day_from_ymd (2025, 2, 1), &overdue, NULL));
  g_assert_cmpuint (overdue.invoices, ==, 1);
  g_assert_cmpint (overdue.receivable, ==, 900);
  g_assert_true (sb_document_state_read (db, invoice, sb_day_from_ymd (2025, 2, 1), &state, NULL));
  g_assert_cmpstr (state.word, ==, "authorised");
  g_assert_true (state.overdue);
}

static void
check_nothing_due (SbTxn *txn)
{
  SbOverdue overdue;

  g_assert_true (sb_overdue_read (sb_txn_get_database (txn), sb_day_from_ymd (2026, 1, 1), &overdue, NULL));
  g_assert_cmpuint (overdue.invoices + overdue.bills, ==, 0);
}

static void
test_terms_say_when_money_is_due (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  with_txn (ledger, set_terms);
  sb_ledger_test_enter (ledger, INVOICE ("1", "I1"));
  with_txn (ledger, check_overdue);
  sb_ledger_test_enter (ledger, "{'id':'9','date':'2025-02-02','type':'payment','invoice':'I1',"
                                "'amount':'9.00','account':'Bank'}");
  with_txn (ledger, check_nothing_due);
}

static void
check_units (SbTxn *txn)
{
  g_autoptr (GError) error = NULL;
  SbProductUnit unit = { .product = id_of (txn, PRODUCT_A), .name = (char *) "box of 12", .buy = TRUE };
  gint64 stock = 0;
  gboolean exact = FALSE;

  g_assert_true (sb_unit_factor_parse ("12", "/factor", &unit.factor, &error));
  g_assert_cmpint (sb_product_unit_save (txn, &unit, &error), >, 0);
  g_assert_true (sb_unit_quantity (2500000, unit.factor, NULL, &stock, &error));
  g_assert_cmpint (stock, ==, 30000000);
  g_assert_true (sb_unit_price (10000000, unit.factor, &stock, &exact, &error));
  g_assert_cmpint (stock, ==, 833333);
  g_assert_false (exact);
  g_assert_true (sb_unit_factor_parse ("1/4", NULL, &stock, &error));
  g_assert_cmpint (stock, ==, 250000);
  g_assert_no_error (error);
  g_assert_false (sb_unit_quantity (1, 500000, "/lines/0/qty", &stock, &error));
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/lines/0/qty");
  g_clear_error (&error);
  g_assert_false (sb_unit_factor_parse ("1/3", "/factor", &stock, &error));
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/factor");
  g_clear_error (&error);
  g_assert_cmpint (sb_product_unit_save (txn, &unit, &error), ==, 0);
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_DUPLICATE);
}

static void
test_units_convert_exactly_or_not_at_all (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  with_txn (ledger, check_units);
}

static void
assert_sale_default (SbDatabase *db, gint64 product, gint64 party, gint64 quantity, const char *source,
                     gint64 price)
{
  g_auto (SbLineDefault) line = { 0 };

  g_assert_true (sb_line_default_for_sale (db, product, party, quantity, NULL, &line, NULL));
  g_assert_cmpstr (line.source, ==, source);
  g_assert_cmpint (line.price, ==, price);
}

static void
check_prices (SbTxn *txn)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gint64 product = id_of (txn, PRODUCT_A);
  gint64 customer = id_of (txn, "SELECT id FROM party WHERE kind = 'customer'");
  gint64 supplier = id_of (txn, "SELECT id FROM party WHERE kind = 'supplier'");
  SbPriceList list = { .name = (char *) "Trade", .active = TRUE };
  g_auto (SbLineDefault) bought = { 0 };

  assert_sale_default (db, product, customer, 1000000, "last", 9000000);
  list.id = sb_price_list_save (txn, &list, NULL);
  g_assert_true (sb_price_list_set_price (txn, &(SbListPrice) { list.id, product, NULL, 0, 8000000 }, NULL));
  g_assert_true (sb_price_list_set_price (txn, &(SbListPrice) { list.id, product, NULL, 10000000, 7000000 }, NULL));
  assert_sale_default (db, product, customer, 10000000, "last", 9000000);
  g_assert_true (sb_price_list_set_customer (txn, customer, list.id, NULL));
  assert_sale_default (db, product, customer, 9999999, "price-list", 8000000);
  assert_sale_default (db, product, customer, 10000000, "price-list", 7000000);
  g_assert_cmpint (sb_supplier_price_save (txn, &(SbSupplierPrice) { .supplier = supplier, .product = product,
                                             .sku = (char *) "TC-77", .price = 4000000, .lead_days = 5 }, NULL), >, 0);
  g_assert_true (sb_line_default_for_purchase (db, product, supplier, 1000000, "USD", &bought, NULL));
  g_assert_cmpstr (bought.source, ==, "supplier");
  g_assert_cmpint (bought.price, ==, 4000000);
  g_assert_cmpstr (bought.sku, ==, "TC-77");
  g_assert_cmpint (bought.lead_days, ==, 5);
}

static void
test_agreed_prices_come_before_the_last_one (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  sb_ledger_test_enter (ledger, INVOICE ("1", "I1"));
  sb_ledger_test_enter (ledger, "{'id':'2','date':'2025-01-02','type':'purchase_order','po':'P1','vendor':'V',"
                                "'lines':[{'sku':'A','qty':'3','unit_price':'5.00'}]}");
  with_txn (ledger, check_prices);
}

static void
check_bom (SbTxn *txn)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (GError) error = NULL;
  gint64 a = id_of (txn, PRODUCT_A);
  gint64 b = id_of (txn, PRODUCT_B);
  g_autoptr (SbBom) bom = sb_bom_new (b);
  g_autoptr (SbBom) circle = sb_bom_new (a);
  g_autoptr (SbBom) read = NULL;
  g_autofree char *event = NULL;
  SbCurrency usd;

  g_assert_true (sb_currency_from_code ("USD", &usd, NULL));
  bom->makes = 3000000;
  sb_bom_add_line (bom, a, 4000000);
  sb_bom_add_cost (bom, "Labour", NULL, 1000);
  g_assert_true (sb_bom_save (txn, bom, &error));
  sb_bom_add_line (circle, b, 1000000);
  g_assert_false (sb_bom_save (txn, circle, &error));
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/lines/0/sku");
  g_clear_error (&error);
  read = sb_bom_load (db, b, &error);
  event = sb_bom_event (read, usd, 6000000, "assemble", "M1", NULL, "2025-01-05", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (event, ==,
                   "{\"id\":\"M1\",\"date\":\"2025-01-05\",\"type\":\"assemble\",\"components\":"
                   "[{\"sku\":\"A\",\"qty\":\"8\"}],\"costs\":[{\"amount\":\"20.00\",\"note\":\"Labour\"}],"
                   "\"outputs\":[{\"sku\":\"B\",\"qty\":\"6\"}]}");
  g_assert_null (sb_bom_event (read, usd, 1000000, "assemble", "M2", NULL, "2025-01-05", NULL, &error));
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/qty");
}

static void
test_what_is_made_starts_from_its_list_of_materials (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  with_txn (ledger, check_bom);
  sb_ledger_test_enter (ledger, "{'id':'1','date':'2025-01-01','type':'adjust',"
                                "'lines':[{'sku':'A','qty':'8','unit_cost':'2.00'}]}");
  sb_ledger_test_enter (ledger, "{'id':'M1','date':'2025-01-05','type':'assemble','components':"
                                "[{'sku':'A','qty':'8'}],'costs':[{'amount':'20.00','note':'Labour'}],"
                                "'outputs':[{'sku':'B','qty':'6'}]}");
  sb_ledger_test_assert_figure (ledger, "valuation", "36.00");
}

static void
check_availability (SbTxn *txn)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gint64 product = id_of (txn, PRODUCT_A);
  SbAvailability a;
  SbDocumentState state;

  g_assert_true (sb_availability_read (db, product, 0, &a, NULL));
  g_assert_cmpint (a.on_hand, ==, 8000000);
  g_assert_cmpint (a.reserved, ==, 3000000);
  g_assert_cmpint (a.available, ==, 5000000);
  g_assert_cmpint (a.on_order, ==, 7000000);
  g_assert_true (sb_availability_read (db, product, id_of (txn, "SELECT id FROM chain WHERE name = 'S1'"), &a, NULL));
  g_assert_cmpint (a.available, ==, 8000000);
  g_assert_true (sb_document_state_read (db, id_of (txn, "SELECT id FROM document WHERE kind = 'sale_order'"),
                                         0, &state, NULL));
  g_assert_cmpstr (state.word, ==, "part-shipped");
  g_assert_true (sb_document_state_read (db, id_of (txn, "SELECT id FROM document WHERE kind = 'purchase_order'"),
                                         0, &state, NULL));
  g_assert_cmpstr (state.word, ==, "authorised");
}

static void
undo_order (SbTxn *txn)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDraft) draft = NULL;
  gint64 id = 0;
  SbDocumentState state;
  gint64 document = id_of (txn, "SELECT id FROM document WHERE kind = 'purchase_order'");

  g_assert_true (sb_document_undo_to_draft (txn, document, "U1", sb_day_from_ymd (2025, 1, 9), NOW, &id, &error));
  g_assert_no_error (error);
  draft = sb_draft_load (sb_txn_get_database (txn), id, NULL);
  g_assert_cmpstr (draft->kind, ==, "purchase_order");
  g_assert_nonnull (strstr (draft->body, "\"P1\""));
  g_assert_null (strstr (draft->body, "\"id\""));
  g_assert_true (sb_document_state_read (sb_txn_get_database (txn), document, 0, &state, NULL));
  g_assert_cmpstr (state.word, ==, "undone");
}

static void
test_orders_reserve_and_an_undone_one_is_a_draft_again (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  sb_ledger_test_enter (ledger, "{'id':'1','date':'2025-01-01','type':'adjust',"
                                "'lines':[{'sku':'A','qty':'10','unit_cost':'2.00'}]}");
  sb_ledger_test_enter (ledger, "{'id':'2','date':'2025-01-02','type':'sale_order','sale':'S1','customer':'K',"
                                "'lines':[{'sku':'A','qty':'5','unit_price':'9.00'}]}");
  sb_ledger_test_enter (ledger, "{'id':'3','date':'2025-01-03','type':'ship','sale':'S1',"
                                "'lines':[{'sku':'A','qty':'2'}]}");
  sb_ledger_test_enter (ledger, "{'id':'4','date':'2025-01-04','type':'purchase_order','po':'P1','vendor':'V',"
                                "'lines':[{'sku':'A','qty':'7','unit_price':'5.00'}]}");
  with_txn (ledger, check_availability);
  with_txn (ledger, undo_order);
}

static void
check_files (SbTxn *txn)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static ("%PDF-1.4 a bill", 15);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GPtrArray) trail = NULL;
  gint64 product = id_of (txn, PRODUCT_A);
  gint64 id = sb_attachment_add (txn, SB_SUBJECT_PRODUCT, product, "/home/ann/../bill.pdf", NULL, content, NOW, &error);
  gint64 note = 0;

  g_assert_no_error (error);
  read = sb_attachment_read (db, id, &error);
  g_assert_true (g_bytes_equal (read, content));
  g_assert_cmpint (sb_attachment_add (txn, SB_SUBJECT_PRODUCT, product, "b", NULL, content, NOW, &error), ==, 0);
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_DUPLICATE);
  g_clear_error (&error);
  g_assert_cmpint (sb_attachment_add (txn, SB_SUBJECT_PRODUCT, product, "..", NULL, content, NOW, &error), ==, 0);
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/name");
  g_clear_error (&error);
  note = sb_note_add (txn, SB_SUBJECT_PRODUCT, product, "keep dry", NOW + 1, &error);
  g_assert_true (sb_note_change (txn, note, "keep warm", NOW + 2, &error));
  g_assert_true (sb_attachment_remove (txn, id, NOW + 3, &error));
  g_assert_no_error (error);
  trail = sb_audit_list (db, SB_SUBJECT_PRODUCT, product, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trail->len, ==, 4);
  g_assert_cmpstr (((SbAuditLine *) g_ptr_array_index (trail, 0))->action, ==, "detach");
  g_assert_cmpstr (((SbAuditLine *) g_ptr_array_index (trail, 1))->detail, ==, "keep dry");
  g_assert_cmpstr (((SbAuditLine *) g_ptr_array_index (trail, 3))->who, ==, sb_audit_who ());
  g_assert_false (sb_database_execute (db, "UPDATE audit SET who = 'nobody'", NULL));
  g_assert_false (sb_database_execute (db, "DELETE FROM audit", NULL));
}

static void
check_trail_of_events (SbTxn *txn)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) trail =
    sb_audit_list (sb_txn_get_database (txn), SB_SUBJECT_DOCUMENT,
                   id_of (txn, "SELECT id FROM document WHERE kind = 'invoice'"), 0, 10, &error);
  g_autoptr (GPtrArray) book = sb_audit_list (sb_txn_get_database (txn), NULL, 0, 0, 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (trail->len, ==, 2);
  g_assert_cmpstr (((SbAuditLine *) g_ptr_array_index (trail, 0))->action, ==, "void");
  g_assert_cmpstr (((SbAuditLine *) g_ptr_array_index (trail, 1))->object, ==, "invoice I1");
  g_assert_cmpuint (book->len, ==, 3);
}

static void
test_files_and_notes_leave_a_trail_that_stays (SbTest *test, gconstpointer data)
{
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, "a.stockbook", "block");

  with_txn (ledger, check_files);
  sb_ledger_test_enter (ledger, INVOICE ("1", "I1"));
  sb_ledger_test_enter (ledger, "{'id':'2','date':'2025-01-02','type':'undo','ref':'1','void':true}");
  with_txn (ledger, check_trail_of_events);
}

static void
test_old_book (SbTest *test, gconstpointer data)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", "db", data, NULL);
  g_autofree char *expected = g_test_build_filename (G_TEST_DIST, "data", "db", "state.json", NULL);
  g_autofree char *path = sb_test_path (test, "old.stockbook");
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedger) ledger = NULL;
  g_autoptr (JsonNode) then = NULL;
  g_autoptr (JsonNode) now = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, &error));
  g_assert_true (g_file_get_contents (expected, &text, &length, &error));
  ledger = sb_ledger_open (path, &error);
  g_assert_no_error (error);
  sb_ledger_test_verify (ledger);
  sb_ledger_test_explain (ledger);
  then = sb_json_parse (text, (gssize) length, &error);
  g_assert_no_error (error);
  now = sb_ledger_test_state (ledger, NULL);
  g_assert_true (json_node_equal (then, now));
  /* And it goes on. */
  sb_ledger_test_enter (ledger, "{'id':'N1','date':'2025-04-01','type':'ship','sale':'S-9',"
                                "'lines':[{'sku':'SHELF','qty':'1'}]}");
  sb_ledger_test_verify (ledger);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/ledger/numbering/numbers-are-given-once-and-none-is-skipped",
               test_numbers_are_given_once_and_none_is_skipped);
  sb_test_add ("/ledger/due/terms-say-when-money-is-due", test_terms_say_when_money_is_due);
  sb_test_add ("/ledger/units/units-convert-exactly-or-not-at-all",
               test_units_convert_exactly_or_not_at_all);
  sb_test_add ("/ledger/prices/agreed-prices-come-before-the-last-one",
               test_agreed_prices_come_before_the_last_one);
  sb_test_add ("/ledger/bom/what-is-made-starts-from-its-list-of-materials",
               test_what_is_made_starts_from_its_list_of_materials);
  sb_test_add ("/ledger/documents/orders-reserve-and-an-undone-one-is-a-draft-again",
               test_orders_reserve_and_an_undone_one_is_a_draft_again);
  sb_test_add ("/ledger/annotations/files-and-notes-leave-a-trail-that-stays",
               test_files_and_notes_leave_a_trail_that_stays);
  g_test_add ("/ledger/schema/a-book-of-version-1-opens", SbTest, "v1.sqlite", sb_test_set_up,
              test_old_book, sb_test_tear_down);
  g_test_add ("/ledger/schema/a-book-of-version-2-opens", SbTest, "v2.sqlite", sb_test_set_up,
              test_old_book, sb_test_tear_down);
  return g_test_run ();
}

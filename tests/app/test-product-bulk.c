/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same done to several products: each that allows it changes, the others are told with their
 * reason, and taking it back touches what was changed and nothing else. */

#include "sb-company.h"
#include "sb-ledger.h"
#include "sb-product-bulk.h"
#include "sb-product.h"
#include "sb-test.h"

typedef struct
{
  SbTest     test;
  SbCompany *company;
  gint64     ids[3]; /* "A" has moved; "B" and "C" have not */
} Fixture;

static gpointer
add_products (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *f = data;
  static const char *const SKUS[] = { "A", "B", "C" };

  for (guint i = 0; i < G_N_ELEMENTS (SKUS); i++)
    {
      g_autoptr (SbProduct) product = sb_product_new (SKUS[i], SKUS[i]);
      product->sale_price = 5000000;
      f->ids[i] = sb_product_create (txn, product, SB_TEST_NOW, error);
    }
  return NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char OPENING[] =
      "{\"id\":\"o\",\"date\":\"2025-01-02\",\"type\":\"opening\","
      "\"lines\":[{\"sku\":\"A\",\"qty\":\"2\",\"unit_cost\":\"1\"}]}";
  SbLedgerSettings settings = { .name = "Test" };
  g_autoptr (GError) error = NULL;

  sb_test_set_up (&f->test, data);
  sb_currency_from_code ("USD", &settings.currency, NULL);
  g_autofree char *path = sb_test_path (&f->test, "book.stockbook");
  f->company = sb_company_create (path, &settings, &error);
  g_assert_no_error (error);
  sb_ledger_write (sb_company_get_ledger (f->company), add_products, f, &error);
  g_assert_no_error (error);
  g_autoptr (SbApplied) applied = sb_company_apply (f->company, OPENING, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_test_settle ();
  sb_company_close (f->company);
  g_clear_object (&f->company);
  sb_test_tear_down (&f->test, data);
}

static SbProductBulk *
run (Fixture *f, SbProductBulkAction action, guint n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (GError) error = NULL;

  g_array_append_vals (ids, f->ids, n);
  sb_product_bulk_async (f->company, action, ids, sb_test_call_done, &call);
  SbProductBulk *bulk = sb_product_bulk_finish (f->company, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  return bulk;
}

static void
take_back (Fixture *f, SbProductBulk *bulk)
{
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (GError) error = NULL;

  sb_product_bulk_undo_async (f->company, bulk, sb_test_call_done, &call);
  g_autoptr (SbProductBulk) done =
      sb_product_bulk_finish (f->company, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
}

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_product_load (db, *(gint64 *) data, error);
}

static SbProduct *
product_of (Fixture *f, guint index)
{
  g_autoptr (GError) error = NULL;
  SbProduct *product =
      sb_ledger_read (sb_company_get_ledger (f->company), load, &f->ids[index], &error);

  g_assert_no_error (error);
  return product;
}

static gboolean
is_deprecated (Fixture *f, guint index)
{
  g_autoptr (SbProduct) product = product_of (f, index);

  return product->deprecated;
}

static void
test_undo_touches_what_was_changed_alone (Fixture *f, gconstpointer data)
{
  g_autoptr (SbProductBulk) first = run (f, SB_PRODUCT_BULK_DEPRECATE, 1);
  SbProductBulk *all = run (f, SB_PRODUCT_BULK_DEPRECATE, 3);

  g_assert_cmpuint (all->before->len, ==, 2);
  g_assert_cmpuint (all->refusals->len, ==, 0);
  take_back (f, all);
  g_assert_true (is_deprecated (f, 0));
  g_assert_false (is_deprecated (f, 1));
  g_assert_false (is_deprecated (f, 2));
}

static void
test_only_deprecated_ones_without_history_are_deleted (Fixture *f, gconstpointer data)
{
  g_autoptr (SbProductBulk) first = run (f, SB_PRODUCT_BULK_DEPRECATE, 2);
  g_autoptr (SbProductBulk) deleted = run (f, SB_PRODUCT_BULK_DELETE, 3);
  g_autoptr (SbProduct) moved = product_of (f, 0);
  g_autoptr (SbProduct) gone = product_of (f, 1);
  g_autoptr (SbProduct) offered = product_of (f, 2);

  g_assert_cmpuint (deleted->before->len, ==, 1);
  g_assert_nonnull (moved);
  g_assert_null (gone);
  g_assert_nonnull (offered);
  g_assert_cmpuint (deleted->refusals->len, ==, 2);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (deleted->refusals, 0), "A stays"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (deleted->refusals, 1), "C is still offered"));
}

static void
test_a_deleted_product_comes_back_as_it_was (Fixture *f, gconstpointer data)
{
  g_autoptr (SbProductBulk) first = run (f, SB_PRODUCT_BULK_DEPRECATE, 3);

  take_back (f, run (f, SB_PRODUCT_BULK_DELETE, 3));
  g_autoptr (SbProduct) back = product_of (f, 1);
  g_assert_nonnull (back);
  g_assert_cmpstr (back->sku, ==, "B");
  g_assert_cmpint (back->sale_price, ==, 5000000);
  g_assert_true (back->deprecated);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/app/product-bulk/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("undo-touches-what-was-changed-alone", test_undo_touches_what_was_changed_alone);
  ADD ("only-deprecated-ones-without-history-are-deleted",
       test_only_deprecated_ones_without_history_are_deleted);
  ADD ("a-deleted-product-comes-back-as-it-was", test_a_deleted_product_comes_back_as_it_was);
#undef ADD
  return g_test_run ();
}

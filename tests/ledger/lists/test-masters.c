/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-draft.h"
#include "sb-ledger-error.h"
#include "sb-list-fixture.h"
#include "sb-party.h"
#include "sb-product.h"
#include "sb-reference-lists.h"
#include "sb-setting.h"

#define NOW G_GINT64_CONSTANT (1710504000000000)

static void
assert_refused (const GError *error, SbLedgerError code, const char *field)
{
  g_assert_error (error, SB_LEDGER_ERROR, (int) code);
  g_assert_cmpstr (sb_ledger_error_field (error), ==, field);
}

static void
test_a_product_is_kept_as_it_was_typed (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbTxn) txn = sb_txn_begin (db, &error);
  g_autoptr(SbProduct) product = sb_product_new ("N-1", "Notebook");
  g_autoptr(SbProduct) read = NULL;

  product->category = g_strdup ("Paper");
  product->sale_price = 12500000;
  product->reorder_point = 0;
  product->id = sb_product_create (txn, product, NOW, &error);
  g_assert_no_error (error);
  read = sb_product_load (db, product->id, &error);
  g_assert_cmpstr (read->category, ==, "Paper");
  g_assert_cmpint (read->sale_price, ==, 12500000);
  g_assert_cmpint (read->purchase_price, ==, -1);
  /* Nothing to reorder at is another thing than never to reorder. */
  g_assert_cmpint (read->reorder_point, ==, 0);

  g_free (read->name);
  read->name = g_strdup ("Notebook A5");
  g_assert_true (sb_product_update (txn, read, NOW, &error));
  g_assert_true (sb_product_set_deprecated (txn, read->id, TRUE, NOW, &error));
  g_clear_pointer (&read, sb_product_free);
  read = sb_product_find (db, "N-1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->name, ==, "Notebook A5");
  g_assert_true (read->deprecated);
}

static void
test_bad_products_are_refused_at_their_field (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  g_autoptr(SbTxn) txn = sb_txn_begin (db, NULL);
  const struct
  {
    const char *sku;
    const char *name;
    gint64 price;
    SbLedgerError code;
    const char *field;
  } cases[] = {
    { "  ", "Name", -1, SB_LEDGER_ERROR_BAD_EVENT, "/sku" },
    { "X", "", -1, SB_LEDGER_ERROR_BAD_EVENT, "/name" },
    { "X", "Wood:Oak", -1, SB_LEDGER_ERROR_BAD_EVENT, "/name" },
    { "X", "Name", -2, SB_LEDGER_ERROR_BAD_EVENT, "/sale_price" },
    { "X", "Name", G_GINT64_CONSTANT (10000000000) * 1000000, SB_LEDGER_ERROR_BAD_EVENT, "/sale_price" },
    { "WB-1", "Name", -1, SB_LEDGER_ERROR_DUPLICATE, "/sku" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SbProduct) product = sb_product_new (cases[i].sku, cases[i].name);

      product->sale_price = cases[i].price;
      g_assert_cmpint (sb_product_create (txn, product, NOW, &error), ==, 0);
      assert_refused (error, cases[i].code, cases[i].field);
    }
}

static void
test_a_product_that_moved_keeps_its_sku (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbTxn) txn = NULL;
  g_autoptr(SbProduct) product = NULL;

  sb_list_fixture_add_purchase (db);
  txn = sb_txn_begin (db, &error);
  product = sb_product_load (db, 1, &error);
  g_free (product->sku);
  product->sku = g_strdup ("WB-2");
  g_assert_false (sb_product_update (txn, product, NOW, &error));
  assert_refused (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/sku");
}

static void
test_contacts_are_unique_among_their_kind_alone (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbTxn) txn = sb_txn_begin (db, &error);
  g_autoptr(SbParty) customer = sb_party_new (SB_PARTY_CUSTOMER, "Acme Supply");
  g_autoptr(SbParty) supplier = sb_party_new (SB_PARTY_SUPPLIER, "Acme Supply");
  g_autoptr(SbParty) read = NULL;
  gint64 id = 0;

  customer->email = g_strdup ("ann@acme.test");
  customer->billing.city = g_strdup ("Salem");
  id = sb_party_create (txn, customer, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sb_party_ensure (txn, SB_PARTY_CUSTOMER, "Acme Supply", &error), ==, id);
  read = sb_party_load (db, id, &error);
  g_assert_cmpstr (read->billing.city, ==, "Salem");
  g_assert_cmpint (sb_party_create (txn, supplier, NOW, &error), ==, 0);
  assert_refused (error, SB_LEDGER_ERROR_DUPLICATE, "/name");
}

static void
test_an_address_that_is_no_e_mail_is_refused (void)
{
  static const char *const bad[] = { "ann", "@acme.test", "ann@acme", "ann lee@acme.test", "<ann@acme.test>" };
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  g_autoptr(SbTxn) txn = sb_txn_begin (db, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SbParty) party = sb_party_new (SB_PARTY_CUSTOMER, "Someone");

      party->email = g_strdup (bad[i]);
      g_assert_cmpint (sb_party_create (txn, party, NOW, &error), ==, 0);
      assert_refused (error, SB_LEDGER_ERROR_BAD_EVENT, "/email");
    }
}

static void
test_switches_know_their_values_and_defaults (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbTxn) txn = sb_txn_begin (db, &error);
  g_autofree char *before = sb_setting_get (db, SB_SETTING_JOURNALS, &error);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "event");
  g_assert_true (sb_setting_set (txn, SB_SETTING_JOURNALS, "day", &error));
  after = sb_setting_get (db, SB_SETTING_JOURNALS, &error);
  g_assert_cmpstr (after, ==, "day");
  g_assert_no_error (error);
  g_assert_false (sb_setting_check (SB_SETTING_JOURNALS, "week", NULL));
  g_assert_false (sb_setting_check (SB_SETTING_FIRST_DATE, "2026-02-30", NULL));
  g_assert_false (sb_setting_check (SB_SETTING_SCHEDULE_MINUTES, "4", NULL));
  g_assert_true (sb_setting_check (SB_SETTING_SCHEDULE_MINUTES, "60", NULL));
  g_assert_false (sb_setting_check ("no-such-switch", "on", NULL));
}

static void
test_a_draft_survives_being_deleted_elsewhere (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbTxn) txn = sb_txn_begin (db, &error);
  gint64 id = sb_draft_save (txn, 0, "sale_order", "{\"a\":1}", NOW, &error);
  g_autoptr(SbDraft) read = NULL;
  g_autoptr(GPtrArray) list = NULL;

  g_assert_cmpint (sb_draft_save (txn, id, "sale_order", "{\"a\":2}", NOW + 1, &error), ==, id);
  g_assert_true (sb_draft_delete (txn, id, &error));
  id = sb_draft_save (txn, id, "sale_order", "{\"a\":3}", NOW + 2, &error);
  read = sb_draft_load (db, id, &error);
  g_assert_cmpstr (read->body, ==, "{\"a\":3}");
  list = sb_draft_list (db, "sale_order", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_a_place_cannot_be_named_like_goods_on_their_way (void)
{
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbTxn) txn = sb_txn_begin (db, &error);
  g_autoptr(GPtrArray) list = NULL;

  g_assert_cmpint (sb_location_create (txn, "SHOP", &error), >, 0);
  list = sb_location_list (db, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (sb_location_create (txn, "@transit:X", &error), ==, 0);
  assert_refused (error, SB_LEDGER_ERROR_BAD_EVENT, "/name");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/product/a-product-is-kept-as-it-was-typed", test_a_product_is_kept_as_it_was_typed);
  g_test_add_func ("/ledger/product/bad-products-are-refused-at-their-field",
                   test_bad_products_are_refused_at_their_field);
  g_test_add_func ("/ledger/product/a-product-that-moved-keeps-its-sku", test_a_product_that_moved_keeps_its_sku);
  g_test_add_func ("/ledger/party/contacts-are-unique-among-their-kind-alone",
                   test_contacts_are_unique_among_their_kind_alone);
  g_test_add_func ("/ledger/party/an-address-that-is-no-e-mail-is-refused",
                   test_an_address_that_is_no_e_mail_is_refused);
  g_test_add_func ("/ledger/setting/switches-know-their-values-and-defaults",
                   test_switches_know_their_values_and_defaults);
  g_test_add_func ("/ledger/draft/a-draft-survives-being-deleted-elsewhere",
                   test_a_draft_survives_being_deleted_elsewhere);
  g_test_add_func ("/ledger/location/a-place-cannot-be-named-like-goods-on-their-way",
                   test_a_place_cannot_be_named_like_goods_on_their_way);
  return g_test_run ();
}

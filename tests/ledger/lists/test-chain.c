/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-chain.h"

#include "sb-ledger-error.h"
#include "sb-list-fixture.h"

static void
test_a_purchase_page_gets_lines_steps_and_effect (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  gint64 id = sb_list_fixture_add_purchase (db);
  g_autoptr(SbChain) chain = sb_purchase_chain_load (db, id, &error);
  SbChainLine *line = NULL;
  SbChainStep *step = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (chain->number, ==, "PO-7");
  g_assert_cmpstr (chain->party_name, ==, "Acme Supply");
  g_assert_cmpstr (chain->state, ==, "part-billed");
  g_assert_cmpint (chain->date, ==, sb_day_from_ymd (2026, 3, 10));
  g_assert_cmpint (chain->ordered_total, ==, 5000);
  g_assert_cmpint (chain->billed_total, ==, 3000);
  g_assert_cmpint (chain->paid, ==, 1000);
  g_assert_cmpint (chain->open, ==, 2000);
  g_assert_cmpint (chain->effect_inventory, ==, 3000);
  g_assert_cmpint (chain->effect_accrued, ==, 0);
  g_assert_cmpint (chain->effect_quantity, ==, 6000000);

  g_assert_cmpuint (chain->lines->len, ==, 1);
  line = g_ptr_array_index (chain->lines, 0);
  g_assert_cmpstr (line->sku, ==, "WB-1");
  g_assert_cmpint (line->ordered, ==, 10000000);
  g_assert_cmpint (line->moved, ==, 6000000);
  g_assert_cmpint (line->unit_price, ==, 5000000);

  /* The payment belongs to the page although its document names no purchase. */
  g_assert_cmpuint (chain->steps->len, ==, 4);
  step = g_ptr_array_index (chain->steps, 2);
  g_assert_cmpstr (step->number, ==, "B-77");
  g_assert_cmpint (step->open, ==, 2000);
  step = g_ptr_array_index (chain->steps, 3);
  g_assert_cmpstr (step->kind, ==, "bill_payment");
  g_assert_cmpint (sb_chain_of_document (db, step->document, &error), ==, id);
  g_assert_cmpint (sb_chain_find (db, FALSE, "PO-7", &error), ==, id);
  g_assert_cmpint (sb_chain_find (db, TRUE, "PO-7", &error), ==, 0);
  g_assert_no_error (error);
}

static void
test_a_purchase_is_no_sale (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  gint64 id = sb_list_fixture_add_purchase (db);

  g_assert_null (sb_sale_chain_load (db, id, &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN_REF);
}

static void
test_an_undone_bill_counts_no_more_but_is_shown (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) db = sb_list_fixture_new ();
  gint64 id = sb_list_fixture_add_purchase (db);
  g_autoptr(SbChain) chain = NULL;
  SbChainStep *step = NULL;

  sb_list_fixture_run (db, "UPDATE document SET state = 'undone' WHERE id = 3;"
                           "UPDATE document_line SET active = 0 WHERE document = 3;");
  chain = sb_purchase_chain_load (db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (chain->billed, ==, 0);
  g_assert_cmpint (chain->billed_total, ==, 0);
  g_assert_cmpstr (chain->state, ==, "part-received");
  step = g_ptr_array_index (chain->steps, 2);
  g_assert_true (step->undone);
  g_assert_cmpint (step->open, ==, 0);
}

typedef struct
{
  SbChainSums sums;
  const char *purchase;
  const char *sale;
} StateCase;

static void
test_the_state_says_how_far_it_is (void)
{
  static const StateCase cases[] = {
    { { .alive = FALSE }, "void", "void" },
    { { .alive = TRUE, .ordered = 10, .stock_ordered = 10 }, "ordered", "ordered" },
    { { .alive = TRUE, .ordered = 10, .stock_ordered = 10, .moved = 4 }, "part-received", "part-shipped" },
    { { .alive = TRUE, .ordered = 10, .stock_ordered = 10, .moved = 10 }, "received", "shipped" },
    { { .alive = TRUE, .ordered = 10, .stock_ordered = 10, .billed = 10, .stock_billed = 10, .billed_total = 5 },
      "part-billed", "part-invoiced" },
    { { .alive = TRUE, .ordered = 10, .stock_ordered = 10, .moved = 10, .billed = 10, .stock_billed = 10,
        .billed_total = 5 }, "billed", "invoiced" },
    { { .alive = TRUE, .ordered = 10, .stock_ordered = 10, .moved = 10, .billed = 10, .stock_billed = 10,
        .billed_total = 5, .paid = 2 }, "part-paid", "part-paid" },
    { { .alive = TRUE, .ordered = 10, .stock_ordered = 10, .moved = 10, .billed = 10, .stock_billed = 10,
        .billed_total = 5, .paid = 5 }, "paid", "paid" },
    /* A service is never shipped. */
    { { .alive = TRUE, .ordered = 1, .billed = 1, .billed_total = 5, .paid = 5 }, "paid", "paid" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (sb_chain_state_word (&cases[i].sums, FALSE), ==, cases[i].purchase);
      g_assert_cmpstr (sb_chain_state_word (&cases[i].sums, TRUE), ==, cases[i].sale);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/chain/a-purchase-page-gets-lines-steps-and-effect",
                   test_a_purchase_page_gets_lines_steps_and_effect);
  g_test_add_func ("/ledger/chain/a-purchase-is-no-sale", test_a_purchase_is_no_sale);
  g_test_add_func ("/ledger/chain/an-undone-bill-counts-no-more-but-is-shown",
                   test_an_undone_bill_counts_no_more_but_is_shown);
  g_test_add_func ("/ledger/chain/the-state-says-how-far-it-is", test_the_state_says_how_far_it_is);
  return g_test_run ();
}

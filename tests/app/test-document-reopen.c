/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every kind of document becomes an event, and an undone event the document that it was typed in:
 * there and back, letter by letter. */

#include <string.h>

#include "sb-document-reopen.h"
#include "sb-event.h"
#include "sb-ledger-error.h"

static const SbCurrency USD = { "USD", 2 };

/* The event of a kind as its form writes it; the ledger has to take its form. */
static const struct
{
  const char *says;
  const char *event;
} CASES[] = {
  { "an-order-with-lost-tax",
    "'type':'purchase_order','po':'PO-7','number':'PO-7','vendor':'Acme','currency':'EUR',"
    "'rate':'1.08','lines':[{'sku':'A','qty':'2','unit_price':'5.5','discount_pct':'5',"
    "'tax_rate':'0.0825','tax_recoverable':false}]" },
  { "a-receipt", "'type':'receive','number':'R-1','po':'PO-7','location':'Shop',"
                 "'lines':[{'sku':'A','qty':'2'}]" },
  { "a-bill-with-freight-an-expense-and-rounding",
    "'type':'bill','bill':'B-1','number':'B-1','po':'PO-7','vendor':'Acme','due':'2025-04-10',"
    "'lines':[{'sku':'A','qty':'2','unit_price':'5'}],"
    "'extra':[{'role':'LandedCostClearing','amount':'20'},{'account_id':7,'amount':'-1.5',"
    "'tax_rate':'0.1'}],'discount_amount':'1','rounding':'-0.02'" },
  { "a-bill-for-freight-alone",
    "'type':'bill','bill':'B-2','number':'B-2','vendor':'Acme','lines':[],"
    "'extra':[{'role':'LandedCostClearing','amount':'20'}]" },
  { "a-foreign-payment", "'type':'pay_bill','number':'BP-1','bill':'B-1','rate':'1.085',"
                         "'amount':'10','account':'Bank','account_id':3,'full':true" },
  { "a-return", "'type':'purchase_return','number':'PR-1','po':'PO-7',"
                "'lines':[{'sku':'A','qty':'1'}]" },
  { "a-suppliers-credit", "'type':'purchase_credit','credit':'SC-1','number':'SC-1','po':'PO-7',"
                          "'vendor':'Acme','lines':[{'sku':'A','against':'not_received','qty':'1',"
                          "'unit_price':'5'}]" },
  { "money-back", "'type':'supplier_refund','number':'SR-1','credit':'SC-1','amount':'5',"
                  "'account':'Bank'" },
  { "a-deposit-to-a-supplier", "'type':'supplier_deposit','number':'SD-1','po':'PO-7',"
                               "'vendor':'Acme','amount':'5','account':'Bank'" },
  { "its-use", "'type':'apply_deposit','number':'DU-1','bill':'B-1','vendor':'Acme','amount':'5'" },
  { "a-credit-used-for-a-bill", "'type':'apply_credit','number':'CU-1','bill':'B-1',"
                                "'credit':'SC-1','amount':'5'" },
  { "a-landed-cost", "'type':'landed_cost','number':'LC-1','amount':'20','method':'weight',"
                     "'targets':['R-1','R-2']" },
  { "a-quote-of-a-service", "'type':'sale_quote','sale':'Q-1','number':'Q-1','customer':'Ann',"
                            "'lines':[{'item':'Hours','qty':'2','unit_price':'40'}]" },
  { "an-order-that-follows-a-quote",
    "'type':'sale_order','sale':'Q-1','number':'S-1','customer':'Ann',"
    "'lines':[{'sku':'A','qty':'2','unit_price':'40'}]" },
  { "an-order-of-its-own", "'type':'sale_order','sale':'S-2','number':'S-2','customer':'Ann',"
                           "'lines':[{'sku':'A','qty':'2','unit_price':'40'}]" },
  { "an-invoice-with-everything",
    "'type':'invoice','invoice':'I-1','number':'I-1','sale':'Q-1','customer':'Ann',"
    "'lines':[{'sku':'A','qty':'2','unit_price':'40','discount_pct':'5','tax_rate':'0.0825'}],"
    "'discount_amount':'1','shipping':'4.95','shipping_tax_rate':'0.0825','note':'by \\\"noon\\\"'" },
  { "a-credit-note-with-goods-refunded-at-once",
    "'type':'credit_note','credit':'CN-1','number':'CN-1','sale':'Q-1','customer':'Ann',"
    "'lines':[{'sku':'A','qty':'1','unit_price':'40'}],'restock':[{'sku':'A','qty':'1'}],"
    "'refund_account':'Bank','account_id':3" },
  { "a-credit-note-of-no-sale", "'type':'credit_note','credit':'CN-2','number':'CN-2',"
                                "'customer':'Ann','lines':[{'sku':'A','qty':'1','unit_price':'40'}],"
                                "'restock':[{'sku':'A','qty':'1','unit_cost':'7'}]" },
  { "a-credit-used-for-an-invoice", "'type':'apply_credit','number':'CU-2','invoice':'I-1',"
                                    "'credit':'CN-1','amount':'5'" },
  { "a-deposit-of-a-customer", "'type':'customer_deposit','number':'CD-1','sale':'Q-1',"
                               "'customer':'Ann','amount':'5','account':'UndepositedFunds'" },
};

static char *
full_event (const char *event)
{
  g_autofree char *text =
      g_strdup_printf ("{'id':'E1','date':'2025-03-10',%s}", event);

  return g_strdelimit (g_steal_pointer (&text), "'", '"');
}

static void
test_there_and_back (gconstpointer data)
{
  const char *short_event = data;
  g_autofree char *event = full_event (short_event);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDocumentForm) form = sb_document_reopen (event, &error);

  g_assert_no_error (error);
  /* By way of a draft, as an undone document goes. */
  g_autofree char *draft = sb_document_form_to_draft (form);
  g_autoptr (SbDocumentForm) again = sb_document_form_from_draft (draft, &error);
  g_assert_no_error (error);
  g_autofree char *written = sb_document_form_to_event (again, "E1", USD, 20000, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (written, ==, event);

  g_autoptr (SbEvent) taken = sb_event_parse (written, -1, USD, &error);
  g_assert_no_error (error);
  g_assert_nonnull (taken);
}

static void
test_what_nobody_types_has_no_form (void)
{
  static const char *const EVENTS[] = {
    "{}", "[]", "{\"type\":\"undo\"}", "{\"type\":7}", "null", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (EVENTS); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (sb_document_reopen (EVENTS[i], &error));
      g_assert_nonnull (error);
    }
}

static void
test_foreign_money_needs_its_rate (void)
{
  g_autofree char *event = full_event (CASES[0].event);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDocumentForm) form = sb_document_reopen (event, &error);

  g_assert_no_error (error);
  sb_document_form_set (form, "rate", "");
  g_assert_null (sb_document_form_to_event (form, "E1", USD, 20000, &error));
  g_assert_true (sb_document_form_is_missing (error));
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/rate");
}

static void
test_nothing_picked_is_missing (void)
{
  g_autofree char *event = full_event (CASES[11].event);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDocumentForm) form = sb_document_reopen (event, &error);

  g_assert_no_error (error);
  sb_form_line_set (sb_document_form_line_in (form, "targets", 0), "pick", "");
  g_autofree char *one = sb_document_form_to_event (form, "E1", USD, 20000, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (one, "\"targets\":[\"R-2\"]"));
  sb_form_line_set (sb_document_form_line_in (form, "targets", 1), "pick", "");
  g_assert_null (sb_document_form_to_event (form, "E1", USD, 20000, &error));
  g_assert_true (sb_document_form_is_missing (error));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/app/document-reopen/%s-comes-back-as-it-was-typed", CASES[i].says);
      g_test_add_data_func (path, CASES[i].event, test_there_and_back);
    }
  g_test_add_func ("/app/document-reopen/what-nobody-types-has-no-form",
                   test_what_nobody_types_has_no_form);
  g_test_add_func ("/app/document-reopen/money-of-another-currency-needs-its-rate",
                   test_foreign_money_needs_its_rate);
  g_test_add_func ("/app/document-reopen/a-landed-cost-over-nothing-picked-is-missing-something",
                   test_nothing_picked_is_missing);
  return g_test_run ();
}

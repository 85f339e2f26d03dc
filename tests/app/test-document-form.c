/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-form.h"
#include "sb-json-reader.h"
#include "sb-ledger-error.h"

static const SbCurrency USD = { "USD", 2 };

static SbDocumentForm *
make_order (void)
{
  SbDocumentForm *form = sb_document_form_new (sb_document_kind_find ("purchase_order"));
  SbFormLine *line = sb_document_form_add_line (form);

  sb_document_form_set (form, "party", "Acme");
  sb_document_form_set (form, "number", "PO-7");
  sb_document_form_set (form, "date", "2025-03-10");
  sb_form_line_set (line, "sku", "WB-1");
  sb_form_line_set (line, "qty", "1,200");
  sb_form_line_set (line, "price", "5.25");
  return form;
}

static void
test_becomes_an_event (void)
{
  g_autoptr (SbDocumentForm) form = make_order ();
  g_autoptr (GError) error = NULL;
  g_autofree char *event = sb_document_form_to_event (form, "E1", USD, 20000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (event, ==,
                   "{\"id\":\"E1\",\"date\":\"2025-03-10\",\"type\":\"purchase_order\",\"po\":\"PO-7\","
                   "\"number\":\"PO-7\",\"vendor\":\"Acme\","
                   "\"lines\":[{\"sku\":\"WB-1\",\"qty\":\"1200\",\"unit_price\":\"5.25\"}]}");
}

/* A wrong text, the field it stands in, and where the refusal must point. */
static const struct
{
  const char *field;
  gboolean    of_line;
  const char *text;
  const char *pointer;
} WRONG[] = {
  { "qty", TRUE, "twelve", "/lines/0/qty" },
  { "qty", TRUE, "1,20", "/lines/0/qty" },
  { "qty", TRUE, "0.1234567", "/lines/0/qty" },
  { "price", TRUE, "5 each", "/lines/0/unit_price" },
  { "price", TRUE, "99999999999999999999", "/lines/0/unit_price" },
  { "discount", TRUE, "ten", "/lines/0/discount_pct" },
  { "date", FALSE, "2025-02-30", "/date" },
  { "date", FALSE, "someday", "/date" },
};

static void
test_wrong_text_is_refused_at_its_field (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (SbDocumentForm) form = make_order ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: “%s”", WRONG[i].field, WRONG[i].text);
      if (WRONG[i].of_line)
        sb_form_line_set (sb_document_form_line_at (form, 0), WRONG[i].field, WRONG[i].text);
      else
        sb_document_form_set (form, WRONG[i].field, WRONG[i].text);
      g_assert_null (sb_document_form_to_event (form, "E1", USD, 20000, &error));
      g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_BAD_EVENT);
      g_assert_cmpstr (sb_ledger_error_field (error), ==, WRONG[i].pointer);
      g_assert_false (sb_document_form_is_missing (error));
    }
}

static void
test_missing_is_told_from_wrong (void)
{
  static const char *const FIELDS[] = { "party", "number", "date" };

  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      g_autoptr (SbDocumentForm) form = make_order ();
      g_autoptr (GError) error = NULL;

      sb_document_form_set (form, FIELDS[i], "");
      g_assert_null (sb_document_form_to_event (form, "E1", USD, 20000, &error));
      g_assert_true (sb_document_form_is_missing (error));
    }
}

static void
test_blank_lines_are_left_out (void)
{
  g_autoptr (SbDocumentForm) form = make_order ();
  g_autoptr (GError) error = NULL;
  SbFormLine *blank = sb_document_form_add_line (form);
  SbFormLine *last = sb_document_form_add_line (form);

  sb_form_line_set (last, "sku", "WB-2");
  sb_form_line_set (last, "qty", "x");
  g_assert_cmpint (sb_document_form_line_position (form, blank), ==, -1);
  g_assert_cmpint (sb_document_form_line_position (form, last), ==, 1);
  g_assert_true (sb_document_form_line_at (form, 1) == last);
  g_assert_null (sb_document_form_to_event (form, "E1", USD, 20000, &error));
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/lines/1/qty");
}

static void
test_draft_keeps_what_was_typed_right_or_wrong (void)
{
  g_autoptr (SbDocumentForm) form = make_order ();
  g_autoptr (GError) error = NULL;

  sb_form_line_set (sb_document_form_line_at (form, 0), "qty", "tw\"elve");
  g_autofree char *body = sb_document_form_to_draft (form);
  g_autoptr (SbDocumentForm) back = sb_document_form_from_draft (body, &error);
  g_assert_no_error (error);
  g_autofree char *again = sb_document_form_to_draft (back);
  g_assert_cmpstr (again, ==, body);
  g_assert_cmpstr (sb_form_line_get (sb_document_form_line_at (back, 0), "qty"), ==, "tw\"elve");
}

static void
test_hostile_drafts_are_refused (void)
{
  static const char *const BODIES[] = {
    "", "[]", "{", "{\"kind\":\"nothing\"}", "{\"kind\":7}", "{\"kind\":\"bill\",\"lines\":[7]}", "null",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SbDocumentForm) form = sb_document_form_from_draft (BODIES[i], &error);

      g_test_message ("%s", BODIES[i]);
      g_assert_null (form);
      g_assert_nonnull (error);
    }
}

static void
test_net_rounds_each_line_once (void)
{
  g_autoptr (SbDocumentForm) form = make_order ();
  SbFormLine *line = sb_document_form_line_at (form, 0);
  gint64 net;

  sb_form_line_set (line, "qty", "2");
  sb_form_line_set (line, "price", "19.99");
  sb_form_line_set (line, "discount", "5");
  g_assert_true (sb_document_form_net (form, USD, &net));
  g_assert_cmpint (net, ==, 3798);
  sb_form_line_set (line, "qty", "two");
  g_assert_false (sb_document_form_net (form, USD, &net));
}

static void
test_a_count_may_be_none (void)
{
  g_autoptr (SbDocumentForm) form = sb_document_form_new (sb_document_kind_find ("stocktake"));
  SbFormLine *line = sb_document_form_add_line (form);
  g_autoptr (GError) error = NULL;
  gint64 difference;

  sb_document_form_set (form, "date", "2025-03-10");
  sb_form_line_set (line, "sku", "WB-1");
  sb_form_line_set (line, "qty", "0");
  g_assert_false (sb_document_form_line_difference (line, &difference));
  sb_form_line_set (line, "book", "12");
  g_assert_true (sb_document_form_line_difference (line, &difference));
  g_assert_cmpint (difference, ==, -12000000);
  g_autofree char *event = sb_document_form_to_event (form, "E1", USD, 20000, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (event, ==,
                   "{\"id\":\"E1\",\"date\":\"2025-03-10\",\"type\":\"stocktake\","
                   "\"lines\":[{\"sku\":\"WB-1\",\"counted\":\"0\"}]}");
  sb_form_line_set (line, "qty", "-1");
  g_assert_null (sb_document_form_to_event (form, "E1", USD, 20000, &error));
  g_assert_cmpstr (sb_ledger_error_field (error), ==, "/lines/0/counted");
}

static void
test_the_only_line_stands_in_the_event_itself (void)
{
  g_autoptr (SbDocumentForm) form = sb_document_form_new (sb_document_kind_find ("disassemble"));
  SbFormLine *whole = sb_document_form_add_to (form, "components");
  SbFormLine *part = sb_document_form_add_to (form, "outputs");
  g_autoptr (GError) error = NULL;

  sb_document_form_set (form, "date", "2025-03-10");
  sb_form_line_set (whole, "sku", "TABLE");
  sb_form_line_set (whole, "qty", "2");
  sb_form_line_set (part, "sku", "LEG");
  sb_form_line_set (part, "qty", "8");
  sb_form_line_set (part, "value", "1.50");
  g_autofree char *event = sb_document_form_to_event (form, "E1", USD, 20000, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (event, ==,
                   "{\"id\":\"E1\",\"date\":\"2025-03-10\",\"type\":\"disassemble\","
                   "\"sku\":\"TABLE\",\"qty\":\"2\","
                   "\"outputs\":[{\"sku\":\"LEG\",\"qty\":\"8\",\"unit_value\":\"1.50\"}]}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/document-form/becomes-an-event-in-the-ledgers-spelling",
                   test_becomes_an_event);
  g_test_add_func ("/app/document-form/wrong-text-is-refused-at-its-field",
                   test_wrong_text_is_refused_at_its_field);
  g_test_add_func ("/app/document-form/missing-is-told-from-wrong",
                   test_missing_is_told_from_wrong);
  g_test_add_func ("/app/document-form/blank-lines-are-left-out", test_blank_lines_are_left_out);
  g_test_add_func ("/app/document-form/a-draft-keeps-what-was-typed-right-or-wrong",
                   test_draft_keeps_what_was_typed_right_or_wrong);
  g_test_add_func ("/app/document-form/hostile-drafts-are-refused",
                   test_hostile_drafts_are_refused);
  g_test_add_func ("/app/document-form/net-rounds-each-line-once",
                   test_net_rounds_each_line_once);
  g_test_add_func ("/app/document-form/a-count-may-be-none", test_a_count_may_be_none);
  g_test_add_func ("/app/document-form/the-only-line-stands-in-the-event-itself",
                   test_the_only_line_stands_in_the_event_itself);
  return g_test_run ();
}

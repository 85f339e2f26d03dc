/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person types wrong is refused at the field, with the reason, and nothing is written. The
 * whole way: widget, form, preview by the ledger, and back to the field. */

#include <adwaita.h>

#include "sb-apply.h"
#include "sb-book-facts.h"
#include "sb-company.h"
#include "sb-document-start.h"
#include "sb-document-view.h"
#include "sb-ledger.h"
#include "sb-page-query.h"
#include "sb-product.h"
#include "sb-resources.h"
#include "sb-test.h"

typedef struct
{
  SbTest           test;
  SbCompany       *company;
  SbDocumentStart *start;
  SbDocumentView  *view;
  GtkWindow       *window;
} Fixture;

static gpointer
add_product (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbProduct) product = sb_product_new ("WB-1", "Walnut board");

  sb_product_create (txn, product, SB_TEST_NOW, error);
  return NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  SbLedgerSettings settings = { .name = "Test", .provisional_cost = TRUE };
  g_autoptr (GError) error = NULL;
  g_auto (SbTestCall) facts = SB_TEST_CALL_INIT;
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;

  sb_test_set_up (&f->test, data);
  sb_currency_from_code ("USD", &settings.currency, NULL);
  sb_day_parse ("2025-01-31", &settings.closing_date, NULL);
  g_autofree char *path = sb_test_path (&f->test, "book.stockbook");
  f->company = sb_company_create (path, &settings, &error);
  g_assert_no_error (error);
  sb_ledger_write (sb_company_get_ledger (f->company), add_product, NULL, &error);
  g_assert_no_error (error);
  sb_book_facts_load_async (f->company, NULL, sb_test_call_done, &facts);
  g_assert_true (sb_book_facts_load_finish (f->company, sb_test_call_wait (&facts), &error));

  sb_document_start_async (f->company, "purchase_order", NULL, sb_test_call_done, &call);
  f->start = sb_document_start_finish (f->company, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  f->view = g_object_new (SB_TYPE_DOCUMENT_VIEW, NULL);
  f->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (f->window, GTK_WIDGET (f->view));
  sb_document_view_set_start (f->view, f->company, f->start);
  gtk_window_present (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
  sb_document_start_free (f->start);
  sb_test_settle ();
  sb_company_close (f->company);
  g_clear_object (&f->company);
  sb_test_tear_down (&f->test, data);
}

/* The text of the first visible label of class "error" below @widget. */
static const char *
shown_refusal (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "error"))
    return gtk_label_get_label (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *text = shown_refusal (child);
      if (text != NULL)
        return text;
    }
  return NULL;
}

static gboolean
is_refused (gpointer data)
{
  return shown_refusal (data) != NULL;
}

static gpointer
count_documents (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const SbPageQuery query = { .kind = SB_LIST_DOCUMENTS };
  g_autoptr (GArray) ids = sb_page_query_ids (db, &query, error);

  return GUINT_TO_POINTER (ids != NULL ? ids->len + 1 : 0);
}

typedef struct
{
  const char *name;
  const char *date;
  const char *sku;
  const char *qty;
  const char *price;
} Typed;

static const Typed CASES[] = {
  { "a-negative-quantity", "2025-03-10", "WB-1", "-3", "5.00" },
  { "an-unknown-product", "2025-03-10", "NO-SUCH", "3", "5.00" },
  { "an-eleven-digit-price", "2025-03-10", "WB-1", "3", "99999999999" },
  { "text-in-a-number-field", "2025-03-10", "WB-1", "three", "5.00" },
  { "a-date-before-the-closing-date", "2025-01-15", "WB-1", "3", "5.00" },
};

static void
test_refused_at_the_field (Fixture *f, gconstpointer data)
{
  const Typed *typed = data;
  SbFormLine *line = NULL;
  g_autoptr (GError) error = NULL;

  sb_document_form_set (f->start->form, "party", "Acme");
  sb_document_form_set (f->start->form, "date", typed->date);
  g_autoptr (GObject) first =
      g_list_model_get_item (sb_document_form_get_lines (f->start->form), 0);
  line = SB_FORM_LINE (first);
  sb_form_line_set (line, "sku", typed->sku);
  sb_form_line_set (line, "qty", typed->qty);
  sb_form_line_set (line, "price", typed->price);
  sb_test_run_until (is_refused, f->view);

  g_test_message ("%s", shown_refusal (GTK_WIDGET (f->view)));
  g_assert_cmpuint (strlen (shown_refusal (GTK_WIDGET (f->view))), >, 5);
  gpointer n = sb_ledger_read (sb_company_get_ledger (f->company), count_documents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (GPOINTER_TO_UINT (n), ==, 1);
}

static gboolean
is_not_refused (gpointer data)
{
  return shown_refusal (data) == NULL;
}

static void
test_mended_field_loses_its_refusal (Fixture *f, gconstpointer data)
{
  test_refused_at_the_field (f, &CASES[3]);
  sb_form_line_set (sb_document_form_line_at (f->start->form, 0), "qty", "3");
  sb_test_run_until (is_not_refused, f->view);

  g_autoptr (GError) error = NULL;
  g_autofree char *event = sb_document_view_make_event (f->view, &error);
  g_assert_no_error (error);
  g_autoptr (SbApplied) applied = sb_company_apply (f->company, event, &error);
  g_assert_no_error (error);
  g_assert_nonnull (applied);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  adw_init ();
  sb_resources_register ();
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/app/document-view/%s-is-refused-at-its-field", CASES[i].name);
      g_test_add (path, Fixture, &CASES[i], set_up, test_refused_at_the_field, tear_down);
    }
  g_test_add ("/app/document-view/a-mended-field-loses-its-refusal", Fixture, NULL, set_up,
              test_mended_field_loses_its_refusal, tear_down);
  return g_test_run ();
}

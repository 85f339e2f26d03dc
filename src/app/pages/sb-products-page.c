/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-products-page.h"

#include <glib/gi18n.h>

#include "sb-ledger.h"
#include "sb-product-bulk.h"

/* So many reasons are told in full; who has more looks at the products. */
#define MOST_REASONS 3

struct _SbProductsPage
{
  SbListPage parent_instance;

  SbProductBulk *last;  /* (owned) (nullable): what the toast can take back */
};

G_DEFINE_FINAL_TYPE (SbProductsPage, sb_products_page, SB_TYPE_LIST_PAGE)

static const SbListSource *
list_source (SbListPage *page)
{
  return sb_list_source_for_kind (SB_LIST_PRODUCTS);
}

static char *
describe (const SbProductBulk *bulk)
{
  guint n = bulk->before->len;

  switch (bulk->action)
    {
    case SB_PRODUCT_BULK_DEPRECATE:
      return g_strdup_printf (ngettext ("%u product is no longer offered",
                                        "%u products are no longer offered", n), n);
    case SB_PRODUCT_BULK_ACTIVATE:
      return g_strdup_printf (ngettext ("%u product is offered again",
                                        "%u products are offered again", n), n);
    case SB_PRODUCT_BULK_DELETE:
    default:
      return g_strdup_printf (ngettext ("%u product deleted", "%u products deleted", n), n);
    }
}

/* What was not done, and why. */
static void
show_refusals (SbProductsPage *self, const SbProductBulk *bulk)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (bulk->refusals->len, MOST_REASONS); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            (const char *) g_ptr_array_index (bulk->refusals, i));
  if (bulk->refusals->len > MOST_REASONS)
    {
      guint more = bulk->refusals->len - MOST_REASONS;
      /* Translators: after a list of reasons */
      g_string_append_printf (text, ngettext ("; and %u more", "; and %u more", more), more);
    }
  sb_page_show_notice (SB_PAGE (self), bulk->refusals->len > 0 ? text->str : NULL, NULL, NULL);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbProductsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbProductBulk) bulk = sb_product_bulk_finish (SB_COMPANY (source), result, &error);

  if (bulk == NULL)
    {
      sb_page_show_error (SB_PAGE (self), error);
      return;
    }
  show_refusals (self, bulk);
  if (bulk->before->len == 0)
    {
      if (bulk->refusals->len == 0)
        sb_page_toast (SB_PAGE (self), _("They are so already"));
      return;
    }
  g_autofree char *text = describe (bulk);
  g_clear_pointer (&self->last, sb_product_bulk_free);
  self->last = g_steal_pointer (&bulk);
  sb_list_view_unselect (sb_list_page_get_view (SB_LIST_PAGE (self)));
  sb_page_toast_with_action (SB_PAGE (self), text, _("_Undo"), "products.undo");
}

static void
run (SbProductsPage *self, SbProductBulkAction action)
{
  GArray *ids = sb_list_view_get_selected (sb_list_page_get_view (SB_LIST_PAGE (self)));

  sb_product_bulk_async (sb_page_get_company (SB_PAGE (self)), action, ids, done_cb,
                         g_object_ref (self));
}

static void
deprecate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (SB_PRODUCTS_PAGE (widget), SB_PRODUCT_BULK_DEPRECATE);
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (SB_PRODUCTS_PAGE (widget), SB_PRODUCT_BULK_ACTIVATE);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (SB_PRODUCTS_PAGE (widget), SB_PRODUCT_BULK_DELETE);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbProductsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbProductBulk) bulk = sb_product_bulk_finish (SB_COMPANY (source), result, &error);

  if (bulk == NULL)
    sb_page_show_error (SB_PAGE (self), error);
  else
    sb_page_toast (SB_PAGE (self), _("As they were before"));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbProductsPage *self = SB_PRODUCTS_PAGE (widget);

  if (self->last == NULL)
    return;
  sb_product_bulk_undo_async (sb_page_get_company (SB_PAGE (self)), g_steal_pointer (&self->last),
                              undone_cb, g_object_ref (self));
}

static void
sb_products_page_dispose (GObject *object)
{
  g_clear_pointer (&SB_PRODUCTS_PAGE (object)->last, sb_product_bulk_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_PRODUCTS_PAGE);
  G_OBJECT_CLASS (sb_products_page_parent_class)->dispose (object);
}

static void
sb_products_page_class_init (SbProductsPageClass *klass)
{
  SbListPageClass *list_class = SB_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_products_page_dispose;
  list_class->source = list_source;
  list_class->changes = SB_CHANGE_STOCK | SB_CHANGE_PRODUCTS;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/stockbook/Stockbook/ui/pages/products-page.ui");
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "products.deprecate", NULL,
                                   deprecate_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "products.activate", NULL,
                                   activate_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "products.delete", NULL,
                                   delete_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "products.undo", NULL, undo_action);
}

static void
sb_products_page_init (SbProductsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-stock-page.h"

#include <glib/gi18n.h>

#include "sb-dialogs.h"
#include "sb-ledger.h"
#include "sb-reference-lists.h"

struct _SbStockPage
{
  SbListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbStockPage, sb_stock_page, SB_TYPE_LIST_PAGE)

static const SbListSource *
list_source (SbListPage *page)
{
  return sb_list_source_for_kind (SB_LIST_STOCK);
}

static gpointer
write_place (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  if (sb_location_create (txn, data, error) == 0)
    return NULL;
  sb_ledger_note_change (txn, SB_CHANGE_SETTINGS);
  return NULL;
}

static void
place_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbPage) page = user_data;
  g_autoptr (GError) error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    sb_page_show_error (page, error);
  else
    sb_page_toast (page, _("Place added"));
}

static void
place_named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbPage) page = user_data;
  char *name = sb_dialogs_ask_text_finish (result, NULL);

  if (name != NULL)
    sb_ledger_write_async (sb_company_get_ledger (sb_page_get_company (page)), write_place, name,
                           g_free, NULL, NULL, place_written_cb, g_object_ref (page));
}

static void
add_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  sb_dialogs_ask_text_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("A new place"),
                             _("Where goods are kept: a warehouse, a shop, a van."),
                             _("Name of the place"), _("_Add"),
                             sb_page_get_cancellable (SB_PAGE (widget)), place_named_cb,
                             g_object_ref (widget));
}

static void
sb_stock_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_STOCK_PAGE);
  G_OBJECT_CLASS (sb_stock_page_parent_class)->dispose (object);
}

static void
sb_stock_page_class_init (SbStockPageClass *klass)
{
  SbListPageClass *list_class = SB_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_stock_page_dispose;
  list_class->source = list_source;
  list_class->changes = SB_CHANGE_STOCK | SB_CHANGE_PRODUCTS;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/stockbook/Stockbook/ui/pages/stock-page.ui");
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "stock.add-place", NULL,
                                   add_place_action);
}

static void
sb_stock_page_init (SbStockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

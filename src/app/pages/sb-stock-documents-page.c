/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-stock-documents-page.h"

#include "sb-ledger.h"

struct _SbStockDocumentsPage
{
  SbListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbStockDocumentsPage, sb_stock_documents_page, SB_TYPE_LIST_PAGE)

static const SbListSource *
list_source (SbListPage *page)
{
  return sb_list_source_for_kind (SB_LIST_STOCK_DOCUMENTS);
}

static void
sb_stock_documents_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_STOCK_DOCUMENTS_PAGE);
  G_OBJECT_CLASS (sb_stock_documents_page_parent_class)->dispose (object);
}

static void
sb_stock_documents_page_class_init (SbStockDocumentsPageClass *klass)
{
  SbListPageClass *list_class = SB_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_stock_documents_page_dispose;
  list_class->source = list_source;
  list_class->changes = SB_CHANGE_STOCK | SB_CHANGE_DOCUMENTS;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass),
      "/io/github/stockbook/Stockbook/ui/pages/stock-documents-page.ui");
}

static void
sb_stock_documents_page_init (SbStockDocumentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

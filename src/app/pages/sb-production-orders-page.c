/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-production-orders-page.h"

#include "sb-ledger.h"

struct _SbProductionOrdersPage
{
  SbListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbProductionOrdersPage, sb_production_orders_page, SB_TYPE_LIST_PAGE)

static const SbListSource *
list_source (SbListPage *page)
{
  return sb_list_source_for_kind (SB_LIST_PRODUCTION);
}

static void
sb_production_orders_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_PRODUCTION_ORDERS_PAGE);
  G_OBJECT_CLASS (sb_production_orders_page_parent_class)->dispose (object);
}

static void
sb_production_orders_page_class_init (SbProductionOrdersPageClass *klass)
{
  SbListPageClass *list_class = SB_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_production_orders_page_dispose;
  list_class->source = list_source;
  list_class->changes = SB_CHANGE_STOCK | SB_CHANGE_DOCUMENTS;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass),
      "/io/github/stockbook/Stockbook/ui/pages/production-orders-page.ui");
}

static void
sb_production_orders_page_init (SbProductionOrdersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

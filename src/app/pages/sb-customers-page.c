/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-customers-page.h"

#include "sb-ledger.h"

struct _SbCustomersPage
{
  SbListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbCustomersPage, sb_customers_page, SB_TYPE_LIST_PAGE)

static const SbListSource *
list_source (SbListPage *page)
{
  return sb_list_source_for_kind (SB_LIST_CUSTOMERS);
}

static void
sb_customers_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_CUSTOMERS_PAGE);
  G_OBJECT_CLASS (sb_customers_page_parent_class)->dispose (object);
}

static void
sb_customers_page_class_init (SbCustomersPageClass *klass)
{
  SbListPageClass *list_class = SB_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_customers_page_dispose;
  list_class->source = list_source;
  list_class->changes = SB_CHANGE_DOCUMENTS | SB_CHANGE_PARTIES;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/stockbook/Stockbook/ui/pages/customers-page.ui");
}

static void
sb_customers_page_init (SbCustomersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-purchases-page.h"

#include "sb-ledger.h"

struct _SbPurchasesPage
{
  SbListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbPurchasesPage, sb_purchases_page, SB_TYPE_LIST_PAGE)

static const SbListSource *
list_source (SbListPage *page)
{
  return sb_list_source_for_kind (SB_LIST_PURCHASES);
}

static void
sb_purchases_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_PURCHASES_PAGE);
  G_OBJECT_CLASS (sb_purchases_page_parent_class)->dispose (object);
}

static void
sb_purchases_page_class_init (SbPurchasesPageClass *klass)
{
  SbListPageClass *list_class = SB_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_purchases_page_dispose;
  list_class->source = list_source;
  list_class->changes = SB_CHANGE_DOCUMENTS | SB_CHANGE_PARTIES;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/stockbook/Stockbook/ui/pages/purchases-page.ui");
}

static void
sb_purchases_page_init (SbPurchasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* One purchase from order to payment, or one sale: how far it is, what can be done next, its
 * lines, everything that happened with its state in QuickBooks, and what it did to stock and
 * books. The two are mirrors and differ in words only: "purchase/12", "sale/12" with the row id of
 * the chain, or "purchase/of-28" with that of one of its documents. */
#define SB_TYPE_CHAIN_PAGE (sb_chain_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SbChainPage, sb_chain_page, SB, CHAIN_PAGE, SbPage)

/* @sale: whether it shows sales */
struct _SbChainPageClass
{
  SbPageClass parent_class;
  gboolean    sale;
};

#define SB_TYPE_PURCHASE_PAGE (sb_purchase_page_get_type ())
G_DECLARE_FINAL_TYPE (SbPurchasePage, sb_purchase_page, SB, PURCHASE_PAGE, SbChainPage)

#define SB_TYPE_SALE_PAGE (sb_sale_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSalePage, sb_sale_page, SB, SALE_PAGE, SbChainPage)

G_END_DECLS

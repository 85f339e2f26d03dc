/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of pages: the only place that names them all. */

#include "sb-window-private.h"

#include <glib/gi18n.h>

#include "sb-chain-page.h"
#include "sb-customers-page.h"
#include "sb-document-page.h"
#include "sb-products-page.h"
#include "sb-purchases-page.h"
#include "sb-sales-page.h"
#include "sb-stock-page.h"
#include "sb-suppliers-page.h"

static const SbPageInfo PAGES[] = {
  { "sales", "sales", N_("Sales"), "emblem-documents-symbolic", sb_sales_page_get_type },
  { "purchases", "purchases", N_("Purchases"), "document-send-symbolic",
    sb_purchases_page_get_type },
  { "products", "products", N_("Products"), "package-x-generic-symbolic",
    sb_products_page_get_type },
  { "stock", "stock", N_("Stock"), "view-grid-symbolic", sb_stock_page_get_type },
  { "customers", "customers", N_("Customers"), "system-users-symbolic",
    sb_customers_page_get_type },
  { "suppliers", "suppliers", N_("Suppliers"), "avatar-default-symbolic",
    sb_suppliers_page_get_type },
  /* Pages without a row: a thing that one of the places leads to. */
  { "purchase", "purchases", NULL, NULL, sb_purchase_page_get_type },
  { "sale", "sales", NULL, NULL, sb_sale_page_get_type },
  { "document", NULL, NULL, NULL, sb_document_page_get_type },
  { NULL }
};

const SbPageInfo *
sb_window_pages (gsize *n)
{
  *n = G_N_ELEMENTS (PAGES) - 1;
  return PAGES;
}

const SbPageInfo *
sb_window_page_info (const char *id)
{
  for (gsize i = 0; PAGES[i].id != NULL; i++)
    if (strcmp (PAGES[i].id, id) == 0)
      return &PAGES[i];
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of pages: the only place that names them all. */

#include "sb-window-private.h"

#include <glib/gi18n.h>

#include "sb-chain-page.h"
#include "sb-close-page.h"
#include "sb-accounts-page.h"
#include "sb-customers-page.h"
#include "sb-document-page.h"
#include "sb-explain-page.h"
#include "sb-home-page.h"
#include "sb-journal-page.h"
#include "sb-party-page.h"
#include "sb-product-page.h"
#include "sb-production-orders-page.h"
#include "sb-products-page.h"
#include "sb-purchases-page.h"
#include "sb-reconcile-page.h"
#include "sb-sales-page.h"
#include "sb-stock-documents-page.h"
#include "sb-stock-page.h"
#include "sb-settings-page.h"
#include "sb-suppliers-page.h"
#include "sb-sync-log-page.h"
#include "sb-sync-page.h"
#include "sb-sync-preview-page.h"
#include "sb-work-page.h"

static const SbPageInfo PAGES[] = {
  { "home", "home", N_("Home"), "user-home-symbolic", sb_home_page_get_type },
  { "sales", "sales", N_("Sales"), "emblem-documents-symbolic", sb_sales_page_get_type },
  { "purchases", "purchases", N_("Purchases"), "document-send-symbolic",
    sb_purchases_page_get_type },
  { "products", "products", N_("Products"), "package-x-generic-symbolic",
    sb_products_page_get_type },
  { "stock", "stock", N_("Stock"), "view-grid-symbolic", sb_stock_page_get_type },
  { "production-orders", "production-orders", N_("Production"), "applications-engineering-symbolic",
    sb_production_orders_page_get_type },
  { "customers", "customers", N_("Customers"), "system-users-symbolic",
    sb_customers_page_get_type },
  { "suppliers", "suppliers", N_("Suppliers"), "avatar-default-symbolic",
    sb_suppliers_page_get_type },
  /* Pages without a row: a thing that one of the places leads to. */
  { "purchase", "purchases", NULL, NULL, sb_purchase_page_get_type },
  { "sale", "sales", NULL, NULL, sb_sale_page_get_type },
  { "product", "products", NULL, NULL, sb_product_page_get_type },
  { "stock-documents", "stock", NULL, NULL, sb_stock_documents_page_get_type },
  { "stock-document", "stock", NULL, NULL, sb_stock_document_page_get_type },
  { "transfer", "stock", NULL, NULL, sb_transfer_page_get_type },
  { "production", "production-orders", NULL, NULL, sb_production_page_get_type },
  { "customer", "customers", NULL, NULL, sb_customer_page_get_type },
  { "supplier", "suppliers", NULL, NULL, sb_supplier_page_get_type },
  { "document", NULL, NULL, NULL, sb_document_page_get_type },
  { "close", "settings", NULL, NULL, sb_close_page_get_type },
  { "explain", NULL, NULL, NULL, sb_explain_page_get_type },
  { "journal", NULL, NULL, NULL, sb_journal_page_get_type },
  { "quickbooks", "quickbooks", N_("QuickBooks"), "emblem-synchronizing-symbolic",
    sb_sync_page_get_type },
  { "sync-preview", "quickbooks", NULL, NULL, sb_sync_preview_page_get_type },
  { "sync-log", "quickbooks", NULL, NULL, sb_sync_log_page_get_type },
  { "reconcile", "quickbooks", NULL, NULL, sb_reconcile_page_get_type },
  { "accounts", "quickbooks", NULL, NULL, sb_accounts_page_get_type },
  { "settings", "settings", N_("Settings"), "emblem-system-symbolic", sb_settings_page_get_type },
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

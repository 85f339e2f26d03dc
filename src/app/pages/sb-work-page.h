/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/*
 * One thing that was done with stock, whole: what it moved, what it posted, where it stands in
 * QuickBooks, what is still under way, and what is done next. Each step can be undone. Three pages
 * of one make: win.open takes "transfer/7" and "production/7" (row ids of chains) and
 * "stock-document/42" (row id of a document).
 */
#define SB_TYPE_WORK_PAGE (sb_work_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SbWorkPage, sb_work_page, SB, WORK_PAGE, SbPage)

/* @of_document: the argument is a document's row id */
struct _SbWorkPageClass
{
  SbPageClass parent_class;

  gboolean of_document;
  gpointer padding[4];
};

#define SB_TYPE_TRANSFER_PAGE (sb_transfer_page_get_type ())
G_DECLARE_FINAL_TYPE (SbTransferPage, sb_transfer_page, SB, TRANSFER_PAGE, SbWorkPage)

#define SB_TYPE_PRODUCTION_PAGE (sb_production_page_get_type ())
G_DECLARE_FINAL_TYPE (SbProductionPage, sb_production_page, SB, PRODUCTION_PAGE, SbWorkPage)

#define SB_TYPE_STOCK_DOCUMENT_PAGE (sb_stock_document_page_get_type ())
G_DECLARE_FINAL_TYPE (SbStockDocumentPage, sb_stock_document_page, SB, STOCK_DOCUMENT_PAGE,
                      SbWorkPage)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-page.h"

G_BEGIN_DECLS

/* Adjustments, counts, transfers, revaluations and opening stock that were entered. */
#define SB_TYPE_STOCK_DOCUMENTS_PAGE (sb_stock_documents_page_get_type ())
G_DECLARE_FINAL_TYPE (SbStockDocumentsPage, sb_stock_documents_page, SB,
                      STOCK_DOCUMENTS_PAGE, SbListPage)

G_END_DECLS

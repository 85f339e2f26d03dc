/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-page.h"

G_BEGIN_DECLS

#define SB_TYPE_STOCK_PAGE (sb_stock_page_get_type ())
G_DECLARE_FINAL_TYPE (SbStockPage, sb_stock_page, SB, STOCK_PAGE, SbListPage)

G_END_DECLS

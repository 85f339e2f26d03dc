/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-page.h"

G_BEGIN_DECLS

#define SB_TYPE_SALES_PAGE (sb_sales_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSalesPage, sb_sales_page, SB, SALES_PAGE, SbListPage)

G_END_DECLS

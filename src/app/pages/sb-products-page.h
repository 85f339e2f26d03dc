/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-page.h"

G_BEGIN_DECLS

#define SB_TYPE_PRODUCTS_PAGE (sb_products_page_get_type ())
G_DECLARE_FINAL_TYPE (SbProductsPage, sb_products_page, SB, PRODUCTS_PAGE, SbListPage)

G_END_DECLS

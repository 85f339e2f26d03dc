/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* One product: how much there is and where, what it is called and costs (editable), every movement,
 * the layers that its value is made of. Targets "product/42" and "product/new". */
#define SB_TYPE_PRODUCT_PAGE (sb_product_page_get_type ())
G_DECLARE_FINAL_TYPE (SbProductPage, sb_product_page, SB, PRODUCT_PAGE, SbPage)

G_END_DECLS

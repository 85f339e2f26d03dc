/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-page.h"

G_BEGIN_DECLS

#define SB_TYPE_PURCHASES_PAGE (sb_purchases_page_get_type ())
G_DECLARE_FINAL_TYPE (SbPurchasesPage, sb_purchases_page, SB, PURCHASES_PAGE, SbListPage)

G_END_DECLS

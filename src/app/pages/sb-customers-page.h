/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-page.h"

G_BEGIN_DECLS

#define SB_TYPE_CUSTOMERS_PAGE (sb_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (SbCustomersPage, sb_customers_page, SB, CUSTOMERS_PAGE, SbListPage)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-page.h"

G_BEGIN_DECLS

/* What is made: production orders, assemblies and disassemblies. */
#define SB_TYPE_PRODUCTION_ORDERS_PAGE (sb_production_orders_page_get_type ())
G_DECLARE_FINAL_TYPE (SbProductionOrdersPage, sb_production_orders_page, SB,
                      PRODUCTION_ORDERS_PAGE, SbListPage)

G_END_DECLS

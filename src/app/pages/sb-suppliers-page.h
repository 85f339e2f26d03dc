/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-page.h"

G_BEGIN_DECLS

#define SB_TYPE_SUPPLIERS_PAGE (sb_suppliers_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSuppliersPage, sb_suppliers_page, SB, SUPPLIERS_PAGE, SbListPage)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* Where a cost comes from: each line of a journal ("explain/12"), or the cost of a movement of stock
 * on a day ("explain/movement-7"), down to receipts, bills and shares of freight; every level adds
 * up. */
#define SB_TYPE_EXPLAIN_PAGE (sb_explain_page_get_type ())
G_DECLARE_FINAL_TYPE (SbExplainPage, sb_explain_page, SB, EXPLAIN_PAGE, SbPage)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* The proof that book and QuickBooks say the same, account by account. */
#define SB_TYPE_RECONCILE_PAGE (sb_reconcile_page_get_type ())
G_DECLARE_FINAL_TYPE (SbReconcilePage, sb_reconcile_page, SB, RECONCILE_PAGE, SbPage)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* Which QuickBooks account each kind of posting goes to; every choice counts at once. */
#define SB_TYPE_ACCOUNTS_PAGE (sb_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (SbAccountsPage, sb_accounts_page, SB, ACCOUNTS_PAGE, SbPage)

G_END_DECLS

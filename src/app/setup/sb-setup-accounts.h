/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* Which QuickBooks account each kind of posting goes to. */
#define SB_TYPE_SETUP_ACCOUNTS (sb_setup_accounts_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupAccounts, sb_setup_accounts, SB, SETUP_ACCOUNTS, SbSetupStep)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-mapping.h"
#include "sb-mirror.h"
#include "sb-role.h"

G_BEGIN_DECLS

SbQboAccountFact *sb_qbo_account_fact_new (const SbMirrorRow *row);
gboolean          sb_role_takes (const SbRole *role, const SbQboAccountFact *fact);
/* The local account that stands for an account of QuickBooks, made from the mirror when there is
 * none. 0 on error, with SB_SYNC_ERROR_REFUSED "unknown-account" when QuickBooks has no such
 * account. */
gint64            sb_account_for_qbo (SbTxn *txn, const char *qbo_id, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-connection.h"
#include "sb-qbo-company-info.h"
#include "sb-qbo-preferences.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* Connection and company facts in the book: settings "connection.*", and what sync keeps of
 * CompanyInfo and Preferences. */

/* (transfer full): a book that was never connected gives state NEVER. SB_STORE_ERROR only. */
SbConnectionFacts *sb_connection_load (SbDatabase *db, GError **error);
gboolean           sb_connection_save (SbTxn *txn, const SbConnectionFacts *facts, GError **error);

/* (transfer full): NULL without an error until the company was read once. */
SbCompanyFacts    *sb_company_facts_load (SbDatabase *db, GError **error);
SbCompanyFacts    *sb_company_facts_from_qbo (const SbQboCompanyInfo *info, const SbQboPreferences *preferences);

G_END_DECLS

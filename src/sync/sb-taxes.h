/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* Which tax code of QuickBooks stands for which rate, outside the United States. */

/**
 * sb_taxes_to_json:
 * @db: connection; reads only
 *
 * Every rate that a document of the book uses or that was assigned, with its code or what is in the
 * way; and every code of the company. Fails with SB_STORE_ERROR or SB_BASE_ERROR.
 *
 * Returns: (transfer full): the object of the command line's contract
 */
char *sb_taxes_to_json (SbDatabase *db, GError **error);

/**
 * sb_taxes_set:
 * @rate: fraction x 10^8
 * @qbo_id: a tax code; empty takes the choice back
 *
 * Writes `tax_link`. What waits for the code goes with the next run. Fails with
 * %SB_SYNC_ERROR_REFUSED "unknown-tax-code" when the company has no active code of that id; nothing
 * is written then.
 */
gboolean sb_taxes_set (SbTxn *txn, gint64 rate, const char *qbo_id, GError **error);

G_END_DECLS

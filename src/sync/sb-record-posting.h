/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-sync-report.h"

G_BEGIN_DECLS

/**
 * sb_record_posting_list:
 * @db: connection; reads only
 * @record: record id
 *
 * What the journals of a record posted in the book, netted by account; a role that had no account
 * when it was posted stands under its own name. Empty for contacts, products and what posts
 * nothing. Fails with SB_STORE_ERROR.
 *
 * Returns: (transfer full) (element-type SbSyncPosting): debits first, then credits, by name
 */
GPtrArray *sb_record_posting_list (SbDatabase *db, gint64 record, GError **error);

void sb_record_posting_free (SbSyncPosting *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/* What a file, a note or a line of the audit trail belongs to: one of these words and a row id. */
#define SB_SUBJECT_DOCUMENT "document"
#define SB_SUBJECT_CHAIN "chain"
#define SB_SUBJECT_PRODUCT "product"
#define SB_SUBJECT_PARTY "party"
#define SB_SUBJECT_BOOK "book" /* audit trail alone; row id 0 */

/**
 * sb_subject_name:
 * @subject: one of the words above
 * @id: row id
 *
 * What people call it: "B-77", "WB-1", "Ann Lee". (transfer full): %NULL with
 * %SB_LEDGER_ERROR_UNKNOWN_REF when there is no such row.
 */
char *sb_subject_name (SbDatabase *db, const char *subject, gint64 id, GError **error);

G_END_DECLS

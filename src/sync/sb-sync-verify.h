/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-verify.h"

G_BEGIN_DECLS

/**
 * sb_sync_verify:
 * @db: a connection inside a read transaction
 * @result: what the ledger found; checks 24 and 25 are added, ok becomes FALSE when one fails
 *
 * Checks what must hold between the books and what was sent, by the rows of the book alone; asks
 * nobody. Changes nothing. Fails with SB_STORE_ERROR.
 */
gboolean sb_sync_verify (SbDatabase *db, SbVerifyResult *result, GError **error);

G_END_DECLS

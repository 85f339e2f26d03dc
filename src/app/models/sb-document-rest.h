/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-chain.h"
#include "sb-document-form.h"

G_BEGIN_DECLS

/**
 * sb_document_rest_propose:
 * @db: connection
 * @form: a new form
 * @chain: the purchase or sale that it continues
 * @error: return location
 *
 * Adds the lines that a document of this kind usually has: what is still to be received, billed,
 * credited, sent back. Fails with any SB_STORE_ERROR.
 */
gboolean sb_document_rest_propose (SbDatabase *db, SbDocumentForm *form, const SbChain *chain,
                                   GError **error);

G_END_DECLS

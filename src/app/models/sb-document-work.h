/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document-form.h"
#include "sb-database.h"

G_BEGIN_DECLS

/**
 * sb_document_work_propose:
 * @db: connection
 * @form: a new document of stock or production
 * @ref: row id of the transfer or production order that it continues; of a product otherwise
 * @subtitle: (out) (transfer full) (nullable): what it belongs to
 * @error: return location
 *
 * Fills in what is usual: what has not arrived yet, or the product. Reads only; reader thread. Fails with
 * %SB_LEDGER_ERROR_UNKNOWN_REF or any SB_STORE_ERROR.
 */
gboolean sb_document_work_propose (SbDatabase *db, SbDocumentForm *form, gint64 ref,
                                   char **subtitle, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "sb-record-private.h"

G_BEGIN_DECLS

/**
 * sb_document_seen:
 * @record: a record with a link to a document or journal entry
 * @object: what QuickBooks holds of it now; one with "status":"Deleted" when it is gone
 * @conflict: (out) (optional): the record is in conflict now
 *
 * Takes note of what somebody else did to one of our documents: nothing (the token may have moved),
 * an edit, a void, a deletion. The last three are never followed silently: the record goes into
 * conflict.
 */
gboolean sb_document_seen (SbTxn *txn, gint64 record, JsonObject *object, SbCurrency home,
                           gint64 now, gboolean *conflict, GError **error);

G_END_DECLS

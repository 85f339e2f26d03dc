/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-apply-private.h"

G_BEGIN_DECLS

/**
 * sb_restock_line:
 * @document: the credit note
 * @line: what comes back
 * @document_line: its row
 *
 * Brings goods back into stock: those of a sale at the cost at which they left, others at a typed
 * or the last known cost. Fails with OVER_CREDIT when more comes back than was shipped.
 */
gboolean sb_restock_line (SbApply *self, const SbDocument *document, const SbStockLine *line,
                          gint64 document_line, GError **error);

/* Refuses with OVER_CREDIT when @line is more than shipped and not restocked. */
gboolean sb_restock_check (SbApply *self, gint64 chain, const SbStockLine *line, GError **error);

/* After the credit note of @event was undone: the others of its sale take their units anew. */
gboolean sb_restock_rematch (SbApply *self, gint64 event, GError **error);

G_END_DECLS

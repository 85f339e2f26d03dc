/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document-kind.h"
#include "sb-document.h"
#include "sb-money.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* From the lines of a document to its total, in one column: net, discount, shipping, tax, total; or
 * how an amount was shared out. */
#define SB_TYPE_DOCUMENT_TOTALS (sb_document_totals_get_type ())
G_DECLARE_FINAL_TYPE (SbDocumentTotals, sb_document_totals, SB, DOCUMENT_TOTALS, AdwBin)

GtkWidget *sb_document_totals_new (void);
/* Net of the lines as typed, minor units, known without asking the ledger; @known %FALSE: they
 * cannot be read yet. Takes away a total of other lines. */
void sb_document_totals_set_net (SbDocumentTotals *self, gboolean known, gint64 net,
                                 SbCurrency currency);
/* @document: (nullable): as the ledger priced it; %NULL: not known */
void sb_document_totals_set_document (SbDocumentTotals *self, const SbDocumentKind *kind,
                                      const SbDocument *document);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-document-start.h"
#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The document component: fields, lines, totals, and what the document will do to stock and books,
 * drawn from its #SbDocumentKind. A refusal stands at the field at fault.
 */
#define SB_TYPE_DOCUMENT_VIEW (sb_document_view_get_type ())
G_DECLARE_FINAL_TYPE (SbDocumentView, sb_document_view, SB, DOCUMENT_VIEW, AdwBin)

/* @company: (nullable): without one nothing is looked up or previewed */
void  sb_document_view_set_start (SbDocumentView *self, SbCompany *company,
                                  const SbDocumentStart *start);

/**
 * sb_document_view_make_event:
 * @self: a document
 * @error: return location
 *
 * The event to hand to the ledger; every call has another id. What cannot be read is shown at its
 * field. Fails as sb_document_form_to_event().
 *
 * Returns: (transfer full): JSON
 */
char *sb_document_view_make_event (SbDocumentView *self, GError **error);

/* Shows a refusal at its field, or above all when it names none that is here. %NULL clears. */
void  sb_document_view_set_refusal (SbDocumentView *self, const GError *error);

G_END_DECLS

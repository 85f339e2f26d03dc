/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document-form.h"

G_BEGIN_DECLS

/**
 * sb_document_reopen:
 * @event: JSON of an event as the ledger kept it
 * @error: return location
 *
 * The form in which that event could have been typed: what an undone document becomes, so that it
 * can be mended and entered again. The reverse of sb_document_form_to_event().
 *
 * Fails with a %SB_BASE_ERROR when it is no event, or of a kind that is not typed in a document.
 *
 * Returns: (transfer full)
 */
SbDocumentForm *sb_document_reopen (const char *event, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sb-document-kind.h"
#include "sb-form-line.h"
#include "sb-money.h"

G_BEGIN_DECLS

/*
 * A document that is being typed: fields and lines as text, right or wrong, so that nothing is lost
 * when it is saved as a draft. Knows how to become an event, and at which field it cannot.
 *
 * Fields: those of sb-document-field.h, and "chain" and "target": what it belongs to. Lines: see
 * #SbFormLine; each stands in one of the lists of the kind. Main thread.
 *
 * Signal "changed": a field or a line is other than before.
 */
#define SB_TYPE_DOCUMENT_FORM (sb_document_form_get_type ())
G_DECLARE_FINAL_TYPE (SbDocumentForm, sb_document_form, SB, DOCUMENT_FORM, GObject)

SbDocumentForm       *sb_document_form_new (const SbDocumentKind *kind);
const SbDocumentKind *sb_document_form_get_kind (SbDocumentForm *self);
const char           *sb_document_form_get (SbDocumentForm *self, const char *field); /* "" when unset */
void                  sb_document_form_set (SbDocumentForm *self, const char *field,
                                            const char *text);
/* Whether it has a list of this member. @list: "lines", "extra", ... */
gboolean              sb_document_form_has_list (SbDocumentForm *self, const char *list);
/* (transfer none) (element-type SbFormLine) */
GListModel           *sb_document_form_get_list (SbDocumentForm *self, const char *list);
GListModel           *sb_document_form_get_lines (SbDocumentForm *self); /* of "lines" */
/* (transfer none): a new last line */
SbFormLine           *sb_document_form_add_to (SbDocumentForm *self, const char *list);
SbFormLine           *sb_document_form_add_line (SbDocumentForm *self); /* to "lines" */
void                  sb_document_form_remove_line (SbDocumentForm *self, SbFormLine *line);
/* Nothing but what the program proposed. */
gboolean              sb_document_form_is_untouched (SbDocumentForm *self);
void                  sb_document_form_set_untouched (SbDocumentForm *self);

/* The form as JSON for the draft table, and back. (transfer full) */
char           *sb_document_form_to_draft (SbDocumentForm *self);
/* Fails with SB_BASE_ERROR when @body is no draft of a known kind. */
SbDocumentForm *sb_document_form_from_draft (const char *body, GError **error);

/**
 * sb_document_form_to_event:
 * @self: a form
 * @id: id of the event
 * @currency: of its amounts
 * @today: the calendar day of now, for days like "today"
 * @error: return location
 *
 * The form as an event, numbers in the ledger's spelling. Lines on which nothing is typed are left
 * out. Only the form is checked here: what can be read as a number or day at all.
 *
 * Fails with %SB_LEDGER_ERROR_BAD_EVENT whose field is a pointer into the event as it would be
 * ("/lines/0/qty"), with a message for the person. sb_document_form_is_missing() tells a field that
 * is only not filled in yet.
 *
 * Returns: (transfer full): JSON
 */
char *sb_document_form_to_event (SbDocumentForm *self, const char *id, SbCurrency currency,
                                 gint32 today, GError **error);
/* Whether @error of sb_document_form_to_event() says that something is missing, not wrong. */
gboolean sb_document_form_is_missing (const GError *error);

/* Net of a line or of all lines in minor units; %FALSE while it cannot be told. */
gboolean sb_document_form_line_net (SbFormLine *line, SbCurrency currency, gint64 *net);
gboolean sb_document_form_net (SbDocumentForm *self, SbCurrency currency, gint64 *net);

/* What a counted line differs by from what the book held, 10^-6 units; %FALSE while it cannot be
 * told. */
gboolean sb_document_form_line_difference (SbFormLine *line, gint64 *difference);

/* Position of a line in the event, by its object; -1 when it is left out. And the other way. */
int         sb_document_form_line_position (SbDocumentForm *self, SbFormLine *line);
SbFormLine *sb_document_form_line_in (SbDocumentForm *self, const char *list, int position);
SbFormLine *sb_document_form_line_at (SbDocumentForm *self, int position); /* in "lines" */

G_END_DECLS

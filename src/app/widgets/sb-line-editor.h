/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-document-choices.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* The lines of a document while they are typed, with a button for one more. */
#define SB_TYPE_LINE_EDITOR (sb_line_editor_get_type ())
G_DECLARE_FINAL_TYPE (SbLineEditor, sb_line_editor, SB, LINE_EDITOR, AdwBin)

GtkWidget *sb_line_editor_new (void);
/**
 * sb_line_editor_set_form:
 * @company: (nullable): without one nothing can be looked up
 * @form: what is typed
 * @list: which list of its kind
 * @choices: (nullable): of the choice columns; has to live as long as they are shown
 * @currency: of the amounts
 */
void sb_line_editor_set_form (SbLineEditor *self, SbCompany *company, SbDocumentForm *form,
                              const SbDocumentList *list, SbChoices *choices,
                              SbCurrency currency);
/**
 * sb_line_editor_set_error:
 * @field: (nullable): pointer of the refusal, "/lines/0/qty" or "/lines" (or the name of its list)
 * @text: (nullable): %NULL clears all
 *
 * Returns: whether @field is one of the lines, so that the refusal stands at its place
 */
gboolean sb_line_editor_set_error (SbLineEditor *self, const char *field, const char *text);

G_END_DECLS

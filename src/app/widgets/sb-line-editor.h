/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-document-form.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* The lines of a document while they are typed, with a button for one more. */
#define SB_TYPE_LINE_EDITOR (sb_line_editor_get_type ())
G_DECLARE_FINAL_TYPE (SbLineEditor, sb_line_editor, SB, LINE_EDITOR, AdwBin)

/* @company: (nullable): without one nothing can be looked up */
void sb_line_editor_set_form (SbLineEditor *self, SbCompany *company, SbDocumentForm *form,
                              SbCurrency currency);
/**
 * sb_line_editor_set_error:
 * @field: (nullable): pointer of the refusal, "/lines/0/qty" or "/lines"
 * @text: (nullable): %NULL clears all
 *
 * Returns: whether @field is one of the lines, so that the refusal stands at its place
 */
gboolean sb_line_editor_set_error (SbLineEditor *self, const char *field, const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-document-choices.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line of a document in its editor. Signal "remove". Property "narrow". */
#define SB_TYPE_LINE_ROW (sb_line_row_get_type ())
G_DECLARE_FINAL_TYPE (SbLineRow, sb_line_row, SB, LINE_ROW, GtkListBoxRow)

/**
 * sb_line_row_new:
 * @company: (nullable): whose products are looked up
 * @kind: of the document
 * @list: of @kind: which columns it has
 * @line: what is typed
 * @choices: (nullable): of the choice columns; copied
 * @currency: of its amounts
 */
GtkWidget  *sb_line_row_new (SbCompany *company, const SbDocumentKind *kind,
                             const SbDocumentList *list, SbFormLine *line, SbChoices *choices,
                             SbCurrency currency);
SbFormLine *sb_line_row_get_line (SbLineRow *self);
/* @member: member of the event's line at fault, "qty"; %NULL with %NULL @text clears all */
void        sb_line_row_set_error (SbLineRow *self, const char *member, const char *text);
void        sb_line_row_set_narrow (SbLineRow *self, gboolean narrow);
void        sb_line_row_focus (SbLineRow *self);

G_END_DECLS

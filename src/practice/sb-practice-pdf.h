/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A PDF of plain text, as much of it as a document of the practice company needs: pages of A4 in
 * Helvetica. What Latin 1 does not have is written as "?".
 */
typedef struct _SbPdf SbPdf;

/* A file without a page. Free with sb_pdf_free(). */
SbPdf *sb_pdf_new (void);
void   sb_pdf_free (SbPdf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPdf, sb_pdf_free)

/* Begins a line of @size points below the last one, on a new page when this one is full. */
void sb_pdf_line (SbPdf *self, int size);
/* Writes @text into the line at @x points from the left edge; @right: ending there. */
void sb_pdf_text (SbPdf *self, int x, gboolean right, const char *text);
/* The whole file. (transfer full) */
GBytes *sb_pdf_finish (SbPdf *self);

G_END_DECLS

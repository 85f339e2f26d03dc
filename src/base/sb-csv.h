/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Comma separated values after RFC 4180, in and out. */

#define SB_CSV_MAX (64u * 1024u * 1024u) /* bytes of one file */
#define SB_CSV_CELLS_MAX 200             /* in one row */

/**
 * SbCsvRow:
 * @line: where the row begins, counted from 1
 * @cells: (owned) (element-type utf8)
 */
typedef struct
{
  guint line;
  GPtrArray *cells;
} SbCsvRow;

void sb_csv_row_free (SbCsvRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCsvRow, sb_csv_row_free)

/**
 * sb_csv_parse:
 * @text: the file, from outside
 * @length: bytes
 * @error: return location
 *
 * Takes a byte order mark, either kind of line end and quoted cells with line breaks in them; skips
 * empty lines. The apostrophe that sb_csv_append() puts before what looks like a formula is taken
 * off again. Any thread.
 *
 * Fails with %SB_BASE_ERROR_TOO_LARGE, or %SB_BASE_ERROR_FORMAT naming the line: not UTF-8, a NUL, a quote
 * that is not closed, text behind a closing quote, too many cells.
 *
 * Returns: (transfer full) (element-type SbCsvRow)
 */
GPtrArray *sb_csv_parse (const char *text, gsize length, GError **error);

/* Appends one cell, quoted where it must be. With @is_text what a spreadsheet would run as a formula
 * gets an apostrophe in front; numbers may begin with a minus. */
void sb_csv_append (GString *out, const char *cell, gboolean is_text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most values of one text. json-glib keeps about a hundred bytes for each, so a small text of
 * nothing but zeros and commas could fill the memory. QuickBooks' largest report has 1.2 million. */
#define SB_JSON_MAX_VALUES 4000000u

/**
 * sb_json_check:
 * @text: outside text, need not be NUL-terminated
 * @length: bytes
 * @max_depth: deepest nesting of objects and arrays that is accepted, at most 64
 * @error: return location
 *
 * Reads @text as RFC 8259 has it, without building anything and without recursion: json-glib's
 * scanner is lenient (comments, bare words, single quotes), recurses per level, and loses what does
 * not fit its integers. Escaped NUL characters and halves of surrogate pairs are refused as well,
 * because a C string could not keep them.
 *
 * Fails with %SB_BASE_ERROR_FORMAT, %SB_BASE_ERROR_TOO_LARGE (depth, or more values than
 * %SB_JSON_MAX_VALUES) or %SB_BASE_ERROR_RANGE (an integer that is no gint64). Pure; any thread.
 *
 * Returns: %TRUE when @text is one JSON value
 */
gboolean sb_json_check (const char *text, gsize length, unsigned max_depth, GError **error);

G_END_DECLS

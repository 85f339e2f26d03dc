/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-sync-log.h"

G_BEGIN_DECLS

/* One request of the log for people: what it was about, without the escapes of the wire. */

/**
 * sb_request_words_path:
 * @path: path and query as they went out, "/v3/company/1/query?query=SELECT%20.."
 *
 * Decodes it and leaves out what is the same in every request: company, minor version, request id.
 * Undecodable parts stay as they are.
 *
 * Returns: (transfer full): "query SELECT * FROM Account"
 */
char *sb_request_words_path (const char *path);

/* "today 14:05 · POST batch" (transfer full) */
char *sb_request_words_title (const SbRequestLogEntry *entry);
/* "200 ok · 12 ms · attempt 2"; the first attempt is not worth a word. (transfer full) */
char *sb_request_words_outcome (const SbRequestLogEntry *entry);
/* Everything that is known of it, for support: several lines. (transfer full) */
char *sb_request_words_full (const SbRequestLogEntry *entry);

G_END_DECLS

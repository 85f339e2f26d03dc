/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sb_log_redact:
 * @text: anything about to be logged or shown
 *
 * Replaces bearer tokens, Basic credentials, and the values of access_token, refresh_token, code,
 * client_secret, code_verifier, id_token and state (in JSON, form and query spelling) by
 * "[redacted]". A value of at most six digits stays: it is a fault code. Any thread.
 *
 * Returns: (transfer full): the safe text
 */
char *sb_log_redact (const char *text);

/* Installs the structured log writer that redacts every message. Call once, first thing in main(). */
void sb_log_install (void);

G_END_DECLS

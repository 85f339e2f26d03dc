/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From the kernel's random source (getrandom); aborts only when the kernel has none. Any thread. */

/* Returns: (transfer full): a UUID version 4, 36 lower-case characters */
char *sb_uid_new (void);

/* Returns: (transfer full): URL-safe base64 without padding of @bytes random bytes */
char *sb_nonce_new (gsize bytes);

/* Fills @length bytes at @buffer. */
void sb_random_bytes (guint8 *buffer, gsize length);

/* Compares two secrets in a time that depends on their lengths alone. %NULL equals nothing. */
gboolean sb_constant_time_equal (const char *a, const char *b);

G_END_DECLS

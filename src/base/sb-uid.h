/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From the kernel's random source (getrandom); aborts only when the kernel has none. */
char *sb_uid_new (void);                 /* UUID version 4, 36 characters */
char *sb_nonce_new (gsize bytes);        /* URL-safe base64 without padding of that many random bytes */
void  sb_random_bytes (guint8 *buffer, gsize length);
gboolean sb_constant_time_equal (const char *a, const char *b);

G_END_DECLS

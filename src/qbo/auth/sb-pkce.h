/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 7636, method S256. @verifier: 43 characters from the kernel's random source. */
char *sb_pkce_verifier_new (void);
char *sb_pkce_challenge (const char *verifier);

G_END_DECLS

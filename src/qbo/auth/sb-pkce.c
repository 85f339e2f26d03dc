/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-pkce.h"

#include <string.h>

#include "sb-uid.h"

char *
sb_pkce_verifier_new (void)
{
  return sb_nonce_new (32);
}

char *
sb_pkce_challenge (const char *verifier)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  char *text;

  g_checksum_update (checksum, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  /* URL alphabet, no padding */
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

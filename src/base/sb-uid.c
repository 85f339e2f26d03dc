/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-uid.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

void
sb_random_bytes (guint8 *buffer, gsize length)
{
  gsize filled = 0;

  while (filled < length)
    {
      ssize_t got = getrandom (buffer + filled, length - filled, 0);

      if (got > 0)
        filled += (gsize) got;
      else if (errno != EINTR)
        g_error ("no random source: %s", g_strerror (errno));
    }
}

char *
sb_uid_new (void)
{
  guint8 b[16];

  sb_random_bytes (b, sizeof b);
  b[6] = (guint8) ((b[6] & 0x0f) | 0x40); /* version 4 */
  b[8] = (guint8) ((b[8] & 0x3f) | 0x80); /* RFC 4122 variant */
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                          b[12], b[13], b[14], b[15]);
}

char *
sb_nonce_new (gsize bytes)
{
  g_autofree guint8 *buffer = g_malloc (bytes);
  char *text;

  sb_random_bytes (buffer, bytes);
  text = g_base64_encode (buffer, bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

gboolean
sb_constant_time_equal (const char *a, const char *b)
{
  gsize length;
  volatile guint8 difference = 0;

  if (a == NULL || b == NULL || strlen (a) != strlen (b))
    return FALSE;
  length = strlen (a);
  for (gsize i = 0; i < length; i++)
    difference = (guint8) (difference | (guint8) (a[i] ^ b[i]));
  return difference == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs that are almost right, which find more than noise does. */
#include "sb-test-damage.h"

static const char *const pieces[] = {
  "null", "[]", "{}", "\"", "{", "[", "}", "]", ",", ":", "-1", "1e999", "0.1", "\"\\u0000\"", "\xff",
  "\\", "<", "&", "true", "99999999999999999999", "'", "%00", "=", "(", ")",
};

static void
damage_once (GRand *rand, GString *bytes)
{
  gssize at = g_rand_int_range (rand, 0, (gint32) bytes->len);
  gssize length = g_rand_int_range (rand, 1, 1 + (gint32) MIN (bytes->len - (gsize) at, 20));

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      bytes->str[at] = (char) g_rand_int_range (rand, 0, 256);
      break;
    case 1:
      g_string_erase (bytes, at, length);
      break;
    case 2:
      g_string_insert (bytes, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      break;
    default:
      {
        g_autofree char *part = g_memdup2 (bytes->str + at, (gsize) length);

        g_string_insert_len (bytes, g_rand_int_range (rand, 0, (gint32) bytes->len), part, length);
      }
    }
}

GBytes *
sb_test_damage (GRand *rand, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GString *copy = g_string_new_len (data, (gssize) size);
  int hits = g_rand_int_range (rand, 1, 6);

  for (int i = 0; i < hits && copy->len > 0; i++)
    damage_once (rand, copy);
  return g_string_free_to_bytes (copy);
}

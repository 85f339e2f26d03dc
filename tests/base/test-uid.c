/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "sb-uid.h"

static void
ids_are_version_4_and_never_the_same (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 10000; i++)
    {
      char *uid = sb_uid_new ();

      g_assert_cmpuint (strlen (uid), ==, 36);
      g_assert_true (g_uuid_string_is_valid (uid));
      g_assert_cmpint (uid[14], ==, '4');
      g_assert_nonnull (strchr ("89ab", uid[19]));
      g_assert_true (g_hash_table_add (seen, uid));
    }
}

static void
a_nonce_is_url_safe_and_long_enough (void)
{
  for (gsize bytes = 0; bytes < 50; bytes++)
    {
      g_autofree char *nonce = sb_nonce_new (bytes);

      g_assert_cmpuint (strlen (nonce), ==, (bytes * 8 + 5) / 6);
      g_assert_cmpuint (strspn (nonce, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                        ==, strlen (nonce));
    }
}

static void
every_byte_of_a_buffer_is_random (void)
{
  guint8 first[300], second[300];
  guint same = 0;

  sb_random_bytes (first, sizeof first);
  sb_random_bytes (second, sizeof second);
  for (gsize i = 0; i < sizeof first; i++)
    same += first[i] == second[i];
  g_assert_cmpuint (same, <, 30);
}

static void
secrets_are_equal_only_when_all_of_them_is (void)
{
  g_assert_true (sb_constant_time_equal ("", ""));
  g_assert_true (sb_constant_time_equal ("abc", "abc"));
  g_assert_false (sb_constant_time_equal ("abc", "abd"));
  g_assert_false (sb_constant_time_equal ("abc", "Abc"));
  g_assert_false (sb_constant_time_equal ("abc", "abcd"));
  g_assert_false (sb_constant_time_equal ("abc", ""));
  g_assert_false (sb_constant_time_equal (NULL, "abc"));
  g_assert_false (sb_constant_time_equal (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/uid/ids-are-version-4-and-never-the-same",
                   ids_are_version_4_and_never_the_same);
  g_test_add_func ("/base/uid/a-nonce-is-url-safe-and-long-enough",
                   a_nonce_is_url_safe_and_long_enough);
  g_test_add_func ("/base/uid/every-byte-of-a-buffer-is-random", every_byte_of_a_buffer_is_random);
  g_test_add_func ("/base/uid/secrets-are-equal-only-when-all-of-them-is",
                   secrets_are_equal_only_when_all_of_them_is);
  return g_test_run ();
}

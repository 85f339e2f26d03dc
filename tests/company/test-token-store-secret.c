/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-token-store-secret.h"

#include "sb-test.h"

static void
test_tokens_and_secret_of_one_app_do_not_mix (SbTest *test, gconstpointer data)
{
  g_autofree char *keyring = sb_test_path (test, "keyring");
  g_autoptr(SbTokenStore) store = NULL;
  const SbTokenKey one = { "sandbox", "app", "1" };
  const SbTokenKey two = { "sandbox", "app", "2" };
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboTokens) tokens = g_new0 (SbQboTokens, 1);
  g_autoptr(SbQboTokens) read = NULL;
  char *secret = NULL;

  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  store = sb_token_store_secret_new ();
  tokens->access_token = g_strdup ("access");
  tokens->refresh_token = g_strdup ("refresh");

  g_assert_null (sb_token_store_load (store, &one, &error));
  g_assert_no_error (error);
  g_assert_true (sb_token_store_store (store, &one, tokens, &error));
  g_assert_true (sb_token_store_store_secret (store, &one, "hush", &error));
  g_assert_no_error (error);

  read = sb_token_store_load (store, &one, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->refresh_token, ==, "refresh");
  g_assert_null (sb_token_store_load (store, &two, &error));
  secret = sb_token_store_load_secret (store, &two, &error);
  g_assert_cmpstr (secret, ==, "hush");
  sb_secret_free (secret);

  g_assert_true (sb_token_store_clear (store, &one, &error));
  g_assert_true (sb_token_store_clear (store, &one, &error));
  g_assert_null (sb_token_store_load (store, &one, &error));
  secret = sb_token_store_load_secret (store, &one, &error);
  g_assert_cmpstr (secret, ==, "hush");
  sb_secret_free (secret);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  /* Before anything asks for it: libsecret chooses its backend once. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/company/token-store/tokens-and-secret-of-one-app-do-not-mix",
               test_tokens_and_secret_of_one_app_do_not_mix);
  return g_test_run ();
}

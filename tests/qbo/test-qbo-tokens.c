/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of tokens: looked up, refreshed once for all, stored before use, given up for good. */
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-rig.h"

static SbQboTokens *
stored (Rig *rig, const char *realm)
{
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, realm };

  return sb_token_store_load (rig->store, &key, NULL);
}

static char *
get_token (Rig *rig, const char *rejected, GError **error)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;

  sb_qbo_auth_get_token_async (rig->auth, rejected, NULL, sb_test_call_done, &call);
  return sb_qbo_auth_get_token_finish (rig->auth, sb_test_call_wait (&call), error);
}

static void
test_coalesced (Rig *rig, gconstpointer data)
{
  SbTestCall calls[20] = { { NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    sb_qbo_auth_get_token_async (rig->auth, RIG_ACCESS, NULL, sb_test_call_done, &calls[i]);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *token = sb_qbo_auth_get_token_finish (rig->auth,
                                                             sb_test_call_wait (&calls[i]), NULL);

      g_assert_cmpstr (token, ==, "planted-access-token-2");
      sb_test_call_clear (&calls[i]);
    }
  g_assert_cmpuint (rig->refreshes, ==, 1);
}

static void
test_mixed_waiters (Rig *rig, gconstpointer data)
{
  g_auto(SbTestCall) plain = SB_TEST_CALL_INIT;
  g_auto(SbTestCall) rejected = SB_TEST_CALL_INIT;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sb_qbo_auth_get_token_async (rig->auth, NULL, NULL, sb_test_call_done, &plain);
  sb_qbo_auth_get_token_async (rig->auth, RIG_ACCESS, NULL, sb_test_call_done, &rejected);
  first = sb_qbo_auth_get_token_finish (rig->auth, sb_test_call_wait (&plain), NULL);
  second = sb_qbo_auth_get_token_finish (rig->auth, sb_test_call_wait (&rejected), NULL);
  g_assert_cmpstr (first, ==, RIG_ACCESS);
  g_assert_cmpstr (second, ==, "planted-access-token-2");
}

static void
test_looked_again (Rig *rig, gconstpointer data)
{
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, RIG_REALM };
  g_autofree char *first = get_token (rig, NULL, NULL);
  g_autofree char *second = NULL;

  g_assert_cmpstr (first, ==, RIG_ACCESS);
  /* Another process refreshes. */
  sb_token_store_store (rig->store, &key,
                        &(SbQboTokens) { (char *) (gsize) "from-the-timer", (char *) (gsize) "r", 0, 0, 0 }, NULL);
  second = get_token (rig, RIG_ACCESS, NULL);
  g_assert_cmpstr (second, ==, "from-the-timer");
  g_assert_cmpuint (rig->refreshes, ==, 0);
}

static void
test_stored_before_used (Rig *rig, gconstpointer data)
{
  g_autofree char *token = get_token (rig, RIG_ACCESS, NULL);
  g_autoptr(SbQboTokens) tokens = stored (rig, RIG_REALM);

  g_assert_cmpstr (token, ==, tokens->access_token);
  g_assert_cmpstr (tokens->refresh_token, ==, "planted-refresh-token-2");
  g_assert_cmpuint (sb_qbo_auth_get_token_calls (rig->auth), ==, 1);
  g_assert_cmpint (sb_qbo_auth_get_sign_in_by (rig->auth), ==,
                   SB_TEST_NOW + G_GINT64_CONSTANT (8640000) * G_TIME_SPAN_SECOND);
}

static void
test_revoked_is_final (Rig *rig, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  rig->refuse_refresh = "invalid_grant";
  g_assert_null (get_token (rig, RIG_ACCESS, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_REVOKED);
  g_assert_null (strstr (error->message, "planted"));
  g_assert_null (stored (rig, RIG_REALM));
  g_clear_error (&error);
  g_assert_null (get_token (rig, RIG_ACCESS, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (sb_qbo_auth_get_token_calls (rig->auth), ==, 1); /* not tried again */
}

static void
test_wrong_keys_keep_tokens (Rig *rig, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboTokens) tokens = NULL;

  rig->refuse_refresh = "invalid_client";
  g_assert_null (get_token (rig, RIG_ACCESS, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT);
  tokens = stored (rig, RIG_REALM);
  g_assert_cmpstr (tokens->refresh_token, ==, RIG_REFRESH);
}

static void
test_revoke (Rig *rig, gconstpointer data)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  GPtrArray *requests = sb_wire_server_get_requests (rig->server);
  g_autoptr(GError) error = NULL;
  const SbWireRequest *request;

  sb_qbo_auth_revoke_async (rig->auth, NULL, NULL, sb_test_call_done, &call);
  g_assert_true (sb_qbo_auth_revoke_finish (rig->auth, sb_test_call_wait (&call), &error));
  g_assert_no_error (error);
  request = g_ptr_array_index (requests, requests->len - 1);
  g_assert_cmpstr (request->target, ==, "/revoke");
  g_assert_cmpstr (request->body, ==, "{\"token\":\"" RIG_REFRESH "\"}");
  g_assert_null (stored (rig, RIG_REALM));
}

/* A store that loses its keyring for a moment. */

#define TEST_TYPE_FRAGILE_STORE (test_fragile_store_get_type ())
G_DECLARE_FINAL_TYPE (TestFragileStore, test_fragile_store, TEST, FRAGILE_STORE, GObject)

struct _TestFragileStore
{
  GObject parent_instance;
  SbTokenStore *inner; /* (owned) */
  gboolean locked;
};

static char *
fragile_load (SbTokenStore *store, const SbTokenKey *key, GError **error)
{
  SbTokenStore *inner = TEST_FRAGILE_STORE (store)->inner;

  return SB_TOKEN_STORE_GET_IFACE (inner)->load (inner, key, error);
}

static gboolean
fragile_store (SbTokenStore *store, const SbTokenKey *key, const char *secret, GError **error)
{
  TestFragileStore *self = TEST_FRAGILE_STORE (store);

  if (!self->locked)
    return SB_TOKEN_STORE_GET_IFACE (self->inner)->store (self->inner, key, secret, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the keyring is locked");
  return FALSE;
}

static gboolean
fragile_clear (SbTokenStore *store, const SbTokenKey *key, GError **error)
{
  SbTokenStore *inner = TEST_FRAGILE_STORE (store)->inner;

  return SB_TOKEN_STORE_GET_IFACE (inner)->clear (inner, key, error);
}

static void
fragile_iface_init (SbTokenStoreInterface *iface)
{
  iface->load = fragile_load;
  iface->store = fragile_store;
  iface->clear = fragile_clear;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFragileStore, test_fragile_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_TOKEN_STORE, fragile_iface_init))

static void
test_fragile_store_finalize (GObject *object)
{
  g_object_unref (TEST_FRAGILE_STORE (object)->inner);
  G_OBJECT_CLASS (test_fragile_store_parent_class)->finalize (object);
}

static void
test_fragile_store_class_init (TestFragileStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_fragile_store_finalize;
}

static void
test_fragile_store_init (TestFragileStore *self)
{
  self->locked = FALSE;
}

static void
test_unsaved (Rig *rig, gconstpointer data)
{
  g_autoptr(TestFragileStore) store = g_object_new (TEST_TYPE_FRAGILE_STORE, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *token = NULL;
  g_autoptr(SbQboTokens) tokens = NULL;

  store->inner = g_object_ref (rig->store);
  g_object_unref (rig->auth);
  rig->auth = sb_qbo_auth_new (rig->session, rig->env, RIG_CLIENT_ID, RIG_REALM,
                               SB_TOKEN_STORE (store), SB_CLOCK (rig->test.clock), rig->test.dir);
  store->locked = TRUE;
  g_assert_null (get_token (rig, RIG_ACCESS, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_NO_KEYRING);
  store->locked = FALSE;
  token = get_token (rig, RIG_ACCESS, NULL);
  g_assert_cmpstr (token, ==, "planted-access-token-2");
  g_assert_cmpuint (rig->refreshes, ==, 1); /* the old refresh token was not spent twice */
  tokens = stored (rig, RIG_REALM);
  g_assert_cmpstr (tokens->refresh_token, ==, "planted-refresh-token-2");
}

static void
test_token_texts (void)
{
  static const char *const bad[] = { "", "{}", "[]", "x", "{\"access_token\":\"a\"}", "{\"access_token\":5,\"refresh_token\":\"r\"}",
                                     "{\"access_token\":\"a\\r\\nX: y\",\"refresh_token\":\"r\"}",
                                     "{\"access_token\":\"\",\"refresh_token\":\"r\"}" };
  g_autoptr(SbQboTokens) tokens =
    sb_qbo_tokens_from_answer ("{\"access_token\":\"a\",\"refresh_token\":\"r\","
                               "\"expires_in\":3600}", -1, 1000000, NULL);
  g_autofree char *text = sb_qbo_tokens_to_text (tokens);
  g_autoptr(SbQboTokens) again = sb_qbo_tokens_from_text (text, NULL);

  g_assert_cmpstr (again->access_token, ==, "a");
  g_assert_cmpstr (again->refresh_token, ==, "r");
  g_assert_cmpint (again->access_expires, ==, G_GINT64_CONSTANT (3601000000));
  g_assert_cmpint (sb_qbo_tokens_sign_in_by (again), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sb_qbo_tokens_from_answer (bad[i], -1, 0, &error));
      g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  rig_add ("/qbo/tokens/twenty-callers-share-one-refresh", test_coalesced);
  rig_add ("/qbo/tokens/a-look-up-under-way-does-not-hide-a-rejected-token", test_mixed_waiters);
  rig_add ("/qbo/tokens/what-another-process-refreshed-is-taken", test_looked_again);
  rig_add ("/qbo/tokens/new-tokens-are-stored-before-they-are-used", test_stored_before_used);
  rig_add ("/qbo/tokens/invalid-grant-is-final", test_revoked_is_final);
  rig_add ("/qbo/tokens/wrong-keys-do-not-cost-the-tokens", test_wrong_keys_keep_tokens);
  rig_add ("/qbo/tokens/a-locked-keyring-does-not-lose-new-tokens", test_unsaved);
  rig_add ("/qbo/tokens/disconnecting-revokes-and-forgets", test_revoke);
  g_test_add_func ("/qbo/tokens/answers-without-usable-tokens-are-refused", test_token_texts);
  return g_test_run ();
}

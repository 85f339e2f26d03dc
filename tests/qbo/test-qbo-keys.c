/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The owner's own keys: known or not, and of which of the two kinds; and a grant that ends. */
#include "sb-qbo-rig.h"

#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-key-check.h"

static SbWireAction
no_api (const SbWireRequest *request, GString *out, gpointer user_data)
{
  g_error ("the API was called: %s", request->target);
  return SB_WIRE_DROP;
}

static gboolean
check_keys (Rig *rig, GError **error)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;

  sb_qbo_auth_check_keys_async (rig->auth, NULL, NULL, sb_test_call_done, &call);
  return sb_qbo_auth_check_keys_finish (rig->auth, sb_test_call_wait (&call), error);
}

static SbQboTokens *
stored (Rig *rig)
{
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, RIG_REALM };

  return sb_token_store_load (rig->store, &key, NULL);
}

static void
test_known (Rig *rig, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboTokens) tokens = NULL;

  rig->func = no_api;
  rig->refuse_refresh = "invalid_grant"; /* of the code, so the keys were accepted */
  g_assert_true (check_keys (rig, &error));
  g_assert_no_error (error);
  tokens = stored (rig);
  g_assert_cmpstr (tokens->access_token, ==, RIG_ACCESS);
}

static void
test_unknown (Rig *rig, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboTokens) tokens = NULL;

  rig->func = no_api;
  rig->refuse_refresh = "invalid_client";
  g_assert_false (check_keys (rig, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT);
  g_assert_null (strstr (error->message, RIG_SECRET));
  tokens = stored (rig);
  g_assert_nonnull (tokens);
}

/* A host that lets the company be read, or answers that the app is not for it. */
static SbWireAction
host (const SbWireRequest *request, GString *out, gpointer user_data)
{
  g_assert_nonnull (strstr (request->target, "/companyinfo/" RIG_REALM));
  if (GPOINTER_TO_INT (user_data) != 0)
    sb_wire_reply (out, 200, "application/json", "{\"CompanyInfo\":{\"Id\":\"1\"}}", NULL);
  else
    sb_wire_reply (out, 403, "application/json",
                   "{\"fault\":{\"error\":[{\"message\":\"message=ApplicationAuthorizationFailed; "
                   "errorCode=003100; statusCode=403\",\"code\":\"3100\"}],\"type\":"
                   "\"AUTHORIZATION\"}}", NULL);
  return SB_WIRE_ANSWER;
}

static const struct
{
  gboolean sandbox;
  gboolean production;
  SbQboKeyKind kind;
  const char *word;
} hosts[] = {
  { TRUE, FALSE, SB_QBO_KEYS_DEVELOPMENT, "development" },
  { FALSE, TRUE, SB_QBO_KEYS_PRODUCTION, "production" },
  { FALSE, FALSE, SB_QBO_KEYS_UNKNOWN, "does not tell" },
  { TRUE, TRUE, SB_QBO_KEYS_UNKNOWN, "does not tell" },
};

static void
test_kind (Rig *rig, gconstpointer data)
{
  rig->func = no_api;
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr(SbWireServer) sandbox = sb_wire_server_new (host,
                                                            GINT_TO_POINTER (hosts[i].sandbox));
      g_autoptr(SbWireServer) live = sb_wire_server_new (host,
                                                         GINT_TO_POINTER (hosts[i].production));
      g_autoptr(SbQboEnv) first = sb_qbo_env_new_for_name (sb_wire_server_get_base (sandbox), NULL,
                                                           NULL);
      g_autoptr(SbQboEnv) second = sb_qbo_env_new_for_name (sb_wire_server_get_base (live), NULL,
                                                            NULL);
      g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
      g_autoptr(GError) error = NULL;
      SbQboKeyKind kind;

      sb_qbo_auth_find_key_kind_async (rig->auth, first, second, NULL, sb_test_call_done, &call);
      kind = sb_qbo_auth_find_key_kind_finish (rig->auth, sb_test_call_wait (&call), &error);
      g_assert_no_error (error);
      g_assert_cmpint (kind, ==, hosts[i].kind);
      g_assert_nonnull (strstr (sb_qbo_key_kind_words (kind), hosts[i].word));
    }
}

/* Disconnect in the browser: the API says that the token is bad, the refresh that the grant is. */
static SbWireAction
expired (const SbWireRequest *request, GString *out, gpointer user_data)
{
  sb_wire_reply (out, 401, "application/json",
                 "{\"warnings\":null,\"fault\":{\"error\":[{\"message\":\"message=Authentication"
                 "Failed; errorCode=003200; statusCode=401\",\"code\":\"3200\"}],\"type\":"
                 "\"AUTHENTICATION\"},\"time\":1601391072830}", NULL);
  return SB_WIRE_ANSWER;
}

static void
test_disconnected (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboTokens) tokens = NULL;

  rig->func = expired;
  rig->refuse_refresh = "invalid_grant";
  g_assert_null (rig_send (rig, request, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_REVOKED);
  g_assert_false (sb_qbo_error_maybe_done (error));
  g_assert_cmpstr (sb_qbo_error_reason (error), ==, "sign-in-needed");
  tokens = stored (rig);
  g_assert_null (tokens);
  /* The second try costs no call: nothing is left to try with. */
  g_clear_error (&error);
  g_assert_null (rig_send (rig, request, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (rig_count_api (rig), ==, 1);
}

/* The very request that was waiting goes out after the next sign-in, byte for byte. */
static SbWireAction
accept_new (const SbWireRequest *request, GString *out, gpointer user_data)
{
  if (strcmp (sb_wire_request_header (request, "authorization"), "Bearer fresh") != 0)
    return expired (request, out, user_data);
  sb_wire_reply (out, 200, "application/json", "{\"Invoice\":{\"Id\":\"130\"}}", NULL);
  return SB_WIRE_ANSWER;
}

static void
test_reconnected (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, RIG_REALM };
  SbQboTokens fresh = { (char *) (gsize) "fresh", (char *) (gsize) "fresh-refresh", 0, 0, 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = NULL;
  GPtrArray *requests = sb_wire_server_get_requests (rig->server);
  const SbWireRequest *first;
  const SbWireRequest *last;

  rig->func = accept_new;
  rig->refuse_refresh = "invalid_grant";
  g_assert_null (rig_send (rig, request, NULL));
  g_assert_true (sb_token_store_store (rig->store, &key, &fresh, &error));
  answer = rig_send (rig, request, &error);
  g_assert_no_error (error);
  first = g_ptr_array_index (requests, 0);
  last = g_ptr_array_index (requests, requests->len - 1);
  g_assert_cmpstr (first->target, ==, last->target);
  g_assert_cmpstr (first->body, ==, last->body);
}

static void
test_sign_in_by (Rig *rig, gconstpointer data)
{
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, RIG_REALM };
  gint64 rolling = SB_TEST_NOW + 100 * G_TIME_SPAN_DAY;
  gint64 final = SB_TEST_NOW + 30 * G_TIME_SPAN_DAY;
  SbQboTokens tokens = { (char *) (gsize) RIG_ACCESS, (char *) (gsize) RIG_REFRESH, 0, rolling,
                         final };
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autofree char *token = NULL;

  rig->func = no_api;
  g_assert_cmpint (sb_qbo_auth_get_sign_in_by (rig->auth), ==, 0);
  sb_token_store_store (rig->store, &key, &tokens, NULL);
  sb_qbo_auth_get_token_async (rig->auth, NULL, NULL, sb_test_call_done, &call);
  token = sb_qbo_auth_get_token_finish (rig->auth, sb_test_call_wait (&call), NULL);
  g_assert_cmpint (sb_qbo_auth_get_sign_in_by (rig->auth), ==, final);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  rig_add ("/qbo/keys/keys-that-intuit-knows-are-accepted-and-nothing-is-stored", test_known);
  rig_add ("/qbo/keys/keys-that-intuit-does-not-know-are-told-as-that", test_unknown);
  rig_add ("/qbo/keys/the-kind-of-the-keys-is-known-by-what-they-open", test_kind);
  rig_add ("/qbo/keys/a-disconnect-inside-quickbooks-is-recognised-and-final", test_disconnected);
  rig_add ("/qbo/keys/after-reconnecting-the-same-request-goes-out-unchanged", test_reconnected);
  rig_add ("/qbo/keys/the-earlier-end-of-the-grant-is-the-day-to-sign-in-by", test_sign_in_by);
  return g_test_run ();
}

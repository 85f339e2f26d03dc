/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-rig.h"

#include <string.h>

static SbWireAction
answer_discovery (Rig *rig, GString *out)
{
  const char *base = sb_wire_server_get_base (rig->server);
  g_autofree char *body =
    g_strdup_printf ("{\"authorization_endpoint\":\"%s/authorize\",\"token_endpoint\":\"%s/token\","
                     "\"revocation_endpoint\":\"%s/revoke\"%s}",
                     base, base, base,
                     rig->offer_pkce ? ",\"code_challenge_methods_supported\":[\"S256\"]" : "");

  sb_wire_reply (out, 200, "application/json", body, NULL);
  return SB_WIRE_ANSWER;
}

static SbWireAction
answer_token (Rig *rig, GString *out)
{
  g_autofree char *body = NULL;

  if (rig->refuse_refresh != NULL)
    {
      body = g_strdup_printf ("{\"error\":\"%s\",\"error_description\":\"%s is bad\"}",
                              rig->refuse_refresh, RIG_REFRESH);
      sb_wire_reply (out, 400, "application/json", body, NULL);
      return SB_WIRE_ANSWER;
    }
  rig->refreshes++;
  body = g_strdup_printf ("{\"token_type\":\"bearer\",\"access_token\":\"planted-access-token-%u\""
                          ",\"expires_in\":3600,"
                          "\"refresh_token\":\"planted-refresh-token-%u\","
                          "\"x_refresh_token_expires_in\":8640000,"
                          "\"x_refresh_token_hard_expires_in\":157680000}",
                          rig->refreshes + 1, rig->refreshes + 1);
  sb_wire_reply (out, 200, "application/json", body, NULL);
  return SB_WIRE_ANSWER;
}

static SbWireAction
serve (const SbWireRequest *request, GString *out, gpointer user_data)
{
  Rig *rig = user_data;

  if (g_str_has_prefix (request->target, "/.well-known/"))
    return answer_discovery (rig, out);
  if (strcmp (request->target, "/token") == 0)
    return answer_token (rig, out);
  if (strcmp (request->target, "/revoke") == 0)
    {
      sb_wire_reply (out, 200, "application/json", "", NULL);
      return SB_WIRE_ANSWER;
    }
  return rig->func (request, out, rig->data);
}

static void
call_cb (SbQboClient *client, const SbQboCall *call, Rig *rig)
{
  g_assert_null (strstr (call->path, "planted"));
  g_ptr_array_add (rig->calls,
                   g_strdup_printf ("%s %u %u", call->result, call->status, call->attempt));
}

void
rig_set_up (Rig *rig, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  SbTokenKey key;

  sb_test_set_up (&rig->test, data);
  rig->server = sb_wire_server_new (serve, rig);
  rig->session = sb_qbo_session_new ();
  rig->env = sb_qbo_env_new_for_name (sb_wire_server_get_base (rig->server), NULL, &error);
  g_assert_no_error (error);
  rig->store = sb_token_store_memory_new ();
  key = (SbTokenKey) { rig->env->name, RIG_CLIENT_ID, RIG_REALM };
  g_assert_true (sb_token_store_store (rig->store, &key,
                                       &(SbQboTokens) { (char *) (gsize) RIG_ACCESS, (char *) (gsize) RIG_REFRESH,
                                                        0, 0, 0 },
                                       &error));
  g_assert_true (sb_token_store_store_secret (rig->store, &key, RIG_SECRET, &error));
  rig->auth = sb_qbo_auth_new (rig->session, rig->env, RIG_CLIENT_ID, RIG_REALM, rig->store,
                               SB_CLOCK (rig->test.clock), rig->test.dir);
  rig->client = sb_qbo_client_new (rig->session, rig->env, RIG_REALM, rig->auth,
                                   SB_CLOCK (rig->test.clock), NULL);
  rig->calls = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (rig->client, "call", G_CALLBACK (call_cb), rig);
}

void
rig_tear_down (Rig *rig, gconstpointer data)
{
  g_clear_object (&rig->client);
  g_clear_object (&rig->auth);
  g_clear_object (&rig->store);
  g_clear_object (&rig->session);
  g_clear_pointer (&rig->env, sb_qbo_env_free);
  sb_wire_server_free (rig->server);
  sb_test_settle ();
  g_clear_pointer (&rig->calls, g_ptr_array_unref);
  sb_test_tear_down (&rig->test, data);
}

SbQboAnswer *
rig_send (Rig *rig, SbQboRequest *request, GError **error)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;

  sb_qbo_client_send_async (rig->client, request, NULL, sb_test_call_done, &call);
  return sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), error);
}

SbQboRequest *
rig_invoice (const char *requestid)
{
  static const char body[] = "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (body, strlen (body));

  return sb_qbo_request_write ("Invoice", SB_QBO_OPERATION_CREATE, bytes, requestid,
                               SB_QBO_WRITE_NONE);
}

guint
rig_count_api (Rig *rig)
{
  GPtrArray *requests = sb_wire_server_get_requests (rig->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const SbWireRequest *request = g_ptr_array_index (requests, i);

      if (g_str_has_prefix (request->target, "/v3/"))
        n++;
    }
  return n;
}

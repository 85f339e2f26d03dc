/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Discovery documents, token endpoint and revocation, as HTTP. */
#include "sb-practice.h"

#include <string.h>

static void
handle_discovery (SbExchange *x)
{
  guint port = x->practice->port;

  sb_exchange_reply_json (
      x, 200,
      g_strdup_printf (
          "{\"issuer\":\"http://127.0.0.1:%u/op/v1\",\"authorization_endpoint\":\"http://"
          "127.0.0.1:%u/connect/oauth2\","
          "\"token_endpoint\":\"http://127.0.0.1:%u/oauth2/v1/tokens/bearer\","
          "\"userinfo_endpoint\":\"http://127.0.0.1:%u/v1/openid_connect/userinfo\","
          "\"revocation_endpoint\":\"http://127.0.0.1:%u/v2/oauth2/tokens/revoke\","
          "\"jwks_uri\":\"http://127.0.0.1:%u/op/v1/jwks\",\"response_types_supported\":[\"code\"],"
          "\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":["
          "\"RS256\"],"
          "\"scopes_supported\":[\"openid\",\"email\",\"profile\",\"address\",\"phone\"],"
          "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\",\"client_secret_"
          "basic\"],"
          "\"claims_supported\":[\"aud\",\"exp\",\"iat\",\"iss\",\"realmid\",\"sub\"]}",
          port, port, port, port, port, port));
}

/* Basic credentials, else those of the form. Puts client_id into @form. */
static gboolean
check_client (SbExchange *x, GHashTable *form)
{
  const char *header = sb_exchange_header (x, "Authorization");
  g_autofree char *plain = NULL;
  char *colon;
  gsize length;

  if (header == NULL || !g_str_has_prefix (header, "Basic "))
    return sb_oauth_checks_secret (x->practice->oauth, g_hash_table_lookup (form, "client_id"),
                                   g_hash_table_lookup (form, "client_secret"));
  plain = (char *) g_base64_decode (header + 6, &length);
  plain = g_realloc (plain, length + 1);
  plain[length] = '\0';
  colon = strchr (plain, ':');
  if (colon == NULL)
    return FALSE;
  *colon = '\0';
  g_hash_table_replace (form, g_strdup ("client_id"), g_strdup (plain));
  return sb_oauth_checks_secret (x->practice->oauth, plain, colon + 1);
}

static void
handle_token (SbExchange *x, GHashTable *form)
{
  gboolean hard
      = g_strcmp0 (sb_exchange_header (x, "x-include-refresh-token-hard-expires-in"), "true") == 0;
  guint status;
  char *text = sb_oauth_token (x->practice->oauth, form, hard, &status);

  if (status == 200)
    sb_practice_keep_auth (x->practice);
  sb_exchange_reply_json (x, status, text);
}

static void
handle_revoke (SbExchange *x, GHashTable *form)
{
  g_autoptr (SbTree) body = sb_tree_parse (x->body, (gssize) x->body_length, NULL);
  const char *token
      = body != NULL ? sb_tree_get_text (body, "token") : g_hash_table_lookup (form, "token");

  if (token != NULL && sb_oauth_revoke (x->practice->oauth, token))
    {
      sb_practice_keep_auth (x->practice);
      sb_exchange_reply (x, 200, "text/plain", g_strdup (""));
    }
  else
    sb_exchange_reply_json (x, 400, g_strdup ("{\"error\":\"invalid_grant\"}"));
}

/* Who signed in: there is one person in the practice company. */
static void
handle_user (SbExchange *x)
{
  const char *header = sb_exchange_header (x, "Authorization");

  if (header != NULL && g_str_has_prefix (header, "Bearer ")
      && sb_oauth_check (x->practice->oauth, header + 7) != NULL)
    sb_exchange_reply_json (x, 200,
                            g_strdup ("{\"sub\":\"1182d6ec-60a8-4e5e-9bd4-4a5b2f1c0d11\","
                                      "\"email\":\"owner@practice.invalid\","
                                      "\"emailVerified\":true,\"givenName\":\"Robin\","
                                      "\"familyName\":\"Owner\"}"));
  else
    {
      sb_exchange_reply_json (x, 401, g_strdup ("{\"error\":\"invalid_token\"}"));
      x->challenge = "Bearer realm=\"Intuit\", error=\"invalid_token\"";
    }
}

void
sb_practice_handle_tokens (SbExchange *x)
{
  g_autoptr (GHashTable) form = NULL;

  if (g_str_has_prefix (x->path, "/.well-known/openid_"))
    {
      handle_discovery (x);
      return;
    }
  if (strcmp (x->path, "/op/v1/jwks") == 0)
    {
      sb_exchange_reply_json (x, 200, g_strdup ("{\"keys\":[]}"));
      return;
    }
  if (strcmp (x->path, "/v1/openid_connect/userinfo") == 0)
    {
      handle_user (x);
      return;
    }
  if (strcmp (x->method, "POST") != 0)
    return;
  form = sb_exchange_form (x);
  if (!check_client (x, form))
    sb_exchange_reply_json (x, 401, g_strdup ("{\"error\":\"invalid_client\"}"));
  else if (strcmp (x->path, "/oauth2/v1/tokens/bearer") == 0)
    handle_token (x, form);
  else if (strcmp (x->path, "/v2/oauth2/tokens/revoke") == 0)
    handle_revoke (x, form);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in through the real loopback, and the life of tokens. The browser is a plain HTTP
 * session. */
#include <libsoup/soup.h>
#include <string.h>

#include "sb-pkce.h"
#include "sb-qbo-error.h"
#include "sb-qbo-rig.h"
#include "sb-redirect.h"

#define PLANTED_CODE "planted-code-xyz"
#define ANY_PORT "http://localhost:0/callback"

typedef struct
{
  Rig rig;
  SbTestCall call;
  char *url;       /* the authorize address */
  char *redirect;  /* taken out of it */
  char *state;
  SoupSession *browser;
} SignIn;

static void
url_cb (SbQboAuth *auth, const char *url, SignIn *self)
{
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr(GHashTable) params = g_uri_parse_params (g_uri_get_query (uri), -1, "&",
                                                     G_URI_PARAMS_NONE, NULL);

  g_assert_null (self->url);
  self->url = g_strdup (url);
  self->redirect = g_strdup (g_hash_table_lookup (params, "redirect_uri"));
  self->state = g_strdup (g_hash_table_lookup (params, "state"));
  g_assert_cmpstr (g_hash_table_lookup (params, "client_id"), ==, RIG_CLIENT_ID);
  g_assert_cmpstr (g_hash_table_lookup (params, "response_type"), ==, "code");
  g_assert_cmpstr (g_hash_table_lookup (params, "scope"), ==, "com.intuit.quickbooks.accounting");
  g_assert_cmpuint (strlen (self->state), >=, 22);
}

static SbWireAction
no_api (const SbWireRequest *request, GString *out, gpointer user_data)
{
  g_error ("the API was called: %s", request->target);
  return SB_WIRE_DROP;
}

static void
sign_in_set_up (SignIn *self, gconstpointer data)
{
  rig_set_up (&self->rig, data);
  self->rig.func = no_api;
  self->browser = soup_session_new ();
  g_signal_connect (self->rig.auth, "authorize-url", G_CALLBACK (url_cb), self);
}

static void
sign_in_tear_down (SignIn *self, gconstpointer data)
{
  sb_test_call_clear (&self->call);
  g_clear_object (&self->browser);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->redirect, g_free);
  g_clear_pointer (&self->state, g_free);
  rig_tear_down (&self->rig, data);
}

static gboolean
has_url (gpointer data)
{
  return ((SignIn *) data)->url != NULL;
}

static void
begin (SignIn *self, const char *redirect_uri, GCancellable *cancellable)
{
  sb_qbo_auth_begin_async (self->rig.auth, redirect_uri, cancellable, sb_test_call_done,
                           &self->call);
  sb_test_run_until (has_url, self);
}

/* What the browser sees at @base + @query. */
static guint
browse (SignIn *self, const char *method, const char *base, const char *query, const char *host,
        char **page)
{
  g_autofree char *address = g_strconcat (base, query, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, address);
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (host != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Host", host);
  soup_session_send_and_read_async (self->browser, message, G_PRIORITY_DEFAULT, NULL,
                                    sb_test_call_done, &call);
  bytes = soup_session_send_and_read_finish (self->browser, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  if (page != NULL)
    *page = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return soup_message_get_status (message);
}

static char *
good_query (SignIn *self)
{
  return g_strconcat ("?code=" PLANTED_CODE "&realmId=123456789&state=", self->state, NULL);
}

static SbQboGrant *
finish (SignIn *self, GError **error)
{
  return sb_qbo_auth_begin_finish (self->rig.auth, sb_test_call_wait (&self->call), error);
}

static SbQboTokens *
stored (Rig *rig, const char *realm)
{
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, realm };

  return sb_token_store_load (rig->store, &key, NULL);
}

static const SbWireRequest *
token_request (Rig *rig)
{
  GPtrArray *requests = sb_wire_server_get_requests (rig->server);

  for (guint i = 0; i < requests->len; i++)
    {
      const SbWireRequest *request = g_ptr_array_index (requests, i);

      if (strcmp (request->target, "/token") == 0)
        return request;
    }
  return NULL;
}

static void
test_sign_in (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autofree char *page = NULL;
  g_autofree char *form = NULL;
  g_autofree char *redirect = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboGrant) grant = NULL;
  g_autoptr(SbQboTokens) tokens = NULL;
  const SbWireRequest *request;

  begin (self, ANY_PORT, NULL);
  g_assert_true (g_str_has_prefix (self->redirect, "http://localhost:"));
  query = good_query (self);
  g_assert_cmpuint (browse (self, "GET", self->redirect, query, NULL, &page), ==, 200);
  g_assert_null (strstr (page, PLANTED_CODE));
  g_assert_null (strstr (page, self->state));
  grant = finish (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (grant->realm_id, ==, "123456789");
  tokens = stored (&self->rig, "123456789");
  g_assert_cmpstr (tokens->access_token, ==, grant->tokens->access_token);
  g_assert_cmpint (tokens->refresh_hard_expires, ==,
                   SB_TEST_NOW + G_GINT64_CONSTANT (157680000) * G_TIME_SPAN_SECOND);
  request = token_request (&self->rig);
  redirect = g_uri_escape_string (self->redirect, NULL, FALSE);
  form = g_strconcat ("grant_type=authorization_code&code=" PLANTED_CODE "&redirect_uri=", redirect,
                      NULL);
  g_assert_cmpstr (request->body, ==, form);
  g_assert_cmpstr (sb_wire_request_header (request, "x-include-refresh-token-hard-expires-in"), ==,
                   "true");
  g_assert_true (g_str_has_prefix (sb_wire_request_header (request, "authorization"), "Basic "));
  /* The company that was connected before keeps its tokens. */
  g_assert_cmpstr (sb_qbo_auth_get_realm_id (self->rig.auth), ==, RIG_REALM);
}

static void
test_pkce (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autofree char *challenge = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboGrant) grant = NULL;
  const char *verifier;

  self->rig.offer_pkce = TRUE;
  begin (self, ANY_PORT, NULL);
  g_assert_nonnull (strstr (self->url, "&code_challenge_method=S256&code_challenge="));
  query = good_query (self);
  browse (self, "GET", self->redirect, query, NULL, NULL);
  grant = finish (self, &error);
  g_assert_no_error (error);
  verifier = strstr (token_request (&self->rig)->body,
                     "code_verifier=") + strlen ("code_verifier=");
  challenge = sb_pkce_challenge (verifier);
  g_assert_true (g_str_has_suffix (self->url, challenge));
}

/* RFC 7636, appendix B */
static void
test_pkce_vector (void)
{
  g_autofree char *challenge = sb_pkce_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static void
test_strangers (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *page = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboGrant) grant = NULL;

  begin (self, ANY_PORT, NULL);
  query = good_query (self);
  elsewhere = g_strconcat (self->redirect, "/more", NULL);
  g_assert_cmpuint (browse (self, "GET", self->redirect, "?code=forged&realmId=1&state=forged",
                            NULL, &page), ==, 400);
  g_assert_null (strstr (page, "forged"));
  g_assert_cmpuint (browse (self, "GET", self->redirect, "?code=forged&realmId=1", NULL, NULL), ==,
                    400);
  g_assert_cmpuint (browse (self, "GET", self->redirect, "?error=access_denied&state=forged", NULL,
                            NULL), ==, 400);
  g_assert_cmpuint (browse (self, "GET", self->redirect, "", NULL, NULL), ==, 400);
  g_assert_cmpuint (browse (self, "GET", elsewhere, query, NULL, NULL), ==, 400);
  g_assert_cmpuint (browse (self, "POST", self->redirect, query, NULL, NULL), ==, 400);
  g_assert_cmpuint (browse (self, "GET", self->redirect, query, "evil.example", NULL), ==, 400);
  g_assert_null (self->call.result);
  g_assert_null (token_request (&self->rig));
  /* None of them has used up the state. */
  g_assert_cmpuint (browse (self, "GET", self->redirect, query, NULL, NULL), ==, 200);
  grant = finish (self, &error);
  g_assert_no_error (error);
}

static void
test_second_answer (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autofree char *address = NULL;
  g_autoptr(SbQboGrant) grant = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *requests = sb_wire_server_get_requests (self->rig.server);
  guint exchanges = 0;

  begin (self, ANY_PORT, NULL);
  query = good_query (self);
  address = g_strconcat (self->redirect, query, NULL);
  g_assert_cmpuint (browse (self, "GET", self->redirect, query, NULL, NULL), ==, 200);
  /* The same again by hand: the state has been used. */
  g_assert_false (sb_qbo_auth_paste (self->rig.auth, address, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
  grant = finish (self, NULL);
  g_assert_nonnull (grant);
  for (guint i = 0; i < requests->len; i++)
    exchanges += strcmp (((SbWireRequest *) g_ptr_array_index (requests, i))->target,
                         "/token") == 0;
  g_assert_cmpuint (exchanges, ==, 1);
}

static void
test_denied (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autoptr(GError) error = NULL;

  begin (self, ANY_PORT, NULL);
  query = g_strconcat ("?error=access_denied&state=", self->state, NULL);
  browse (self, "GET", self->redirect, query, NULL, NULL);
  g_assert_null (finish (self, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_SIGN_IN_REFUSED);
  g_assert_cmpstr (sb_qbo_error_reason (error), ==, "sign-in-refused");
}

static void
test_scope (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autoptr(GError) error = NULL;

  begin (self, ANY_PORT, NULL);
  query = g_strconcat ("?error=invalid_scope&state=", self->state, NULL);
  browse (self, "GET", self->redirect, query, NULL, NULL);
  g_assert_null (finish (self, &error));
  g_assert_true (error->domain == SB_QBO_ERROR);
  g_assert_null (token_request (&self->rig));
}

/* The page was left open too long, or its answer was used before. */
static void
test_stale_code (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboTokens) tokens = NULL;

  self->rig.refuse_refresh = "invalid_grant";
  begin (self, ANY_PORT, NULL);
  query = good_query (self);
  browse (self, "GET", self->redirect, query, NULL, NULL);
  g_assert_null (finish (self, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_SIGN_IN_REFUSED);
  g_assert_null (strstr (error->message, PLANTED_CODE));
  tokens = stored (&self->rig, "123456789");
  g_assert_null (tokens);
}

/* Two tabs with the page of one sign-in: the first answer counts, the second tab is told so. */
static void
test_second_tab (SignIn *self, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(SbQboGrant) grant = NULL;
  g_autoptr(GError) error = NULL;

  begin (self, ANY_PORT, NULL);
  first = good_query (self);
  second = g_strconcat ("?code=other&realmId=987654321&state=", self->state, NULL);
  g_assert_cmpuint (browse (self, "GET", self->redirect, first, NULL, NULL), ==, 200);
  /* Until the exchange is over the listener may still be there; it must not take another. */
  if (self->call.result == NULL)
    {
      g_autoptr(SoupMessage) message = NULL;
      g_autofree char *address = g_strconcat (self->redirect, second, NULL);
      g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
      g_autoptr(GBytes) bytes = NULL;

      message = soup_message_new ("GET", address);
      soup_session_send_and_read_async (self->browser, message, G_PRIORITY_DEFAULT, NULL,
                                        sb_test_call_done, &call);
      bytes = soup_session_send_and_read_finish (self->browser, sb_test_call_wait (&call), NULL);
      g_assert_true (bytes == NULL || soup_message_get_status (message) == 400);
    }
  grant = finish (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (grant->realm_id, ==, "123456789");
}

static void
test_bad_realm (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autoptr(GError) error = NULL;

  begin (self, ANY_PORT, NULL);
  query = g_strconcat ("?code=x&realmId=..%2F..%2Fetc&state=", self->state, NULL);
  browse (self, "GET", self->redirect, query, NULL, NULL);
  g_assert_null (finish (self, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
}

static void
test_five_minutes (SignIn *self, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  begin (self, ANY_PORT, NULL);
  sb_manual_clock_advance (self->rig.test.clock, 5 * G_TIME_SPAN_MINUTE - 1);
  sb_test_settle ();
  g_assert_null (self->call.result);
  sb_manual_clock_advance (self->rig.test.clock, 1);
  g_assert_null (finish (self, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_SIGN_IN_TIMEOUT);
}

static void
test_cancelled (SignIn *self, gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  begin (self, ANY_PORT, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_pasted (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autofree char *address = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboGrant) grant = NULL;

  begin (self, "https://books.example/hand-off", NULL);
  g_assert_cmpstr (self->redirect, ==, "https://books.example/hand-off");
  g_assert_nonnull (strchr (self->state, '.')); /* the page reads the port behind the point */
  g_assert_false (sb_qbo_auth_paste (self->rig.auth,
                                     "https://books.example/hand-off?code=x&state=y", &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
  g_clear_error (&error);
  query = good_query (self);
  address = g_strconcat ("  https://books.example/hand-off", query, "#\n", NULL);
  g_assert_true (sb_qbo_auth_paste (self->rig.auth, address, &error));
  grant = finish (self, &error);
  g_assert_no_error (error);
}

static void
test_wrong_keys (SignIn *self, gconstpointer data)
{
  g_autofree char *query = NULL;
  g_autoptr(GError) error = NULL;

  self->rig.refuse_refresh = "invalid_client";
  begin (self, ANY_PORT, NULL);
  query = good_query (self);
  browse (self, "GET", self->redirect, query, NULL, NULL);
  g_assert_null (finish (self, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT);
  g_assert_null (strstr (error->message, "planted"));
}

static void
test_redirects (void)
{
  static const struct
  {
    const char *uri;
    gboolean good;
  } cases[] = {
    { "http://localhost:8400/callback", TRUE }, { "http://127.0.0.1:8400/", TRUE },
    { "http://[::1]:8400/callback", TRUE },     { "https://books.example/x", TRUE },
    { "http://localhost/callback", FALSE },     { "http://books.example:8400/callback", FALSE },
    { "ftp://localhost:1/", FALSE },            { "stockbook://callback", FALSE },
    { "http://localhost:8400/callback?x=1", FALSE }, { "https://books.example/#x", FALSE },
    { "http://localhost.evil.example:1/", FALSE },   { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SbRedirect) redirect = sb_redirect_parse (cases[i].uri, &error);

      g_test_message ("%s", cases[i].uri);
      g_assert_cmpint (redirect != NULL, ==, cases[i].good);
      if (redirect != NULL)
        {
          sb_redirect_set_port (redirect, redirect->port != 0 ? redirect->port : 4711);
          g_assert_cmpstr (redirect->uri, ==, cases[i].uri); /* byte for byte */
        }
    }
}

#define add_sign_in(path, func) g_test_add (path, SignIn, NULL, sign_in_set_up, func, sign_in_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_sign_in ("/qbo/sign-in/the-answer-of-the-browser-becomes-stored-tokens", test_sign_in);
  add_sign_in ("/qbo/sign-in/pkce-is-sent-when-discovery-offers-it", test_pkce);
  g_test_add_func ("/qbo/sign-in/pkce-agrees-with-the-standards-example", test_pkce_vector);
  add_sign_in ("/qbo/sign-in/forged-and-strange-requests-get-400-and-change-nothing",
               test_strangers);
  add_sign_in ("/qbo/sign-in/only-the-first-answer-counts", test_second_answer);
  add_sign_in ("/qbo/sign-in/a-refusal-of-the-person-is-told-as-that", test_denied);
  add_sign_in ("/qbo/sign-in/a-scope-that-is-refused-ends-it", test_scope);
  add_sign_in ("/qbo/sign-in/a-stale-code-is-told-as-used-or-too-late", test_stale_code);
  add_sign_in ("/qbo/sign-in/of-two-tabs-the-first-answer-counts", test_second_tab);
  add_sign_in ("/qbo/sign-in/a-company-id-that-is-no-number-is-refused", test_bad_realm);
  add_sign_in ("/qbo/sign-in/nobody-coming-for-five-minutes-ends-it", test_five_minutes);
  add_sign_in ("/qbo/sign-in/it-can-be-cancelled", test_cancelled);
  add_sign_in ("/qbo/sign-in/the-address-can-be-pasted-by-hand", test_pasted);
  add_sign_in ("/qbo/sign-in/wrong-keys-are-told-as-wrong-keys", test_wrong_keys);
  g_test_add_func ("/qbo/sign-in/redirect-addresses-are-checked-and-kept-byte-for-byte",
                   test_redirects);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which way requests take: no proxy to this machine, no certificate that nobody trusts. */
#include <libsoup/soup.h>

#include "sb-direct-resolver.h"
#include "sb-qbo-error.h"
#include "sb-qbo-rig.h"

static char *
lookup (GProxyResolver *resolver, const char *url)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) now = g_proxy_resolver_lookup (resolver, url, NULL, &error);
  g_auto(GStrv) later = NULL;

  g_assert_no_error (error);
  g_proxy_resolver_lookup_async (resolver, url, NULL, sb_test_call_done, &call);
  later = g_proxy_resolver_lookup_finish (resolver, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_equal ((const char *const *) now, (const char *const *) later));
  return g_strjoinv (" ", now);
}

static void
test_proxy (void)
{
  static const struct
  {
    const char *url;
    const char *proxy;
  } cases[] = {
    { "http://127.0.0.1:4711/v3/", "direct://" },
    { "http://localhost:4711/", "direct://" },
    { "http://[::1]:4711/", "direct://" },
    { "https://quickbooks.api.intuit.com/v3/", "http://proxy.example:3128" },
    { "http://localhost.example/", "http://proxy.example:3128" },
  };
  g_autoptr(GProxyResolver) inner = g_simple_proxy_resolver_new ("http://proxy.example:3128", NULL);
  g_autoptr(GProxyResolver) resolver = sb_direct_resolver_new (inner);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *proxy = lookup (resolver, cases[i].url);

      g_test_message ("%s", cases[i].url);
      g_assert_cmpstr (proxy, ==, cases[i].proxy);
    }
}

static void
count_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
               gpointer user_data)
{
  (*(guint *) user_data)++;
  soup_server_message_set_status (message, 200, NULL);
}

static void
test_certificate (Rig *rig, gconstpointer data)
{
  g_autofree char *pem = g_test_build_filename (G_TEST_DIST, "data", "qbo", "nobody-trusts.pem", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (pem, &error);
  g_autoptr(SoupServer) server = NULL;
  g_autoptr(SbQboEnv) env = NULL;
  g_autoptr(SbQboClient) client = NULL;
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autofree char *base = NULL;
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  GSList *uris;
  guint arrived = 0;

  g_assert_no_error (error);
  server = g_object_new (SOUP_TYPE_SERVER, "tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, count_request, &arrived, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  base = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  env = sb_qbo_env_new_for_name (base, NULL, &error);
  g_assert_no_error (error);
  client = sb_qbo_client_new (rig->session, env, RIG_REALM, rig->auth, SB_CLOCK (rig->test.clock), NULL);
  sb_qbo_client_send_async (client, request, NULL, sb_test_call_done, &call);
  g_assert_null (sb_qbo_client_send_finish (client, sb_test_call_wait (&call), &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
  g_assert_false (sb_qbo_error_maybe_done (error));
  g_assert_cmpuint (arrived, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qbo/network/no-proxy-stands-between-us-and-this-machine", test_proxy);
  rig_add ("/qbo/network/a-certificate-that-nobody-trusts-is-refused-before-a-byte", test_certificate);
  return g_test_run ();
}

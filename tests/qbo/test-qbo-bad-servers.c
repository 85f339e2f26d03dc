/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Servers that mean harm, or have come to some: the call fails with a code, and the memory that it
 * took is measured. */
#include <libsoup/soup.h>
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-rig.h"

#define MEGABYTE (1024 * 1024)

/* Memory */

static gint64
status_kilobytes (const char *name)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  at = strstr (text, name);
  return at != NULL ? g_ascii_strtoll (at + strlen (name), NULL, 10) : 0;
}

/* The peak counts from here on. Returns the megabytes in use. */
static gint64
begin_measuring (void)
{
  g_autofree char *path = g_strdup ("/proc/self/clear_refs");

  (void) g_file_set_contents_full (path, "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  return status_kilobytes ("VmRSS:") / 1024;
}

/* @most: megabytes that the call may have taken, with the server's own bytes, which are in this
 * process too */
static void
check_peak (gint64 before, gint64 most)
{
  gint64 taken = status_kilobytes ("VmHWM:") / 1024 - before;

  g_test_message ("%" G_GINT64_FORMAT " megabytes at the most", taken);
#if !defined(__SANITIZE_ADDRESS__)
  g_assert_cmpint (taken, <=, most);
#endif
}

/* Large bodies */

static void
begin_reply (GString *out, gsize length, const char *more)
{
  g_string_append_printf (out,
                          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%s"
                          "Content-Length: %zu\r\nConnection: close\r\n\r\n", more, length);
}

/* {"Invoice":{"a":[0,0,0,...]}}: small for a text, large for whoever keeps the values */
static SbWireAction
zeros (const SbWireRequest *request, GString *out, gpointer user_data)
{
  static const char head[] = "{\"Invoice\":{\"a\":[0";
  static const char tail[] = "]}}";
  gsize size = 50 * MEGABYTE;
  gsize start;

  begin_reply (out, strlen (head) + size + strlen (tail), "");
  g_string_append (out, head);
  start = out->len;
  g_string_set_size (out, start + size);
  for (gsize i = 0; i < size; i += 2)
    memcpy (out->str + start + i, ",0", 2);
  g_string_append (out, tail);
  return SB_WIRE_ANSWER;
}

/* One text of fifty megabytes is odd, but harmless. */
static SbWireAction
one_text (const SbWireRequest *request, GString *out, gpointer user_data)
{
  static const char head[] = "{\"Invoice\":{\"a\":\"";
  static const char tail[] = "\"}}";
  gsize size = 50 * MEGABYTE;
  gsize start;

  begin_reply (out, strlen (head) + size + strlen (tail), "");
  g_string_append (out, head);
  start = out->len;
  g_string_set_size (out, start + size);
  memset (out->str + start, 'x', size);
  g_string_append (out, tail);
  return SB_WIRE_ANSWER;
}

/* A quarter of a gigabyte of blanks in a quarter of a megabyte. */
static GByteArray *
make_bomb (void)
{
  g_autoptr(GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  GByteArray *bomb = g_byte_array_new ();
  g_autofree char *blanks = g_strnfill (MEGABYTE, ' ');
  g_autofree char *room = g_malloc (MEGABYTE);

  for (guint i = 0; i < 256; i++)
    {
      gsize taken = 0;

      while (taken < MEGABYTE)
        {
          gsize in;
          gsize made;

          g_converter_convert (G_CONVERTER (zip), blanks + taken, MEGABYTE - taken, room, MEGABYTE,
                               G_CONVERTER_NO_FLAGS, &in, &made, NULL);
          taken += in;
          g_byte_array_append (bomb, (const guint8 *) room, (guint) made);
        }
    }
  return bomb;
}

static SbWireAction
explode (const SbWireRequest *request, GString *out, gpointer user_data)
{
  g_autoptr(GByteArray) bomb = make_bomb ();

  begin_reply (out, bomb->len, "Content-Encoding: gzip\r\n");
  g_string_append_len (out, (const char *) bomb->data, bomb->len);
  return SB_WIRE_ANSWER;
}

static void
test_zeros (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GError) error = NULL;
  gint64 before = begin_measuring ();

  rig->func = zeros;
  g_assert_null (rig_send (rig, request, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
  g_assert_true (sb_qbo_error_maybe_done (error));
  check_peak (before, 160);
}

static void
test_one_text (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = NULL;
  gint64 before = begin_measuring ();

  rig->func = one_text;
  answer = rig_send (rig, request, &error);
  g_assert_no_error (error);
  check_peak (before, 260);
}

static void
test_bomb (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GError) error = NULL;
  gint64 before = begin_measuring ();

  rig->func = explode;
  g_assert_null (rig_send (rig, request, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "larger"));
  check_peak (before, 160);
}

/* Slow ones */

static SbWireAction
stall (const SbWireRequest *request, GString *out, gpointer user_data)
{
  begin_reply (out, 1000, "");
  g_string_append (out, "{\"Invoice\":");
  return SB_WIRE_STALL;
}

static gboolean
has_arrived (gpointer data)
{
  return rig_count_api (data) > 0;
}

static void
test_drip (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  rig->func = stall;
  sb_qbo_client_send_async (rig->client, request, NULL, sb_test_call_done, &call);
  sb_test_run_until (has_arrived, rig);
  sb_manual_clock_advance (rig->test.clock, 129 * G_TIME_SPAN_SECOND);
  sb_test_settle ();
  g_assert_null (call.result);
  sb_manual_clock_advance (rig->test.clock, 2 * G_TIME_SPAN_SECOND);
  g_assert_null (sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_OFFLINE);
  g_assert_true (sb_qbo_error_maybe_done (error));
}

/* Elsewhere */

static SbWireAction
elsewhere (const SbWireRequest *request, GString *out, gpointer user_data)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  guint *round = ((gpointer *) user_data)[0];
  SbWireServer *other = ((gpointer *) user_data)[1];
  g_autofree char *location = g_strdup_printf ("Location: %s/v3/company/1/invoice\r\n",
                                               sb_wire_server_get_base (other));

  sb_wire_reply (out, statuses[*round], "text/plain", "", location);
  return SB_WIRE_ANSWER;
}

static SbWireAction
never (const SbWireRequest *request, GString *out, gpointer user_data)
{
  g_error ("the other host was asked");
  return SB_WIRE_DROP;
}

static void
test_redirects (Rig *rig, gconstpointer data)
{
  g_autoptr(SbWireServer) other = sb_wire_server_new (never, NULL);
  guint round = 0;
  gpointer state[2] = { &round, other };

  rig->func = elsewhere;
  rig->data = state;
  for (; round < 5; round++)
    {
      g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
      g_autoptr(GError) error = NULL;

      g_assert_null (rig_send (rig, request, &error));
      g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
    }
  sb_test_settle ();
  g_assert_cmpuint (sb_wire_server_get_requests (other)->len, ==, 0);
}

/* Certificates of an authority that this session trusts: only who is who and when is wrong. */

static void
count_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
               gpointer user_data)
{
  static const char body[] = "{\"Invoice\":{\"Id\":\"130\"}}";

  (*(guint *) user_data)++;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body,
                                    strlen (body));
}

static char *
data_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "qbo", name, NULL);
}

static SoupServer *
tls_server (const char *pem, guint *arrived, char **base)
{
  g_autofree char *path = data_path (pem);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  SoupServer *server;
  GSList *uris;

  g_assert_no_error (error);
  server = g_object_new (SOUP_TYPE_SERVER, "tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, count_request, arrived, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY,
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  *base = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return server;
}

static void
test_certificate (Rig *rig, gconstpointer data)
{
  const char *pem = data;
  gboolean good = strcmp (pem, "tls-good.pem") == 0;
  g_autofree char *authority = data_path ("tls-authority.pem");
  g_autofree char *base = NULL;
  guint arrived = 0;
  g_autoptr(SoupServer) server = tls_server (pem, &arrived, &base);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsDatabase) trusted = g_tls_file_database_new (authority, &error);
  g_autoptr(SbQboEnv) env = sb_qbo_env_new_for_name (base, NULL, NULL);
  g_autoptr(SbQboClient) client = NULL;
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(SbQboAnswer) answer = NULL;

  g_assert_no_error (error);
  soup_session_set_tls_database (rig->session, trusted);
  client = sb_qbo_client_new (rig->session, env, RIG_REALM, rig->auth, SB_CLOCK (rig->test.clock),
                              NULL);
  sb_qbo_client_send_async (client, request, NULL, sb_test_call_done, &call);
  answer = sb_qbo_client_send_finish (client, sb_test_call_wait (&call), &error);
  g_assert_cmpuint (arrived, ==, good ? 1 : 0);
  if (good)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
  g_assert_false (sb_qbo_error_maybe_done (error));
  g_assert_cmpstr (sb_qbo_error_remedy (error), !=, "");
}

#define add_tls(path, pem) g_test_add (path, Rig, pem, rig_set_up, test_certificate, rig_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  rig_add ("/qbo/bad-servers/fifty-megabytes-of-zeros-do-not-fill-the-memory", test_zeros);
  rig_add ("/qbo/bad-servers/one-text-of-fifty-megabytes-is-only-odd", test_one_text);
  rig_add ("/qbo/bad-servers/a-gzip-bomb-is-cut-off-while-it-unfolds", test_bomb);
  rig_add ("/qbo/bad-servers/an-answer-that-never-ends-is-given-up", test_drip);
  rig_add ("/qbo/bad-servers/no-kind-of-redirect-leads-to-another-host", test_redirects);
  add_tls ("/qbo/bad-servers/a-good-certificate-is-trusted", "tls-good.pem");
  add_tls ("/qbo/bad-servers/an-expired-certificate-is-refused-before-a-byte", "tls-expired.pem");
  add_tls ("/qbo/bad-servers/a-certificate-of-the-future-is-refused-before-a-byte",
           "tls-early.pem");
  add_tls ("/qbo/bad-servers/a-certificate-of-another-host-is-refused-before-a-byte",
           "tls-foreign.pem");
  return g_test_run ();
}

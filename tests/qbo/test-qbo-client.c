/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against a server that misbehaves in every way a wire can. */
#include "sb-qbo-rig.h"

#include <string.h>

#include "sb-qbo-error.h"

#define INVOICE_ANSWER                                                                             \
  "{\"Invoice\":{\"Id\":\"130\",\"SyncToken\":\"0\",\"DocNumber\":\"I1\",\"TotalAmt\":158.40},"     \
  "\"time\":\"2024-03-15T05:00:01.250-07:00\"}"

/* One scripted answer for every request. */
typedef struct
{
  guint status;
  const char *type;
  const char *body;
  const char *more;
  SbWireAction action;
} Script;

static SbWireAction
scripted (const SbWireRequest *request, GString *out, gpointer user_data)
{
  const Script *script = user_data;

  if (script->action == SB_WIRE_ANSWER)
    sb_wire_reply (out, script->status, script->type, script->body, script->more);
  return script->action;
}

static SbQboAnswer *
send_scripted (Rig *rig, const Script *script, GError **error)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");

  rig->func = scripted;
  rig->data = (gpointer) (gsize) script;
  return rig_send (rig, request, error);
}

static const char *
last_call (Rig *rig)
{
  return g_ptr_array_index (rig->calls, rig->calls->len - 1);
}

static void
test_write (Rig *rig, gconstpointer data)
{
  const Script script = { 200, "application/json", INVOICE_ANSWER, "intuit_tid: 1-abc\r\n", SB_WIRE_ANSWER };
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = send_scripted (rig, &script, &error);
  const SbWireRequest *request;
  gint64 moment;

  g_assert_no_error (error);
  g_assert_nonnull (sb_qbo_answer_get_object (answer, "Invoice", &error));
  g_assert_cmpstr (answer->intuit_tid, ==, "1-abc");
  g_assert_true (sb_moment_parse ("2024-03-15T12:00:01.250Z", &moment, NULL));
  g_assert_cmpint (answer->time, ==, moment);
  g_assert_cmpuint (answer->attempts, ==, 1);
  g_assert_cmpstr (last_call (rig), ==, "ok 200 1");
  request = g_ptr_array_index (sb_wire_server_get_requests (rig->server), 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->target, ==,
                   "/v3/company/" RIG_REALM "/invoice?minorversion=75&requestid=request-1");
  g_assert_cmpstr (sb_wire_request_header (request, "authorization"), ==, "Bearer " RIG_ACCESS);
  g_assert_cmpstr (sb_wire_request_header (request, "accept"), ==, "application/json");
  g_assert_cmpstr (sb_wire_request_header (request, "content-type"), ==, "application/json");
  g_assert_cmpstr (request->body, ==, "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[]}");
}

/* Every refusal or breakage, what becomes of it, and whether the write may have been carried
 * out. */
static const struct
{
  const char *sentence;
  Script script;
  int code;             /* of the error, -1: an answer with a fault */
  gboolean maybe_done;
  const char *call;
} breakages[] = {
  { "a fault is an answer",
    { 400, "application/json",
      "{\"Fault\":{\"Error\":[{\"Message\":\"Stale Object Error\",\"Detail\":\"Stale Object Error "
      ": A B\",\"code\":\"5010\"}],"
      "\"type\":\"ValidationFault\"}}", NULL, SB_WIRE_ANSWER }, -1, FALSE, "fault 400 1" },
  { "a fault under 200 is a fault",
    { 200, "application/json", "{\"Fault\":{\"Error\":[{\"code\":\"6240\","
                               "\"Message\":\"Duplicate\"}],\"type\":\"ValidationFault\"}}",
      NULL, SB_WIRE_ANSWER }, -1, FALSE, "fault 200 1" },
  { "an XML fault is an answer",
    { 400, "application/xml", "<?xml version=\"1.0\"?><IntuitResponse xmlns=\"http://schema.intuit"
                              ".com/finance/v3\">"
      "<Fault type=\"ValidationFault\"><Error code=\"6210\" element=\"\"><Message>m</Message><Deta"
      "il>The account period has closed</Detail>"
      "</Error></Fault></IntuitResponse>", NULL, SB_WIRE_ANSWER }, -1, FALSE, "fault 400 1" },
  { "503 with a page",
    { 503, "text/html", "<html><body>Service Unavailable</body></html>", NULL, SB_WIRE_ANSWER },
    SB_QBO_ERROR_SERVER, TRUE, "server 503 1" },
  { "500 with a fault",
    { 500, "application/json", "{\"Fault\":{\"Error\":[{\"code\":\"10000\",\"Message\":\"x\","
                               "\"Detail\":\"System Failure Error\"}],"
      "\"type\":\"SystemFault\"}}", NULL, SB_WIRE_ANSWER }, SB_QBO_ERROR_SERVER, TRUE, "server 500 1" },
  { "the words of a stalled backend",
    { 200, "text/plain", "stream timeout", NULL, SB_WIRE_ANSWER }, SB_QBO_ERROR_PROTOCOL, TRUE,
    "bad-answer 200 1" },
  { "200 with an empty body",
    { 200, "application/json", "", NULL, SB_WIRE_ANSWER }, SB_QBO_ERROR_PROTOCOL, TRUE,
    "bad-answer 200 1" },
  { "200 with a page",
    { 200, "text/html", "<html>hello</html>", NULL, SB_WIRE_ANSWER }, SB_QBO_ERROR_PROTOCOL, TRUE,
    "bad-answer 200 1" },
  { "200 with an array",
    { 200, "application/json", "[1,2]", NULL, SB_WIRE_ANSWER }, SB_QBO_ERROR_PROTOCOL, TRUE,
    "bad-answer 200 1" },
  { "404 without a fault",
    { 404, "text/html", "<html>Not found</html>", NULL, SB_WIRE_ANSWER }, SB_QBO_ERROR_PROTOCOL,
    FALSE, "bad-answer 404 1" },
  { "a redirect to another host is not followed",
    { 302, "text/plain", "elsewhere", "Location: http://127.0.0.1:1/v3/company/x\r\n", SB_WIRE_ANSWER },
    SB_QBO_ERROR_PROTOCOL, TRUE, "bad-answer 302 1" },
  { "a redirect that keeps the method is not followed either",
    { 307, "text/plain", "", "Location: https://example.com/\r\n", SB_WIRE_ANSWER },
    SB_QBO_ERROR_PROTOCOL, TRUE, "bad-answer 307 1" },
  { "the connection dropped without a byte",
    { 0, NULL, NULL, NULL, SB_WIRE_DROP }, SB_QBO_ERROR_OFFLINE, TRUE, "dropped 0 1" },
  { "the app may not use the company",
    { 403, "application/json", "{\"fault\":{\"error\":[{\"message\":\"message=ApplicationAuthoriza"
                               "tionFailed; errorCode=003100; statusCode=403\","
      "\"code\":\"3100\"}],\"type\":\"AUTHORIZATION\"}}", NULL, SB_WIRE_ANSWER },
    SB_QBO_ERROR_SIGN_IN_NEEDED, FALSE, "unauthorized 403 1" },
};

static void
test_breakage (Rig *rig, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = send_scripted (rig, &breakages[i].script, &error);

  g_assert_cmpuint (rig_count_api (rig), ==, 1); /* nothing is sent twice by itself */
  g_assert_cmpuint (rig->calls->len, ==, 1);
  g_assert_cmpstr (last_call (rig), ==, breakages[i].call);
  if (breakages[i].code < 0)
    {
      g_assert_no_error (error);
      g_assert_nonnull (answer->fault);
      g_assert_false (sb_qbo_answer_check (answer, &error));
      g_assert_nonnull (error);
      return;
    }
  g_assert_null (answer);
  g_assert_error (error, SB_QBO_ERROR, breakages[i].code);
  g_assert_cmpint (sb_qbo_error_maybe_done (error), ==, breakages[i].maybe_done);
  g_assert_nonnull (sb_qbo_error_reason (error));
  g_assert_cmpstr (sb_qbo_error_remedy (error), !=, "");
}

static void
test_refused_connection (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboEnv) nowhere = sb_qbo_env_new_for_name ("http://127.0.0.1:1", NULL, NULL);
  g_autoptr(SbQboClient) client = sb_qbo_client_new (rig->session, nowhere, RIG_REALM, rig->auth,
                                                     SB_CLOCK (rig->test.clock), NULL);
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  sb_qbo_client_send_async (client, request, NULL, sb_test_call_done, &call);
  g_assert_null (sb_qbo_client_send_finish (client, sb_test_call_wait (&call), &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_OFFLINE);
  g_assert_false (sb_qbo_error_maybe_done (error));
}

/* Torn bodies */

typedef struct
{
  gsize length;  /* bytes of the body that are sent */
  gboolean honest; /* the header tells that length too */
} Torn;

static SbWireAction
torn (const SbWireRequest *request, GString *out, gpointer user_data)
{
  const Torn *how = user_data;

  g_string_append_printf (out,
                          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: "
                          "close\r\nContent-Length: %zu\r\n\r\n", how->honest ? how->length : strlen (INVOICE_ANSWER));
  g_string_append_len (out, INVOICE_ANSWER, (gssize) how->length);
  return SB_WIRE_ANSWER;
}

static void
test_torn (Rig *rig, gconstpointer data)
{
  Torn how = { 0, GPOINTER_TO_INT (data) };

  rig->func = torn;
  rig->data = &how;
  for (how.length = 0; how.length < strlen (INVOICE_ANSWER); how.length++)
    {
      g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
      g_autoptr(GError) error = NULL;
      g_autoptr(SbQboAnswer) answer = NULL;

      sb_manual_clock_advance (rig->test.clock, G_TIME_SPAN_SECOND);
      answer = rig_send (rig, request, &error);
      g_assert_null (answer);
      g_assert_true (error->domain == SB_QBO_ERROR);
      g_assert_true (sb_qbo_error_maybe_done (error));
    }
  g_assert_cmpuint (rig_count_api (rig), ==, strlen (INVOICE_ANSWER));
}

static SbWireAction
deep (const SbWireRequest *request, GString *out, gpointer user_data)
{
  GString *body = g_string_new ("{\"Invoice\":");

  for (guint i = 0; i < 100000; i++)
    g_string_append (body, "{\"a\":");
  sb_wire_reply (out, 200, "application/json", body->str, NULL);
  g_string_free (body, TRUE);
  return SB_WIRE_ANSWER;
}

static void
test_deep (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GError) error = NULL;

  rig->func = deep;
  g_assert_null (rig_send (rig, request, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
}

/* A length that lies and bytes without end. */
static SbWireAction
huge (const SbWireRequest *request, GString *out, gpointer user_data)
{
  gsize size = 65 * 1024 * 1024;
  gsize start;

  g_string_append (out,
                   "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: "
                   "close\r\n\r\n");
  start = out->len;
  g_string_set_size (out, start + size);
  memset (out->str + start, ' ', size);
  return SB_WIRE_ANSWER;
}

static void
test_huge (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GError) error = NULL;

  rig->func = huge;
  g_assert_null (rig_send (rig, request, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
  g_assert_true (sb_qbo_error_maybe_done (error));
}

/* Waiting, cancelling */

static SbWireAction
held (const SbWireRequest *request, GString *out, gpointer user_data)
{
  return SB_WIRE_HOLD;
}

static gboolean
has_arrived (gpointer data)
{
  return rig_count_api (data) > 0;
}

static void
test_slow (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  rig->func = held;
  sb_qbo_client_send_async (rig->client, request, NULL, sb_test_call_done, &call);
  sb_test_run_until (has_arrived, rig);
  sb_manual_clock_advance (rig->test.clock, 120 * G_TIME_SPAN_SECOND);
  sb_test_settle ();
  g_assert_null (call.result); /* the server may take 120 s */
  sb_manual_clock_advance (rig->test.clock, 20 * G_TIME_SPAN_SECOND);
  g_assert_null (sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_OFFLINE);
  g_assert_true (sb_qbo_error_maybe_done (error));
  g_assert_cmpstr (last_call (rig), ==, "dropped 0 1");
}

static void
test_cancelled_read (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = sb_qbo_request_read ("Invoice", "130");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  rig->func = held;
  sb_qbo_client_send_async (rig->client, request, cancellable, sb_test_call_done, &call);
  sb_test_run_until (has_arrived, rig);
  g_cancellable_cancel (cancellable);
  g_assert_null (sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A write in the air is waited for: its answer is held back until after the cancelling. */
static void
test_cancelled_write (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  rig->func = held;
  sb_qbo_client_send_async (rig->client, request, cancellable, sb_test_call_done, &call);
  sb_test_run_until (has_arrived, rig);
  g_cancellable_cancel (cancellable);
  sb_test_settle ();
  g_assert_null (call.result);
  sb_manual_clock_advance (rig->test.clock, 140 * G_TIME_SPAN_SECOND);
  g_assert_null (sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_OFFLINE);
  g_assert_true (sb_qbo_error_maybe_done (error));
}

static void
test_cancelled_before (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  rig->func = held;
  g_cancellable_cancel (cancellable);
  sb_qbo_client_send_async (rig->client, request, cancellable, sb_test_call_done, &call);
  g_assert_null (sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (sb_qbo_error_maybe_done (error));
  g_assert_cmpuint (rig_count_api (rig), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  rig_add ("/qbo/client/a-write-carries-token-requestid-version-and-its-exact-bytes", test_write);
  for (gsize i = 0; i < G_N_ELEMENTS (breakages); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (breakages[i].sentence), " ", '-');
      g_autofree char *path = g_strconcat ("/qbo/client/", name, NULL);

      g_test_add (path, Rig, GSIZE_TO_POINTER (i), rig_set_up, test_breakage, rig_tear_down);
    }
  rig_add ("/qbo/client/a-refused-connection-was-certainly-not-done", test_refused_connection);
  g_test_add ("/qbo/client/an-answer-torn-at-any-byte-is-never-taken-for-whole", Rig,
              GINT_TO_POINTER (FALSE), rig_set_up, test_torn, rig_tear_down);
  g_test_add ("/qbo/client/an-answer-cut-at-any-byte-with-a-matching-length-is-refused", Rig,
              GINT_TO_POINTER (TRUE), rig_set_up, test_torn, rig_tear_down);
  rig_add ("/qbo/client/deep-nesting-is-refused-not-followed", test_deep);
  rig_add ("/qbo/client/an-answer-over-64-megabytes-is-cut-off", test_huge);
  rig_add ("/qbo/client/a-slow-answer-is-given-up-after-the-servers-own-limit", test_slow);
  rig_add ("/qbo/client/a-read-in-the-air-can-be-cancelled", test_cancelled_read);
  rig_add ("/qbo/client/a-write-in-the-air-is-waited-for-when-cancelled", test_cancelled_write);
  rig_add ("/qbo/client/cancelled-before-sending-sends-nothing", test_cancelled_before);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the client does more than once: the same request after a 401 or a 429, budget after budget,
 * page after page. */
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-rig.h"

#define INVOICE_ANSWER                                                                             \
  "{\"Invoice\":{\"Id\":\"130\",\"SyncToken\":\"0\",\"DocNumber\":\"I1\",\"TotalAmt\":158.40},"     \
  "\"time\":\"2024-03-15T05:00:01.250-07:00\"}"

/* 401 and 429: the same request goes again */

#define EXPIRED                                                                                    \
  "{\"warnings\":null,\"fault\":{\"error\":[{\"message\":\"message=AuthenticationFailed; errorCode=003200; statusCode=401\"," \
  "\"detail\":\"Token expired: " RIG_ACCESS "\",\"code\":\"3200\",\"element\":null}],\"type\":\"AUTHENTICATION\"},"           \
  "\"time\":1601391072830}"

static SbWireAction
expired (const SbWireRequest *request, GString *out, gpointer user_data)
{
  if (g_strcmp0 (sb_wire_request_header (request, "authorization"), "Bearer " RIG_ACCESS) == 0)
    sb_wire_reply (out, 401, "application/json", EXPIRED, NULL);
  else
    sb_wire_reply (out, 200, "application/json", INVOICE_ANSWER, NULL);
  return SB_WIRE_ANSWER;
}

static void
test_refresh (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  GPtrArray *requests = sb_wire_server_get_requests (rig->server);
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = NULL;
  const SbWireRequest *first, *last;

  rig->func = expired;
  answer = rig_send (rig, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->attempts, ==, 2);
  g_assert_cmpuint (rig->refreshes, ==, 1);
  first = g_ptr_array_index (requests, 0);
  last = g_ptr_array_index (requests, requests->len - 1);
  g_assert_cmpstr (first->target, ==, last->target); /* the same requestid */
  g_assert_cmpstr (first->body, ==, last->body);
  g_assert_cmpstr (sb_wire_request_header (last, "authorization"), ==,
                   "Bearer planted-access-token-2");
  g_assert_cmpstr (g_ptr_array_index (rig->calls, 0), ==, "unauthorized 401 1");
  g_assert_cmpstr (g_ptr_array_index (rig->calls, 1), ==, "ok 200 2");
}

static SbWireAction
always_expired (const SbWireRequest *request, GString *out, gpointer user_data)
{
  sb_wire_reply (out, 401, "application/json", EXPIRED, NULL);
  return SB_WIRE_ANSWER;
}

static void
test_refresh_once (Rig *rig, gconstpointer data)
{
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_autoptr(GError) error = NULL;

  rig->func = always_expired;
  g_assert_null (rig_send (rig, request, &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_SIGN_IN_NEEDED);
  g_assert_false (sb_qbo_error_maybe_done (error));
  g_assert_cmpuint (rig_count_api (rig), ==, 2);
  g_assert_cmpuint (rig->refreshes, ==, 1);
}

typedef struct
{
  guint refusals; /* 429s before the answer */
  const char *retry_after;
  guint waits;
  guint seconds;
} Throttled;

static SbWireAction
throttled (const SbWireRequest *request, GString *out, gpointer user_data)
{
  Throttled *state = user_data;

  if (state->refusals > 0)
    {
      state->refusals--;
      sb_wire_reply (out, 429, "application/xml",
                     "<Fault type=\"SERVICE\"><Error code=\"3001\"><Message>message=ThrottleExceed"
                     "ed; errorCode=003001; "
                     "statusCode=429</Message><Detail>The request limit was "
                     "reached.</Detail></Error></Fault>",
                     state->retry_after);
    }
  else
    sb_wire_reply (out, 200, "application/json", INVOICE_ANSWER, NULL);
  return SB_WIRE_ANSWER;
}

static void
waiting_cb (SbQboClient *client, guint seconds, Throttled *state)
{
  state->waits++;
  state->seconds = seconds;
}

static gboolean
is_waiting (gpointer data)
{
  return ((Throttled *) data)->waits > 0;
}

static void
test_throttled (Rig *rig, gconstpointer data)
{
  Throttled state = { 1, data, 0, 0 };
  guint expected = data != NULL ? 7 : 60;
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = NULL;

  rig->func = throttled;
  rig->data = &state;
  g_signal_connect (rig->client, "waiting", G_CALLBACK (waiting_cb), &state);
  sb_qbo_client_send_async (rig->client, request, NULL, sb_test_call_done, &call);
  sb_test_run_until (is_waiting, &state);
  g_assert_cmpuint (state.seconds, ==, expected);
  g_assert_cmpuint (sb_qbo_client_available (rig->client, FALSE), ==, 0);
  sb_manual_clock_advance (rig->test.clock, expected * G_TIME_SPAN_SECOND - 1);
  sb_test_settle ();
  g_assert_cmpuint (rig_count_api (rig), ==, 1);
  sb_manual_clock_advance (rig->test.clock, 1);
  answer = sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->attempts, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (rig->calls, 0), ==, "throttled 429 1");
}

static gboolean
has_waited_thrice (gpointer data)
{
  return ((Throttled *) data)->waits >= 1;
}

static void
test_throttled_for_good (Rig *rig, gconstpointer data)
{
  Throttled state = { 1000, NULL, 0, 0 };
  g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;

  rig->func = throttled;
  rig->data = &state;
  g_signal_connect (rig->client, "waiting", G_CALLBACK (waiting_cb), &state);
  sb_qbo_client_send_async (rig->client, request, NULL, sb_test_call_done, &call);
  for (guint i = 0; i < 3; i++)
    {
      sb_test_run_until (has_waited_thrice, &state);
      state.waits = 0;
      sb_manual_clock_advance (rig->test.clock, 60 * G_TIME_SPAN_SECOND);
    }
  g_assert_null (sb_qbo_client_send_finish (rig->client, sb_test_call_wait (&call), &error));
  g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_THROTTLED);
  g_assert_cmpuint (sb_qbo_error_retry_after (error), ==, 60);
  g_assert_false (sb_qbo_error_maybe_done (error));
  g_assert_cmpuint (rig_count_api (rig), ==, 4);
}

static SbWireAction
too_large (const SbWireRequest *request, GString *out, gpointer user_data)
{
  sb_wire_reply (out, 400, "application/json",
                 "{\"Fault\":{\"Error\":[{\"Message\":\"Batch size exceeds limit\",\"code\":"
                 "\"1040\"}],\"type\":\"ValidationFault\"}}", NULL);
  return SB_WIRE_ANSWER;
}

static void
test_batch_size (Rig *rig, gconstpointer data)
{
  static const guint sizes[] = { 25, 10, 5, 1, 1 };
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"BatchItemRequest\":[]}", 23);

  rig->func = too_large;
  g_assert_cmpuint (sb_qbo_client_get_batch_size (rig->client), ==, SB_QBO_BATCH_MAX);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(SbQboRequest) request = sb_qbo_request_batch_bytes (body, "request-1");
      g_autoptr(GError) error = NULL;
      g_autoptr(SbQboAnswer) answer = rig_send (rig, request, &error);

      g_assert_no_error (error);
      g_assert_cmpint (answer->fault->decision, ==, SB_QBO_DECISION_RETRY);
      g_assert_cmpuint (sb_qbo_client_get_batch_size (rig->client), ==, sizes[i]);
    }
  sb_qbo_client_set_batch_size (rig->client, 99);
  g_assert_cmpuint (sb_qbo_client_get_batch_size (rig->client), ==, SB_QBO_BATCH_MAX);
}

/* Budgets: of thirty requests ten leave, and the next ten a second later. */
static SbWireAction
good (const SbWireRequest *request, GString *out, gpointer user_data)
{
  sb_wire_reply (out, 200, "application/json", INVOICE_ANSWER, NULL);
  return SB_WIRE_ANSWER;
}

typedef struct
{
  guint done;
  guint target;
} Counter;

static void
count_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Counter *counter = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer =
    sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);

  g_assert_no_error (error);
  counter->done++;
}

static gboolean
has_reached_target (gpointer data)
{
  const Counter *counter = data;

  return counter->done >= counter->target;
}

static void
test_budgets (Rig *rig, gconstpointer data)
{
  Counter counter = { 0, 0 };

  rig->func = good;
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr(SbQboRequest) request = rig_invoice ("request-1");

      sb_qbo_client_send_async (rig->client, request, NULL, count_done, &counter);
    }
  for (counter.target = 10; counter.target <= 30; counter.target += 10)
    {
      sb_test_run_until (has_reached_target, &counter);
      sb_test_settle ();
      g_assert_cmpuint (counter.done, ==, counter.target);
      g_assert_cmpuint (rig_count_api (rig), ==, counter.target);
      sb_manual_clock_advance (rig->test.clock, 2 * G_TIME_SPAN_SECOND);
    }
}

/* Pages */

typedef struct
{
  guint total;
  gboolean shrink; /* the first row is deleted after the first page, so that all later ones move */
} Pages;

static SbWireAction
paged (const SbWireRequest *request, GString *out, gpointer user_data)
{
  Pages *pages = user_data;
  g_autofree char *query = g_uri_unescape_string (request->target, NULL);
  const char *at = strstr (query, "STARTPOSITION ");
  guint start;
  GString *body = g_string_new ("{\"QueryResponse\":{\"Item\":[");

  g_assert_nonnull (strstr (query,
                            "SELECT * FROM Item WHERE Active IN (true,false) ORDERBY Id "
                            "STARTPOSITION"));
  g_assert_nonnull (strstr (query, "MAXRESULTS 1000"));
  start = (guint) g_ascii_strtoull (at + strlen ("STARTPOSITION "), NULL, 10);
  for (guint n = 0; n < 1000 && start + n <= pages->total; n++)
    g_string_append_printf (body, "%s{\"Id\":\"%u\"}", n > 0 ? "," : "",
                            start + n + (pages->shrink && start > 1 ? 1 : 0));
  g_string_append (body, "]},\"time\":\"2024-03-15T05:00:00-07:00\"}");
  if (pages->shrink && start == 1)
    pages->total--;
  sb_wire_reply (out, 200, "application/json", body->str, NULL);
  g_string_free (body, TRUE);
  return SB_WIRE_ANSWER;
}

static void
test_pages (Rig *rig, gconstpointer data)
{
  Pages pages = { 2345, GPOINTER_TO_INT (data) };
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonArray) rows = NULL;
  gint64 time = 0;

  rig->func = paged;
  rig->data = &pages;
  sb_qbo_client_query_all_async (rig->client, "Item", "Active IN (true,false)", NULL, NULL,
                                 sb_test_call_done, &call);
  rows = sb_qbo_client_query_all_finish (rig->client, sb_test_call_wait (&call), &time, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (rows), ==, 2345);
  g_assert_cmpint (time, >, 0);
  g_assert_cmpuint (rig_count_api (rig), ==, 3);
}

static SbWireAction
endless (const SbWireRequest *request, GString *out, gpointer user_data)
{
  GString *body = g_string_new ("{\"QueryResponse\":{\"Item\":[");

  for (guint n = 1; n <= 1000; n++)
    g_string_append_printf (body, "%s{\"Id\":\"%u\"}", n > 1 ? "," : "", n);
  g_string_append (body, "]}}");
  sb_wire_reply (out, 200, "application/json", body->str, NULL);
  g_string_free (body, TRUE);
  return SB_WIRE_ANSWER;
}

static void
test_endless_pages (Rig *rig, gconstpointer data)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(JsonArray) rows = NULL;

  rig->func = endless;
  sb_qbo_client_query_all_async (rig->client, "Item", NULL, NULL, NULL, sb_test_call_done, &call);
  rows = sb_qbo_client_query_all_finish (rig->client, sb_test_call_wait (&call), NULL, NULL);
  g_assert_cmpuint (json_array_get_length (rows), ==, 1000);
  g_assert_cmpuint (rig_count_api (rig), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  rig_add ("/qbo/repeat/a-401-refreshes-and-sends-the-same-again", test_refresh);
  rig_add ("/qbo/repeat/a-second-401-asks-for-a-sign-in", test_refresh_once);
  g_test_add ("/qbo/repeat/a-429-waits-a-minute-and-sends-the-same-again", Rig, NULL, rig_set_up,
              test_throttled, rig_tear_down);
  g_test_add ("/qbo/repeat/a-429-with-retry-after-waits-that-long", Rig, "Retry-After: 7\r\n",
              rig_set_up, test_throttled, rig_tear_down);
  rig_add ("/qbo/repeat/a-429-without-end-is-reported", test_throttled_for_good);
  rig_add ("/qbo/repeat/a-batch-refused-for-its-size-makes-the-next-smaller", test_batch_size);
  rig_add ("/qbo/repeat/ten-requests-leave-in-a-second", test_budgets);
  g_test_add ("/qbo/repeat/all-pages-are-read", Rig, GINT_TO_POINTER (FALSE), rig_set_up,
              test_pages, rig_tear_down);
  g_test_add ("/qbo/repeat/a-row-deleted-between-pages-hides-no-other", Rig, GINT_TO_POINTER (TRUE),
              rig_set_up, test_pages, rig_tear_down);
  rig_add ("/qbo/repeat/pages-that-repeat-end", test_endless_pages);
  return g_test_run ();
}

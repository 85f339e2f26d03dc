/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way of one request: token -> turn -> exchange -> answer, and back to the token after the
 * first 401, back to the queue after a 429. Both mean that nothing was done, so the same bytes go
 * again; in every other case the caller decides.
 */
#include "sb-qbo-client-private.h"

#include <string.h>

#include "sb-qbo-answer-private.h"
#include "sb-qbo-error-private.h"
#include "sb-qbo-http.h"

/* The server ends requests at 120 s; a large file takes its time to get there. */
#define EXCHANGE_TIMEOUT (130 * G_TIME_SPAN_SECOND)
#define SLOW_LINE (100 * 1024) /* bytes a second */
#define THROTTLE_PAUSE 60
#define THROTTLE_WAITS_MAX 3
#define MINORVERSION "75"
/* A thousand objects take longer to read than a window may stand still. */
#define LARGE_BODY (64 * 1024)

typedef struct
{
  SbQboRequest *request;  /* (owned) */
  char *token;            /* (owned) (nullable): secret */
  GSource *cancel_source; /* (owned) (nullable): while it waits for its turn */
  gboolean refreshed;     /* the one refresh has been spent */
  guint waits;
  guint attempts;
  char *path;             /* (owned): path and query as sent */
  gint64 sent_at;         /* monotonic */
  gint64 sent_time;       /* wall clock */
} SendOp;

static void ask_token (GTask *task, const char *rejected);
static void depart (GTask *task);

static void
drop_cancel_source (SendOp *op)
{
  if (op->cancel_source == NULL)
    return;
  g_source_destroy (op->cancel_source);
  g_clear_pointer (&op->cancel_source, g_source_unref);
}

static void
send_op_free (SendOp *op)
{
  drop_cancel_source (op);
  sb_secret_free (op->token);
  sb_qbo_request_unref (op->request);
  g_free (op->path);
  g_free (op);
}

static gboolean
is_write (const SbQboRequest *request)
{
  return request->kind == SB_QBO_CALL_WRITE || request->kind == SB_QBO_CALL_BATCH;
}

static gboolean
is_batch (const SbQboRequest *request)
{
  return request->kind == SB_QBO_CALL_BATCH;
}

static void
report_call (GTask *task, guint status, const char *intuit_tid, const char *result)
{
  SbQboClient *self = g_task_get_source_object (task);
  SendOp *op = g_task_get_task_data (task);
  SbQboCall call = {
    .time = op->sent_time,
    .kind = op->request->kind,
    .method = op->request->method,
    .path = op->path,
    .requestid = op->request->requestid,
    .attempt = op->attempts,
    .status = status,
    .ms = (guint) ((sb_clock_monotonic (self->clock) - op->sent_at) / G_TIME_SPAN_MILLISECOND),
    .intuit_tid = intuit_tid,
    .result = result,
    .request = op->request,
  };

  g_signal_emit_by_name (self, "call", &call);
}

static const char *
result_word (const GError *error)
{
  if (g_error_matches (error, SB_QBO_ERROR, SB_QBO_ERROR_SERVER))
    return "server";
  if (g_error_matches (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL))
    return "bad-answer";
  return sb_qbo_error_maybe_done (error) ? "dropped" : "network";
}

/* Waiting for the turn */

static gboolean
cancelled_waiting_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  SbQboClient *self = g_task_get_source_object (task);
  SendOp *op = g_task_get_task_data (task);

  if (sb_qbo_gate_dequeue (self->gate, task, is_batch (op->request)))
    {
      drop_cancel_source (op);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled before sending");
      g_object_unref (task);
    }
  return G_SOURCE_REMOVE;
}

/* (transfer full) of @task */
static void
wait_turn (GTask *task)
{
  SbQboClient *self = g_task_get_source_object (task);
  SendOp *op = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled before sending");
      g_object_unref (task);
      return;
    }
  if (cancellable != NULL)
    {
      op->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (op->cancel_source, G_SOURCE_FUNC (cancelled_waiting_cb), task, NULL);
      g_source_attach (op->cancel_source, g_main_context_get_thread_default ());
    }
  sb_qbo_gate_enqueue (self->gate, task, is_batch (op->request), op->attempts > 0, depart);
}

/* The answer */

/* Pauses the client and goes again, or gives up. (transfer full) of @task */
static void
handle_throttled (GTask *task, const SbQboReply *reply, const SbQboAnswer *answer)
{
  SbQboClient *self = g_task_get_source_object (task);
  SendOp *op = g_task_get_task_data (task);
  guint seconds = reply->retry_after > 0 ? reply->retry_after : THROTTLE_PAUSE;
  GError *error;

  sb_qbo_gate_pause (self->gate, seconds);
  g_signal_emit_by_name (self, "waiting", seconds);
  if (op->waits++ < THROTTLE_WAITS_MAX)
    {
      wait_turn (task);
      return;
    }
  error = sb_qbo_fault_to_error (answer->fault, answer->intuit_tid);
  error->code = SB_QBO_ERROR_THROTTLED;
  sb_qbo_error_set_retry_after (error, seconds);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Refreshes once and goes again, or gives up. (transfer full) of @task */
static void
handle_unauthorized (GTask *task, const SbQboAnswer *answer)
{
  SendOp *op = g_task_get_task_data (task);
  g_autofree char *rejected = NULL;

  if (op->refreshed || answer->fault->decision == SB_QBO_DECISION_RECONNECT)
    {
      g_task_return_error (task, sb_qbo_fault_to_error (answer->fault, answer->intuit_tid));
      g_object_unref (task);
      return;
    }
  op->refreshed = TRUE;
  rejected = g_steal_pointer (&op->token);
  ask_token (task, rejected);
  sb_secret_free (g_steal_pointer (&rejected));
}

static gboolean
has_decision (const SbQboAnswer *answer, SbQboDecision decision)
{
  return answer->fault != NULL && answer->fault->decision == decision;
}

/* (transfer full) of @task */
static void
handle_answer (GTask *task, const SbQboReply *reply, SbQboAnswer *answer)
{
  SbQboClient *self = g_task_get_source_object (task);
  SendOp *op = g_task_get_task_data (task);
  gboolean throttled = answer->status == 429 || has_decision (answer, SB_QBO_DECISION_WAIT);
  gboolean unauthorized = answer->status == 401 || has_decision (answer, SB_QBO_DECISION_REFRESH) ||
                          has_decision (answer, SB_QBO_DECISION_RECONNECT);

  answer->attempts = op->attempts;
  if (is_batch (op->request) && answer->fault != NULL && strcmp (answer->fault->code, "1040") == 0)
    sb_qbo_gate_shrink_batches (self->gate);
  report_call (task, answer->status, answer->intuit_tid,
               throttled               ? "throttled"
               : unauthorized          ? "unauthorized"
               : answer->fault != NULL ? "fault"
                                       : "ok");
  if (throttled)
    {
      handle_throttled (task, reply, answer);
      sb_qbo_answer_free (answer);
    }
  else if (unauthorized)
    {
      handle_unauthorized (task, answer);
      sb_qbo_answer_free (answer);
    }
  else
    {
      g_task_return_pointer (task, answer, (GDestroyNotify) sb_qbo_answer_free);
      g_object_unref (task);
    }
}

/* @reply and @answer are (nullable); (transfer full) of @task, @answer and @error */
static void
take_answer (GTask *task, const SbQboReply *reply, SbQboAnswer *answer, GError *error)
{
  g_autoptr(SbQboClient) self = g_object_ref (g_task_get_source_object (task));

  sb_qbo_gate_done (self->gate);
  if (answer != NULL)
    {
      handle_answer (task, reply, answer);
      return;
    }
  report_call (task, reply != NULL ? reply->status : 0, reply != NULL ? reply->intuit_tid : NULL,
               result_word (error));
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
parse_in_thread (GTask *parsing, gpointer source, gpointer reply, GCancellable *cancellable)
{
  GError *error = NULL;
  SbQboAnswer *answer = sb_qbo_answer_parse (reply, &error);

  if (answer != NULL)
    g_task_return_pointer (parsing, answer, (GDestroyNotify) sb_qbo_answer_free);
  else
    g_task_return_error (parsing, error);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *parsing = G_TASK (result);
  GError *error = NULL;
  SbQboAnswer *answer = g_task_propagate_pointer (parsing, &error);

  take_answer (user_data, g_task_get_task_data (parsing), answer, error);
}

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  GError *error = NULL;
  SbQboReply *reply = sb_qbo_http_send_finish (SOUP_SESSION (source), result, &error);
  g_autoptr(GTask) parsing = NULL;

  if (reply == NULL || g_bytes_get_size (reply->body) < LARGE_BODY)
    {
      SbQboAnswer *answer = reply != NULL ? sb_qbo_answer_parse (reply, &error) : NULL;

      take_answer (task, reply, answer, error);
      sb_qbo_reply_free (reply);
      return;
    }
  parsing = g_task_new (g_task_get_source_object (task), NULL, parsed_cb, task);
  g_task_set_source_tag (parsing, exchanged_cb);
  g_task_set_name (parsing, "parse an answer");
  g_task_set_task_data (parsing, reply, (GDestroyNotify) sb_qbo_reply_free);
  g_task_run_in_thread (parsing, parse_in_thread);
}

/* The exchange */

static char *
make_path (SbQboClient *self, const SbQboRequest *request)
{
  g_autofree char *realm = g_uri_escape_string (self->realm_id, NULL, FALSE);
  g_autofree char *id = request->requestid != NULL ? g_uri_escape_string (request->requestid, NULL,
                                                                          FALSE) : NULL;

  return g_strconcat ("/v3/company/", realm, "/", request->path,
                      strchr (request->path, '?') != NULL ? "&" : "?",
                      "minorversion=" MINORVERSION, id != NULL ? "&requestid=" : "",
                      id != NULL ? id : "", NULL);
}

/* Returns the bytes that will be sent. A new stream each time: the one before has been read. */
static gsize
set_body (SoupMessage *message, const SbQboRequest *request)
{
  g_autoptr(GInputStream) stream = NULL;
  gsize length = 0;

  if (request->body != NULL)
    {
      soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
      return g_bytes_get_size (request->body);
    }
  if (request->parts == NULL)
    return 0;
  stream = g_memory_input_stream_new ();
  for (guint i = 0; i < request->parts->len; i++)
    {
      GBytes *part = g_ptr_array_index (request->parts, i);

      g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (stream), part);
      length += g_bytes_get_size (part);
    }
  soup_message_set_request_body (message, request->content_type, stream, (gssize) length);
  return length;
}

static void
depart (GTask *task)
{
  SbQboClient *self = g_task_get_source_object (task);
  SendOp *op = g_task_get_task_data (task);
  g_autofree char *url = NULL;
  g_autofree char *bearer = g_strconcat ("Bearer ", op->token, NULL);
  g_autoptr(SoupMessage) message = NULL;
  SoupMessageHeaders *headers;
  gint64 uploading;
  GError *error = NULL;

  drop_cancel_source (op);
  if (op->path == NULL)
    op->path = make_path (self, op->request);
  url = g_strconcat (self->env->api_base, op->path, NULL);
  op->attempts++;
  op->sent_at = sb_clock_monotonic (self->clock);
  op->sent_time = sb_clock_now (self->clock);
  message = sb_qbo_http_message (op->request->method, url, &error);
  if (message == NULL)
    {
      sb_qbo_gate_done (self->gate);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Authorization", bearer);
  sb_secret_free (g_steal_pointer (&bearer));
  soup_message_headers_replace (headers, "Accept", op->request->accept);
  uploading = (gint64) (set_body (message, op->request) / SLOW_LINE) * G_TIME_SPAN_SECOND;
  /* A write that has left is waited for: giving up would only make its outcome unknown. */
  sb_qbo_http_send_async (self->session, message, SB_QBO_BODY_MAX, self->clock,
                          EXCHANGE_TIMEOUT + uploading,
                          is_write (op->request) ? NULL : g_task_get_cancellable (task),
                          exchanged_cb, task);
}

/* The token */

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  SendOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  sb_secret_free (op->token);
  op->token = sb_qbo_auth_get_token_finish (SB_QBO_AUTH (source), result, &error);
  if (op->token == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  wait_turn (task);
}

/* (transfer full) of @task */
static void
ask_token (GTask *task, const char *rejected)
{
  SbQboClient *self = g_task_get_source_object (task);

  sb_qbo_auth_get_token_async (self->auth, rejected, g_task_get_cancellable (task), token_cb, task);
}

void
sb_qbo_client_send_async (SbQboClient *self, SbQboRequest *request, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  SendOp *op;

  g_return_if_fail (SB_IS_QBO_CLIENT (self));
  g_return_if_fail (request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  op = g_new0 (SendOp, 1);
  g_task_set_source_tag (task, sb_qbo_client_send_async);
  g_task_set_name (task, "sb_qbo_client_send_async");
  /* A write that left before the cancelling has an outcome, and the caller must hear it. */
  g_task_set_check_cancellable (task, FALSE);
  op->request = sb_qbo_request_ref (request);
  g_task_set_task_data (task, op, (GDestroyNotify) send_op_free);
  ask_token (task, NULL);
}

SbQboAnswer *
sb_qbo_client_send_finish (SbQboClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

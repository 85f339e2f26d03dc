/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One exchange, with the three things libsoup leaves to its caller: a cap on the body, a time limit
 * for the whole, and knowing whether the request had begun to leave when it failed.
 */
#include "sb-qbo-http.h"

#include <string.h>

#include "sb-qbo-error-private.h"

#define CHUNK (64 * 1024)
#define RETRY_AFTER_MAX 3600

typedef struct
{
  SoupMessage *message;      /* (owned) */
  SbClock *clock;            /* (owned) */
  GCancellable *own;         /* (owned): cancelled by the time limit or the caller */
  GCancellable *outer;       /* (owned) (nullable): the caller's */
  gulong outer_id;
  guint timer;
  gboolean timed_out;
  gboolean left;             /* the first byte may have been written */
  gsize max_bytes;
  GByteArray *body;          /* (owned) */
  GInputStream *stream;      /* (owned) (nullable) */
} HttpOp;

void
sb_qbo_reply_free (SbQboReply *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->intuit_tid);
  g_free (self);
}

static void
http_op_free (HttpOp *op)
{
  if (op->timer != 0)
    sb_clock_cancel_call (op->clock, op->timer);
  if (op->outer_id != 0)
    g_cancellable_disconnect (op->outer, op->outer_id);
  g_clear_object (&op->outer);
  g_clear_object (&op->own);
  g_clear_object (&op->stream);
  g_signal_handlers_disconnect_by_data (op->message, op);
  g_clear_object (&op->message);
  g_clear_object (&op->clock);
  g_clear_pointer (&op->body, g_byte_array_unref);
  g_free (op);
}

gboolean
sb_qbo_http_is_loopback (const char *host)
{
  return host != NULL && (g_ascii_strcasecmp (host, "localhost") == 0 ||
                          strcmp (host, "127.0.0.1") == 0 || strcmp (host, "::1") == 0 ||
                          strcmp (host, "[::1]") == 0);
}

SoupMessage *
sb_qbo_http_message (const char *method, const char *url, GError **error)
{
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  SoupMessage *message = NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
      g_uri_get_userinfo (uri) == NULL &&
      (strcmp (scheme, "https") == 0 ||
       (strcmp (scheme, "http") == 0 && sb_qbo_http_is_loopback (g_uri_get_host (uri)))))
    message = soup_message_new_from_uri (method, uri);
  if (message == NULL)
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "not an address that may be called");
      return NULL;
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  return message;
}

static void
starting_cb (SoupMessage *message, HttpOp *op)
{
  op->left = TRUE;
}

static void
timeout_cb (gpointer user_data)
{
  HttpOp *op = user_data;

  op->timer = 0;
  op->timed_out = TRUE;
  g_cancellable_cancel (op->own);
}

static void
outer_cancelled_cb (GCancellable *outer, GCancellable *own)
{
  g_cancellable_cancel (own);
}

/* What libsoup and GIO say, as a decision of ours. */
static void
fail (GTask *task, GError *cause)
{
  HttpOp *op = g_task_get_task_data (task);
  GError *error;

  if (op->timed_out)
    error = sb_qbo_error_new (SB_QBO_ERROR_OFFLINE, "no answer in time");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, cause);
      return;
    }
  else if (cause->domain == G_TLS_ERROR)
    error = sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL, "secure connection refused: %s",
                              cause->message);
  else if (cause->domain == SB_QBO_ERROR)
    error = g_error_copy (cause);
  else
    error = sb_qbo_error_new (SB_QBO_ERROR_OFFLINE, "%s", cause->message);
  sb_qbo_error_set_maybe_done (error, op->left);
  g_error_free (cause);
  g_task_return_error (task, error);
}

static guint
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return 0;
  return (guint) MIN (seconds, RETRY_AFTER_MAX);
}

static void
finish (GTask *task)
{
  HttpOp *op = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (op->message);
  SbQboReply *reply = g_new0 (SbQboReply, 1);

  reply->status = soup_message_get_status (op->message);
  reply->intuit_tid = g_strdup (soup_message_headers_get_one (headers, "intuit_tid"));
  reply->retry_after = read_retry_after (headers);
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&op->body));
  g_task_return_pointer (task, reply, (GDestroyNotify) sb_qbo_reply_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  HttpOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                              &error);

  if (bytes == NULL)
    {
      fail (task, error);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      finish (task);
      return;
    }
  if (op->body->len + g_bytes_get_size (bytes) > op->max_bytes)
    {
      fail (task, sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL, "the answer is larger than allowed"));
      return;
    }
  g_byte_array_append (op->body, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (op->stream, CHUNK, G_PRIORITY_DEFAULT, op->own, read_cb,
                                   g_steal_pointer (&task));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  HttpOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  op->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (op->stream == NULL)
    {
      fail (task, error);
      return;
    }
  g_input_stream_read_bytes_async (op->stream, CHUNK, G_PRIORITY_DEFAULT, op->own, read_cb,
                                   g_steal_pointer (&task));
}

void
sb_qbo_http_send_async (SoupSession *session, SoupMessage *message, gsize max_bytes, SbClock *clock,
                        gint64 timeout, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (session, NULL, callback, user_data);
  HttpOp *op = g_new0 (HttpOp, 1);

  g_task_set_source_tag (task, sb_qbo_http_send_async);
  g_task_set_name (task, "sb_qbo_http_send_async");
  g_task_set_task_data (task, op, (GDestroyNotify) http_op_free);
  op->message = g_object_ref (message);
  op->clock = g_object_ref (clock);
  op->own = g_cancellable_new ();
  op->max_bytes = max_bytes;
  op->body = g_byte_array_new ();
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled before sending");
      return;
    }
  if (cancellable != NULL)
    {
      op->outer = g_object_ref (cancellable);
      op->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                            g_object_ref (op->own), g_object_unref);
    }
  op->timer = sb_clock_call_in (clock, timeout, timeout_cb, op, NULL);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), op);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, op->own, sent_cb,
                           g_steal_pointer (&task));
}

SbQboReply *
sb_qbo_http_send_finish (SoupSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

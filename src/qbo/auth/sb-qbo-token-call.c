/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-token-call.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-json-reader.h"
#include "sb-json-writer.h"
#include "sb-qbo-error-private.h"
#include "sb-qbo-http.h"

#define BODY_MAX (256 * 1024)
#define TIMEOUT (60 * G_TIME_SPAN_SECOND)

/* Only words that the protocol knows are repeated; anything else could quote what we sent. */
static const struct
{
  const char *word;
  SbQboError code;
} refusals[] = {
  { "invalid_grant", SB_QBO_ERROR_REVOKED },
  { "invalid_client", SB_QBO_ERROR_CLIENT },
  { "invalid_request", SB_QBO_ERROR_CLIENT },
  { "invalid_scope", SB_QBO_ERROR_CLIENT },
  { "unauthorized_client", SB_QBO_ERROR_CLIENT },
  { "unsupported_grant_type", SB_QBO_ERROR_CLIENT },
};

static GError *
error_for_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (refusals[i].word, word) == 0)
      {
        if (refusals[i].code == SB_QBO_ERROR_REVOKED)
          return sb_qbo_error_new (SB_QBO_ERROR_REVOKED,
                                   _("QuickBooks does not accept the sign-in any more."));
        return sb_qbo_error_new (refusals[i].code,
                                 _("Intuit does not accept the keys of the app (%s)."),
                                 refusals[i].word);
      }
  return NULL;
}

static GError *
error_for_reply (const SbQboReply *reply)
{
  g_autoptr(JsonNode) node = NULL;
  const char *word = NULL;
  GError *error;

  if (reply->status == 429 || reply->status >= 500)
    {
      error = sb_qbo_error_new (SB_QBO_ERROR_SERVER, "token endpoint: HTTP %u", reply->status);
      sb_qbo_error_set_retry_after (error, reply->retry_after);
      sb_qbo_error_set_intuit_tid (error, reply->intuit_tid);
      return error;
    }
  node = sb_json_parse (g_bytes_get_data (reply->body, NULL),
                        (gssize) g_bytes_get_size (reply->body), NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    word = sb_json_string_or (json_node_get_object (node), "error", NULL);
  error = error_for_word (word);
  if (error == NULL && reply->status == 401)
    error = error_for_word ("invalid_client");
  if (error == NULL)
    error = sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL, "token endpoint: HTTP %u", reply->status);
  sb_qbo_error_set_intuit_tid (error, reply->intuit_tid);
  return error;
}

static void
add_app (SoupMessage *message, const SbQboApp *app)
{
  char *pair = g_strconcat (app->client_id, ":",
                            app->client_secret != NULL ? app->client_secret : "", NULL);
  char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  char *header = g_strconcat ("Basic ", encoded, NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_replace (headers, "Authorization", header);
  soup_message_headers_replace (headers, "Accept", "application/json");
  sb_secret_free (pair);
  sb_secret_free (encoded);
  sb_secret_free (header);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbClock *clock = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(SbQboReply) reply = sb_qbo_http_send_finish (SOUP_SESSION (source), result, &error);
  SbQboTokens *tokens = NULL;

  if (reply != NULL && reply->status != 200)
    error = error_for_reply (reply);
  else if (reply != NULL)
    tokens = sb_qbo_tokens_from_answer (g_bytes_get_data (reply->body, NULL),
                                        (gssize) g_bytes_get_size (reply->body),
                                        sb_clock_now (clock), &error);
  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) sb_qbo_tokens_free);
  else
    g_task_return_error (task, error);
}

static GBytes *
encode_form (const char *const *form)
{
  GString *text = g_string_new (NULL);
  gsize length;

  for (guint i = 0; form[i] != NULL && form[i + 1] != NULL; i += 2)
    {
      g_autofree char *value = g_uri_escape_string (form[i + 1], NULL, FALSE);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? "&" : "", form[i], value);
    }
  length = text->len;
  return g_bytes_new_take (g_string_free (text, FALSE), length);
}

void
sb_qbo_token_call_async (SoupSession *session, const SbQboEndpoints *endpoints, const SbQboApp *app,
                         const char *const *form, SbClock *clock, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (session, NULL, callback, user_data);
  g_autoptr(GBytes) body = encode_form (form);
  g_autoptr(SoupMessage) message = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, sb_qbo_token_call_async);
  g_task_set_name (task, "sb_qbo_token_call_async");
  g_task_set_task_data (task, g_object_ref (clock), g_object_unref);
  message = sb_qbo_http_message ("POST", endpoints->token, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  add_app (message, app);
  /* Only then does the answer tell the end of the grant's five years. */
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "x-include-refresh-token-hard-expires-in", "true");
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
  sb_qbo_http_send_async (session, message, BODY_MAX, clock, TIMEOUT, cancellable, answered_cb,
                          g_steal_pointer (&task));
}

SbQboTokens *
sb_qbo_token_call_finish (SoupSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(SbQboReply) reply = sb_qbo_http_send_finish (SOUP_SESSION (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, error);
  else if (reply->status == 200 || reply->status == 400)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error_for_reply (reply));
}

void
sb_qbo_revoke_call_async (SoupSession *session, const SbQboEndpoints *endpoints,
                          const SbQboApp *app, const char *token, SbClock *clock,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (session, NULL, callback, user_data);
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  g_autoptr(GBytes) body = NULL;
  g_autoptr(SoupMessage) message = NULL;
  GError *error = NULL;
  char *text;

  g_task_set_source_tag (task, sb_qbo_revoke_call_async);
  g_task_set_name (task, "sb_qbo_revoke_call_async");
  message = sb_qbo_http_message ("POST", endpoints->revocation, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "token", token);
  sb_json_writer_end_object (writer);
  text = sb_json_writer_finish (writer);
  body = g_bytes_new_take (text, strlen (text));
  add_app (message, app);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  sb_qbo_http_send_async (session, message, BODY_MAX, clock, TIMEOUT, cancellable, revoked_cb,
                          g_steal_pointer (&task));
}

gboolean
sb_qbo_revoke_call_finish (SoupSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

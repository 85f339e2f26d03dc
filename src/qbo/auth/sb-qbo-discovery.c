/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-discovery.h"

#include "sb-json-reader.h"
#include "sb-qbo-error-private.h"
#include "sb-qbo-http.h"

#define BODY_MAX (256 * 1024)
#define TIMEOUT (30 * G_TIME_SPAN_SECOND)

void
sb_qbo_endpoints_free (SbQboEndpoints *self)
{
  if (self == NULL)
    return;
  g_free (self->authorization);
  g_free (self->token);
  g_free (self->revocation);
  g_free (self);
}

static gboolean
read_endpoint (const SbQboEnv *env, JsonObject *object, const char *name, char **endpoint,
               GError **error)
{
  const char *url = sb_json_string_or (object, name, NULL);

  if (url == NULL || !sb_qbo_env_allows (env, url))
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "discovery: no usable %s", name);
      return FALSE;
    }
  *endpoint = g_strdup (url);
  return TRUE;
}

static gboolean
offers_s256 (JsonObject *object)
{
  JsonArray *methods = sb_json_array_or_null (object, "code_challenge_methods_supported");

  for (guint i = 0; methods != NULL && i < json_array_get_length (methods); i++)
    {
      JsonNode *node = json_array_get_element (methods, i);

      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), "S256") == 0)
        return TRUE;
    }
  return FALSE;
}

SbQboEndpoints *
sb_qbo_endpoints_parse (const SbQboEnv *env, const char *json, gssize length, GError **error)
{
  g_autoptr(SbQboEndpoints) self = g_new0 (SbQboEndpoints, 1);
  g_autoptr(JsonNode) node = sb_json_parse (json, length, NULL);
  JsonObject *object = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    object = json_node_get_object (node);
  if (object == NULL)
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "discovery: not a JSON object");
      return NULL;
    }
  if (!read_endpoint (env, object, "authorization_endpoint", &self->authorization, error) ||
      !read_endpoint (env, object, "token_endpoint", &self->token, error) ||
      !read_endpoint (env, object, "revocation_endpoint", &self->revocation, error))
    return NULL;
  self->pkce = offers_s256 (object);
  return g_steal_pointer (&self);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  const SbQboEnv *env = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(SbQboReply) reply = sb_qbo_http_send_finish (SOUP_SESSION (source), result, &error);
  SbQboEndpoints *endpoints = NULL;

  if (reply != NULL && reply->status >= 500)
    error = sb_qbo_error_new (SB_QBO_ERROR_SERVER, "discovery: HTTP %u", reply->status);
  else if (reply != NULL && reply->status != 200)
    error = sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL, "discovery: HTTP %u", reply->status);
  else if (reply != NULL)
    endpoints = sb_qbo_endpoints_parse (env, g_bytes_get_data (reply->body, NULL),
                                        (gssize) g_bytes_get_size (reply->body), &error);
  if (endpoints != NULL)
    g_task_return_pointer (task, endpoints, (GDestroyNotify) sb_qbo_endpoints_free);
  else
    g_task_return_error (task, error);
}

void
sb_qbo_discover_async (SoupSession *session, const SbQboEnv *env, SbClock *clock,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (session, NULL, callback, user_data);
  g_autoptr(SoupMessage) message = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, sb_qbo_discover_async);
  g_task_set_name (task, "sb_qbo_discover_async");
  g_task_set_task_data (task, sb_qbo_env_copy (env), (GDestroyNotify) sb_qbo_env_free);
  message = sb_qbo_http_message ("GET", env->discovery_url, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json");
  sb_qbo_http_send_async (session, message, BODY_MAX, clock, TIMEOUT, cancellable, discovered_cb,
                          g_steal_pointer (&task));
}

SbQboEndpoints *
sb_qbo_discover_finish (SoupSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

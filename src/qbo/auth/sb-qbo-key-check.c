/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the owner's keys good, and which of the two kinds are they? Intuit has no call that tells;
 * both answers come from how it refuses. */
#include "sb-qbo-key-check.h"

#include <glib/gi18n.h>

#include "sb-qbo-auth-private.h"
#include "sb-qbo-error-private.h"
#include "sb-qbo-http.h"

#define BODY_MAX (1024 * 1024)
#define TIMEOUT (60 * G_TIME_SPAN_SECOND)
/* Of no form that Intuit gives out. */
#define NO_CODE "stockbook-asks-whether-the-keys-are-known"

/* Known or not */

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  SbQboTokens *tokens = sb_qbo_token_call_finish (SOUP_SESSION (source), result, &error);

  /* The keys were read before the code, and only the code was found wanting. */
  if (tokens != NULL || g_error_matches (error, SB_QBO_ERROR, SB_QBO_ERROR_REVOKED))
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
  sb_qbo_tokens_free (tokens);
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbQboAuth *self = SB_QBO_AUTH (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const char *redirect_uri = g_task_get_task_data (task);
  GError *error = NULL;
  char *secret = sb_qbo_auth_load_secret_finish (self, result, &error);
  const char *const form[] = { "grant_type", "authorization_code", "code", NO_CODE,
                               "redirect_uri", redirect_uri, NULL };

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->token_calls++;
  sb_qbo_token_call_async (self->session, self->endpoints,
                           &(SbQboApp) { self->client_id, secret }, form, self->clock, cancellable,
                           exchanged_cb, g_steal_pointer (&task));
  sb_secret_free (secret);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbQboAuth *self = SB_QBO_AUTH (source);
  GError *error = NULL;

  if (!sb_qbo_auth_discover_finish (self, result, &error))
    g_task_return_error (task, error);
  else
    sb_qbo_auth_load_secret_async (self, secret_cb, g_steal_pointer (&task));
}

void
sb_qbo_auth_check_keys_async (SbQboAuth *self, const char *redirect_uri, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  char *address;

  g_return_if_fail (SB_IS_QBO_AUTH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_qbo_auth_check_keys_async);
  g_task_set_name (task, "sb_qbo_auth_check_keys_async");
  if (redirect_uri != NULL)
    address = g_strdup (redirect_uri);
  else
    address = g_strdup_printf ("http://localhost:%u/callback",
                               sb_qbo_auth_get_redirect_ports ()[0]);
  g_task_set_task_data (task, address, g_free);
  sb_qbo_auth_discover_async (self, cancellable, discovered_cb, task);
}

gboolean
sb_qbo_auth_check_keys_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Which kind */

typedef struct
{
  SbQboEnv *envs[2]; /* (owned): sandbox, production */
  gboolean opens[2];
  guint asked;       /* how many hosts have answered */
  guint current;
  char *token;       /* (owned) (nullable): secret */
  GError *error;     /* (owned) (nullable): why a host could not be asked */
} KindOp;

static void
kind_op_free (KindOp *op)
{
  g_clear_pointer (&op->envs[0], sb_qbo_env_free);
  g_clear_pointer (&op->envs[1], sb_qbo_env_free);
  sb_secret_free (op->token);
  g_clear_error (&op->error);
  g_free (op);
}

static void ask_host (GTask *task);

static void
conclude (GTask *task)
{
  KindOp *op = g_task_get_task_data (task);
  SbQboKeyKind kind = SB_QBO_KEYS_UNKNOWN;

  if (op->asked == 0)
    {
      g_task_return_error (task, g_steal_pointer (&op->error));
      return;
    }
  if (op->opens[0] != op->opens[1])
    kind = op->opens[0] ? SB_QBO_KEYS_DEVELOPMENT : SB_QBO_KEYS_PRODUCTION;
  g_task_return_int (task, kind);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  KindOp *op = g_task_get_task_data (task);
  g_autoptr(SbQboReply) reply = NULL;

  g_clear_error (&op->error);
  reply = sb_qbo_http_send_finish (SOUP_SESSION (source), result, &op->error);
  if (reply != NULL)
    op->asked++;
  op->opens[op->current] = reply != NULL && reply->status == 200;
  op->current++;
  if (op->current < G_N_ELEMENTS (op->envs))
    {
      ask_host (task);
      return;
    }
  conclude (task);
  g_object_unref (task);
}

/* (transfer full) of @task */
static void
ask_host (GTask *task)
{
  SbQboAuth *self = g_task_get_source_object (task);
  KindOp *op = g_task_get_task_data (task);
  g_autofree char *realm = g_uri_escape_string (self->realm_id, NULL, FALSE);
  g_autofree char *url = g_strconcat (op->envs[op->current]->api_base, "/v3/company/", realm,
                                      "/companyinfo/", realm, "?minorversion=75", NULL);
  char *bearer = g_strconcat ("Bearer ", op->token, NULL);
  g_autoptr(SoupMessage) message = sb_qbo_http_message ("GET", url, &op->error);

  if (message == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&op->error));
      g_object_unref (task);
    }
  else
    {
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);

      soup_message_headers_replace (headers, "Authorization", bearer);
      soup_message_headers_replace (headers, "Accept", "application/json");
      sb_qbo_http_send_async (self->session, message, BODY_MAX, self->clock, TIMEOUT,
                              g_task_get_cancellable (task), answered_cb, task);
    }
  sb_secret_free (bearer);
}

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  KindOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  op->token = sb_qbo_auth_get_token_finish (SB_QBO_AUTH (source), result, &error);
  if (op->token == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  ask_host (task);
}

static SbQboEnv *
env_or (const SbQboEnv *env, const char *name)
{
  return env != NULL ? sb_qbo_env_copy (env) : sb_qbo_env_new_for_name (name, NULL, NULL);
}

void
sb_qbo_auth_find_key_kind_async (SbQboAuth *self, const SbQboEnv *sandbox,
                                 const SbQboEnv *production, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  KindOp *op;

  g_return_if_fail (SB_IS_QBO_AUTH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  op = g_new0 (KindOp, 1);
  g_task_set_source_tag (task, sb_qbo_auth_find_key_kind_async);
  g_task_set_name (task, "sb_qbo_auth_find_key_kind_async");
  op->envs[0] = env_or (sandbox, "sandbox");
  op->envs[1] = env_or (production, "production");
  g_task_set_task_data (task, op, (GDestroyNotify) kind_op_free);
  sb_qbo_auth_get_token_async (self, NULL, cancellable, token_cb, task);
}

SbQboKeyKind
sb_qbo_auth_find_key_kind_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  gssize kind;

  g_return_val_if_fail (g_task_is_valid (result, self), SB_QBO_KEYS_UNKNOWN);

  kind = g_task_propagate_int (G_TASK (result), error);
  return kind < 0 ? SB_QBO_KEYS_UNKNOWN : (SbQboKeyKind) kind;
}

const char *
sb_qbo_key_kind_words (SbQboKeyKind kind)
{
  switch (kind)
    {
    case SB_QBO_KEYS_DEVELOPMENT:
      return _("These are development keys: they open sandbox companies, not your own books.");
    case SB_QBO_KEYS_PRODUCTION:
      return _("These are production keys: they open your own books, not sandbox companies.");
    case SB_QBO_KEYS_UNKNOWN:
    default:
      return _("Intuit does not tell which kind of keys these are.");
    }
}

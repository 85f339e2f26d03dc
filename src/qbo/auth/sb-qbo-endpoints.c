/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What signing in, refreshing and revoking all begin with, and nobody does twice: reading where the
 * environment's endpoints are, and the secret of the app. */
#include "sb-qbo-auth-private.h"

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbQboAuth *self = g_task_get_source_object (task);
  GError *error = NULL;
  SbQboEndpoints *endpoints = sb_qbo_discover_finish (SOUP_SESSION (source), result, &error);

  if (endpoints == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->endpoints, sb_qbo_endpoints_free);
  self->endpoints = endpoints;
  g_task_return_boolean (task, TRUE);
}

void
sb_qbo_auth_discover_async (SbQboAuth *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sb_qbo_auth_discover_async);
  g_task_set_name (task, "sb_qbo_auth_discover_async");
  if (self->endpoints != NULL)
    g_task_return_boolean (task, TRUE);
  else
    sb_qbo_discover_async (self->session, self->env, self->clock, cancellable, discovered_cb,
                           g_steal_pointer (&task));
}

gboolean
sb_qbo_auth_discover_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
load_secret_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SbQboAuth *self = source;
  SbTokenKey key = { self->env->name, self->client_id, NULL };
  GError *error = NULL;
  char *secret = sb_token_store_load_secret (self->store, &key, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, secret, (GDestroyNotify) sb_secret_free);
}

void
sb_qbo_auth_load_secret_async (SbQboAuth *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sb_qbo_auth_load_secret_async);
  g_task_set_name (task, "sb_qbo_auth_load_secret_async");
  g_task_run_in_thread (task, load_secret_thread);
}

char *
sb_qbo_auth_load_secret_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

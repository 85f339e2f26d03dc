/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-company-private.h"

static void
disconnect_finish (GTask *task)
{
  SbCompany *self = g_task_get_source_object (task);
  SbConnectionFacts *facts = sb_connection_facts_copy (self->connection);

  facts->state = SB_CONNECTION_DISCONNECTED;
  facts->sign_in_by = 0;
  sb_sync_engine_set_client (self->engine, NULL);
  g_clear_object (&self->auth);
  sb_company_save_connection (self, facts);
  g_task_return_boolean (task, TRUE);
}

/* --- without QuickBooks: forget what we hold --- */

static void
forget_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SbCompany *self = g_task_get_source_object (G_TASK (data));
  const SbConnectionFacts *facts = self->connection;
  SbTokenKey key = { facts->environment, facts->client_id, facts->realm };
  GError *error = NULL;

  if (sb_token_store_clear (self->store, &key, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      disconnect_finish (task);
      return;
    }
  g_task_return_error (task, sb_company_error_from (error, SB_COMPANY_ERROR_NO_KEYRING));
}

static void
disconnect_forget (GTask *task)
{
  SbCompany *self = g_task_get_source_object (task);
  g_autoptr(GTask) forgetting = NULL;

  if (self->connection->client_id == NULL || self->connection->environment == NULL)
    {
      disconnect_finish (task);
      return;
    }
  forgetting = g_task_new (NULL, NULL, forgotten_cb, g_object_ref (task));
  g_task_set_task_data (forgetting, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (forgetting, forget_thread);
}

/* --- with it: end the grant --- */

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  /* The tokens here are gone either way; what may live on over there ends by itself. */
  if (!sb_qbo_auth_revoke_finish (self->auth, result, &error))
    g_message ("QuickBooks could not be told of the disconnect: %s", error->message);
  disconnect_forget (task);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);

  if (sb_company_prepare_finish (self, result, NULL))
    sb_qbo_auth_revoke_async (self->auth, NULL, NULL, revoked_cb, g_object_ref (task));
  else
    disconnect_forget (task);
}

void
sb_company_disconnect_async (SbCompany *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SB_IS_COMPANY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_company_disconnect_async);
  g_task_set_name (task, "disconnect from QuickBooks");
  g_task_set_check_cancellable (task, FALSE);
  if (self->connection->state == SB_CONNECTION_NEVER)
    g_task_return_boolean (task, TRUE);
  else
    sb_company_prepare_async (self, NULL, prepared_cb, g_object_ref (task));
}

gboolean
sb_company_disconnect_finish (SbCompany *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a grant: forgotten here in any case, and told to Intuit. */
#include "sb-qbo-auth-private.h"

#include "sb-qbo-error-private.h"
#include "sb-token-lock.h"

typedef struct
{
  SbTokenStore *store;  /* (owned) */
  char *lock_dir;       /* (owned) */
  char *environment;    /* (owned) */
  char *client_id;      /* (owned) */
  char *realm_id;       /* (owned) */
  char *secret;         /* (owned) (nullable): client secret */
  SbQboTokens *tokens;  /* (owned) (nullable): what was stored */
} RevokeOp;

static void
revoke_op_free (RevokeOp *op)
{
  g_clear_object (&op->store);
  g_free (op->lock_dir);
  g_free (op->environment);
  g_free (op->client_id);
  g_free (op->realm_id);
  sb_secret_free (op->secret);
  sb_qbo_tokens_free (op->tokens);
  g_free (op);
}

/* Under the lock, so that nobody is refreshing what is being ended. */
static gboolean
take_out (RevokeOp *op, GError **error)
{
  SbTokenKey key = { op->environment, op->client_id, op->realm_id };
  g_autoptr(SbTokenLock) lock = sb_token_lock_take (op->lock_dir, &key, NULL, error);
  GError *cause = NULL;

  if (lock == NULL)
    return FALSE;
  op->tokens = sb_token_store_load (op->store, &key, &cause);
  if (cause == NULL)
    op->secret = sb_token_store_load_secret (op->store, &key, &cause);
  if (cause == NULL && sb_token_store_clear (op->store, &key, &cause))
    return TRUE;
  g_propagate_error (error, cause);
  return FALSE;
}

static void
take_out_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (take_out (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (sb_qbo_revoke_call_finish (SOUP_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbQboAuth *self = SB_QBO_AUTH (source);
  RevokeOp *op = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!sb_qbo_auth_discover_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  sb_qbo_revoke_call_async (self->session, self->endpoints,
                            &(SbQboApp) { op->client_id, op->secret }, op->tokens->refresh_token,
                            self->clock, cancellable, revoked_cb, g_steal_pointer (&task));
}

static void
taken_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbQboAuth *self = g_task_get_source_object (task);
  RevokeOp *op = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_strcmp0 (self->realm_id, op->realm_id) == 0)
    sb_qbo_auth_set_realm_id (self, op->realm_id);
  if (op->tokens == NULL)
    g_task_return_boolean (task, TRUE);
  else
    sb_qbo_auth_discover_async (self, cancellable, discovered_cb, g_steal_pointer (&task));
}

void
sb_qbo_auth_revoke_async (SbQboAuth *self, const char *realm_id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) step = NULL;
  RevokeOp *op;

  g_return_if_fail (SB_IS_QBO_AUTH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_qbo_auth_revoke_async);
  g_task_set_name (task, "sb_qbo_auth_revoke_async");
  if (realm_id == NULL && self->realm_id == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  op = g_new0 (RevokeOp, 1);
  op->store = g_object_ref (self->store);
  op->lock_dir = g_strdup (self->lock_dir);
  op->environment = g_strdup (self->env->name);
  op->client_id = g_strdup (self->client_id);
  op->realm_id = g_strdup (realm_id != NULL ? realm_id : self->realm_id);
  g_task_set_task_data (task, op, (GDestroyNotify) revoke_op_free);
  step = g_task_new (NULL, NULL, taken_out_cb, g_object_ref (task));
  g_task_set_task_data (step, op, NULL);
  g_task_run_in_thread (step, take_out_thread);
}

gboolean
sb_qbo_auth_revoke_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

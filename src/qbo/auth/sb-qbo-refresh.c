/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lock, look again, refresh, store, use. A refresh token is replaced about once a day, and two
 * refreshes with the same one lose the grant; a new one that is used before it is stored is lost
 * with the next crash. Store and lock block, so they run in a task thread; HTTP stays on the main
 * context.
 */
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
  char *rejected;       /* (owned) (nullable): secret */
  SbQboTokens *unsaved; /* (owned) (nullable) */
  SbTokenLock *lock;    /* (owned) (nullable) */
  char *secret;         /* (owned) (nullable): client secret */
  SbQboTokens *tokens;  /* (owned) (nullable): what was found, then what is new */
} RefreshOp;

static void
refresh_op_free (RefreshOp *op)
{
  g_clear_object (&op->store);
  g_free (op->lock_dir);
  g_free (op->environment);
  g_free (op->client_id);
  g_free (op->realm_id);
  sb_secret_free (op->rejected);
  sb_qbo_tokens_free (op->unsaved);
  sb_token_lock_release (op->lock);
  sb_secret_free (op->secret);
  sb_qbo_tokens_free (op->tokens);
  g_free (op);
}

static SbTokenKey
op_key (const RefreshOp *op)
{
  return (SbTokenKey) { op->environment, op->client_id, op->realm_id };
}

/* Runs a blocking step in a thread; the outer task's data is the step's. */
static void
run_step (GTask *outer, GTaskThreadFunc step, GAsyncReadyCallback done)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, done, outer);

  g_task_set_task_data (task, g_task_get_task_data (outer), NULL);
  g_task_run_in_thread (task, step);
}

/* Ends the lock before the callers hear of it, so that the next holder need not wait for them. */
static void
finish (GTask *task, GError *error)
{
  RefreshOp *op = g_task_get_task_data (task);

  g_clear_pointer (&op->lock, sb_token_lock_release);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&op->tokens),
                           (GDestroyNotify) sb_qbo_tokens_free);
  g_object_unref (task);
}

/* Step 3: store, then use */

static void
store_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RefreshOp *op = data;
  SbTokenKey key = op_key (op);
  GError *error = NULL;

  if (sb_token_store_store (op->store, &key, op->tokens, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  SbQboAuth *self = g_task_get_source_object (task);
  RefreshOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* The only copy of a token that Intuit has already switched to: kept for the next try. */
      if (g_strcmp0 (self->realm_id, op->realm_id) == 0)
        {
          g_clear_pointer (&self->unsaved, sb_qbo_tokens_free);
          self->unsaved = g_steal_pointer (&op->tokens);
        }
    }
  finish (task, error);
}

/* Step 2: refresh */

static void
clear_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RefreshOp *op = data;
  SbTokenKey key = op_key (op);

  (void) sb_token_store_clear (op->store, &key, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  finish (user_data, sb_qbo_error_new (SB_QBO_ERROR_REVOKED,
                                       "the sign-in was ended in QuickBooks or has expired"));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  RefreshOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  SbQboTokens *fresh = sb_qbo_token_call_finish (SOUP_SESSION (source), result, &error);

  if (fresh == NULL && g_error_matches (error, SB_QBO_ERROR, SB_QBO_ERROR_REVOKED))
    {
      /* Final: nobody shall try these again. */
      g_clear_error (&error);
      run_step (task, clear_thread, cleared_cb);
      return;
    }
  if (fresh == NULL)
    {
      finish (task, error);
      return;
    }
  sb_qbo_tokens_free (op->tokens);
  op->tokens = fresh;
  run_step (task, store_thread, stored_cb);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  SbQboAuth *self = SB_QBO_AUTH (source);
  RefreshOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sb_qbo_auth_discover_finish (self, result, &error))
    {
      finish (task, error);
      return;
    }
  self->token_calls++;
  sb_qbo_token_call_async (self->session, self->endpoints,
                           &(SbQboApp) { op->client_id, op->secret },
                           (const char *const[]) { "grant_type", "refresh_token", "refresh_token",
                                                   op->tokens->refresh_token, NULL },
                           self->clock, NULL, refreshed_cb, task);
}

/* Step 1: lock and look */

static gboolean
lock_and_look (RefreshOp *op, GError **error)
{
  SbTokenKey key = op_key (op);
  GError *cause = NULL;

  op->lock = sb_token_lock_take (op->lock_dir, &key, NULL, error);
  if (op->lock == NULL)
    return FALSE;
  if (op->unsaved != NULL && !sb_token_store_store (op->store, &key, op->unsaved, error))
    return FALSE;
  op->tokens = sb_token_store_load (op->store, &key, &cause);
  if (op->tokens == NULL)
    {
      if (cause == NULL)
        cause = sb_qbo_error_new (SB_QBO_ERROR_SIGN_IN_NEEDED,
                                  "no sign-in is stored for this company");
      g_propagate_error (error, cause);
      return FALSE;
    }
  op->secret = sb_token_store_load_secret (op->store, &key, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  return TRUE;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lock_and_look (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  SbQboAuth *self = g_task_get_source_object (task);
  RefreshOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      finish (task, error);
      return;
    }
  if (op->unsaved != NULL)
    g_clear_pointer (&self->unsaved, sb_qbo_tokens_free);
  if (g_strcmp0 (op->tokens->access_token, op->rejected) != 0)
    {
      /* nobody has complained of this one: somebody else refreshed, or it was only asked for */
      finish (task, NULL);
      return;
    }
  sb_qbo_auth_discover_async (self, NULL, discovered_cb, task);
}

void
sb_qbo_refresh_async (SbQboAuth *self, const char *rejected, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  RefreshOp *op = g_new0 (RefreshOp, 1);

  g_task_set_source_tag (task, sb_qbo_refresh_async);
  g_task_set_name (task, "sb_qbo_refresh_async");
  op->store = g_object_ref (self->store);
  op->lock_dir = g_strdup (self->lock_dir);
  op->environment = g_strdup (self->env->name);
  op->client_id = g_strdup (self->client_id);
  op->realm_id = g_strdup (self->realm_id);
  op->rejected = g_strdup (rejected);
  op->unsaved = self->unsaved != NULL ? sb_qbo_tokens_copy (self->unsaved) : NULL;
  g_task_set_task_data (task, op, (GDestroyNotify) refresh_op_free);
  run_step (task, look_thread, looked_cb);
}

SbQboTokens *
sb_qbo_refresh_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* New tokens of a sign-in: lock and store, nothing to look at. */

static void
keep_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RefreshOp *op = data;
  SbTokenKey key = op_key (op);
  GError *error = NULL;

  op->lock = sb_token_lock_take (op->lock_dir, &key, NULL, &error);
  if (op->lock != NULL && sb_token_store_store (op->store, &key, op->tokens, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_clear_pointer (&op->lock, sb_token_lock_release);
}

void
sb_qbo_auth_keep_async (SbQboAuth *self, const char *realm_id, const SbQboTokens *tokens,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  RefreshOp *op = g_new0 (RefreshOp, 1);

  g_task_set_source_tag (task, sb_qbo_auth_keep_async);
  g_task_set_name (task, "sb_qbo_auth_keep_async");
  op->store = g_object_ref (self->store);
  op->lock_dir = g_strdup (self->lock_dir);
  op->environment = g_strdup (self->env->name);
  op->client_id = g_strdup (self->client_id);
  op->realm_id = g_strdup (realm_id);
  op->tokens = sb_qbo_tokens_copy (tokens);
  g_task_set_task_data (task, op, (GDestroyNotify) refresh_op_free);
  g_task_run_in_thread (task, keep_thread);
}

gboolean
sb_qbo_auth_keep_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The object, and the callers who wait for one refresh. Signing in is in sb-qbo-sign-in.c, the
 * refresh in sb-qbo-refresh.c, the end of a grant in sb-qbo-revoke.c. */
#include "sb-qbo-auth-private.h"

#include "sb-qbo-error-private.h"

enum
{
  SIGNAL_AUTHORIZE_URL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbQboAuth, sb_qbo_auth, G_TYPE_OBJECT)

void
sb_qbo_grant_free (SbQboGrant *self)
{
  if (self == NULL)
    return;
  g_free (self->realm_id);
  sb_qbo_tokens_free (self->tokens);
  g_free (self);
}

/* Callers who wait for one refresh */

static void start_refresh (SbQboAuth *self, const char *rejected);

/* The rejected token of each waiter is its task data. @refreshed: the one that was just exchanged:
 * who waited for that gets what came, even if a server gave the same again. */
static void
answer_waiters (SbQboAuth *self, GPtrArray *waiters, const char *refreshed,
                const SbQboTokens *tokens, const GError *error)
{
  for (guint i = 0; i < waiters->len; i++)
    {
      GTask *task = g_ptr_array_index (waiters, i);
      const char *rejected = g_task_get_task_data (task);

      if (tokens == NULL)
        g_task_return_error (task, g_error_copy (error));
      else if (g_strcmp0 (rejected, tokens->access_token) != 0 ||
               g_strcmp0 (rejected, refreshed) == 0)
        g_task_return_pointer (task, g_strdup (tokens->access_token),
                               (GDestroyNotify) sb_secret_free);
      else /* what was only looked up for others is what this one got a 401 for */
        g_ptr_array_add (self->waiters, g_object_ref (task));
    }
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SbQboAuth *self = SB_QBO_AUTH (source);
  g_autofree char *realm_id = user_data;
  g_autoptr(GError) error = NULL;
  SbQboTokens *tokens = sb_qbo_refresh_finish (self, result, &error);
  g_autoptr(GPtrArray) waiters = g_steal_pointer (&self->waiters);
  char *refreshed = g_steal_pointer (&self->refreshing_for);

  self->refreshing = FALSE;
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  if (tokens != NULL && g_strcmp0 (realm_id, self->realm_id) != 0)
    {
      g_clear_pointer (&tokens, sb_qbo_tokens_free);
      error = sb_qbo_error_new (SB_QBO_ERROR_SIGN_IN_NEEDED, "the company was changed meanwhile");
    }
  g_clear_pointer (&self->tokens, sb_qbo_tokens_free);
  self->tokens = tokens;
  answer_waiters (self, waiters, refreshed, tokens, error);
  sb_secret_free (refreshed);
  if (self->waiters->len > 0 && !self->refreshing)
    start_refresh (self, g_task_get_task_data (g_ptr_array_index (self->waiters, 0)));
}

static void
start_refresh (SbQboAuth *self, const char *rejected)
{
  self->refreshing = TRUE;
  self->refreshing_for = g_strdup (rejected);
  sb_qbo_refresh_async (self, rejected, refreshed_cb, g_strdup (self->realm_id));
}

void
sb_qbo_auth_get_token_async (SbQboAuth *self, const char *rejected, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SB_IS_QBO_AUTH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_qbo_auth_get_token_async);
  g_task_set_name (task, "sb_qbo_auth_get_token_async");
  g_task_set_task_data (task, g_strdup (rejected), (GDestroyNotify) sb_secret_free);
  if (self->realm_id == NULL)
    {
      g_task_return_error (task,
                           sb_qbo_error_new (SB_QBO_ERROR_SIGN_IN_NEEDED,
                                             "not connected to a company"));
      return;
    }
  if (!self->refreshing && self->tokens != NULL &&
      g_strcmp0 (self->tokens->access_token, rejected) != 0)
    {
      g_task_return_pointer (task, g_strdup (self->tokens->access_token),
                             (GDestroyNotify) sb_secret_free);
      return;
    }
  g_ptr_array_add (self->waiters, g_steal_pointer (&task));
  if (!self->refreshing)
    start_refresh (self, rejected);
}

char *
sb_qbo_auth_get_token_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The object */

static void
sb_qbo_auth_finalize (GObject *object)
{
  SbQboAuth *self = SB_QBO_AUTH (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->env, sb_qbo_env_free);
  g_free (self->client_id);
  g_free (self->realm_id);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_free (self->lock_dir);
  g_clear_pointer (&self->endpoints, sb_qbo_endpoints_free);
  g_clear_pointer (&self->tokens, sb_qbo_tokens_free);
  g_clear_pointer (&self->unsaved, sb_qbo_tokens_free);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  sb_secret_free (self->refreshing_for);
  G_OBJECT_CLASS (sb_qbo_auth_parent_class)->finalize (object);
}

static void
sb_qbo_auth_class_init (SbQboAuthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_qbo_auth_finalize;
  signals[SIGNAL_AUTHORIZE_URL] = g_signal_new ("authorize-url", SB_TYPE_QBO_AUTH,
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                                1, G_TYPE_STRING);
}

static void
sb_qbo_auth_init (SbQboAuth *self)
{
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

SbQboAuth *
sb_qbo_auth_new (SoupSession *session, const SbQboEnv *env, const char *client_id,
                 const char *realm_id, SbTokenStore *store, SbClock *clock, const char *lock_dir)
{
  SbQboAuth *self = g_object_new (SB_TYPE_QBO_AUTH, NULL);

  self->session = g_object_ref (session);
  self->env = sb_qbo_env_copy (env);
  self->client_id = g_strdup (client_id);
  self->realm_id = g_strdup (realm_id);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  if (lock_dir != NULL)
    self->lock_dir = g_strdup (lock_dir);
  else
    self->lock_dir = g_build_filename (g_get_user_data_dir (), "stockbook", NULL);
  return self;
}

const SbQboEnv *
sb_qbo_auth_get_env (SbQboAuth *self)
{
  return self->env;
}

const char *
sb_qbo_auth_get_client_id (SbQboAuth *self)
{
  return self->client_id;
}

const char *
sb_qbo_auth_get_realm_id (SbQboAuth *self)
{
  return self->realm_id;
}

void
sb_qbo_auth_set_realm_id (SbQboAuth *self, const char *realm_id)
{
  char *fresh = g_strdup (realm_id);

  g_free (self->realm_id);
  self->realm_id = fresh;
  g_clear_pointer (&self->tokens, sb_qbo_tokens_free);
  g_clear_pointer (&self->unsaved, sb_qbo_tokens_free);
}

guint
sb_qbo_auth_get_token_calls (SbQboAuth *self)
{
  return self->token_calls;
}

gint64
sb_qbo_auth_get_sign_in_by (SbQboAuth *self)
{
  return self->tokens != NULL ? sb_qbo_tokens_sign_in_by (self->tokens) : 0;
}

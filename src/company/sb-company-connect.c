/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in: practice company or address, browser, code, company check, and only then the book. */
#include "sb-company-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-book.h"
#include "sb-company-check.h"
#include "sb-connection-store.h"
#include "sb-mirror.h"
#include "sb-practice-launch.h"
#include "sb-qbo-error.h"
#include "sb-setting.h"
#include "sb-uid.h"

typedef struct
{
  char *environment;
  char *client_id;          /* (nullable) until it is known */
  char *client_secret;      /* (nullable): wiped when freed */
  char *old_secret;         /* (nullable): put back when it all fails */
  char *redirect_uri;       /* (nullable) */
  char *practice_url;       /* (nullable) */
  SbCurrency currency;      /* of the book */
  char *country;            /* (nullable): of the book */
  SbConnectionFacts *before; /* the connection the book had */
  SbQboEnv *env;
  SbQboAuth *auth;
  SbQboClient *client;
  char *realm;              /* (nullable): of the grant */
  JsonObject *info;         /* (nullable) */
  JsonObject *preferences;  /* (nullable) */
  SbConnectResult *result;  /* (nullable) */
  GError *failure;          /* (nullable): what to say once the grant is revoked */
} ConnectOp;

static void
connect_op_free (ConnectOp *op)
{
  g_free (op->environment);
  g_free (op->client_id);
  sb_secret_free (op->client_secret);
  sb_secret_free (op->old_secret);
  g_free (op->redirect_uri);
  g_free (op->practice_url);
  g_free (op->country);
  g_clear_pointer (&op->before, sb_connection_facts_free);
  g_clear_pointer (&op->env, sb_qbo_env_free);
  g_clear_object (&op->auth);
  g_clear_object (&op->client);
  g_free (op->realm);
  g_clear_pointer (&op->info, json_object_unref);
  g_clear_pointer (&op->preferences, json_object_unref);
  g_clear_pointer (&op->result, sb_connect_result_free);
  g_clear_error (&op->failure);
  g_free (op);
}

static void
set_stage (GTask *task, SbConnectStage stage)
{
  g_signal_emit_by_name (g_task_get_source_object (task), "connect-stage", (int) stage);
}

/* --- the end, good or bad --- */

static SbTokenKey
secret_key (ConnectOp *op)
{
  return (SbTokenKey) { .environment = op->env->name, .client_id = op->client_id };
}

static void
restore_secret_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTask *outer = data;
  SbCompany *self = g_task_get_source_object (outer);
  ConnectOp *op = g_task_get_task_data (outer);
  SbTokenKey key = secret_key (op);

  /* As far as it goes: there is an error to tell already. */
  if (op->old_secret != NULL)
    sb_token_store_store_secret (self->store, &key, op->old_secret, NULL);
  else
    sb_token_store_clear_secret (self->store, &key, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
failed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  ConnectOp *op = g_task_get_task_data (task);

  self->connecting = FALSE;
  g_clear_object (&self->signing_in);
  sb_company_translate_error (&op->failure);
  g_task_return_error (task, g_steal_pointer (&op->failure));
}

/* Takes @error; the book has not been touched, so only the keyring is put back. */
static void
connect_fail (GTask *task, GError *error)
{
  ConnectOp *op = g_task_get_task_data (task);
  g_autoptr(GTask) restoring = NULL;

  op->failure = error;
  restoring = g_task_new (NULL, NULL, failed_cb, g_object_ref (task));
  if (op->client_secret == NULL || op->env == NULL)
    {
      g_task_return_boolean (restoring, TRUE);
      return;
    }
  g_task_set_task_data (restoring, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (restoring, restore_secret_thread);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  ConnectOp *op = g_task_get_task_data (task);

  /* The tokens are gone from the keyring in any case; that the server was not told changes nothing
   * about the refusal. */
  sb_qbo_auth_revoke_finish (op->auth, result, NULL);
  connect_fail (task, g_steal_pointer (&op->failure));
}

/* The grant was given, but this company is not for this book: it ends at once. */
static void
connect_refuse (GTask *task, GError *error)
{
  ConnectOp *op = g_task_get_task_data (task);

  op->failure = error;
  sb_qbo_auth_revoke_async (op->auth, op->realm, NULL, revoked_cb, g_object_ref (task));
}

/* --- step 6: into the book --- */

static gpointer
write_connection (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  ConnectOp *op = data;
  gint64 now = op->result->connection->since;

  if (sb_connection_save (txn, op->result->connection, error) &&
      sb_mirror_put (txn, "CompanyInfo", op->info, now, error))
    sb_mirror_put (txn, "Preferences", op->preferences, now, error);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  ConnectOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    {
      connect_refuse (task, error);
      return;
    }
  self->connecting = FALSE;
  g_clear_object (&self->signing_in);
  g_set_object (&self->auth, op->auth);
  sb_network_set_loopback (self->network, op->env->loopback);
  sb_sync_engine_set_client (self->engine, op->client);
  sb_company_take_facts (self, sb_connection_facts_copy (op->result->connection),
                         sb_company_facts_copy (op->result->company));
  g_task_return_pointer (task, g_steal_pointer (&op->result), (GDestroyNotify) sb_connect_result_free);
}

static void
connect_write (GTask *task)
{
  SbCompany *self = g_task_get_source_object (task);
  ConnectOp *op = g_task_get_task_data (task);
  SbConnectionFacts *facts = g_new0 (SbConnectionFacts, 1);

  facts->state = SB_CONNECTION_CONNECTED;
  facts->environment = g_strdup (op->environment);
  facts->realm = g_strdup (op->realm);
  facts->client_id = g_strdup (op->client_id);
  facts->redirect_uri = g_strdup (op->redirect_uri);
  facts->practice_url = g_strdup (op->practice_url);
  facts->since = sb_clock_now (self->clock);
  facts->sign_in_by = sb_qbo_auth_get_sign_in_by (op->auth);
  op->result->connection = facts;
  /* Not cancelled any more: the grant exists, so the book must say so. */
  sb_ledger_write_async (self->ledger, write_connection, op, NULL, NULL, NULL, written_cb, g_object_ref (task));
}

/* --- step 5: does it fit? --- */

static const char *
refusal_text (GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      SbCompanyCheck *check = g_ptr_array_index (checks, i);

      if (check->fatal)
        return check->message;
    }
  return "";
}

static void
connect_check (GTask *task)
{
  ConnectOp *op = g_task_get_task_data (task);
  g_autoptr(SbQboCompanyInfo) info = NULL;
  g_autoptr(SbQboPreferences) preferences = NULL;
  GError *error = NULL;
  SbCompanyError refusal = SB_COMPANY_ERROR_EDITION;
  gboolean refused = FALSE;

  info = sb_qbo_company_info_from_json (op->info, op->currency, &error);
  if (info != NULL)
    preferences = sb_qbo_preferences_from_json (op->preferences, op->currency, &error);
  if (preferences == NULL)
    {
      connect_refuse (task, error);
      return;
    }
  op->result = g_new0 (SbConnectResult, 1);
  op->result->company = sb_company_facts_from_qbo (info, preferences);
  op->result->checks = sb_company_check_all (op->result->company, op->realm, op->currency.code, op->country,
                                             op->before->realm, &refusal, &refused);
  if (refused)
    connect_refuse (task, g_error_new_literal (SB_COMPANY_ERROR, refusal, refusal_text (op->result->checks)));
  else
    connect_write (task);
}

/* --- step 4: read the company --- */

static JsonObject *
take_object (GTask *task, GAsyncResult *result, const char *entity)
{
  ConnectOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(SbQboAnswer) answer = sb_qbo_client_send_finish (op->client, result, &error);
  JsonObject *object = answer != NULL ? sb_qbo_answer_get_object (answer, entity, &error) : NULL;

  if (object != NULL)
    return json_object_ref (object);
  connect_refuse (task, error);
  return NULL;
}

static void
preferences_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  ConnectOp *op = g_task_get_task_data (task);

  op->preferences = take_object (task, result, "Preferences");
  if (op->preferences != NULL)
    connect_check (task);
}

static void
company_info_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  ConnectOp *op = g_task_get_task_data (task);
  g_autoptr(SbQboRequest) request = NULL;

  op->info = take_object (task, result, "CompanyInfo");
  if (op->info == NULL)
    return;
  request = sb_qbo_request_preferences ();
  sb_qbo_client_send_async (op->client, request, g_task_get_cancellable (task), preferences_cb, g_object_ref (task));
}

static void
granted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  ConnectOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(SbQboGrant) grant = sb_qbo_auth_begin_finish (op->auth, result, &error);
  g_autoptr(SbQboRequest) request = NULL;

  if (grant == NULL)
    {
      connect_fail (task, error);
      return;
    }
  set_stage (task, SB_CONNECT_RECEIVED);
  op->realm = g_strdup (grant->realm_id);
  if (op->before->realm != NULL && !g_str_equal (op->before->realm, op->realm))
    {
      connect_refuse (task, g_error_new_literal (SB_COMPANY_ERROR, SB_COMPANY_ERROR_OTHER_COMPANY,
                                                 _("this book belongs to another QuickBooks company")));
      return;
    }
  set_stage (task, SB_CONNECT_READING);
  sb_qbo_auth_set_realm_id (op->auth, op->realm);
  op->client = sb_qbo_client_new (self->session, op->env, op->realm, op->auth, self->clock, NULL);
  request = sb_qbo_request_companyinfo (op->realm);
  sb_qbo_client_send_async (op->client, request, g_task_get_cancellable (task), company_info_cb, g_object_ref (task));
}

/* --- step 3: the browser --- */

static void
authorize_url_cb (SbQboAuth *auth, const char *url, GTask *task)
{
  set_stage (task, SB_CONNECT_WAITING);
  g_signal_emit_by_name (g_task_get_source_object (task), "authorize-url", url);
}

static void
connect_browser (GTask *task)
{
  SbCompany *self = g_task_get_source_object (task);
  ConnectOp *op = g_task_get_task_data (task);

  op->auth = sb_qbo_auth_new (sb_company_ensure_session (self), op->env, op->client_id, NULL, self->store, self->clock,
                              NULL);
  g_signal_connect_object (op->auth, "authorize-url", G_CALLBACK (authorize_url_cb), task, 0);
  /* So that a pasted address finds the sign-in that waits for it. */
  g_set_object (&self->signing_in, op->auth);
  sb_qbo_auth_begin_async (op->auth, op->redirect_uri, g_task_get_cancellable (task), granted_cb, g_object_ref (task));
}

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      connect_browser (task);
      return;
    }
  connect_fail (task, sb_company_error_from (error, SB_COMPANY_ERROR_NO_KEYRING));
}

static void
store_secret_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTask *outer = data;
  SbCompany *self = g_task_get_source_object (outer);
  ConnectOp *op = g_task_get_task_data (outer);
  SbTokenKey key = secret_key (op);
  GError *error = NULL;

  op->old_secret = sb_token_store_load_secret (self->store, &key, &error);
  /* On this machine any keys do, but an app without a secret is none. */
  if (error == NULL && op->client_secret == NULL && op->old_secret == NULL && op->env->loopback)
    op->client_secret = sb_nonce_new (24);
  if (error == NULL && op->client_secret != NULL)
    sb_token_store_store_secret (self->store, &key, op->client_secret, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* --- step 2: which keys, and where --- */

static char *
choose_client_id (const ConnectOp *op, GError **error)
{
  if (op->client_id != NULL)
    return g_strdup (op->client_id);
  if (op->before->client_id != NULL && g_strcmp0 (op->before->environment, op->environment) == 0)
    return g_strdup (op->before->client_id);
  if (g_str_equal (op->environment, "practice"))
    {
      g_autofree char *uid = sb_uid_new ();

      /* Each book has a practice company of its own, and all of those have the same realm: the
       * keyring must tell them apart. */
      return g_strconcat ("practice-", uid, NULL);
    }
  if (g_str_equal (op->environment, "sandbox") || g_str_equal (op->environment, "production"))
    {
      g_set_error_literal (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT,
                           _("the client id of your Intuit app is needed"));
      return NULL;
    }
  return g_strdup ("stockbook");
}

static void
connect_locate (GTask *task)
{
  ConnectOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *client_id = NULL;
  g_autoptr(GTask) storing = NULL;

  op->env = sb_qbo_env_new_for_name (op->environment, op->practice_url, &error);
  if (op->env != NULL)
    client_id = choose_client_id (op, &error);
  if (client_id == NULL)
    {
      g_clear_pointer (&op->env, sb_qbo_env_free);
      connect_fail (task, error);
      return;
    }
  g_free (op->client_id);
  op->client_id = g_steal_pointer (&client_id);
  storing = g_task_new (NULL, NULL, secret_stored_cb, g_object_ref (task));
  g_task_set_task_data (storing, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (storing, store_secret_thread);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  ConnectOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  op->practice_url = sb_practice_launch_finish (result, &error);
  if (op->practice_url != NULL)
    connect_locate (task);
  else
    connect_fail (task, error);
}

/* --- step 1: the book as it is --- */

static gpointer
read_book (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  ConnectOp *op = data;
  SbBook book;

  if (!sb_book_load (db, &book, error))
    return NULL;
  op->currency = book.currency;
  op->country = sb_setting_get (db, SB_BOOK_COUNTRY, NULL);
  op->before = sb_connection_load (db, error);
  return NULL;
}

static void
book_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  ConnectOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  sb_ledger_read_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    connect_fail (task, error);
  else if (g_str_equal (op->environment, "practice"))
    sb_practice_launch_async (sb_company_get_path (self), op->before->practice_url, g_task_get_cancellable (task),
                              launched_cb, g_object_ref (task));
  else
    connect_locate (task);
}

void
sb_company_connect_async (SbCompany *self, const SbConnectOptions *options, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  ConnectOp *op = NULL;

  g_return_if_fail (SB_IS_COMPANY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_company_connect_async);
  g_task_set_name (task, "connect to QuickBooks");
  /* Once the book says that it is connected, nobody may be told otherwise. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->connecting || sb_sync_engine_is_running (self->engine))
    {
      g_task_return_new_error (task, SB_COMPANY_ERROR, SB_COMPANY_ERROR_LOCKED, "%s",
                               self->connecting ? _("a sign-in is waiting already") : _("a sync is running"));
      return;
    }
  self->connecting = TRUE;
  op = g_new0 (ConnectOp, 1);
  op->environment = g_strdup (options->environment);
  op->client_id = g_strdup (options->client_id);
  op->client_secret = g_strdup (options->client_secret);
  op->redirect_uri = g_strdup (options->redirect_uri);
  g_task_set_task_data (task, op, (GDestroyNotify) connect_op_free);
  set_stage (task, SB_CONNECT_STARTING);
  sb_ledger_read_async (self->ledger, read_book, op, NULL, NULL, cancellable, book_read_cb, g_object_ref (task));
}

SbConnectResult *
sb_company_connect_finish (SbCompany *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
sb_company_connect_paste (SbCompany *self, const char *address, GError **error)
{
  g_return_val_if_fail (SB_IS_COMPANY (self), FALSE);

  if (self->signing_in == NULL)
    {
      g_set_error_literal (error, SB_COMPANY_ERROR, SB_COMPANY_ERROR_SIGN_IN_REFUSED, _("no sign-in is waiting"));
      return FALSE;
    }
  return sb_qbo_auth_paste (self->signing_in, address, error);
}

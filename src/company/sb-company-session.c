/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what the book says of its connection to a client that can call: tokens, address, and the
 * practice company when that is where the book is connected. */
#include "sb-company-private.h"

#include <glib/gi18n-lib.h>

#include "sb-connection-store.h"
#include "sb-practice-launch.h"
#include "sb-qbo-error.h"

void
sb_company_translate_error (GError **error)
{
  SbCompanyError code;

  if (*error == NULL || (*error)->domain != SB_QBO_ERROR)
    return;
  switch ((*error)->code)
    {
    case SB_QBO_ERROR_SIGN_IN_NEEDED:
    case SB_QBO_ERROR_REVOKED:
      code = SB_COMPANY_ERROR_SIGN_IN_NEEDED;
      break;
    case SB_QBO_ERROR_SIGN_IN_REFUSED:
      code = SB_COMPANY_ERROR_SIGN_IN_REFUSED;
      break;
    case SB_QBO_ERROR_SIGN_IN_TIMEOUT:
      code = SB_COMPANY_ERROR_SIGN_IN_TIMEOUT;
      break;
    case SB_QBO_ERROR_NO_KEYRING:
      code = SB_COMPANY_ERROR_NO_KEYRING;
      break;
    default:
      return;
    }
  *error = sb_company_error_from (*error, code);
}

SoupSession *
sb_company_ensure_session (SbCompany *self)
{
  if (self->session == NULL)
    self->session = sb_qbo_session_new ();
  return self->session;
}

static gpointer
save_connection (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_connection_save (txn, data, error);
  return NULL;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(SbCompany) self = user_data;
  g_autoptr(GError) error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_warning ("the connection could not be written to the book: %s", error->message);
}

void
sb_company_save_connection (SbCompany *self, SbConnectionFacts *facts)
{
  sb_ledger_write_async (self->ledger, save_connection, sb_connection_facts_copy (facts),
                         (GDestroyNotify) sb_connection_facts_free, NULL, NULL, saved_cb, g_object_ref (self));
  sb_company_take_facts (self, facts, NULL);
}

void
sb_company_note_sign_in (SbCompany *self, gboolean needed)
{
  SbConnectionFacts *facts = NULL;
  gint64 sign_in_by = self->auth != NULL ? sb_qbo_auth_get_sign_in_by (self->auth) : 0;
  SbConnectionState state = needed ? SB_CONNECTION_SIGN_IN_NEEDED : SB_CONNECTION_CONNECTED;

  if (self->connection->state != SB_CONNECTION_CONNECTED)
    return;
  if (state == self->connection->state && (sign_in_by == 0 || sign_in_by == self->connection->sign_in_by))
    return;
  facts = sb_connection_facts_copy (self->connection);
  facts->state = state;
  if (sign_in_by != 0)
    facts->sign_in_by = sign_in_by;
  sb_company_save_connection (self, facts);
}

/* Step 3: the address is known. */
static void
prepare_client (GTask *task)
{
  SbCompany *self = g_task_get_source_object (task);
  SbQboClient *old = sb_sync_engine_get_client (self->engine);
  const SbConnectionFacts *facts = self->connection;
  g_autoptr(SbQboEnv) env = NULL;
  g_autoptr(SbQboClient) client = NULL;
  g_autoptr(GError) error = NULL;

  env = sb_qbo_env_new_for_name (facts->environment, facts->practice_url, &error);
  if (env == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (old != NULL && self->auth != NULL && g_strcmp0 (sb_qbo_client_get_realm_id (old), facts->realm) == 0 &&
      g_strcmp0 (sb_qbo_client_get_env (old)->api_base, env->api_base) == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (sb_sync_engine_is_running (self->engine))
    {
      g_task_return_new_error (task, SB_COMPANY_ERROR, SB_COMPANY_ERROR_LOCKED, "%s", _("a sync is running"));
      return;
    }
  g_clear_object (&self->auth);
  self->auth = sb_qbo_auth_new (sb_company_ensure_session (self), env, facts->client_id, facts->realm, self->store,
                                self->clock, NULL);
  client = sb_qbo_client_new (self->session, env, facts->realm, self->auth, self->clock, NULL);
  sb_network_set_loopback (self->network, env->loopback);
  sb_sync_engine_set_client (self->engine, client);
  g_task_return_boolean (task, TRUE);
}

static void
prepare_launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *url = sb_practice_launch_finish (result, &error);
  SbConnectionFacts *facts = NULL;

  if (url == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_strcmp0 (url, self->connection->practice_url) != 0)
    {
      facts = sb_connection_facts_copy (self->connection);
      g_free (facts->practice_url);
      facts->practice_url = g_steal_pointer (&url);
      sb_company_save_connection (self, facts);
    }
  prepare_client (task);
}

/* Step 2: another program may have connected or disconnected this book meanwhile. */
static void
prepare_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  SbCompany *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  SbConnectionFacts *facts = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (facts == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  sb_company_take_facts (self, facts, NULL);
  if (facts->state != SB_CONNECTION_CONNECTED || facts->realm == NULL || facts->environment == NULL)
    {
      g_task_return_new_error (task, SB_COMPANY_ERROR, SB_COMPANY_ERROR_SIGN_IN_NEEDED, "%s",
                               facts->state == SB_CONNECTION_NEVER ? _("this book is not connected to QuickBooks")
                                                                   : _("QuickBooks asks you to sign in again"));
      return;
    }
  if (g_str_equal (facts->environment, "practice"))
    sb_practice_launch_async (sb_company_get_path (self), facts->practice_url, g_task_get_cancellable (task),
                              prepare_launched_cb, g_object_ref (task));
  else
    prepare_client (task);
}

static gpointer
read_connection (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_connection_load (db, error);
}

void
sb_company_prepare_async (SbCompany *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_company_prepare_async);
  g_task_set_name (task, "make the client ready");
  sb_ledger_read_async (self->ledger, read_connection, NULL, NULL, (GDestroyNotify) sb_connection_facts_free,
                        cancellable, prepare_read_cb, task);
}

gboolean
sb_company_prepare_finish (SbCompany *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

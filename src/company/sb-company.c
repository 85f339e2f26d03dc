/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-company-private.h"

#include "sb-connection-store.h"
#include "sb-token-store-secret.h"

enum { SIGNAL_AUTHORIZE_URL, SIGNAL_CONNECT_STAGE, SIGNAL_CONNECTION_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbCompany, sb_company, G_TYPE_OBJECT)

static void
sb_company_dispose (GObject *object)
{
  SbCompany *self = SB_COMPANY (object);

  sb_company_close (self);
  g_clear_object (&self->engine);
  g_clear_object (&self->auth);
  g_clear_object (&self->signing_in);
  g_clear_object (&self->session);
  g_clear_object (&self->network);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (sb_company_parent_class)->dispose (object);
}

static void
sb_company_finalize (GObject *object)
{
  SbCompany *self = SB_COMPANY (object);

  g_clear_pointer (&self->connection, sb_connection_facts_free);
  g_clear_pointer (&self->facts, sb_company_facts_free);
  G_OBJECT_CLASS (sb_company_parent_class)->finalize (object);
}

static void
sb_company_class_init (SbCompanyClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = sb_company_dispose;
  object_class->finalize = sb_company_finalize;
  signals[SIGNAL_AUTHORIZE_URL] = g_signal_new ("authorize-url", SB_TYPE_COMPANY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CONNECT_STAGE] = g_signal_new ("connect-stage", SB_TYPE_COMPANY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_CONNECTION_CHANGED] = g_signal_new ("connection-changed", SB_TYPE_COMPANY, G_SIGNAL_RUN_LAST, 0,
                                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_company_init (SbCompany *self)
{
  self->connection = g_new0 (SbConnectionFacts, 1);
}

typedef struct
{
  SbConnectionFacts *connection;
  SbCompanyFacts *facts;
} Facts;

static void
facts_free (Facts *facts)
{
  g_clear_pointer (&facts->connection, sb_connection_facts_free);
  g_clear_pointer (&facts->facts, sb_company_facts_free);
  g_free (facts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Facts, facts_free)

static gpointer
read_facts (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr(Facts) facts = g_new0 (Facts, 1);
  g_autoptr(GError) local_error = NULL;

  facts->connection = sb_connection_load (db, &local_error);
  if (local_error == NULL)
    facts->facts = sb_company_facts_load (db, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&facts);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Takes @ledger over. */
static SbCompany *
company_new (SbLedger *ledger, GError **error)
{
  g_autoptr(SbCompany) self = g_object_new (SB_TYPE_COMPANY, NULL);
  g_autoptr(Facts) facts = NULL;

  self->ledger = ledger;
  facts = sb_ledger_read (ledger, read_facts, NULL, error);
  if (facts == NULL)
    return NULL;
  g_clear_pointer (&self->connection, sb_connection_facts_free);
  self->connection = g_steal_pointer (&facts->connection);
  self->facts = g_steal_pointer (&facts->facts);
  self->clock = sb_system_clock_new ();
  self->store = sb_token_store_secret_new ();
  self->network = sb_network_new (NULL);
  self->engine = sb_sync_engine_new (ledger, NULL, self->clock);
  return g_steal_pointer (&self);
}

SbCompany *
sb_company_create (const char *path, const SbLedgerSettings *settings, GError **error)
{
  SbLedger *ledger = sb_ledger_create (path, settings, error);

  return ledger != NULL ? company_new (ledger, error) : NULL;
}

SbCompany *
sb_company_open (const char *path, GError **error)
{
  SbLedger *ledger = sb_ledger_open (path, error);

  return ledger != NULL ? company_new (ledger, error) : NULL;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  SbLedger *ledger = g_task_propagate_pointer (G_TASK (result), &error);
  SbCompany *self = NULL;

  if (ledger != NULL)
    self = company_new (ledger, &error);
  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SbLedger *ledger = sb_ledger_open (data, &error);

  if (ledger != NULL)
    g_task_return_pointer (task, ledger, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
sb_company_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GTask) opening = g_task_new (NULL, cancellable, opened_cb, g_object_ref (task));

  g_task_set_source_tag (task, sb_company_open_async);
  g_task_set_name (task, "open a book");
  /* Migrating a large book takes a while; everything after it is quick and belongs here. */
  g_task_set_task_data (opening, g_strdup (path), g_free);
  g_task_run_in_thread (opening, open_thread);
}

SbCompany *
sb_company_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sb_company_close (SbCompany *self)
{
  g_return_if_fail (SB_IS_COMPANY (self));

  if (self->ledger != NULL)
    sb_ledger_close (self->ledger);
}

SbLedger *
sb_company_get_ledger (SbCompany *self)
{
  g_return_val_if_fail (SB_IS_COMPANY (self), NULL);

  return self->ledger;
}

SbSyncEngine *
sb_company_get_engine (SbCompany *self)
{
  g_return_val_if_fail (SB_IS_COMPANY (self), NULL);

  return self->engine;
}

SbClock *
sb_company_get_clock (SbCompany *self)
{
  g_return_val_if_fail (SB_IS_COMPANY (self), NULL);

  return self->clock;
}

const char *
sb_company_get_path (SbCompany *self)
{
  g_return_val_if_fail (SB_IS_COMPANY (self), NULL);

  return sb_ledger_get_path (self->ledger);
}

const SbConnectionFacts *
sb_company_get_connection (SbCompany *self)
{
  g_return_val_if_fail (SB_IS_COMPANY (self), NULL);

  return self->connection;
}

const SbCompanyFacts *
sb_company_get_facts (SbCompany *self)
{
  g_return_val_if_fail (SB_IS_COMPANY (self), NULL);

  return self->facts;
}

gboolean
sb_company_is_online (SbCompany *self)
{
  g_return_val_if_fail (SB_IS_COMPANY (self), FALSE);

  return g_strcmp0 (self->connection->environment, "practice") == 0 || sb_network_get_online (self->network);
}

void
sb_company_set_token_store (SbCompany *self, SbTokenStore *store)
{
  g_return_if_fail (SB_IS_COMPANY (self));

  g_set_object (&self->store, store);
  g_clear_object (&self->auth);
}

void
sb_company_take_facts (SbCompany *self, SbConnectionFacts *connection, SbCompanyFacts *facts)
{
  if (connection != NULL)
    {
      g_clear_pointer (&self->connection, sb_connection_facts_free);
      self->connection = connection;
    }
  if (facts != NULL)
    {
      g_clear_pointer (&self->facts, sb_company_facts_free);
      self->facts = facts;
    }
  if (connection != NULL || facts != NULL)
    g_signal_emit (self, signals[SIGNAL_CONNECTION_CHANGED], 0);
}

static void
facts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(SbCompany) self = user_data;
  g_autoptr(Facts) facts = sb_ledger_read_finish (SB_LEDGER (source), result, NULL);

  /* Not to know it anew is no harm: the next run reads it again. */
  if (facts != NULL)
    sb_company_take_facts (self, g_steal_pointer (&facts->connection), g_steal_pointer (&facts->facts));
}

void
sb_company_reload_facts (SbCompany *self)
{
  sb_ledger_read_async (self->ledger, read_facts, NULL, NULL, (GDestroyNotify) facts_free, NULL, facts_read_cb,
                        g_object_ref (self));
}

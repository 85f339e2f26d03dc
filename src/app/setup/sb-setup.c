/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup.h"

#include "sb-ledger.h"
#include "sb-setting.h"

#include <string.h>

/* Free-text facts of the book, not switches: how far its set-up has come. */
#define SETTING_STEP "setup-step"
#define SETTING_MODE "setup-mode"

struct _SbSetup
{
  GObject parent_instance;

  SbCompany *company; /* (owned) (nullable) */
  SbSetupMode mode;
  char *environment;   /* (owned): practice, sandbox or production */
  char *client_id;     /* (owned) (nullable) */
  char *client_secret; /* (owned) (nullable): never written anywhere by this object */
  char *redirect_uri;  /* (owned) (nullable) */
  char *step;          /* (owned) (nullable) */
  GPtrArray *checks;   /* (owned) (nullable) (element-type SbCompanyCheck) */
};

G_DEFINE_FINAL_TYPE (SbSetup, sb_setup, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_COMPANY,
  PROP_MODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const mode_words[] = {
  [SB_SETUP_MODE_PRACTICE] = "practice",
  [SB_SETUP_MODE_QUICKBOOKS] = "quickbooks",
  [SB_SETUP_MODE_STANDALONE] = "standalone",
};

static void
clear_secret (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

static void
sb_setup_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbSetup *self = SB_SETUP (object);

  switch (prop_id)
    {
    case PROP_COMPANY:
      g_value_set_object (value, self->company);
      break;
    case PROP_MODE:
      g_value_set_uint (value, self->mode);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_setup_finalize (GObject *object)
{
  SbSetup *self = SB_SETUP (object);

  g_clear_object (&self->company);
  g_clear_pointer (&self->environment, g_free);
  g_clear_pointer (&self->client_id, g_free);
  clear_secret (&self->client_secret);
  g_clear_pointer (&self->redirect_uri, g_free);
  g_clear_pointer (&self->step, g_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (sb_setup_parent_class)->finalize (object);
}

static void
sb_setup_class_init (SbSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_setup_get_property;
  object_class->finalize = sb_setup_finalize;
  properties[PROP_COMPANY] =
      g_param_spec_object ("company", NULL, NULL, SB_TYPE_COMPANY,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODE] = g_param_spec_uint ("mode", NULL, NULL, 0, SB_SETUP_MODE_STANDALONE, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_setup_init (SbSetup *self)
{
  self->environment = g_strdup ("practice");
}

SbSetup *
sb_setup_new (SbCompany *company)
{
  SbSetup *self = g_object_new (SB_TYPE_SETUP, NULL);

  g_set_object (&self->company, company);
  return self;
}

SbSetupMode
sb_setup_get_mode (SbSetup *self)
{
  return self->mode;
}

void
sb_setup_set_mode (SbSetup *self, SbSetupMode mode)
{
  if (self->mode == mode)
    return;
  self->mode = mode;
  if (mode == SB_SETUP_MODE_PRACTICE)
    sb_setup_set_environment (self, "practice");
  else if (g_str_equal (self->environment, "practice"))
    sb_setup_set_environment (self, "production");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

SbCompany *
sb_setup_get_company (SbSetup *self)
{
  return self->company;
}

void
sb_setup_set_company (SbSetup *self, SbCompany *company)
{
  if (g_set_object (&self->company, company))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY]);
}

const char *
sb_setup_get_environment (SbSetup *self)
{
  return self->environment;
}

void
sb_setup_set_environment (SbSetup *self, const char *environment)
{
  g_return_if_fail (environment != NULL);

  if (g_str_equal (self->environment, environment))
    return;
  g_free (self->environment);
  self->environment = g_strdup (environment);
}

void
sb_setup_set_keys (SbSetup *self, const char *client_id, const char *client_secret,
                   const char *redirect_uri)
{
  g_free (self->client_id);
  self->client_id = g_strdup (client_id);
  clear_secret (&self->client_secret);
  self->client_secret = g_strdup (client_secret);
  g_free (self->redirect_uri);
  self->redirect_uri = g_strdup (redirect_uri);
}

const char *
sb_setup_get_client_id (SbSetup *self)
{
  return self->client_id;
}

const char *
sb_setup_get_client_secret (SbSetup *self)
{
  return self->client_secret;
}

const char *
sb_setup_get_redirect_uri (SbSetup *self)
{
  return self->redirect_uri;
}

GPtrArray *
sb_setup_get_checks (SbSetup *self)
{
  return self->checks;
}

void
sb_setup_set_checks (SbSetup *self, GPtrArray *checks)
{
  g_ptr_array_ref (checks);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  self->checks = checks;
}

const char *
sb_setup_get_step (SbSetup *self)
{
  return self->step;
}

/* What is kept, on its way between the threads. */
typedef struct
{
  char *step;
  char *mode;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->step);
  g_free (kept->mode);
  g_free (kept);
}

static gpointer
read_kept (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Kept *kept = g_new0 (Kept, 1);
  g_autoptr (GError) local = NULL;

  kept->step = sb_setting_get (db, SETTING_STEP, &local);
  if (local == NULL)
    kept->mode = sb_setting_get (db, SETTING_MODE, &local);
  if (local == NULL)
    return kept;
  g_propagate_error (error, g_steal_pointer (&local));
  kept_free (kept);
  return NULL;
}

static void
kept_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbSetup *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  Kept *kept = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->step = g_strdup (kept->step);
  /* How the book is connected outranks what was meant before it was. */
  for (guint i = 0;
       sb_company_get_connection (self->company)->environment == NULL && i < G_N_ELEMENTS (mode_words);
       i++)
    if (g_strcmp0 (mode_words[i], kept->mode) == 0)
      sb_setup_set_mode (self, (SbSetupMode) i);
  kept_free (kept);
  g_task_return_boolean (task, TRUE);
}

void
sb_setup_load_async (SbSetup *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const SbConnectionFacts *connection;

  g_task_set_source_tag (task, sb_setup_load_async);
  g_task_set_name (task, "read how far the set-up has come");
  if (self->company == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  connection = sb_company_get_connection (self->company);
  if (connection->environment != NULL)
    {
      sb_setup_set_environment (self, connection->environment);
      self->mode = g_str_equal (connection->environment, "practice") ? SB_SETUP_MODE_PRACTICE
                                                                     : SB_SETUP_MODE_QUICKBOOKS;
    }
  sb_ledger_read_async (sb_company_get_ledger (self->company), read_kept, NULL, NULL, kept_free,
                        cancellable, kept_read_cb, g_steal_pointer (&task));
}

gboolean
sb_setup_load_finish (SbSetup *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
write_kept (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Kept *kept = data;

  if (sb_setting_set (txn, SETTING_STEP, kept->step, error))
    sb_setting_set (txn, SETTING_MODE, kept->mode, error);
  return NULL;
}

static void
kept_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  /* Losing the place costs the owner a few clicks; what she decided is written by each step. */
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("cannot keep the step of the set-up: %s", error->message);
}

void
sb_setup_keep_step (SbSetup *self, const char *step)
{
  Kept *kept;

  g_return_if_fail (step != NULL);

  if (self->company == NULL || g_strcmp0 (step, self->step) == 0)
    return;
  g_free (self->step);
  self->step = g_strdup (step);
  kept = g_new0 (Kept, 1);
  kept->step = g_strdup (step);
  kept->mode = g_strdup (mode_words[self->mode]);
  sb_ledger_write_async (sb_company_get_ledger (self->company), write_kept, kept, kept_free, NULL,
                         NULL, kept_written_cb, NULL);
}

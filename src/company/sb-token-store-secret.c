/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-token-store-secret.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

struct _SbTokenStoreSecret
{
  GObject parent_instance;
};

/* One item a company and app; the client secret of an app has an empty realm. */
static const SecretSchema SCHEMA = {
  .name = "io.github.stockbook.Token",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "environment", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "client", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "realm", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static void token_store_init (SbTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbTokenStoreSecret, sb_token_store_secret, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_TOKEN_STORE, token_store_init))

static const char *
realm_of (const SbTokenKey *key)
{
  return key->realm_id != NULL ? key->realm_id : "";
}

static char *
load (SbTokenStore *store, const SbTokenKey *key, GError **error)
{
  char *password = secret_password_lookup_nonpageable_sync (&SCHEMA, NULL, error, "environment", key->environment,
                                                            "client", key->client_id, "realm", realm_of (key), NULL);
  char *copy = NULL;

  if (password == NULL)
    return NULL;
  copy = g_strdup (password);
  secret_password_free (password);
  return copy;
}

static gboolean
store_secret (SbTokenStore *store, const SbTokenKey *key, const char *secret, GError **error)
{
  g_autofree char *label = NULL;

  label = key->realm_id != NULL ? g_strdup_printf (_("Stockbook: QuickBooks company %s"), key->realm_id)
                                : g_strdup (_("Stockbook: client secret of the Intuit app"));
  return secret_password_store_sync (&SCHEMA, SECRET_COLLECTION_DEFAULT, label, secret, NULL, error, "environment",
                                     key->environment, "client", key->client_id, "realm", realm_of (key), NULL);
}

static gboolean
clear (SbTokenStore *store, const SbTokenKey *key, GError **error)
{
  g_autoptr(GError) local_error = NULL;

  /* FALSE without an error only says that nothing was there. */
  secret_password_clear_sync (&SCHEMA, NULL, &local_error, "environment", key->environment, "client", key->client_id,
                              "realm", realm_of (key), NULL);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
token_store_init (SbTokenStoreInterface *iface)
{
  iface->load = load;
  iface->store = store_secret;
  iface->clear = clear;
}

static void
sb_token_store_secret_class_init (SbTokenStoreSecretClass *class)
{
}

static void
sb_token_store_secret_init (SbTokenStoreSecret *self)
{
}

SbTokenStore *
sb_token_store_secret_new (void)
{
  return g_object_new (SB_TYPE_TOKEN_STORE_SECRET, NULL);
}

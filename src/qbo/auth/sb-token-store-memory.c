/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-token-store-memory.h"

struct _SbTokenStoreMemory
{
  GObject parent_instance;

  GMutex mutex;
  GHashTable *secrets; /* (mutex mutex) (owned): key text -> secret */
};

static void token_store_iface_init (SbTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbTokenStoreMemory, sb_token_store_memory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_TOKEN_STORE, token_store_iface_init))

static char *
key_text (const SbTokenKey *key)
{
  return g_strjoin ("\n", key->environment, key->client_id,
                    key->realm_id != NULL ? key->realm_id : "", NULL);
}

static char *
memory_load (SbTokenStore *store, const SbTokenKey *key, GError **error)
{
  SbTokenStoreMemory *self = SB_TOKEN_STORE_MEMORY (store);
  g_autofree char *name = key_text (key);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (g_hash_table_lookup (self->secrets, name));
}

static gboolean
memory_store (SbTokenStore *store, const SbTokenKey *key, const char *secret, GError **error)
{
  SbTokenStoreMemory *self = SB_TOKEN_STORE_MEMORY (store);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_replace (self->secrets, key_text (key), g_strdup (secret));
  return TRUE;
}

static gboolean
memory_clear (SbTokenStore *store, const SbTokenKey *key, GError **error)
{
  SbTokenStoreMemory *self = SB_TOKEN_STORE_MEMORY (store);
  g_autofree char *name = key_text (key);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->secrets, name);
  return TRUE;
}

static void
token_store_iface_init (SbTokenStoreInterface *iface)
{
  iface->load = memory_load;
  iface->store = memory_store;
  iface->clear = memory_clear;
}

static void
sb_token_store_memory_finalize (GObject *object)
{
  SbTokenStoreMemory *self = SB_TOKEN_STORE_MEMORY (object);

  g_hash_table_unref (self->secrets);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (sb_token_store_memory_parent_class)->finalize (object);
}

static void
sb_token_store_memory_class_init (SbTokenStoreMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_token_store_memory_finalize;
}

static void
sb_token_store_memory_init (SbTokenStoreMemory *self)
{
  g_mutex_init (&self->mutex);
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) sb_secret_free);
}

SbTokenStore *
sb_token_store_memory_new (void)
{
  return g_object_new (SB_TYPE_TOKEN_STORE_MEMORY, NULL);
}

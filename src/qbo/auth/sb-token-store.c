/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-token-store.h"

#include "sb-qbo-error.h"

G_DEFINE_INTERFACE (SbTokenStore, sb_token_store, G_TYPE_OBJECT)

static void
sb_token_store_default_init (SbTokenStoreInterface *iface)
{
  iface->load = NULL;
}

/* Whatever the store says: to callers it is a keyring that does not work. */
static void
propagate (GError **error, GError *cause)
{
  g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_NO_KEYRING, "password store: %s",
               cause != NULL ? cause->message : "unknown failure");
  g_clear_error (&cause);
}

static char *
load_text (SbTokenStore *self, const SbTokenKey *key, GError **error)
{
  GError *cause = NULL;
  char *text = SB_TOKEN_STORE_GET_IFACE (self)->load (self, key, &cause);

  if (text == NULL && cause != NULL)
    propagate (error, cause);
  return text;
}

static gboolean
store_text (SbTokenStore *self, const SbTokenKey *key, const char *text, GError **error)
{
  GError *cause = NULL;

  if (SB_TOKEN_STORE_GET_IFACE (self)->store (self, key, text, &cause))
    return TRUE;
  propagate (error, cause);
  return FALSE;
}

static gboolean
clear_text (SbTokenStore *self, const SbTokenKey *key, GError **error)
{
  GError *cause = NULL;

  if (SB_TOKEN_STORE_GET_IFACE (self)->clear (self, key, &cause))
    return TRUE;
  propagate (error, cause);
  return FALSE;
}

SbQboTokens *
sb_token_store_load (SbTokenStore *self, const SbTokenKey *key, GError **error)
{
  char *text;
  SbQboTokens *tokens;

  g_return_val_if_fail (SB_IS_TOKEN_STORE (self), NULL);
  g_return_val_if_fail (key->realm_id != NULL, NULL);

  text = load_text (self, key, error);
  if (text == NULL)
    return NULL;
  /* What cannot be read is as good as nothing: the person signs in again. */
  tokens = sb_qbo_tokens_from_text (text, NULL);
  sb_secret_free (text);
  return tokens;
}

gboolean
sb_token_store_store (SbTokenStore *self, const SbTokenKey *key, const SbQboTokens *tokens,
                      GError **error)
{
  char *text;
  gboolean stored;

  g_return_val_if_fail (SB_IS_TOKEN_STORE (self), FALSE);
  g_return_val_if_fail (key->realm_id != NULL, FALSE);

  text = sb_qbo_tokens_to_text (tokens);
  stored = store_text (self, key, text, error);
  sb_secret_free (text);
  return stored;
}

gboolean
sb_token_store_clear (SbTokenStore *self, const SbTokenKey *key, GError **error)
{
  g_return_val_if_fail (SB_IS_TOKEN_STORE (self), FALSE);
  g_return_val_if_fail (key->realm_id != NULL, FALSE);

  return clear_text (self, key, error);
}

char *
sb_token_store_load_secret (SbTokenStore *self, const SbTokenKey *key, GError **error)
{
  SbTokenKey secret_key = { key->environment, key->client_id, NULL };

  return load_text (self, &secret_key, error);
}

gboolean
sb_token_store_store_secret (SbTokenStore *self, const SbTokenKey *key, const char *secret,
                             GError **error)
{
  SbTokenKey secret_key = { key->environment, key->client_id, NULL };

  return store_text (self, &secret_key, secret, error);
}

gboolean
sb_token_store_clear_secret (SbTokenStore *self, const SbTokenKey *key, GError **error)
{
  SbTokenKey secret_key = { key->environment, key->client_id, NULL };

  return clear_text (self, &secret_key, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "sb-qbo-tokens.h"

G_BEGIN_DECLS

/**
 * SbTokenKey:
 * @environment: #SbQboEnv name
 * @client_id: Intuit app
 * @realm_id: (nullable): company; %NULL for the client secret
 */
typedef struct
{
  const char *environment;
  const char *client_id;
  const char *realm_id;
} SbTokenKey;

/*
 * Where tokens and client secrets live. Every function is synchronous, may block, and is called
 * from task threads, several at once; an implementation must be thread safe. Failures: any domain;
 * the caller turns them into %SB_QBO_ERROR_NO_KEYRING.
 */
#define SB_TYPE_TOKEN_STORE (sb_token_store_get_type ())
G_DECLARE_INTERFACE (SbTokenStore, sb_token_store, SB, TOKEN_STORE, GObject)

struct _SbTokenStoreInterface
{
  GTypeInterface parent;
  /* NULL without an error: nothing is stored. */
  char *(*load)      (SbTokenStore *self, const SbTokenKey *key, GError **error);
  /* Has reached the disk (or the keyring service) when it returns TRUE. */
  gboolean (*store)  (SbTokenStore *self, const SbTokenKey *key, const char *secret,
                      GError **error);
  /* TRUE also when nothing was stored. */
  gboolean (*clear)  (SbTokenStore *self, const SbTokenKey *key, GError **error);
};

/* Tokens of one company: @key with a realm. */
/* NULL without error: none */
SbQboTokens *sb_token_store_load (SbTokenStore *self, const SbTokenKey *key, GError **error);
gboolean     sb_token_store_store (SbTokenStore *self, const SbTokenKey *key,
                                   const SbQboTokens *tokens, GError **error);
gboolean     sb_token_store_clear (SbTokenStore *self, const SbTokenKey *key, GError **error);

/* The app's client secret: the realm of @key is ignored. The result is freed with
 * sb_secret_free(). */
/* NULL without error: none */
char    *sb_token_store_load_secret (SbTokenStore *self, const SbTokenKey *key, GError **error);
gboolean sb_token_store_store_secret (SbTokenStore *self, const SbTokenKey *key, const char *secret,
                                      GError **error);
gboolean sb_token_store_clear_secret (SbTokenStore *self, const SbTokenKey *key, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-auth.h"

G_BEGIN_DECLS

/* Intuit gives each app two pairs of keys. They look alike; what they open tells them apart. */
typedef enum
{
  SB_QBO_KEYS_UNKNOWN,
  SB_QBO_KEYS_DEVELOPMENT, /* sandbox companies only */
  SB_QBO_KEYS_PRODUCTION,  /* live companies only */
} SbQboKeyKind;

/**
 * sb_qbo_auth_check_keys_async:
 * @redirect_uri: (nullable): the address registered with Intuit, if it is known already
 *
 * Asks Intuit whether it knows client id and secret, by exchanging a code that cannot exist.
 * Nothing is stored and no sign-in begins. Fails with %SB_QBO_ERROR_CLIENT when they are not accepted, and
 * with %SB_QBO_ERROR_NO_KEYRING, _OFFLINE, _SERVER, _PROTOCOL, G_IO_ERROR_CANCELLED.
 */
void     sb_qbo_auth_check_keys_async (SbQboAuth *self, const char *redirect_uri,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sb_qbo_auth_check_keys_finish (SbQboAuth *self, GAsyncResult *result, GError **error);

/**
 * sb_qbo_auth_find_key_kind_async:
 * @sandbox: (nullable): where sandbox companies are; %NULL: at Intuit
 * @production: (nullable): where live companies are
 *
 * After a sign-in: asks both hosts for the company, since each opens to its own kind of keys only.
 * Fails like sb_qbo_auth_get_token_async(), and when neither host can be asked.
 *
 * Returns: %SB_QBO_KEYS_UNKNOWN when neither, or both, let the company be read
 */
void         sb_qbo_auth_find_key_kind_async (SbQboAuth *self, const SbQboEnv *sandbox,
                                              const SbQboEnv *production, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
SbQboKeyKind sb_qbo_auth_find_key_kind_finish (SbQboAuth *self, GAsyncResult *result,
                                               GError **error);

/* A sentence for the owner; translated. */
const char *sb_qbo_key_kind_words (SbQboKeyKind kind);

G_END_DECLS

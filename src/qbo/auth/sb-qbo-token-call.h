/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include "sb-clock.h"
#include "sb-qbo-discovery.h"
#include "sb-qbo-tokens.h"

G_BEGIN_DECLS

/* The app as the token endpoint wants to see it. */
typedef struct
{
  const char *client_id;
  const char *client_secret;
} SbQboApp;

/**
 * sb_qbo_token_call_async:
 * @form: the grant's members, name, value, ...; (array zero-terminated=1)
 *
 * One call of the token endpoint. Fails with %SB_QBO_ERROR_REVOKED (invalid_grant), _CLIENT (keys
 * or redirect address wrong), _OFFLINE, _SERVER, _PROTOCOL, G_IO_ERROR_CANCELLED. No error quotes a
 * secret.
 */
void         sb_qbo_token_call_async (SoupSession *session, const SbQboEndpoints *endpoints,
                                      const SbQboApp *app, const char *const *form, SbClock *clock,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
SbQboTokens *sb_qbo_token_call_finish (SoupSession *session, GAsyncResult *result, GError **error);

/* Ends a grant. Fails as above; an answer of 400 counts as done, since the token is not known any
 * more. */
void     sb_qbo_revoke_call_async (SoupSession *session, const SbQboEndpoints *endpoints,
                                   const SbQboApp *app, const char *token, SbClock *clock,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sb_qbo_revoke_call_finish (SoupSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

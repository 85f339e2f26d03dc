/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "sb-clock.h"
#include "sb-qbo-env.h"
#include "sb-token-store.h"

G_BEGIN_DECLS

/* libsoup's; only this layer includes its header. */
typedef struct _SoupSession SoupSession;

/*
 * Sign-in and tokens of one Intuit app at one environment, for at most one company at a time.
 * Lives on the main context.
 */
#define SB_TYPE_QBO_AUTH (sb_qbo_auth_get_type ())
G_DECLARE_FINAL_TYPE (SbQboAuth, sb_qbo_auth, SB, QBO_AUTH, GObject)

/* What a sign-in gave. */
typedef struct
{
  char *realm_id;
  SbQboTokens *tokens;
} SbQboGrant;

void sb_qbo_grant_free (SbQboGrant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboGrant, sb_qbo_grant_free)

/**
 * sb_qbo_auth_new:
 * @session: from sb_qbo_session_new()
 * @env: copied
 * @client_id: Intuit app
 * @realm_id: (nullable): company whose tokens are used, when already connected
 * @store: tokens and the client secret; a missing secret is sent as an empty one
 * @clock: for the five minutes of a sign-in
 * @lock_dir: (nullable): folder of the lock file that processes share while refreshing (made 0700
 *   when missing); default: "stockbook" in the user's data folder
 */
SbQboAuth *sb_qbo_auth_new (SoupSession *session, const SbQboEnv *env, const char *client_id,
                            const char *realm_id, SbTokenStore *store, SbClock *clock,
                            const char *lock_dir);

/* Each as given to sb_qbo_auth_new(). (transfer none) */
const SbQboEnv *sb_qbo_auth_get_env (SbQboAuth *self);
/* (transfer none) */
const char     *sb_qbo_auth_get_client_id (SbQboAuth *self);
const char     *sb_qbo_auth_get_realm_id (SbQboAuth *self); /* (nullable) */
/* Forgets the cached tokens of the former company. */
void            sb_qbo_auth_set_realm_id (SbQboAuth *self, const char *realm_id);

/**
 * sb_qbo_auth_begin_async:
 * @redirect_uri: (nullable): the address registered with Intuit. %NULL:
 *   "http://localhost:PORT/callback" with the first free port of sb_qbo_auth_get_redirect_ports().
 *   An http address must be on this machine; port 0 in it takes any free port. An https address is
 *   a hand-off page that sends the answer on to this machine.
 *
 * Starts a sign-in: reads discovery, opens the listener, emits "authorize-url" (const char *) for
 * the caller to open in the browser, then waits up to five minutes for one answer that carries the
 * right state. Other requests get a 400 page and change nothing. The tokens are in the store, under
 * the realm of the answer, before this finishes; the realm of @self is not changed.
 *
 * Fails with %SB_QBO_ERROR_SIGN_IN_REFUSED, _SIGN_IN_TIMEOUT, _CLIENT (wrong keys or redirect
 * address, or all ports taken), _NO_KEYRING, _OFFLINE, _SERVER, _PROTOCOL, G_IO_ERROR_CANCELLED,
 * and G_IO_ERROR_PENDING while another sign-in is waiting.
 */
void        sb_qbo_auth_begin_async (SbQboAuth *self, const char *redirect_uri,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
SbQboGrant *sb_qbo_auth_begin_finish (SbQboAuth *self, GAsyncResult *result, GError **error);

/**
 * sb_qbo_auth_paste:
 * @address: what the browser's address bar shows after signing in
 *
 * Gives the answer by hand while a sign-in waits. Fails with %SB_QBO_ERROR_PROTOCOL when @address
 * is not an answer to this sign-in; the sign-in goes on waiting then.
 */
gboolean sb_qbo_auth_paste (SbQboAuth *self, const char *address, GError **error);

/* Zero-terminated list of the ports of "http://localhost:PORT/callback" to register with Intuit. */
const guint16 *sb_qbo_auth_get_redirect_ports (void);

/**
 * sb_qbo_auth_get_token_async:
 * @rejected: (nullable): access token that the server has just answered with 401
 *
 * Gives an access token; refreshes when the stored one is @rejected. Callers at the same time share
 * one refresh; processes take turns by a lock file and look into the store again after getting it.
 * New tokens are in the store before anybody uses them. There is no refresh by the clock.
 *
 * Fails with %SB_QBO_ERROR_SIGN_IN_NEEDED (no tokens), _REVOKED (invalid_grant; the stored tokens
 * are cleared), _CLIENT, _NO_KEYRING, _OFFLINE, _SERVER, _PROTOCOL, G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): free with sb_secret_free()
 */
void  sb_qbo_auth_get_token_async (SbQboAuth *self, const char *rejected, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
char *sb_qbo_auth_get_token_finish (SbQboAuth *self, GAsyncResult *result, GError **error);

/* Calls of the token endpoint so far (exchange and refresh). */
guint sb_qbo_auth_get_token_calls (SbQboAuth *self);

/* Moment by which the person must sign in again, 0 unknown; known after tokens were read once. */
gint64 sb_qbo_auth_get_sign_in_by (SbQboAuth *self);

/**
 * sb_qbo_auth_revoke_async:
 * @realm_id: (nullable): company whose grant ends; %NULL: the current one
 *
 * Ends the grant at Intuit and clears the tokens here. They are cleared even when the server cannot
 * be reached; the error tells that the grant may live on there.
 */
void     sb_qbo_auth_revoke_async (SbQboAuth *self, const char *realm_id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_qbo_auth_revoke_finish (SbQboAuth *self, GAsyncResult *result, GError **error);

G_END_DECLS

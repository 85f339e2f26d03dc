/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sb-qbo-auth.h"
#include "sb-qbo-discovery.h"
#include "sb-qbo-token-call.h"

G_BEGIN_DECLS

struct _SbQboAuth
{
  GObject parent_instance;

  SoupSession *session;      /* (owned) */
  SbQboEnv *env;             /* (owned) */
  char *client_id;           /* (owned) */
  char *realm_id;            /* (owned) (nullable) */
  SbTokenStore *store;       /* (owned) */
  SbClock *clock;            /* (owned) */
  char *lock_dir;            /* (owned) */

  SbQboEndpoints *endpoints; /* (owned) (nullable) until discovery was read */
  SbQboTokens *tokens;       /* (owned) (nullable): of realm_id, as the store holds them */
  SbQboTokens *unsaved;      /* (owned) (nullable): new ones that the store did not take yet */
  GPtrArray *waiters;        /* (owned): GTasks that wait for the refresh under way */
  gboolean refreshing;
  /* (owned) (nullable): secret: rejected token that the refresh under way is about */
  char *refreshing_for;
  GTask *sign_in;            /* (nullable): the sign-in that waits for its answer */
  guint token_calls;
};

/* Gives self->endpoints, reading discovery once. */
void     sb_qbo_auth_discover_async (SbQboAuth *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_qbo_auth_discover_finish (SbQboAuth *self, GAsyncResult *result, GError **error);

/* The client secret, read in a task thread; NULL without error when none is stored. Free with
 * sb_secret_free(). */
void  sb_qbo_auth_load_secret_async (SbQboAuth *self, GAsyncReadyCallback callback,
                                     gpointer user_data);
char *sb_qbo_auth_load_secret_finish (SbQboAuth *self, GAsyncResult *result, GError **error);

/**
 * sb_qbo_refresh_async:
 * @rejected: (nullable): access token that was answered with 401
 *
 * Under the lock that processes share: look into the store, refresh when it still holds @rejected,
 * store.
 */
void         sb_qbo_refresh_async (SbQboAuth *self, const char *rejected,
                                   GAsyncReadyCallback callback, gpointer user_data);
SbQboTokens *sb_qbo_refresh_finish (SbQboAuth *self, GAsyncResult *result, GError **error);

/* Stores @tokens under @realm_id in a task thread, and under the lock. */
void     sb_qbo_auth_keep_async (SbQboAuth *self, const char *realm_id, const SbQboTokens *tokens,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_qbo_auth_keep_finish (SbQboAuth *self, GAsyncResult *result, GError **error);

G_END_DECLS

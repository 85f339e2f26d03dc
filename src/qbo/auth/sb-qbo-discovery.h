/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include "sb-clock.h"
#include "sb-qbo-env.h"

G_BEGIN_DECLS

/* What an environment says about itself; addresses are checked by sb_qbo_env_allows(). */
typedef struct
{
  char *authorization;
  char *token;
  char *revocation;
  gboolean pkce; /* S256 is offered */
} SbQboEndpoints;

void sb_qbo_endpoints_free (SbQboEndpoints *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboEndpoints, sb_qbo_endpoints_free)

/* The document alone. Fails with %SB_QBO_ERROR_PROTOCOL when an endpoint is missing or may not be
 * called. */
SbQboEndpoints *sb_qbo_endpoints_parse (const SbQboEnv *env, const char *json, gssize length,
                                        GError **error);

/* Fails with %SB_QBO_ERROR_OFFLINE, _SERVER, _PROTOCOL, G_IO_ERROR_CANCELLED. */
void            sb_qbo_discover_async (SoupSession *session, const SbQboEnv *env, SbClock *clock,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
SbQboEndpoints *sb_qbo_discover_finish (SoupSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

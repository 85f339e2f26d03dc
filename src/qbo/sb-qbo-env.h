/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbQboEnv:
 * @name: "practice", "sandbox", "production", or the address of another host
 * @discovery_url: address of the OpenID discovery document
 * @api_base: scheme, host and port in front of "/v3/company/", without a trailing slash
 * @app_base: address that shows a transaction in the browser, (nullable) when there is none
 * @loopback: whether plain http to this machine is meant
 *
 * Where QuickBooks Online is. Immutable.
 */
typedef struct
{
  char *name;
  char *discovery_url;
  char *api_base;
  char *app_base;
  gboolean loopback;
} SbQboEnv;

#define SB_TYPE_QBO_ENV (sb_qbo_env_get_type ())
GType     sb_qbo_env_get_type (void);
SbQboEnv *sb_qbo_env_copy (const SbQboEnv *self);
void      sb_qbo_env_free (SbQboEnv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboEnv, sb_qbo_env_free)

/**
 * sb_qbo_env_new_for_name:
 * @name_or_url: "practice", "sandbox", "production", or the https address of a host that serves
 *   "/.well-known/openid_configuration" and "/v3/company/..." (http only to 127.0.0.1, ::1,
 *   localhost)
 * @practice_url: (nullable): address of the practice company; needed for "practice" only
 *
 * Fails with %SB_QBO_ERROR_CLIENT.
 */
SbQboEnv *sb_qbo_env_new_for_name (const char *name_or_url, const char *practice_url,
                                   GError **error);

/* Whether an address of outside origin may be called: https, or http to this machine when
 * @loopback. */
gboolean sb_qbo_env_allows (const SbQboEnv *self, const char *url);

/* Address that shows one object in the browser, e.g. object "Invoice" id "130"; (nullable)
 * (transfer full) */
char *sb_qbo_env_object_url (const SbQboEnv *self, const char *entity, const char *id);

G_END_DECLS

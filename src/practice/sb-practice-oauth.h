/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-time.h"
#include "sb-practice-tree.h"

G_BEGIN_DECLS

/*
 * Grants and tokens. A grant is one connection of one client to one company; its tokens are derived
 * from a secret key, so the data file holds none. Access tokens live an hour; the refresh token
 * keeps its value for a day, then the next refresh issues a new one and the old value is dead.
 */
typedef struct _SbOauth SbOauth;

typedef struct
{
  char  *client_id;    /* (owned) */
  char  *redirect_uri; /* (owned) */
  char  *realm;        /* (owned) */
  char  *challenge;    /* (owned) (nullable) PKCE S256 */
  gint64 expires;      /* microseconds */
} SbOauthCode;

SbOauth *sb_oauth_new (SbPracticeTime *time, const SbTree *kept); /* @kept (nullable) */
void     sb_oauth_free (SbOauth *self);
SbTree  *sb_oauth_to_tree (SbOauth *self);
/* Only this pair is taken; NULL: any. "ID:SECRET" */
void     sb_oauth_set_keys (SbOauth *self, const char *pair);
gboolean sb_oauth_knows_client (SbOauth *self, const char *client_id);
gboolean sb_oauth_checks_secret (SbOauth *self, const char *client_id, const char *secret);
/* Development keys: http://localhost with any port, or https; @production: https to a named host
 * only. */
gboolean sb_oauth_allows_redirect (const char *uri, gboolean production);

/* (transfer full): a code for the redirect, good once and for ten minutes */
char *sb_oauth_issue_code (SbOauth *self, const char *client_id, const char *redirect_uri,
                           const char *realm, const char *challenge);
/* The token endpoint. @form: its fields, client_id among them (already checked). Returns: the
 * answer's body; *@status is 200 or 400. */
char    *sb_oauth_token (SbOauth *self, GHashTable *form, gboolean hard_expiry, guint *status);
gboolean sb_oauth_revoke (SbOauth *self, const char *token);
/* (nullable): the realm that an access token opens */
const char *sb_oauth_check (SbOauth *self, const char *access_token);
/* As "Disconnect" inside QuickBooks: every grant of the company ends. */
void sb_oauth_disconnect (SbOauth *self, const char *realm);
/* Seconds from now on at which every access token given so far is taken as expired. */
void sb_oauth_expire_access (SbOauth *self);
/* How long the refresh token before the current one stays good; 0, as it begins: not at all. */
void sb_oauth_set_grace (SbOauth *self, gint64 microseconds);
/* Whether a refresh token that was replaced, sent again, ends the whole grant, as Intuit may take
 * it for a theft: what two refreshes at once come to. It begins as FALSE: it is only refused. */
void sb_oauth_set_revokes_replayed (SbOauth *self, gboolean revokes);

G_END_DECLS

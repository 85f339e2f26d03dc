/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbQboTokens:
 * @access_token: opaque
 * @refresh_token: opaque; the value of the latest answer is the only good one
 * @access_expires: moment, by this machine's clock; informs only, a 401 decides
 * @refresh_expires: moment, by which the person must sign in again; 0 unknown
 * @refresh_hard_expires: moment of the end of the five-year life; 0 unknown
 *
 * Freed memory is wiped.
 */
typedef struct
{
  char *access_token;
  char *refresh_token;
  gint64 access_expires;
  gint64 refresh_expires;
  gint64 refresh_hard_expires;
} SbQboTokens;

#define SB_TYPE_QBO_TOKENS (sb_qbo_tokens_get_type ())
GType        sb_qbo_tokens_get_type (void);
SbQboTokens *sb_qbo_tokens_copy (const SbQboTokens *self);
void         sb_qbo_tokens_free (SbQboTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboTokens, sb_qbo_tokens_free)

/* Earlier of the two ends of the refresh token, 0 when neither is known. */
gint64 sb_qbo_tokens_sign_in_by (const SbQboTokens *self);

/* For a token store that keeps one secret text. Fails with %SB_QBO_ERROR_PROTOCOL. */
char        *sb_qbo_tokens_to_text (const SbQboTokens *self);
SbQboTokens *sb_qbo_tokens_from_text (const char *text, GError **error);

/* An answer of the token endpoint. @now: moment of the answer. Fails with
 * %SB_QBO_ERROR_PROTOCOL. */
SbQboTokens *sb_qbo_tokens_from_answer (const char *json, gssize length, gint64 now,
                                        GError **error);

/* Overwrites and frees a secret text; %NULL is fine. */
void sb_secret_free (char *secret);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbQboError:
 * @SB_QBO_ERROR_OFFLINE: the server could not be reached, or the connection was lost
 * @SB_QBO_ERROR_SIGN_IN_NEEDED: no tokens, or the ones we have are not accepted any more
 * @SB_QBO_ERROR_REVOKED: the grant was ended (invalid_grant); final, never tried again by itself
 * @SB_QBO_ERROR_SIGN_IN_REFUSED: the person pressed Cancel, or the sign-in page sent an error
 * @SB_QBO_ERROR_SIGN_IN_TIMEOUT: nobody came back from the browser in time
 * @SB_QBO_ERROR_CLIENT: client id, secret or redirect address are wrong; mended in the settings
 * @SB_QBO_ERROR_NO_KEYRING: the token store could not be read or written
 * @SB_QBO_ERROR_THROTTLED: still refused for too many requests after waiting
 * @SB_QBO_ERROR_STALE_OBJECT: the object was changed by somebody else since it was read
 * @SB_QBO_ERROR_DUPLICATE_NAME: the name (or document number) is taken
 * @SB_QBO_ERROR_VALIDATION: QuickBooks refused the content
 * @SB_QBO_ERROR_NOT_FOUND: the object does not exist, or is inactive
 * @SB_QBO_ERROR_SERVER: trouble on their side (5xx, maintenance)
 * @SB_QBO_ERROR_PROTOCOL: an answer that cannot be understood or must not be followed
 *
 * A code exists because some caller acts differently on it.
 */
typedef enum
{
  SB_QBO_ERROR_OFFLINE,
  SB_QBO_ERROR_SIGN_IN_NEEDED,
  SB_QBO_ERROR_REVOKED,
  SB_QBO_ERROR_SIGN_IN_REFUSED,
  SB_QBO_ERROR_SIGN_IN_TIMEOUT,
  SB_QBO_ERROR_CLIENT,
  SB_QBO_ERROR_NO_KEYRING,
  SB_QBO_ERROR_THROTTLED,
  SB_QBO_ERROR_STALE_OBJECT,
  SB_QBO_ERROR_DUPLICATE_NAME,
  SB_QBO_ERROR_VALIDATION,
  SB_QBO_ERROR_NOT_FOUND,
  SB_QBO_ERROR_SERVER,
  SB_QBO_ERROR_PROTOCOL,
} SbQboError;

#define SB_QBO_ERROR (sb_qbo_error_quark ())
GQuark sb_qbo_error_quark (void);

/**
 * sb_qbo_error_maybe_done:
 * @error: any error that a send gave
 *
 * Whether the write may have been carried out although no good answer came: %TRUE after a time-out,
 * a torn body, a 5xx, a connection lost after the request began to leave; %FALSE when it certainly
 * was not (refused connect, 401, 403, 429, cancelled before sending). %FALSE for foreign domains
 * other than G_IO_ERROR, where only cancelling before sending can be seen here.
 */
gboolean sb_qbo_error_maybe_done (const GError *error);

/* Seconds the server asks to wait, or 0. */
guint sb_qbo_error_retry_after (const GError *error);

/* Intuit's id of the request for their support, the fault's code ("5010") and the reason word of
 * the sync monitor ("stale"); each (nullable), owned by @error. */
const char *sb_qbo_error_intuit_tid (const GError *error);
const char *sb_qbo_error_fault_code (const GError *error);
const char *sb_qbo_error_reason (const GError *error);

/* A sentence for the owner that says what to do about @error; translated, never empty. */
const char *sb_qbo_error_remedy (const GError *error);

G_END_DECLS

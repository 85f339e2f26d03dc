/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbSyncError:
 * @SB_SYNC_ERROR_UNMAPPED: a role that is needed has no QuickBooks account
 * @SB_SYNC_ERROR_CONFLICT: both sides changed, or QuickBooks changed what was ours
 * @SB_SYNC_ERROR_BLOCKED: it waits for something that is not in QuickBooks
 * @SB_SYNC_ERROR_REPLAY: the tables of the sync contradict each other
 * @SB_SYNC_ERROR_LOCKED: another process is syncing this book
 * @SB_SYNC_ERROR_REFUSED: what was asked cannot be done; sb_sync_error_word() says why
 * @SB_SYNC_ERROR_NOT_CONNECTED: the engine has no client
 */
typedef enum
{
  SB_SYNC_ERROR_UNMAPPED,
  SB_SYNC_ERROR_CONFLICT,
  SB_SYNC_ERROR_BLOCKED,
  SB_SYNC_ERROR_REPLAY,
  SB_SYNC_ERROR_LOCKED,
  SB_SYNC_ERROR_REFUSED,
  SB_SYNC_ERROR_NOT_CONNECTED,
} SbSyncError;

#define SB_SYNC_ERROR (sb_sync_error_quark ())
GQuark sb_sync_error_quark (void);

/* The word that scripts read ("unknown-account", "account-type", "not-failed", "locked" ...), or
 * NULL when @error is of another domain or carries none. Lives as long as @error. */
const char *sb_sync_error_word (const GError *error);

/* Makes an SB_SYNC_ERROR with a word; @word is interned. */
void sb_sync_set_error (GError **error, SbSyncError code, const char *word, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-token-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Held by one process (and one object of it) at a time; the kernel ends it with its holder. */
typedef struct _SbTokenLock SbTokenLock;

/**
 * sb_token_lock_take:
 * @lock_dir: folder of the lock files, made 0700 when missing
 * @key: one lock for each company and app
 *
 * Waits up to three minutes. Blocks: call from a task thread. Fails with %SB_QBO_ERROR_NO_KEYRING
 * (no lock can be made, or another holder does not come to an end), G_IO_ERROR_CANCELLED.
 */
SbTokenLock *sb_token_lock_take (const char *lock_dir, const SbTokenKey *key,
                                 GCancellable *cancellable, GError **error);
void         sb_token_lock_release (SbTokenLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTokenLock, sb_token_lock_release)

G_END_DECLS

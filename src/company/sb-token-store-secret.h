/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-token-store.h"

G_BEGIN_DECLS

/*
 * Tokens and client secrets in the Secret Service of the desktop, so that they are never in the
 * book, in a file of ours, or in the environment. Every call blocks on D-Bus; task threads only.
 */
#define SB_TYPE_TOKEN_STORE_SECRET (sb_token_store_secret_get_type ())
G_DECLARE_FINAL_TYPE (SbTokenStoreSecret, sb_token_store_secret, SB, TOKEN_STORE_SECRET, GObject)

SbTokenStore *sb_token_store_secret_new (void);

G_END_DECLS

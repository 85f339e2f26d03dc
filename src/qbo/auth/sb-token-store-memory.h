/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-token-store.h"

G_BEGIN_DECLS

/* Forgets everything when it is freed: for tests, and for a person without a keyring who agrees. */
#define SB_TYPE_TOKEN_STORE_MEMORY (sb_token_store_memory_get_type ())
G_DECLARE_FINAL_TYPE (SbTokenStoreMemory, sb_token_store_memory, SB, TOKEN_STORE_MEMORY, GObject)

/* Empty. Any thread. */
SbTokenStore *sb_token_store_memory_new (void);

G_END_DECLS

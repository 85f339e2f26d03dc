/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* The two keys of the owner's own Intuit app, explained. */
#define SB_TYPE_SETUP_KEYS (sb_setup_keys_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupKeys, sb_setup_keys, SB, SETUP_KEYS, SbSetupStep)

G_END_DECLS

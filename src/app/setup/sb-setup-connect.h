/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* Signing in through the browser, with a live state; then the lists are read. */
#define SB_TYPE_SETUP_CONNECT (sb_setup_connect_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupConnect, sb_setup_connect, SB, SETUP_CONNECT, SbSetupStep)

G_END_DECLS

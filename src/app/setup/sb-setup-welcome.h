/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* First page: what Stockbook is for. */
#define SB_TYPE_SETUP_WELCOME (sb_setup_welcome_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupWelcome, sb_setup_welcome, SB, SETUP_WELCOME, SbSetupStep)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* Practice company, QuickBooks Online, or stock alone. */
#define SB_TYPE_SETUP_MODE_STEP (sb_setup_mode_step_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupModeStep, sb_setup_mode_step, SB, SETUP_MODE_STEP, SbSetupStep)

G_END_DECLS

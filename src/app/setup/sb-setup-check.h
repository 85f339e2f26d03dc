/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* What was found at the QuickBooks company, a line a check. */
#define SB_TYPE_SETUP_CHECK (sb_setup_check_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupCheck, sb_setup_check, SB, SETUP_CHECK, SbSetupStep)

G_END_DECLS

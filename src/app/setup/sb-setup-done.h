/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* The end: where everything is. */
#define SB_TYPE_SETUP_DONE (sb_setup_done_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupDone, sb_setup_done, SB, SETUP_DONE, SbSetupStep)

G_END_DECLS

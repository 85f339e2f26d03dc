/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* What is on the shelves on the first day. Continue enters it. */
#define SB_TYPE_SETUP_OPENING (sb_setup_opening_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupOpening, sb_setup_opening, SB, SETUP_OPENING, SbSetupStep)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* Who and what is the same on both sides; nothing is linked without a rule or a click. */
#define SB_TYPE_SETUP_MATCHING (sb_setup_matching_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupMatching, sb_setup_matching, SB, SETUP_MATCHING, SbSetupStep)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* Name, country, currency and place of the book. Continue makes the book. */
#define SB_TYPE_SETUP_FACTS (sb_setup_facts_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupFacts, sb_setup_facts, SB, SETUP_FACTS, SbSetupStep)

G_END_DECLS

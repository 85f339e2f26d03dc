/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* Tax codes and payment terms as they were read; nothing to decide. */
#define SB_TYPE_SETUP_TAXES (sb_setup_taxes_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupTaxes, sb_setup_taxes, SB, SETUP_TAXES, SbSetupStep)

G_END_DECLS

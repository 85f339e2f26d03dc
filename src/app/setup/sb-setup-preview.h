/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup-step.h"

G_BEGIN_DECLS

/* What the first sync will do, in counts and in money. Continue syncs. */
#define SB_TYPE_SETUP_PREVIEW (sb_setup_preview_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupPreview, sb_setup_preview, SB, SETUP_PREVIEW, SbSetupStep)

G_END_DECLS

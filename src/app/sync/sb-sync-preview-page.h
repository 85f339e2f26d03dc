/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* What the next sync will send: postings as debits and credits, JSON on request. */
#define SB_TYPE_SYNC_PREVIEW_PAGE (sb_sync_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSyncPreviewPage, sb_sync_preview_page, SB, SYNC_PREVIEW_PAGE, SbPage)

G_END_DECLS

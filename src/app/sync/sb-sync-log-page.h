/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* Every request to QuickBooks of the last 90 days, searchable, exportable. */
#define SB_TYPE_SYNC_LOG_PAGE (sb_sync_log_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSyncLogPage, sb_sync_log_page, SB, SYNC_LOG_PAGE, SbPage)

G_END_DECLS

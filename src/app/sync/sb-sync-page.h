/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* The monitor: where the owner stands with QuickBooks, record by record. Argument: "attention", or the word of a state. */
#define SB_TYPE_SYNC_PAGE (sb_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSyncPage, sb_sync_page, SB, SYNC_PAGE, SbPage)

G_END_DECLS

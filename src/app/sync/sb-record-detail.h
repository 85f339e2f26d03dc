/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One record of the monitor in full: what happened, what can be done, what it posts, what was tried.
 * Signals: "closed": the owner closed it; "failed" (GError). */
#define SB_TYPE_RECORD_DETAIL (sb_record_detail_get_type ())
G_DECLARE_FINAL_TYPE (SbRecordDetail, sb_record_detail, SB, RECORD_DETAIL, AdwBin)

/* Reads and shows record @id of @company; 0 shows nothing. */
void sb_record_detail_show (SbRecordDetail *self, SbCompany *company, gint64 id);
/* Reads the shown record again. */
void sb_record_detail_reload (SbRecordDetail *self);

G_END_DECLS

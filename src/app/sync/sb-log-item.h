/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-sync-log.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* One request as a row of the log. Properties: "title", "outcome", "full" (strings), "open" (whether the
 * full text is shown). */
#define SB_TYPE_LOG_ITEM (sb_log_item_get_type ())
G_DECLARE_FINAL_TYPE (SbLogItem, sb_log_item, SB, LOG_ITEM, GObject)

SbLogItem *sb_log_item_new (const SbRequestLogEntry *entry);
void       sb_log_item_toggle (SbLogItem *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sb-day.h"

G_BEGIN_DECLS

/* An entry for a day: ISO, the locale's short date, "today", "+14"; or picked from a calendar.
 * Leaving it spells what was understood as an ISO day. */
#define SB_TYPE_DAY_ENTRY (sb_day_entry_get_type ())
G_DECLARE_FINAL_TYPE (SbDayEntry, sb_day_entry, SB, DAY_ENTRY, GtkEntry)

GtkWidget *sb_day_entry_new (void);
/* The calendar day of now; until set, the system's. */
void       sb_day_entry_set_today (SbDayEntry *self, SbDay today);
SbDay      sb_day_entry_get_today (SbDayEntry *self);

G_END_DECLS

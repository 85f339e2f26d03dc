/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-record.h"

G_BEGIN_DECLS

/* Words of the trade for what QuickBooks calls an entity. @object: "Invoice", "JournalEntry" ... */

/* "Stock entry"; an entity that is not known keeps its name. Lives as long as the program. */
const char *sb_record_object_title (const char *object);
/* "3 stock entries". (transfer full) */
char       *sb_record_object_count (const char *object, guint n);
/* What one record is called in a sentence: "Invoice I-1". (transfer full) */
char       *sb_record_title (const SbRecord *record);
/* What is waiting to be done, or was done last: "create", "change", "delete", "void". */
const char *sb_record_action_title (const char *action);

G_END_DECLS

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
/* What sending it does: "New in QuickBooks". */
const char *sb_record_operation_title (const char *operation);

/* Name of a compared field, "PrimaryEmailAddr", for people; NULL: it is not for people. */
const char *sb_record_field_title (const char *field);
gboolean    sb_record_field_is_amount (const char *field);
/* "present", "deleted", "voided" for people. */
const char *sb_record_existence_title (const char *word);

/* What skipping means, and what depends on it. @dependents: (element-type SbRecord). (transfer full) */
char       *sb_record_skip_text (GPtrArray *dependents);

G_END_DECLS

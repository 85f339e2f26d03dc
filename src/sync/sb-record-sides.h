/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-record.h"

G_BEGIN_DECLS

/**
 * sb_record_sides:
 * @db: connection
 * @record: whose two sides
 * @error: return location
 *
 * What Stockbook has and what QuickBooks has, field by field, and what both agreed on last. In a
 * conflict these are the fields that differ; else all fields that are compared, of a contact or product
 * as both sides are now, of a document as it was sent. Empty when nothing has been agreed yet. Reads
 * only; worker thread. SB_STORE_ERROR, or what an unreadable object of QuickBooks fails with.
 *
 * Returns: (transfer full) (element-type SbConflictField): "suggested" is NULL where nothing is to be
 *   chosen
 */
GPtrArray *sb_record_sides (SbDatabase *db, const SbRecord *record, GError **error);

G_END_DECLS

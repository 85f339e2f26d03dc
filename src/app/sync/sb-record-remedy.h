/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

G_BEGIN_DECLS

/* What the owner can do with records that did not go through. */
typedef enum
{
  SB_RECORD_REMEDY_RETRY,
  SB_RECORD_REMEDY_SKIP,
  SB_RECORD_REMEDY_TAKE_LOCAL,
  SB_RECORD_REMEDY_TAKE_QBO
} SbRecordRemedy;

/**
 * sb_record_remedy_async:
 * @ids: (element-type gint64) (nullable): records; NULL: all that failed, for %SB_RECORD_REMEDY_RETRY.
 *   The two choices of a conflict take exactly one
 * @reason: (nullable): the owner's words, for %SB_RECORD_REMEDY_SKIP
 *
 * One transaction. Records for which it cannot be done stay as they are.
 *
 * Fails with %SB_SYNC_ERROR_REFUSED and the first refusal's message when it could be done for none, or
 * SB_STORE_ERROR. The finish function gives the number of records that changed, -1 on error.
 */
void sb_record_remedy_async (SbCompany *company, SbRecordRemedy remedy, const GArray *ids, const char *reason,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  sb_record_remedy_finish (SbCompany *company, GAsyncResult *result, GError **error);

G_END_DECLS

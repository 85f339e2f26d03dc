/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

G_BEGIN_DECLS

/* What the owner can do with one record that did not go through. */
typedef enum
{
  SB_RECORD_REMEDY_RETRY,
  SB_RECORD_REMEDY_SKIP,
  SB_RECORD_REMEDY_TAKE_LOCAL,
  SB_RECORD_REMEDY_TAKE_QBO
} SbRecordRemedy;

/**
 * sb_record_remedy_async:
 * @id: record id
 * @reason: (nullable): the owner's words, for %SB_RECORD_REMEDY_SKIP
 *
 * Fails with %SB_SYNC_ERROR_REFUSED and the refusal's message, or SB_STORE_ERROR.
 */
void     sb_record_remedy_async (SbCompany *company, SbRecordRemedy remedy, gint64 id, const char *reason,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean sb_record_remedy_finish (SbCompany *company, GAsyncResult *result, GError **error);

G_END_DECLS

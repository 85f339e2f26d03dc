/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-ledger.h"
#include "sb-record.h"
#include "sb-sync-log.h"

G_BEGIN_DECLS

/* Everything that the detail of one record shows, read at one moment of the book. */
typedef struct
{
  SbRecord *record;      /* (owned) */
  SbCurrency currency;   /* of the postings: the home currency */
  GPtrArray *posting;    /* (owned) (element-type SbSyncPosting) */
  GPtrArray *sides;      /* (owned) (element-type SbConflictField): here and in QuickBooks */
  GPtrArray *attempts;   /* (owned) (element-type SbRequestLogEntry): oldest first */
  GPtrArray *dependents; /* (owned) (element-type SbRecord): those that wait for it */
} SbRecordFacts;

void sb_record_facts_free (SbRecordFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRecordFacts, sb_record_facts_free)

/* Answered by sb_ledger_read_finish() with an #SbRecordFacts (transfer full). */
void sb_record_facts_read_async (SbLedger *ledger, gint64 id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/* Those that wait for one of @ids (element-type gint64, copied) and are not among them. Answered by
 * sb_ledger_read_finish() with (element-type SbRecord) (transfer full). */
void sb_record_dependents_read_async (SbLedger *ledger, const GArray *ids, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS

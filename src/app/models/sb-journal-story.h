/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-journal-facts.h"
#include "sb-record.h"

G_BEGIN_DECLS

/**
 * SbJournalStory:
 * @journals: (owned) (element-type SbJournalFacts): in posting order
 * @states: (owned) (array length=journals): in QuickBooks; only where @has_state
 * @has_state: (owned)
 *
 * What the page of postings shows: one journal, or all that an event made.
 */
typedef struct
{
  GPtrArray     *journals;
  SbRecordState *states;
  gboolean      *has_state;
} SbJournalStory;

/* On a reader thread. @of_event: whether @id is an event's row, and not a journal's. Fails with
 * %SB_LEDGER_ERROR_UNKNOWN_REF or any %SB_STORE_ERROR. (transfer full) */
SbJournalStory *sb_journal_story_load (SbDatabase *db, gboolean of_event, gint64 id,
                                       GError **error);
void            sb_journal_story_free (SbJournalStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbJournalStory, sb_journal_story_free)

G_END_DECLS

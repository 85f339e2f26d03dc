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

/* What postings are asked for by. */
typedef enum
{
  SB_POSTINGS_OF_JOURNAL,
  SB_POSTINGS_OF_EVENT,
  SB_POSTINGS_OF_DOCUMENT,
} SbPostingsOf;

/* On a reader thread. @id: row id of what @of says. Fails with %SB_LEDGER_ERROR_UNKNOWN_REF or any
 * %SB_STORE_ERROR. (transfer full) */
SbJournalStory *sb_journal_story_load (SbDatabase *db, SbPostingsOf of, gint64 id,
                                       GError **error);
void            sb_journal_story_free (SbJournalStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbJournalStory, sb_journal_story_free)

G_END_DECLS

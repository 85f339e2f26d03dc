/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-journal.h"

G_BEGIN_DECLS

/**
 * SbJournalFacts: a posted journal with what is known of it beside its lines.
 * @journal: as it was posted (owned)
 * @accounts: (array length=lines) (owned) (element-type utf8): name of each line's account, "" when
 *   the role had none
 * @parties: (owned) (element-type utf8): of each line, "" for none
 * @hash: (owned): of the journal before and of this one's content; nobody can change it later
 * @entered: microseconds since the epoch: when its event was accepted
 * @event_type: (owned): "ship", "undo", ...
 * @event_date: (owned): "YYYY-MM-DD": the day of the event, which a correction may follow later
 * @document_kind: (owned) (nullable)
 * @document_number: (owned) (nullable): as people see it
 * @side: (owned) (nullable): "purchase" or "sale" when the document belongs to one
 */
typedef struct
{
  SbJournal *journal;
  GPtrArray *accounts;
  GPtrArray *parties;
  char      *hash;
  gint64     entered;
  char      *event_type;
  char      *event_date;
  char      *document_kind;
  char      *document_number;
  char      *side;
} SbJournalFacts;

void sb_journal_facts_free (SbJournalFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbJournalFacts, sb_journal_facts_free)

/* (transfer full). Fails with %SB_LEDGER_ERROR_UNKNOWN_REF when there is no journal @seq, or any
 * %SB_STORE_ERROR. */
SbJournalFacts *sb_journal_facts_load (SbDatabase *db, gint64 seq, GError **error);

G_END_DECLS

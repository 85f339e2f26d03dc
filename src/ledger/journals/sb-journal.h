/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * SbJournalLine:
 * @role: account role, "Inventory"
 * @account: local account row, 0 when the role was not mapped when this was posted
 * @party: party row, 0 for none; on A/R and A/P lines
 * @amount: minor units of the base currency, debit positive, never 0
 * @exported: %FALSE for a mirror of what QuickBooks posts by itself
 */
typedef struct
{
  char *role;
  gint64 account;
  gint64 party;
  gint64 amount;
  gboolean exported;
} SbJournalLine;

/**
 * SbJournal:
 * @seq: row id; "SB-J<seq>" in QuickBooks
 * @event: row id of the event that triggered it
 * @date: "YYYY-MM-DD"
 * @object: what QuickBooks receives: "Bill", "Invoice", "JournalEntry", ...
 * @kind: "post", "correction", "reversal" or "repair"
 * @document: document row, or 0: set on document journals and on the journal entries of their event
 * @reverses: journal row that this one takes back as a whole, or 0
 * @send: %FALSE when QuickBooks carries it already (opening stock)
 * @lines: (element-type SbJournalLine) (owned): debits by role, then credits by role
 */
typedef struct
{
  gint64 seq;
  gint64 event;
  char *event_id;
  char *date;
  char *object;
  char *kind;
  gint64 document;
  gint64 reverses;
  gboolean send;
  GPtrArray *lines;
} SbJournal;

void sb_journal_free (SbJournal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbJournal, sb_journal_free)

/* A posted journal, (transfer full). Fails with %SB_LEDGER_ERROR_UNKNOWN_REF or any
 * %SB_STORE_ERROR. */
SbJournal *sb_journal_load (SbDatabase *db, gint64 seq, GError **error);

/* Journals made by an event, by row id, in posting order: (element-type SbJournal) (transfer
 * full) */
GPtrArray *sb_journal_list_for_event (SbDatabase *db, gint64 event, GError **error);

/* Row ids (gint64) above @after in posting order, at most @limit. (transfer full) */
GArray *sb_journal_list_after (SbDatabase *db, gint64 after, guint limit, GError **error);

G_END_DECLS

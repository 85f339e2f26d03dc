/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document.h"
#include "sb-day.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/*
 * How far a document is, derived from what followed it; nothing of this is stored but whether it
 * was undone or is void. Words, in the order of their lives:
 *
 *   quote                        authorised ordered lost (void: the customer declined)
 *   purchase order               authorised part-received received closed
 *   sale order                   authorised part-shipped shipped closed
 *   bill, invoice                authorised part-paid paid
 *   supplier credit, credit note authorised part-applied applied (all of it used or refunded)
 *   transfer sent                sent part-received received
 *   production start             started finished
 *   everything else              completed
 *   each of them                 undone void
 *
 * "closed": everything was received or shipped, and billed or invoiced.
 */
typedef struct
{
  const char *word;    /* (not owned) */
  gint64 open;         /* left to pay or to apply; minor units of the document's currency */
  gboolean overdue;    /* a bill or invoice with something open after its due day */
} SbDocumentState;

/**
 * sb_document_state_read:
 * @document: row id
 * @today: for @overdue
 *
 * Fails with %SB_LEDGER_ERROR_UNKNOWN_REF or any %SB_STORE_ERROR.
 */
gboolean sb_document_state_read (SbDatabase *db, gint64 document, SbDay today,
                                 SbDocumentState *state, GError **error);

/**
 * sb_document_undo_to_draft:
 * @document: row id of a document in force
 * @event_id: id of the undo that is entered
 * @date: day of the undo
 * @now: microseconds since the epoch
 * @draft: (out): row id of the draft
 *
 * Undoes the event that made the document and keeps its content as a draft: its kind is the type of
 * the event ("bill"), its body the event as it was entered without its id. Authorising it again is
 * entering that body with a new id; the number is free meanwhile. Writes what sb_ledger_apply() of
 * an undo writes and one row of `draft`; all refusals of an undo.
 */
gboolean sb_document_undo_to_draft (SbTxn *txn, gint64 document, const char *event_id, SbDay date,
                                    gint64 now, gint64 *draft, GError **error);

G_END_DECLS

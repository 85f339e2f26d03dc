/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/*
 * Numbers that documents get by themselves, per kind of document: prefix, then a number counted up.
 * The next one moves on in the transaction that writes the document, so none is skipped and none
 * given out twice. What people type, and what imports bring, stays as it is; a number that is taken
 * is refused at its field.
 */

/* One kind of document. */
typedef struct
{
  const char *kind;   /* (not owned): "sale_order": the words of sb-document.h */
  char *prefix;       /* (owned): "SO-"; may be empty */
  gint64 next;        /* > 0: what the next document gets, at least */
  int digits;         /* filled up with zeros to so many: 1 to 9 */
} SbNumbering;

void sb_numbering_free (SbNumbering *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbNumbering, sb_numbering_free)

/* (transfer full) (element-type SbNumbering): every kind that is numbered, in the order shown */
GPtrArray *sb_numbering_list (SbDatabase *db, GError **error);
/* (transfer full): of one kind; NULL with %SB_LEDGER_ERROR_UNKNOWN_REF when it has none */
SbNumbering *sb_numbering_load (SbDatabase *db, const char *kind, GError **error);

/**
 * sb_numbering_propose:
 * @kind: kind of document
 *
 * Returns: (transfer full): the number that the next document of the kind gets; not taken by any
 *   document in force. NULL with %SB_LEDGER_ERROR_UNKNOWN_REF when the kind has no numbers.
 */
char *sb_numbering_propose (SbDatabase *db, const char *kind, GError **error);

/**
 * sb_numbering_save:
 *
 * Changes prefix, next number and digits of a kind. Fails with %SB_LEDGER_ERROR_BAD_EVENT at "/prefix"
 * (over 12 characters, control characters or ending in a digit), "/next", "/digits", or
 * %SB_LEDGER_ERROR_DUPLICATE at "/next" when a document in force has that number. Writes one row and
 * the audit trail.
 */
gboolean sb_numbering_save (SbTxn *txn, const SbNumbering *numbering, GError **error);

/**
 * sb_numbering_check:
 * @document: row id of the document that may have it, or 0
 *
 * Whether a number may be used: %SB_LEDGER_ERROR_DUPLICATE at "/number" when another document of that
 * kind in force has it. Bills: those of the same @party alone, for it is the supplier's number.
 */
gboolean sb_numbering_check (SbDatabase *db, const char *kind, const char *number, gint64 party,
                             gint64 document, GError **error);

/* Called when a document is written: moves the next number on past @number. */
gboolean sb_numbering_note_used (SbDatabase *db, const char *kind, const char *number, GError **error);

G_END_DECLS

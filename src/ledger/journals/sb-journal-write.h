/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/* A journal in the making: lines of one role, account and party become one, zero lines vanish. */
typedef struct _SbJournalDraft SbJournalDraft;

/* Empty. (transfer full) */
SbJournalDraft *sb_journal_draft_new (void);
void            sb_journal_draft_free (SbJournalDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbJournalDraft, sb_journal_draft_free)

/* @role: interned or static; @amount: debit positive. Fails with %SB_BASE_ERROR_OVERFLOW. */
gboolean sb_journal_draft_add (SbJournalDraft *self, const char *role, gint64 account, gint64 party,
                               gint64 amount, GError **error);
/* The same for a line that mirrors what QuickBooks posts by itself. */
gboolean sb_journal_draft_add_mirror (SbJournalDraft *self, const char *role, gint64 account,
                                      gint64 amount, GError **error);
gboolean sb_journal_draft_is_empty (const SbJournalDraft *self);

typedef struct
{
  gint64 event;
  const char *date;
  const char *object;
  const char *kind;
  gint64 document; /* or 0 */
  gint64 reverses; /* or 0 */
  gboolean send;
} SbJournalHead;

/**
 * sb_journal_write:
 * @seq: (out): row id
 *
 * Posts: writes the journal and its lines, chained to the one before. Fails with
 * %SB_LEDGER_ERROR_UNBALANCED when the lines do not add to 0.
 */
gboolean sb_journal_write (SbDatabase *db, const SbJournalHead *head, const SbJournalDraft *draft,
                           gint64 *seq, GError **error);

/* The hash that a journal ought to have; @before: of the one before, "" for the first. (transfer
 * full) */
char *sb_journal_hash (SbDatabase *db, gint64 seq, const char *before, GError **error);

/**
 * sb_role_resolve:
 * @role: a role
 * @product: product row whose (or whose category's) own account comes first, or 0
 * @account: (out): account row, 0 when neither the role nor what it falls back to is mapped
 *
 * Fails with %SB_LEDGER_ERROR_BAD_EVENT for an unknown role, or any %SB_STORE_ERROR.
 */
gboolean sb_role_resolve (SbDatabase *db, const char *role, gint64 product, gint64 *account,
                          GError **error);

G_END_DECLS

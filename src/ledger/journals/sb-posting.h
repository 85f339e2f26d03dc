/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-journal-write.h"
#include "sb-recost.h"

G_BEGIN_DECLS

/**
 * SbPosting:
 *
 * What one trigger posts: the journals of its documents at once, then the differences between what
 * movements ought to have done to the accounts and what was posted for them so far, one entry for
 * each date. So a late cost posts a correction and an undo a reversal, by the same comparison.
 */
typedef struct _SbPosting SbPosting;

/**
 * sb_posting_new:
 * @trigger: event row that is being applied
 * @own: event row whose effects are the trigger's own: @trigger, or the event that it undoes
 * @date: day of the trigger; of the undone event for an undo
 */
SbPosting *sb_posting_new (SbDatabase *db, gint64 trigger, gint64 own, const char *date);
void       sb_posting_free (SbPosting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPosting, sb_posting_free)

/* The document that the trigger's own entries belong to, and whether they are sent to
 * QuickBooks. */
void     sb_posting_set_document (SbPosting *self, gint64 document, gboolean send);

/* Posts the journal of a document; an empty draft posts nothing. */
gboolean sb_posting_add_document (SbPosting *self, const char *object, gint64 document,
                                  const SbJournalDraft *draft, GError **error);

/* Posts the opposite of each document journal of the undone event. */
gboolean sb_posting_reverse_documents (SbPosting *self, GError **error);

/* An effect of the trigger that no movement has: cost lines, scrap. */
gboolean sb_posting_add_effect (SbPosting *self, const char *role, gint64 account, gint64 amount,
                                GError **error);
/* Takes back those of the undone event. */
gboolean sb_posting_reverse_effects (SbPosting *self, GError **error);

/* Compares every changed movement with what is posted for it and posts the differences. */
gboolean sb_posting_settle (SbPosting *self, GArray *changed, GError **error);

/* Row ids of all journals made: (element-type gint64) (transfer full) */
GArray  *sb_posting_steal_journals (SbPosting *self);

G_END_DECLS

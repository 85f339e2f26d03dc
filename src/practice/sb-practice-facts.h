/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-books.h"

G_BEGIN_DECLS

/*
 * What the indexes and ledgers need to know of a document, in one short text beside it in the data
 * file, so that a restart need not take a hundred thousand documents apart again:
 *
 *   DAY TOTAL PARTY NUMBER|POSTING;..|LINK;..|MOVE;..
 *
 * A posting is "ACCOUNT PARTY CENTS MEMO", a link "Kind.ID CENTS", a move "ITEM QTY CENTS PRICED";
 * a name is "Kind.ID", text is percent-encoded, and "-" stands for none. Postings of cost are left
 * out: they follow from the moves.
 */

/* Appends the facts of a document that has been applied. */
void sb_facts_write (const SbObject *object, GString *out);
/* Day, total, number: what the indexes of @object need. FALSE: no facts. */
gboolean sb_facts_read_head (SbBooks *books, SbObject *object, const char *facts);
/* Its postings, links and moves, and its party; what they refer to must be in the books. */
gboolean sb_facts_read_effects (SbBooks *books, SbObject *object, const char *facts);

G_END_DECLS

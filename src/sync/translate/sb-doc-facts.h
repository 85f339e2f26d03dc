/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-fields.h"
#include "sb-money.h"

G_BEGIN_DECLS

/*
 * What matters of a document: date, number, party, money account, tax and lines, in one comparable
 * form. Made alike from what we send and from what QuickBooks answers, so the two can be held
 * against each other; what QuickBooks adds by itself (balances, links of payments, totals) is no
 * part.
 */
SbFields *sb_doc_facts (const char *entity, JsonObject *object, SbCurrency home, GError **error);

/* "TxnDate" ... "Lines": the first that differs; NULL when they agree. Fields that @ours leaves
 * empty are QuickBooks' own choice. */
const char *sb_doc_facts_differ (const SbFields *ours, const SbFields *theirs);

/* Voided: amounts 0 and the note begins with "Voided". */
gboolean sb_doc_is_voided (const char *entity, JsonObject *object, SbCurrency home);

/* The marker "SB:<uuid>" anywhere in PrivateNote; NULL: none. (transfer full): the uuid */
char *sb_doc_marker (JsonObject *object);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice.h"

G_BEGIN_DECLS

/*
 * What somebody in QuickBooks does beside the programs that are connected, as "Pat Miller":
 *
 *   create (no @id), change (@changes: members), void, delete, deactivate, activate,
 *   merge (@changes: "into", the Id of the object that stays: documents follow, this one becomes
 *     inactive),
 *   pay (an Invoice or Bill; @changes: "amount" and "date", both may be absent: all of it, today).
 *
 * Settings (Preferences, CompanyInfo) are merged with @changes. Returns: (transfer full): the
 * object as it is then, of "pay" the payment; on failure NULL with an %SB_FAULT. What was changed
 * is in the data file, but for the sync before the answer.
 */
SbTree *sb_practice_edit (SbPractice *practice, SbBooks *books, const char *entity_name,
                          const char *id, const char *operation, const SbTree *changes,
                          GError **error);

G_END_DECLS

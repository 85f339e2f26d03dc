/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"

G_BEGIN_DECLS

/**
 * sb_ledger_state_json:
 * @db: any connection of a book
 * @as_of: the day, or %SB_DAY_NONE for now
 * @error: return location
 *
 * The whole state of stock and books in the form of the `expect` object: on hand, layers,
 * valuation, journals, balances. As of a day: what is dated up to it; the figures of a closed day
 * never change.
 *
 * Returns: (transfer full): JSON text
 */
char *sb_ledger_state_json (SbDatabase *db, SbDay as_of, GError **error);

G_END_DECLS

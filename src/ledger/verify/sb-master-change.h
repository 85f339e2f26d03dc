/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/**
 * sb_master_change_undo_all:
 * @from: the book
 * @to: a copy of its master data, inside a write transaction
 *
 * Brings the copy back to what was valid before the first event. Fails with any %SB_STORE_ERROR.
 */
gboolean sb_master_change_undo_all (SbDatabase *from, SbDatabase *to, GError **error);

/**
 * sb_master_change_redo:
 * @before: event row that is entered next; %G_MAXINT64: none
 * @last: (inout): change carried out last, 0 before the first
 *
 * Carries the changes out that were made before @before was entered.
 */
gboolean sb_master_change_redo (SbDatabase *from, SbDatabase *to, gint64 before, gint64 *last,
                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-entities.h"

G_BEGIN_DECLS

/*
 * QBO's own costing of items of type Inventory: purchases add layers, sales take the oldest and
 * post cost of goods sold, and everything is costed again when an earlier document changes.
 */

/* 6520 without Qty, 6270 before the item's start; TRUE at once for other items. @item (nullable) */
gboolean sb_inventory_check_line (SbObject *item, const SbTree *detail, const SbWrite *write,
                                  GError **error);
/* After @changed was put: costs again what it touches, and remembers which items it moves. */
void sb_inventory_recost (SbBooks *books, SbObject *changed);
/* Before @gone is deleted, or read anew from the data file: it moves nothing any more. */
void sb_inventory_forget (SbBooks *books, SbObject *gone);
/* Everything anew, after a data file was read. */
void sb_inventory_recost_all (SbBooks *books);
/* Quantity (10^-6) and value (cents) of @item on the evening of @day. */
void sb_inventory_value (SbObject *item, SbDay day, gint64 *quantity, gint64 *value);
/* Remembers that @txn moves an item, without costing it: a restart knows the moves already. */
void sb_inventory_add_move (SbObject *txn, const SbMove *move);
/* @stock: (nullable) */
void sb_stock_free (struct _SbStock *stock);

G_END_DECLS

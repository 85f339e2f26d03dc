/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-apply-private.h"

G_BEGIN_DECLS

/* What the documents of one purchase share. */

/* Is there an authorised order or bill in the chain of @po? (out) @chain: 0 when not. */
gboolean sb_purchase_find (SbApply *self, const char *po, gint64 *chain, GError **error);

/* The same; refuses with UNKNOWN_REF when there is none. */
gboolean sb_purchase_require (SbApply *self, const char *po, gint64 *chain, GError **error);

/* Refuses with HAS_DEPENDENTS while the order of @event has receipts or bills. */
gboolean sb_purchase_check_order_undo (SbApply *self, gint64 event, GError **error);

/* Refuses with HAS_DEPENDENTS while a receipt, bill, return or credit of one of the order lines of
 * @event's document was entered after it: each one's matching builds on the earlier ones. */
gboolean sb_purchase_check_line_undo (SbApply *self, gint64 event, GError **error);

/**
 * sb_purchase_take_billed:
 * @bill_line: document line of a bill
 * @wanted: units
 * @credit_line: the credit that takes them, or 0
 * @movement: the receipt that takes them, or 0
 * @taken: (out): units, <= @wanted
 * @amount: (out): billed amount of these units, by the prefix rule
 *
 * Takes the next units of a bill line that are under way.
 */
gboolean sb_purchase_take_billed (SbApply *self, gint64 bill_line, gint64 wanted, gint64 movement,
                                  gint64 credit_line, gint64 *taken, gint64 *amount,
                                  GError **error);

/* A bill line with units under way. */
typedef struct
{
  gint64 id;
  gint64 account; /* of GoodsInTransit */
} SbOpenBillLine;

/* Those of a chain and product, entry order. (transfer full) (element-type SbOpenBillLine) */
GArray  *sb_purchase_list_in_transit (SbApply *self, gint64 chain, gint64 product, GError **error);

G_END_DECLS

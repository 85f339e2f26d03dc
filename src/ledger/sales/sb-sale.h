/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-pricing.h"

G_BEGIN_DECLS

/* What the documents of one sale share. */

/* Adds the priced lines of an event to @document; a line's `item` is a service, made on first use.
 * The document discount is @document's. */
gboolean sb_sale_price (SbApply *self, SbDocument *document, GArray *lines, GError **error);

/**
 * sb_sale_post:
 * @sign: +1 for an invoice, -1 for a credit note
 * @money_role: where the total goes: "AccountsReceivable", or the account a refund comes from
 * @money_account: its account
 * @object: what QuickBooks receives
 *
 * Writes @document and posts: Dr money N + shipping + T, Dr SalesDiscounts d; Cr Revenue N + d,
 * Cr ShippingIncome, Cr SalesTaxPayable T; the opposite for a credit note.
 */
gboolean sb_sale_post (SbApply *self, SbDocument *document, int sign, const char *money_role,
                       gint64 money_account, const char *object, GError **error);

G_END_DECLS

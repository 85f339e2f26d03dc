/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-apply-private.h"

G_BEGIN_DECLS

/* Refuses with OVER_RETURN when @qty is more than what was received and billed less @before. */
gboolean sb_supplier_return_check (SbApply *self, gint64 chain, gint64 product, gint64 qty,
                                   gint64 before, const char *field, GError **error);

/* Settles returns that have no credit yet by a new credit line of @qty units worth @cost. */
gboolean sb_supplier_return_match_credit (SbApply *self, gint64 chain, gint64 product,
                                          gint64 credit_line, gint64 qty, gint64 cost,
                                          GError **error);

G_END_DECLS

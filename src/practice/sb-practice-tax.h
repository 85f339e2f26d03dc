/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-entities.h"

G_BEGIN_DECLS

/*
 * Computes TxnTaxDetail of write->body from its lines and returns the total in cents. In the US:
 * lines coded TAX times the rates of the company's code (automated sales tax), or what TotalTax of
 * the request says. Elsewhere: per tax code of the lines. Fails with 6100, 6000 (no code), 6170.
 */
gboolean sb_tax_compute (SbBooks *books, SbWrite *write, gboolean purchase, gint64 *total,
                         GError **error);
/* Posts the tax lines: @sign +1 debits. @purchase: input tax accounts */
void sb_tax_post (SbBooks *books, SbObject *object, SbObject *party, gboolean purchase, int sign,
                  gint64 rate, gint64 *posted);

G_END_DECLS

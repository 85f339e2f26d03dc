/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-money.h"
#include "sb-product.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One product of the opening stock: how many, and what one cost. A line for a product that is not in
 * the book yet has fields for SKU and name as well. Signal "changed". */
#define SB_TYPE_OPENING_LINE (sb_opening_line_get_type ())
G_DECLARE_FINAL_TYPE (SbOpeningLine, sb_opening_line, SB, OPENING_LINE, GtkListBoxRow)

/* @product: (nullable): NULL for one that is not in the book yet; copied */
GtkWidget *sb_opening_line_new (const SbProduct *product, SbCurrency currency);

/* Nothing is typed in it: it does not count. */
gboolean    sb_opening_line_is_empty (SbOpeningLine *self);
/* (transfer full): without blanks around it; empty when not typed yet. */
char       *sb_opening_line_get_sku (SbOpeningLine *self);
char       *sb_opening_line_get_name (SbOpeningLine *self);
gboolean    sb_opening_line_is_new (SbOpeningLine *self);

/**
 * sb_opening_line_read:
 * @quantity: (out): 10^-6 units, > 0
 * @cost: (out): 10^-6 currency units a unit, >= 0
 *
 * Checks what is typed and marks the field at fault with the reason.
 *
 * Returns: %FALSE when a field cannot be used
 */
gboolean sb_opening_line_read (SbOpeningLine *self, gint64 *quantity, gint64 *cost);

/* Marks the field that @member ("sku", "qty", "unit_cost") names with @message. */
void sb_opening_line_refuse (SbOpeningLine *self, const char *member, const char *message);

G_END_DECLS

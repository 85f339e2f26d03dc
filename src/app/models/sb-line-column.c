/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-line-column.h"

#include <glib/gi18n.h>

static const SbLineColumn COLUMNS[] = {
  { SB_LINE_EXPENSE, SB_COLUMN_CHOICE, "expense", "role", N_("For"), N_("What it is for"), NULL,
    0, 0 },
  { SB_LINE_AGAINST, SB_COLUMN_CHOICE, "against", "against", N_("For"), N_("What it is for"),
    NULL, 0, 0 },
  { SB_LINE_CHARGE, SB_COLUMN_CHOICE, "charge", "role", N_("For"), N_("What it is for"), NULL,
    0, 0 },
  { SB_LINE_COUNTED, SB_COLUMN_COUNT, "qty", "counted", N_("Counted"), N_("Counted"),
    N_("Enter what was counted."), 8, 5 },
  { SB_LINE_QTY, SB_COLUMN_QUANTITY, "qty", "qty", N_("Qty"), N_("Quantity"),
    N_("Enter a quantity."), 8, 4 },
  { SB_LINE_PRICE, SB_COLUMN_PRICE, "price", "unit_price", N_("Price"), N_("Unit price"),
    N_("Enter a price."), 9, 5 },
  { SB_LINE_COST, SB_COLUMN_PRICE, "price", "unit_cost", N_("Cost"), N_("Unit cost"),
    N_("Enter a cost."), 9, 5 },
  { SB_LINE_SHARE, SB_COLUMN_QUANTITY, "share", "share", N_("Share"),
    N_("Share of the cost"), NULL, 6, 4 },
  { SB_LINE_VALUE, SB_COLUMN_PRICE, "value", "unit_value", N_("Fixed value"),
    N_("Fixed value of one, for a by-product"), NULL, 9, 6 },
  { SB_LINE_DISCOUNT, SB_COLUMN_PERCENT, "discount", "discount_pct", N_("Disc. %"),
    N_("Discount in percent"), NULL, 6, 3 },
  { SB_LINE_AMOUNT, SB_COLUMN_MONEY, "amount", "amount", N_("Amount"), N_("Amount of the line"),
    N_("Enter the amount."), 10, 6 },
  { SB_LINE_TAX, SB_COLUMN_RATE, "tax", "tax_rate", N_("Tax %"), N_("Tax in percent"), NULL, 6, 3 },
  { SB_LINE_TAX_LOST, SB_COLUMN_CHECK, "tax-lost", "tax_recoverable", N_("Lost"),
    N_("The tax cannot be recovered: it is a cost"), NULL, 0, 0 },
};

const SbLineColumn *
sb_line_columns (gsize *n)
{
  *n = G_N_ELEMENTS (COLUMNS);
  return COLUMNS;
}

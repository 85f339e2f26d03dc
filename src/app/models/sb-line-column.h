/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a line of a list has. */
typedef enum
{
  SB_LINE_PRODUCT = 1 << 0,      /* a product, or with @SB_LINE_SERVICES also a service */
  SB_LINE_SERVICES = 1 << 1,
  SB_LINE_QTY = 1 << 2,
  SB_LINE_SIGNED = 1 << 3,       /* quantities and amounts may be negative */
  SB_LINE_PRICE = 1 << 4,        /* unit price */
  SB_LINE_COST = 1 << 5,         /* unit cost, in the place of the price */
  SB_LINE_DISCOUNT = 1 << 6,     /* percent */
  SB_LINE_TAX = 1 << 7,          /* percent */
  SB_LINE_AMOUNT = 1 << 8,       /* money */
  SB_LINE_EXPENSE = 1 << 9,      /* what an amount is for: a role or an account */
  SB_LINE_AGAINST = 1 << 10,     /* what a supplier's credit is for */
  SB_LINE_TAX_LOST = 1 << 11,    /* whether its tax cannot be recovered */
  SB_LINE_PICK = 1 << 12,        /* chosen or not; nothing is typed */
  SB_LINE_COUNTED = 1 << 13,     /* how many were counted, also none; in the place of the quantity */
  SB_LINE_SHARE = 1 << 14,       /* of what comes out: its part of the cost */
  SB_LINE_VALUE = 1 << 15,       /* of what comes out: a fixed value of one, for by-products */
  SB_LINE_CHARGE = 1 << 16,      /* which cost of production an amount is */
  SB_LINE_ONE = 1 << 17,         /* one line, whose members stand in the event itself */
} SbLineParts;

typedef enum
{
  SB_COLUMN_QUANTITY,
  SB_COLUMN_COUNT,    /* a quantity, or none */
  SB_COLUMN_MONEY,
  SB_COLUMN_PRICE,
  SB_COLUMN_PERCENT,  /* as typed: "8.25" */
  SB_COLUMN_RATE,     /* typed in percent, written as a fraction */
  SB_COLUMN_CHOICE,
  SB_COLUMN_CHECK,
} SbColumnType;

/**
 * SbLineColumn:
 * @part: the part that brings it
 * @type: how it is typed and written
 * @field: property of #SbFormLine
 * @member: member of the event's line
 * @title: untranslated: short words in the empty field
 * @label: untranslated: its name for who does not see it
 * @missing: (nullable): untranslated: said when it is not filled in; %NULL: may be left out
 * @chars, @narrow_chars: its width
 *
 * One thing that is typed in a line. Another one is another row.
 */
typedef struct
{
  guint        part;
  SbColumnType type;
  const char  *field;
  const char  *member;
  const char  *title;
  const char  *label;
  const char  *missing;
  guint8       chars;
  guint8       narrow_chars;
} SbLineColumn;

/* (array length=n): in the order shown */
const SbLineColumn *sb_line_columns (gsize *n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "sb-day.h"

G_BEGIN_DECLS

/**
 * SbCellType:
 * @SB_CELL_TEXT: words of the owner: names, numbers of documents
 * @SB_CELL_WORD: one of a fixed set of lower-case words ("active", "part-paid"); the screen translates it
 * @SB_CELL_MONEY: minor units of the home currency; debit, or what is owed to us, positive
 * @SB_CELL_QUANTITY: 10^-6 units
 * @SB_CELL_PRICE: 10^-6 currency units per unit
 * @SB_CELL_DAY: an #SbDay
 * @SB_CELL_COUNT: a plain number
 */
typedef enum
{
  SB_CELL_TEXT,
  SB_CELL_WORD,
  SB_CELL_MONEY,
  SB_CELL_QUANTITY,
  SB_CELL_PRICE,
  SB_CELL_DAY,
  SB_CELL_COUNT,
} SbCellType;

/**
 * SbCell:
 *
 * One value of a row, typed but not formatted: how a locale writes it is for the screen to say.
 */
typedef struct
{
  SbCellType type;
  gboolean is_null;
  gint64 number; /* all but TEXT and WORD */
  char *text;    /* (owned) (nullable): TEXT and WORD */
} SbCell;

/**
 * SbListRow:
 *
 * One row of a list. Boxed; any thread, one at a time.
 */
typedef struct
{
  gint64 id;      /* row id of what the list shows */
  char *link;     /* (owned) (nullable): where opening it leads: "product/42" */
  guint n_cells;  /* as many as the list has columns, in their order */
  SbCell *cells;  /* (owned) (array length=n_cells) */
} SbListRow;

#define SB_TYPE_LIST_ROW (sb_list_row_get_type ())
GType      sb_list_row_get_type (void);
/* All cells null and of type TEXT. */
SbListRow *sb_list_row_new (gint64 id, guint n_cells);
SbListRow *sb_list_row_copy (const SbListRow *self);
void       sb_list_row_free (SbListRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbListRow, sb_list_row_free)

void sb_cell_set_text (SbCell *cell, SbCellType type, const char *text); /* copied; %NULL makes it null */
void sb_cell_set_number (SbCell *cell, SbCellType type, gint64 number);

G_END_DECLS

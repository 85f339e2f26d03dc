/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-list-row.h"

G_DEFINE_BOXED_TYPE (SbListRow, sb_list_row, sb_list_row_copy, sb_list_row_free)

SbListRow *
sb_list_row_new (gint64 id, guint n_cells)
{
  SbListRow *self = g_new0 (SbListRow, 1);

  self->id = id;
  self->n_cells = n_cells;
  self->cells = g_new0 (SbCell, n_cells);
  for (guint i = 0; i < n_cells; i++)
    self->cells[i].is_null = TRUE;
  return self;
}

SbListRow *
sb_list_row_copy (const SbListRow *self)
{
  SbListRow *copy = sb_list_row_new (self->id, self->n_cells);

  copy->link = g_strdup (self->link);
  for (guint i = 0; i < self->n_cells; i++)
    {
      copy->cells[i] = self->cells[i];
      copy->cells[i].text = g_strdup (self->cells[i].text);
    }
  return copy;
}

void
sb_list_row_free (SbListRow *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_cells; i++)
    g_free (self->cells[i].text);
  g_free (self->cells);
  g_free (self->link);
  g_free (self);
}

void
sb_cell_set_text (SbCell *cell, SbCellType type, const char *text)
{
  g_return_if_fail (type == SB_CELL_TEXT || type == SB_CELL_WORD);

  g_free (cell->text);
  cell->type = type;
  cell->text = g_strdup (text);
  cell->is_null = text == NULL;
}

void
sb_cell_set_number (SbCell *cell, SbCellType type, gint64 number)
{
  g_return_if_fail (type != SB_CELL_TEXT && type != SB_CELL_WORD);

  g_clear_pointer (&cell->text, g_free);
  cell->type = type;
  cell->number = number;
  cell->is_null = FALSE;
}

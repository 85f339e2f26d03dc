/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-row.h"

struct _SbRow
{
  GObject parent_instance;

  gint64     id;
  SbListRow *cells;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SbRow, sb_row, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sb_row_finalize (GObject *object)
{
  SbRow *self = SB_ROW (object);

  g_clear_pointer (&self->cells, sb_list_row_free);
  G_OBJECT_CLASS (sb_row_parent_class)->finalize (object);
}

static void
sb_row_class_init (SbRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
sb_row_init (SbRow *self)
{
}

SbRow *
sb_row_new (gint64 id)
{
  SbRow *self = g_object_new (SB_TYPE_ROW, NULL);

  self->id = id;
  return self;
}

gint64
sb_row_get_id (SbRow *self)
{
  g_return_val_if_fail (SB_IS_ROW (self), 0);
  return self->id;
}

const SbListRow *
sb_row_get_cells (SbRow *self)
{
  g_return_val_if_fail (SB_IS_ROW (self), NULL);
  return self->cells;
}

const SbCell *
sb_row_get_cell (SbRow *self, guint column)
{
  g_return_val_if_fail (SB_IS_ROW (self), NULL);

  return self->cells != NULL && column < self->cells->n_cells ? &self->cells->cells[column] : NULL;
}

void
sb_row_take_cells (SbRow *self, SbListRow *cells)
{
  g_return_if_fail (SB_IS_ROW (self));

  g_clear_pointer (&self->cells, sb_list_row_free);
  self->cells = cells;
  g_signal_emit (self, signals[CHANGED], 0);
}

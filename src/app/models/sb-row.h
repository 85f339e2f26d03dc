/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-row.h"

G_BEGIN_DECLS

/* An item of #SbPagedModel: the id at once, the cells when their page has come ("changed"). */
#define SB_TYPE_ROW (sb_row_get_type ())
G_DECLARE_FINAL_TYPE (SbRow, sb_row, SB, ROW, GObject)

SbRow           *sb_row_new (gint64 id);
gint64           sb_row_get_id (SbRow *self);
/* (transfer none) (nullable): %NULL until loaded */
const SbListRow *sb_row_get_cells (SbRow *self);
/* (transfer none) (nullable): the cell, %NULL until loaded or when there is no such column */
const SbCell    *sb_row_get_cell (SbRow *self, guint column);
/* @cells: (transfer full) */
void             sb_row_take_cells (SbRow *self, SbListRow *cells);

G_END_DECLS

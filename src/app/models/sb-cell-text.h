/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-row.h"
#include "sb-money.h"

G_BEGIN_DECLS

/* (transfer full): what a cell shows; "" for null */
char    *sb_cell_text (const SbCell *cell, SbCurrency currency);
/* (transfer full): the cell for a file: plain numbers with a point, ISO days */
char    *sb_cell_csv (const SbCell *cell, SbCurrency currency);
/* Whether values of this type stand at the right. */
gboolean sb_cell_type_is_number (SbCellType type);
/* (transfer none): the word as people say it, translated: "part-paid" -> "Part paid" */
const char *sb_word_text (const char *word);

/* (transfer full): a place in the owner's words: "@transit:T-1" -> "Under way (T-1)" */
char *sb_place_text (const char *location);

G_END_DECLS

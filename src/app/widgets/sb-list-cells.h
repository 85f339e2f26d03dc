/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sb-list-source.h"
#include "sb-money.h"

G_BEGIN_DECLS

/* Makes the columns of a list. Each is owned by the caller (transfer full). */

/* One column of the source, one line high. */
GtkColumnViewColumn *sb_list_cells_column (const SbListSource *source, guint column,
                                           SbCurrency currency);
/* Name and details of a row in two lines, for narrow lists. */
GtkColumnViewColumn *sb_list_cells_summary (const SbListSource *source, SbCurrency currency);
/* The box that selects a row. */
GtkColumnViewColumn *sb_list_cells_check (GtkSelectionModel *selection);

G_END_DECLS

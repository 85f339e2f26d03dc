/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-explain.h"
#include "sb-money.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* One place that a cost comes from, with the document behind it; opens to where that had it from.
 * (transfer floating) */
GtkWidget *sb_because_row_new (const SbBecause *because, SbCurrency currency);

/* A line that opens to its reasons. @amount: minor units, debit positive. (transfer floating) */
GtkWidget *sb_because_row_new_for_line (const char *title, const char *subtitle, gint64 amount,
                                        GPtrArray *because, SbCurrency currency);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A few figures side by side, each under its name. */
#define SB_TYPE_FIGURE_BAR (sb_figure_bar_get_type ())
G_DECLARE_FINAL_TYPE (SbFigureBar, sb_figure_bar, SB, FIGURE_BAR, AdwBin)

void sb_figure_bar_clear (SbFigureBar *self);
void sb_figure_bar_add (SbFigureBar *self, const char *title, const char *figure);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A child with a say about width: it asks for "natural-width" whatever the child would like (so a
 * leaflet around it folds at a known width), and tells by "narrow" when it got less than
 * "narrow-width". (Breakpoints are newer than the libadwaita that we build with.) */
#define SB_TYPE_WIDTH_BIN (sb_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (SbWidthBin, sb_width_bin, SB, WIDTH_BIN, GtkWidget)

GtkWidget *sb_width_bin_new (GtkWidget *child);
void       sb_width_bin_set_child (SbWidthBin *self, GtkWidget *child);
GtkWidget *sb_width_bin_get_child (SbWidthBin *self);
gboolean   sb_width_bin_get_narrow (SbWidthBin *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Buttons beside each other, as many as fit, the rest below: each as wide as it wants to be. Children from
 * .ui files. */
#define SB_TYPE_WRAP_BOX (sb_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (SbWrapBox, sb_wrap_box, SB, WRAP_BOX, GtkWidget)

G_END_DECLS

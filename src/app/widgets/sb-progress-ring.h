/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A ring that closes as the work goes on; a part of it goes round while nobody knows how much there is. */
#define SB_TYPE_PROGRESS_RING (sb_progress_ring_get_type ())
G_DECLARE_FINAL_TYPE (SbProgressRing, sb_progress_ring, SB, PROGRESS_RING, GtkWidget)

GtkWidget *sb_progress_ring_new (void);

/**
 * sb_progress_ring_set:
 * @done: parts that are finished, <= @total
 * @total: parts in all; 0: not known
 */
void sb_progress_ring_set (SbProgressRing *self, guint done, guint total);

G_END_DECLS

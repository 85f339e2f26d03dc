/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line over the last months, filled below; says its figures to a screen reader as text. */
#define SB_TYPE_MONTH_CHART (sb_month_chart_get_type ())
G_DECLARE_FINAL_TYPE (SbMonthChart, sb_month_chart, SB, MONTH_CHART, GtkWidget)

/* @values: (array length=n): oldest first; @spoken: the same in words */
void sb_month_chart_set_values (SbMonthChart *self, const gint64 *values, gsize n,
                                const char *spoken);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-month-chart.h"

#define LINE_WIDTH 2
#define HEIGHT 72

struct _SbMonthChart
{
  GtkWidget parent_instance;

  GArray *values;  /* (owned) (element-type gint64) */
};

G_DEFINE_FINAL_TYPE (SbMonthChart, sb_month_chart, GTK_TYPE_WIDGET)

/* Height of a value in the plot; the base line is 0 or the lowest value when that is negative. */
static double
height_of (gint64 value, gint64 low, gint64 high, int height)
{
  double span = (double) (high - low);

  return height - LINE_WIDTH - (double) (value - low) / span * (height - 2 * LINE_WIDTH);
}

static void
trace (SbMonthChart *self, cairo_t *cr, int width, int height, gint64 low, gint64 high)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      double x = (double) i / (self->values->len - 1) * width;
      double y = height_of (g_array_index (self->values, gint64, i), low, high, height);
      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
}

static void
sb_month_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SbMonthChart *self = SB_MONTH_CHART (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gint64 low = 0, high = 0;
  /* libadwaita's blue, readable on light and dark; asking the style for its colour takes a call that
   * later GTK replaces. */
  const GdkRGBA colour = { 0.21f, 0.52f, 0.89f, 1.0f };

  for (guint i = 0; i < self->values->len; i++)
    {
      low = MIN (low, g_array_index (self->values, gint64, i));
      high = MAX (high, g_array_index (self->values, gint64, i));
    }
  if (self->values->len < 2 || low == high || width <= 0)
    return;

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  trace (self, cr, width, height, low, high);
  cairo_line_to (cr, width, height);
  cairo_line_to (cr, 0, height);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.15);
  cairo_fill (cr);
  trace (self, cr, width, height, low, high);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
sb_month_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 240;
}

static void
sb_month_chart_finalize (GObject *object)
{
  g_array_unref (SB_MONTH_CHART (object)->values);
  G_OBJECT_CLASS (sb_month_chart_parent_class)->finalize (object);
}

static void
sb_month_chart_class_init (SbMonthChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sb_month_chart_finalize;
  widget_class->snapshot = sb_month_chart_snapshot;
  widget_class->measure = sb_month_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sb_month_chart_init (SbMonthChart *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_add_css_class (GTK_WIDGET (self), "chart");
}

void
sb_month_chart_set_values (SbMonthChart *self, const gint64 *values, gsize n, const char *spoken)
{
  g_return_if_fail (SB_IS_MONTH_CHART (self));

  g_array_set_size (self->values, 0);
  g_array_append_vals (self->values, values, (guint) n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-progress-ring.h"

#define SIZE 20
#define LINE_WIDTH 3.0
#define TURN_US (G_USEC_PER_SEC * 3 / 2)
#define PART_OF_TURN 0.25

struct _SbProgressRing
{
  GtkWidget parent_instance;

  guint done, total;
  guint tick;    /* id, 0 when it stands still */
  double start;  /* of the part that goes round, in turns */
};

G_DEFINE_FINAL_TYPE (SbProgressRing, sb_progress_ring, GTK_TYPE_WIDGET)

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SbProgressRing *self = SB_PROGRESS_RING (widget);

  self->start = (double) (gdk_frame_clock_get_frame_time (clock) % TURN_US) / TURN_US;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

/* It goes round only while somebody can see it, and only where the owner wants things to move. */
static void
update_tick (SbProgressRing *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &animations, NULL);
  if (self->total == 0 && animations && gtk_widget_get_mapped (widget))
    {
      if (self->tick == 0)
        self->tick = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
    }
  else if (self->tick != 0)
    {
      gtk_widget_remove_tick_callback (widget, self->tick);
      self->tick = 0;
    }
}

static void
draw_arc (cairo_t *cr, double size, double start, double turns, double alpha)
{
  /* libadwaita's blue, readable on light and dark; asking the style for its colour takes a call that
   * later GTK replaces. */
  const GdkRGBA colour = { 0.21f, 0.52f, 0.89f, 1.0f };

  cairo_arc (cr, size / 2, size / 2, (size - LINE_WIDTH) / 2, (start - 0.25) * 2 * G_PI,
             (start + turns - 0.25) * 2 * G_PI);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, alpha);
  cairo_stroke (cr);
}

static void
sb_progress_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SbProgressRing *self = SB_PROGRESS_RING (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  draw_arc (cr, size, 0, 1, 0.25);
  if (self->total == 0)
    draw_arc (cr, size, self->start, PART_OF_TURN, 1);
  else if (self->done > 0)
    draw_arc (cr, size, 0, (double) self->done / self->total, 1);
  cairo_destroy (cr);
}

static void
sb_progress_ring_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
sb_progress_ring_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sb_progress_ring_parent_class)->map (widget);
  update_tick (SB_PROGRESS_RING (widget));
}

static void
sb_progress_ring_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sb_progress_ring_parent_class)->unmap (widget);
  update_tick (SB_PROGRESS_RING (widget));
}

static void
sb_progress_ring_class_init (SbProgressRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = sb_progress_ring_snapshot;
  widget_class->measure = sb_progress_ring_measure;
  widget_class->map = sb_progress_ring_map;
  widget_class->unmap = sb_progress_ring_unmap;
  gtk_widget_class_set_css_name (widget_class, "progressring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
sb_progress_ring_init (SbProgressRing *self)
{
}

GtkWidget *
sb_progress_ring_new (void)
{
  return g_object_new (SB_TYPE_PROGRESS_RING, NULL);
}

void
sb_progress_ring_set (SbProgressRing *self, guint done, guint total)
{
  g_return_if_fail (SB_IS_PROGRESS_RING (self));

  if (self->done == done && self->total == total)
    return;
  self->done = MIN (done, total);
  self->total = total;
  if (total > 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) total,
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->done, -1);
  update_tick (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

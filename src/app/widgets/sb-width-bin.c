/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-width-bin.h"

#define MINIMUM_WIDTH 300

struct _SbWidthBin
{
  GtkWidget parent_instance;

  GtkWidget *child;          /* (nullable) */
  int        natural_width;  /* pixels; 0: the child's own */
  int        narrow_width;   /* pixels */
  gboolean   narrow;
  guint      idle;           /* source id, 0 when none */
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_NATURAL_WIDTH,
  PROP_NARROW_WIDTH,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SbWidthBin, sb_width_bin, GTK_TYPE_WIDGET)

static void
sb_width_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  SbWidthBin *self = SB_WIDTH_BIN (widget);

  *minimum = *natural = 0;
  if (self->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      int least;
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_measure (self->child, orientation, for_size < 0 ? -1 : MAX (for_size, least),
                          minimum, natural, minimum_baseline, natural_baseline);
      return;
    }

  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (self->natural_width > 0)
    {
      *minimum = MIN (*minimum, MINIMUM_WIDTH);
      *natural = MAX (self->natural_width, *minimum);
    }
}

static gboolean
notify_narrow_cb (gpointer user_data)
{
  SbWidthBin *self = user_data;

  self->idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

static void
sb_width_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SbWidthBin *self = SB_WIDTH_BIN (widget);
  gboolean narrow = width < self->narrow_width;
  int minimum = 0;

  if (self->child != NULL)
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_allocate (self->child, MAX (width, minimum), height, baseline, NULL);
    }
  if (narrow == self->narrow)
    return;

  self->narrow = narrow;
  /* What hangs on the property changes sizes, which must not happen while sizes are given out. */
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_narrow_cb, self, NULL);
}

static void
sb_width_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbWidthBin *self = SB_WIDTH_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, self->natural_width);
      break;
    case PROP_NARROW_WIDTH:
      g_value_set_int (value, self->narrow_width);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_width_bin_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbWidthBin *self = SB_WIDTH_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      sb_width_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_NATURAL_WIDTH:
      self->natural_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_NARROW_WIDTH:
      self->narrow_width = g_value_get_int (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_width_bin_dispose (GObject *object)
{
  SbWidthBin *self = SB_WIDTH_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (sb_width_bin_parent_class)->dispose (object);
}

static void
sb_width_bin_class_init (SbWidthBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sb_width_bin_get_property;
  object_class->set_property = sb_width_bin_set_property;
  object_class->dispose = sb_width_bin_dispose;
  widget_class->measure = sb_width_bin_measure;
  widget_class->size_allocate = sb_width_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_NATURAL_WIDTH] =
      g_param_spec_int ("natural-width", NULL, NULL, 0, G_MAXINT16, 0, flags);
  properties[PROP_NARROW_WIDTH] =
      g_param_spec_int ("narrow-width", NULL, NULL, 0, G_MAXINT16, 0, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_width_bin_init (SbWidthBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
sb_width_bin_new (GtkWidget *child)
{
  return g_object_new (SB_TYPE_WIDTH_BIN, "child", child, NULL);
}

void
sb_width_bin_set_child (SbWidthBin *self, GtkWidget *child)
{
  g_return_if_fail (SB_IS_WIDTH_BIN (self));

  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

GtkWidget *
sb_width_bin_get_child (SbWidthBin *self)
{
  g_return_val_if_fail (SB_IS_WIDTH_BIN (self), NULL);
  return self->child;
}

gboolean
sb_width_bin_get_narrow (SbWidthBin *self)
{
  g_return_val_if_fail (SB_IS_WIDTH_BIN (self), FALSE);
  return self->narrow;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-figure-bar.h"

struct _SbFigureBar
{
  AdwBin parent_instance;

  GtkFlowBox *box;
};

G_DEFINE_FINAL_TYPE (SbFigureBar, sb_figure_bar, ADW_TYPE_BIN)

static void
sb_figure_bar_dispose (GObject *object)
{
  /* The template takes its bound children away by itself; the bin must not do it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_FIGURE_BAR);
  G_OBJECT_CLASS (sb_figure_bar_parent_class)->dispose (object);
}

static void
sb_figure_bar_class_init (SbFigureBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_figure_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/figure-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SbFigureBar, box);
}

static void
sb_figure_bar_init (SbFigureBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sb_figure_bar_clear (SbFigureBar *self)
{
  g_return_if_fail (SB_IS_FIGURE_BAR (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
}

void
sb_figure_bar_add (SbFigureBar *self, const char *title, const char *figure)
{
  g_return_if_fail (SB_IS_FIGURE_BAR (self));
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *value = gtk_label_new (figure);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (value), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (value), FALSE);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (value, "figures");
  gtk_widget_add_css_class (value, "title-2");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), value);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "figure");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->box, child);
}

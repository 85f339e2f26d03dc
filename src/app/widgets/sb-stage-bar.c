/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-stage-bar.h"

#include <glib/gi18n.h>

struct _SbStageBar
{
  AdwBin parent_instance;

  GtkFlowBox *box;
};

G_DEFINE_FINAL_TYPE (SbStageBar, sb_stage_bar, ADW_TYPE_BIN)

static void
sb_stage_bar_dispose (GObject *object)
{
  /* The template takes its bound children away by itself; the bin must not do it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_STAGE_BAR);
  G_OBJECT_CLASS (sb_stage_bar_parent_class)->dispose (object);
}

static void
sb_stage_bar_class_init (SbStageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_stage_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/stage-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SbStageBar, box);
}

static void
sb_stage_bar_init (SbStageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sb_stage_bar_clear (SbStageBar *self)
{
  g_return_if_fail (SB_IS_STAGE_BAR (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
}

void
sb_stage_bar_add (SbStageBar *self, SbStage stage, const char *title, const char *detail)
{
  g_return_if_fail (SB_IS_STAGE_BAR (self));
  static const char *const ICONS[] = { "content-loading-symbolic", "media-playback-start-symbolic",
                                       "object-select-symbolic" };
  static const char *const STYLES[] = { "stage", "stage-under-way", "stage-done" };
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (ICONS[stage]);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *figures = gtk_label_new (detail);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (figures), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (figures), TRUE);
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_add_css_class (figures, "figures");
  gtk_widget_add_css_class (figures, "caption");
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), figures);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_widget_add_css_class (row, "stage");
  gtk_widget_add_css_class (row, STYLES[stage]);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), row);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->box, child);
  /* As many side by side as there are, so that they fill the row. */
  guint n = 0;
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  gtk_flow_box_set_max_children_per_line (self->box, n);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-step-row.h"

#include <glib/gi18n.h>

struct _SbSetupStepRow
{
  GtkListBoxRow parent_instance;

  GtkStack *mark;   /* (template): number or tick */
  GtkLabel *number; /* (template) */
  GtkLabel *title;  /* (template) */
};

G_DEFINE_FINAL_TYPE (SbSetupStepRow, sb_setup_step_row, GTK_TYPE_LIST_BOX_ROW)

static void
sb_setup_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SETUP_STEP_ROW);
  G_OBJECT_CLASS (sb_setup_step_row_parent_class)->dispose (object);
}

static void
sb_setup_step_row_class_init (SbSetupStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_step_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupStepRow, mark);
  gtk_widget_class_bind_template_child (widget_class, SbSetupStepRow, number);
  gtk_widget_class_bind_template_child (widget_class, SbSetupStepRow, title);
}

static void
sb_setup_step_row_init (SbSetupStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SbSetupStepRow *
sb_setup_step_row_new (const char *title)
{
  SbSetupStepRow *self = g_object_new (SB_TYPE_SETUP_STEP_ROW, NULL);

  gtk_label_set_label (self->title, title);
  return self;
}

void
sb_setup_step_row_set_number (SbSetupStepRow *self, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  gtk_label_set_label (self->number, text);
}

void
sb_setup_step_row_set_state (SbSetupStepRow *self, SbSetupStepState state)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *label = NULL;

  gtk_stack_set_visible_child_name (self->mark, state == SB_SETUP_STEP_DONE ? "done" : "number");
  gtk_widget_remove_css_class (widget, "ahead");
  gtk_widget_remove_css_class (widget, "current");
  if (state == SB_SETUP_STEP_AHEAD)
    gtk_widget_add_css_class (widget, "ahead");
  if (state == SB_SETUP_STEP_CURRENT)
    gtk_widget_add_css_class (widget, "current");
  /* A screen reader hears the mark in words. */
  if (state == SB_SETUP_STEP_DONE)
    label = g_strdup_printf (_ ("%s, done"), gtk_label_get_label (self->title));
  else
    label = g_strdup (gtk_label_get_label (self->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

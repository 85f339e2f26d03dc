/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-stage-row.h"

#include <glib/gi18n.h>

struct _SbStageRow
{
  AdwActionRow parent_instance;

  GtkStack *mark;      /* (template) */
  GtkSpinner *spinner; /* (template) */
};

G_DEFINE_FINAL_TYPE (SbStageRow, sb_stage_row, ADW_TYPE_ACTION_ROW)

static void
sb_stage_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_STAGE_ROW);
  G_OBJECT_CLASS (sb_stage_row_parent_class)->dispose (object);
}

static void
sb_stage_row_class_init (SbStageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_stage_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/stage-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbStageRow, mark);
  gtk_widget_class_bind_template_child (widget_class, SbStageRow, spinner);
}

static void
sb_stage_row_init (SbStageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_stage_row_new (const char *title)
{
  return g_object_new (SB_TYPE_STAGE_ROW, "title", title, NULL);
}

void
sb_stage_row_set_stage (SbStageRow *self, SbStage stage)
{
  static const struct
  {
    const char *child;
    const char *word;
  } looks[] = {
    [SB_STAGE_AHEAD] = { "ahead", N_ ("not yet") },
    [SB_STAGE_NOW] = { "now", N_ ("under way") },
    [SB_STAGE_DONE] = { "done", N_ ("done") },
    [SB_STAGE_FAILED] = { "failed", N_ ("did not work") },
  };

  gtk_stack_set_visible_child_name (self->mark, looks[stage].child);
  gtk_spinner_set_spinning (self->spinner, stage == SB_STAGE_NOW);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (looks[stage].word), -1);
}

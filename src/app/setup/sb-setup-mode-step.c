/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-mode-step.h"

struct _SbSetupModeStep
{
  SbSetupStep parent_instance;

  GtkCheckButton *practice;   /* (template) */
  GtkCheckButton *quickbooks; /* (template) */
  GtkCheckButton *standalone; /* (template) */
};

G_DEFINE_FINAL_TYPE (SbSetupModeStep, sb_setup_mode_step, SB_TYPE_SETUP_STEP)

static void
choice_toggled (SbSetupModeStep *self, GtkCheckButton *button)
{
  SbSetup *setup = sb_setup_step_get_setup (SB_SETUP_STEP (self));

  if (setup == NULL || !gtk_check_button_get_active (button))
    return;
  if (button == self->practice)
    sb_setup_set_mode (setup, SB_SETUP_MODE_PRACTICE);
  else if (button == self->quickbooks)
    sb_setup_set_mode (setup, SB_SETUP_MODE_QUICKBOOKS);
  else
    sb_setup_set_mode (setup, SB_SETUP_MODE_STANDALONE);
}

/* A book belongs to one company for good, so a connected one keeps its way of working. */
static void
sb_setup_mode_step_enter (SbSetupStep *step)
{
  SbSetupModeStep *self = SB_SETUP_MODE_STEP (step);
  SbSetup *setup = sb_setup_step_get_setup (step);
  SbCompany *company = sb_setup_get_company (setup);
  gboolean bound = company != NULL && sb_company_get_connection (company)->realm != NULL;
  GtkCheckButton *chosen = self->practice;

  switch (sb_setup_get_mode (setup))
    {
    case SB_SETUP_MODE_PRACTICE:
      chosen = self->practice;
      break;
    case SB_SETUP_MODE_QUICKBOOKS:
      chosen = self->quickbooks;
      break;
    case SB_SETUP_MODE_STANDALONE:
      chosen = self->standalone;
      break;
    default:
      g_assert_not_reached ();
    }
  gtk_check_button_set_active (chosen, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->practice), !bound || chosen == self->practice);
  gtk_widget_set_sensitive (GTK_WIDGET (self->quickbooks), !bound || chosen == self->quickbooks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->standalone), !bound || chosen == self->standalone);
}

static void
sb_setup_mode_step_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SETUP_MODE_STEP);
  G_OBJECT_CLASS (sb_setup_mode_step_parent_class)->dispose (object);
}

static void
sb_setup_mode_step_class_init (SbSetupModeStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_mode_step_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_mode_step_enter;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-mode-step.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupModeStep, practice);
  gtk_widget_class_bind_template_child (widget_class, SbSetupModeStep, quickbooks);
  gtk_widget_class_bind_template_child (widget_class, SbSetupModeStep, standalone);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled);
}

static void
sb_setup_mode_step_init (SbSetupModeStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

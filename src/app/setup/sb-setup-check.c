/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-check.h"

#include "sb-stage-row.h"

#include <glib/gi18n.h>

struct _SbSetupCheck
{
  SbSetupStep parent_instance;

  AdwPreferencesGroup *company_group; /* (template) */
  AdwPreferencesGroup *checks_group;  /* (template) */

  GPtrArray *rows; /* (owned) (element-type GtkWidget): in the groups; replaced on entering */
};

G_DEFINE_FINAL_TYPE (SbSetupCheck, sb_setup_check, SB_TYPE_SETUP_STEP)

static void
add_row (SbSetupCheck *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (SbSetupCheck *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_check (SbSetupCheck *self, const SbCompanyCheck *check)
{
  GtkWidget *row = sb_stage_row_new (check->message);

  if (!check->ok && check->remedy != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), check->remedy);
  sb_stage_row_set_stage (SB_STAGE_ROW (row), check->ok ? SB_STAGE_DONE : SB_STAGE_FAILED);
  add_row (self, self->checks_group, row);
}

static void
sb_setup_check_enter (SbSetupStep *step)
{
  SbSetupCheck *self = SB_SETUP_CHECK (step);
  SbSetup *setup = sb_setup_step_get_setup (step);
  SbCompany *company = sb_setup_get_company (setup);
  const SbCompanyFacts *facts = company != NULL ? sb_company_get_facts (company) : NULL;
  GPtrArray *checks = sb_setup_get_checks (setup);

  clear_rows (self);
  if (facts != NULL)
    {
      g_autofree char *subtitle = g_strdup_printf (
          /* Translators: edition of QuickBooks, country and currency of the company. */
          _ ("QuickBooks Online %s · %s · %s"), facts->edition,
          facts->country != NULL ? facts->country : "–",
          facts->home_currency != NULL ? facts->home_currency : "–");
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", facts->name,
                                     "subtitle", subtitle, "title-lines", 0, "subtitle-lines", 0, NULL);

      gtk_widget_add_css_class (row, "company-row");
      add_row (self, self->company_group, row);
    }
  /* Gone on with later: what was checked when the book was connected held then. */
  gtk_widget_set_visible (GTK_WIDGET (self->checks_group), checks != NULL);
  for (guint i = 0; checks != NULL && i < checks->len; i++)
    add_check (self, g_ptr_array_index (checks, i));
  sb_setup_step_set_ready (step, facts != NULL);
}

static void
sb_setup_check_dispose (GObject *object)
{
  SbSetupCheck *self = SB_SETUP_CHECK (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SETUP_CHECK);
  G_OBJECT_CLASS (sb_setup_check_parent_class)->dispose (object);
}

static void
sb_setup_check_class_init (SbSetupCheckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_check_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_check_enter;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-check.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupCheck, company_group);
  gtk_widget_class_bind_template_child (widget_class, SbSetupCheck, checks_group);
}

static void
sb_setup_check_init (SbSetupCheck *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-welcome.h"

struct _SbSetupWelcome
{
  SbSetupStep parent_instance;
};

G_DEFINE_FINAL_TYPE (SbSetupWelcome, sb_setup_welcome, SB_TYPE_SETUP_STEP)

static void
sb_setup_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SETUP_WELCOME);
  G_OBJECT_CLASS (sb_setup_welcome_parent_class)->dispose (object);
}

static void
sb_setup_welcome_class_init (SbSetupWelcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_setup_welcome_dispose;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/stockbook/Stockbook/ui/setup/setup-welcome.ui");
}

static void
sb_setup_welcome_init (SbSetupWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

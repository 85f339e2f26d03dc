/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-done.h"

#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-record.h"

#include <glib/gi18n.h>

struct _SbSetupDone
{
  SbSetupStep parent_instance;

  AdwPreferencesGroup *summary_group; /* (template) */

  GPtrArray *rows; /* (owned) (element-type GtkWidget): in the group */
};

G_DEFINE_FINAL_TYPE (SbSetupDone, sb_setup_done, SB_TYPE_SETUP_STEP)

static void
add_row (SbSetupDone *self, const char *icon, const char *title, const char *subtitle)
{
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "icon-name", icon, "use-markup", FALSE, "title", title,
                    "subtitle", subtitle, "title-lines", 0, "subtitle-lines", 0, NULL);

  adw_preferences_group_add (self->summary_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_facts (SbSetupDone *self)
{
  SbCompany *company = sb_setup_get_company (sb_setup_step_get_setup (SB_SETUP_STEP (self)));
  const SbCompanyFacts *facts = sb_company_get_facts (company);
  g_autofree char *path = g_filename_display_name (sb_company_get_path (company));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->summary_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  add_row (self, "folder-documents-symbolic", _ ("Your book"), path);
  if (sb_company_get_connection (company)->state == SB_CONNECTION_CONNECTED && facts != NULL)
    add_row (self, "network-transmit-receive-symbolic", _ ("In step with QuickBooks"), facts->name);
  else
    add_row (self, "network-offline-symbolic", _ ("Not connected to QuickBooks"),
             _ ("Connect at any time from the settings."));
}

static gpointer
read_counts (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *counts = g_new0 (gint64, SB_N_RECORD_STATES);

  if (sb_record_counts (db, counts, error))
    return counts;
  g_free (counts);
  return NULL;
}

static void
counts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupDone) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *counts = sb_ledger_read_finish (SB_LEDGER (source), result, &error);
  gint64 open;
  g_autofree char *text = NULL;

  if (counts == NULL || self->summary_group == NULL)
    return;
  open = counts[SB_RECORD_FAILED] + counts[SB_RECORD_BLOCKED] + counts[SB_RECORD_CONFLICT];
  if (open > 0)
    {
      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d record needs you",
                                           "%d records need you", (gulong) open), (int) open);
      add_row (self, "dialog-warning-symbolic", text, _ ("The page QuickBooks says why and what to do."));
    }
  else if (counts[SB_RECORD_SYNCED] > 0)
    {
      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d record is in QuickBooks",
                                           "%d records are in QuickBooks",
                                           (gulong) counts[SB_RECORD_SYNCED]),
                              (int) counts[SB_RECORD_SYNCED]);
      add_row (self, "emblem-ok-symbolic", text, NULL);
    }
}

static void
sb_setup_done_enter (SbSetupStep *step)
{
  SbCompany *company = sb_setup_get_company (sb_setup_step_get_setup (step));

  show_facts (SB_SETUP_DONE (step));
  sb_ledger_read_async (sb_company_get_ledger (company), read_counts, NULL, NULL, g_free,
                        sb_setup_step_get_cancellable (step), counts_read_cb, g_object_ref (step));
}

static void
sb_setup_done_dispose (GObject *object)
{
  SbSetupDone *self = SB_SETUP_DONE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SETUP_DONE);
  G_OBJECT_CLASS (sb_setup_done_parent_class)->dispose (object);
}

static void
sb_setup_done_class_init (SbSetupDoneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_done_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_done_enter;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-done.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupDone, summary_group);
}

static void
sb_setup_done_init (SbSetupDone *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-settings-page.h"

#include "sb-company.h"
#include "sb-dialogs.h"
#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-setting.h"

#include <glib/gi18n.h>

struct _SbSettingsPage
{
  SbPage parent_instance;

  AdwActionRow *company_row;     /* (template) */
  AdwActionRow *environment_row; /* (template) */
  GtkWidget *sign_in_button;     /* (template) */
  GtkWidget *connect_button;     /* (template) */
  GtkWidget *disconnect_row;     /* (template) */
  GtkWidget *accounts_row;       /* (template) */
  GtkWidget *sync_group;         /* (template) */
  GtkSwitch *integration;        /* (template) */
  AdwEntryRow *first_date;       /* (template) */
  GtkDropDown *journals;         /* (template) */
  GtkDropDown *schedule;         /* (template) */
  AdwActionRow *file_row;        /* (template) */

  gboolean filling; /* what is shown is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (SbSettingsPage, sb_settings_page, SB_TYPE_PAGE)

/* Choices of the two pickers, in their order. */
static const char *const journal_words[] = { "event", "day", NULL };
static const char *const schedule_words[] = { "", "15", "30", "60", "240", "1440", NULL };

/* The settings as they stand; owned strings, NULL: not set. */
typedef struct
{
  char *integration, *first_date, *journals, *schedule;
} Values;

static void
values_free (Values *values)
{
  g_free (values->integration);
  g_free (values->first_date);
  g_free (values->journals);
  g_free (values->schedule);
  g_free (values);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Values, values_free)

static gpointer
read_values (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Values) values = g_new0 (Values, 1);
  const struct
  {
    const char *key;
    char **value;
  } rows[] = {
    { SB_SETTING_INTEGRATION, &values->integration },
    { SB_SETTING_FIRST_DATE, &values->first_date },
    { SB_SETTING_JOURNALS, &values->journals },
    { SB_SETTING_SCHEDULE_MINUTES, &values->schedule },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) local = NULL;

      *rows[i].value = sb_setting_get (db, rows[i].key, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return g_steal_pointer (&values);
}

static guint
index_of (const char *const *words, const char *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], word != NULL ? word : "") == 0)
      return i;
  return 0;
}

static void
show_values (SbSettingsPage *self, const Values *values)
{
  SbDay day;
  g_autofree char *shown = NULL;

  if (values->first_date != NULL && sb_day_parse (values->first_date, &day, NULL))
    shown = sb_format_day_entry (day);
  self->filling = TRUE;
  gtk_switch_set_active (self->integration, g_strcmp0 (values->integration, "off") != 0);
  gtk_editable_set_text (GTK_EDITABLE (self->first_date), shown != NULL ? shown : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->first_date), "error");
  gtk_drop_down_set_selected (self->journals, index_of (journal_words, values->journals));
  gtk_drop_down_set_selected (self->schedule, index_of (schedule_words, values->schedule));
  self->filling = FALSE;
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static void
values_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Values) values = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (self->integration == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (values == NULL)
    sb_page_set_error (SB_PAGE (self), error);
  else
    show_values (self, values);
}

static const char *
environment_title (const char *environment)
{
  if (g_strcmp0 (environment, "practice") == 0)
    return _ ("Practice company on this computer");
  if (g_strcmp0 (environment, "sandbox") == 0)
    return _ ("Sandbox company of Intuit");
  if (g_strcmp0 (environment, "production") == 0)
    return _ ("QuickBooks Online");
  return environment;
}

static void
show_connection (SbSettingsPage *self)
{
  SbCompany *company = sb_page_get_company (SB_PAGE (self));
  const SbConnectionFacts *connection = sb_company_get_connection (company);
  const SbCompanyFacts *facts = sb_company_get_facts (company);
  gboolean ever = connection->state != SB_CONNECTION_NEVER;
  gboolean connected = connection->state == SB_CONNECTION_CONNECTED;
  g_autofree char *since = ever ? sb_format_moment (connection->since) : NULL;
  g_autofree char *path = g_filename_display_name (sb_company_get_path (company));
  g_autofree char *environment = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->company_row),
                                 facts != NULL ? facts->name : _ ("Not connected"));
  adw_action_row_set_subtitle (self->company_row,
                               connected ? _ ("Connected")
                               : ever    ? _ ("Sign in again to go on syncing")
                                         : _ ("Stock is kept in this book only"));
  if (ever)
    /* Translators: which QuickBooks, then since when. */
    environment = g_strdup_printf (_ ("%s, since %s"), environment_title (connection->environment),
                                   since);
  adw_action_row_set_subtitle (self->environment_row, environment != NULL ? environment : "");
  gtk_widget_set_visible (GTK_WIDGET (self->environment_row), ever);
  gtk_widget_set_visible (self->sign_in_button, ever && !connected);
  gtk_widget_set_visible (self->connect_button, !ever);
  gtk_widget_set_visible (self->disconnect_row, connected);
  gtk_widget_set_visible (self->accounts_row, ever);
  gtk_widget_set_visible (self->sync_group, ever);
  adw_action_row_set_subtitle (self->file_row, path);
}

static void
sb_settings_page_reload (SbPage *page)
{
  SbCompany *company = sb_page_get_company (page);

  if (company == NULL)
    return;
  show_connection (SB_SETTINGS_PAGE (page));
  sb_ledger_read_async (sb_company_get_ledger (company), read_values, NULL, NULL,
                        (GDestroyNotify) values_free, sb_page_get_cancellable (page),
                        values_read_cb, g_object_ref (page));
}

static void
sb_settings_page_changed (SbPage *page, guint changes)
{
  if ((changes & SB_CHANGE_SETTINGS) != 0)
    SB_PAGE_CLASS (sb_settings_page_parent_class)->changed (page, changes);
}

/* One switch on its way to the book. */
typedef struct
{
  const char *key; /* static */
  char *value;     /* (owned) (nullable) */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->value);
  g_free (change);
}

static gpointer
write_change (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;

  if (sb_setting_set (txn, change->key, change->value, error))
    sb_ledger_note_change (txn, SB_CHANGE_SETTINGS | SB_CHANGE_SYNC);
  return NULL;
}

static void
change_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error == NULL || self->integration == NULL)
    return;
  sb_page_show_error (SB_PAGE (self), error);
  sb_page_reload (SB_PAGE (self));
}

static void
change_setting (SbSettingsPage *self, const char *key, const char *value)
{
  SbCompany *company = sb_page_get_company (SB_PAGE (self));
  Change *change;

  if (self->filling || company == NULL)
    return;
  change = g_new0 (Change, 1);
  change->key = key;
  change->value = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  sb_ledger_write_async (sb_company_get_ledger (company), write_change, change, change_free, NULL,
                         NULL, change_written_cb, g_object_ref (self));
}

static void
integration_changed (SbSettingsPage *self)
{
  change_setting (self, SB_SETTING_INTEGRATION,
                  gtk_switch_get_active (self->integration) ? "on" : "off");
}

static void
journals_changed (SbSettingsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->journals);

  if (selected < G_N_ELEMENTS (journal_words) - 1)
    change_setting (self, SB_SETTING_JOURNALS, journal_words[selected]);
}

static void
schedule_changed (SbSettingsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->schedule);

  if (selected < G_N_ELEMENTS (schedule_words) - 1)
    change_setting (self, SB_SETTING_SCHEDULE_MINUTES, schedule_words[selected]);
}

/* Refused at the field: what is no day is not written. */
static void
first_date_applied (SbSettingsPage *self)
{
  SbCompany *company = sb_page_get_company (SB_PAGE (self));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->first_date));
  char iso[SB_DAY_TEXT_SIZE] = "";
  SbDay day;

  if (*text != '\0' &&
      !sb_format_read_day (text, sb_clock_today (sb_company_get_clock (company)), &day, NULL))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->first_date), "error");
      sb_page_show_notice (SB_PAGE (self), _ ("The first date to sync is not a day."), NULL, NULL);
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->first_date), "error");
  sb_page_show_notice (SB_PAGE (self), NULL, NULL, NULL);
  if (*text != '\0')
    sb_day_format (day, iso);
  change_setting (self, SB_SETTING_FIRST_DATE, iso);
}

static void
disconnected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sb_company_disconnect_finish (SB_COMPANY (source), result, &error) &&
      self->integration != NULL)
    sb_page_show_error (SB_PAGE (self), error);
  if (self->integration != NULL)
    show_connection (self);
}

static void
disconnect_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSettingsPage) self = user_data;

  if (sb_dialogs_confirm_finish (result, NULL) && self->integration != NULL)
    sb_company_disconnect_async (sb_page_get_company (SB_PAGE (self)), NULL, disconnected_cb,
                                 g_object_ref (self));
}

static void
disconnect_clicked (SbSettingsPage *self)
{
  sb_dialogs_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                            _ ("Disconnect from QuickBooks?"),
                            _ ("The permission is given back. Nothing is deleted on either side, and "
                               "you can sign in to the same company again at any time."),
                            _ ("_Disconnect"), TRUE, sb_page_get_cancellable (SB_PAGE (self)),
                            disconnect_answered_cb, g_object_ref (self));
}

static void
sb_settings_page_constructed (GObject *object)
{
  SbSettingsPage *self = SB_SETTINGS_PAGE (object);

  G_OBJECT_CLASS (sb_settings_page_parent_class)->constructed (object);
  if (sb_page_get_company (SB_PAGE (self)) != NULL)
    g_signal_connect_object (sb_page_get_company (SB_PAGE (self)), "connection-changed",
                             G_CALLBACK (show_connection), self, G_CONNECT_SWAPPED);
}

static void
sb_settings_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SETTINGS_PAGE);
  G_OBJECT_CLASS (sb_settings_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/settings/settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, company_row);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, environment_row);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, connect_button);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, disconnect_row);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, accounts_row);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, sync_group);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, integration);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, first_date);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, journals);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, schedule);
  gtk_widget_class_bind_template_child (widget_class, SbSettingsPage, file_row);
  gtk_widget_class_bind_template_callback (widget_class, integration_changed);
  gtk_widget_class_bind_template_callback (widget_class, first_date_applied);
  gtk_widget_class_bind_template_callback (widget_class, journals_changed);
  gtk_widget_class_bind_template_callback (widget_class, schedule_changed);
  gtk_widget_class_bind_template_callback (widget_class, disconnect_clicked);
}

static void
sb_settings_page_class_init (SbSettingsPageClass *klass)
{
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sb_settings_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = sb_settings_page_dispose;
  page_class->reload = sb_settings_page_reload;
  page_class->changed = sb_settings_page_changed;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sb_settings_page_init (SbSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

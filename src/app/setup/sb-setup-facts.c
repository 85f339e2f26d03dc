/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-facts.h"

#include "sb-country-list.h"
#include "sb-file-picker.h"
#include "sb-ledger.h"

#include <glib/gi18n.h>

struct _SbSetupFacts
{
  SbSetupStep parent_instance;

  GtkEditable *name_row;    /* (template) */
  GtkDropDown *country;     /* (template) */
  GtkDropDown *currency;    /* (template) */
  AdwActionRow *country_row; /* (template) */
  AdwActionRow *currency_row; /* (template) */
  AdwActionRow *file_row;   /* (template) */
  GtkWidget *choose_button; /* (template) */
  GtkWidget *fixed_note;    /* (template) */

  char *chosen_path; /* (owned) (nullable): NULL while the place follows the name */
};

G_DEFINE_FINAL_TYPE (SbSetupFacts, sb_setup_facts, SB_TYPE_SETUP_STEP)

/* A file name that every file system takes, from the name of the business. */
static char *
file_name (const char *name)
{
  g_autofree char *clean = g_strstrip (g_strdup (name));

  if (*clean == '\0')
    return g_strdup ("stockbook.stockbook");
  g_strdelimit (clean, "/\\:*?\"<>|\t\n", '-');
  if (*clean == '.')
    *clean = '-';
  return g_strdup_printf ("%s.stockbook", clean);
}

/* Beside the owner's documents; with a number when that name is taken. */
static char *
proposed_path (const char *name)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *folder = documents != NULL ? documents : g_get_home_dir ();
  g_autofree char *file = file_name (name);
  char *path = g_build_filename (folder, file, NULL);

  for (int n = 2; g_file_test (path, G_FILE_TEST_EXISTS) && n < 1000; n++)
    {
      g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".stockbook"));
      g_autofree char *numbered = g_strdup_printf ("%s %d.stockbook", stem, n);

      g_free (path);
      path = g_build_filename (folder, numbered, NULL);
    }
  return path;
}

static char *
current_path (SbSetupFacts *self)
{
  if (self->chosen_path != NULL)
    return g_strdup (self->chosen_path);
  return proposed_path (gtk_editable_get_text (self->name_row));
}

static void
update (SbSetupFacts *self)
{
  SbCompany *company = sb_setup_get_company (sb_setup_step_get_setup (SB_SETUP_STEP (self)));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  g_autofree char *path =
      company != NULL ? g_strdup (sb_company_get_path (company)) : current_path (self);
  g_autofree char *shown = g_filename_display_name (path);

  adw_action_row_set_subtitle (self->file_row, shown);
  sb_setup_step_set_ready (SB_SETUP_STEP (self), company != NULL || *name != '\0');
}

static void
name_changed (SbSetupFacts *self)
{
  update (self);
}

static void
country_selected (SbSetupFacts *self)
{
  GListModel *currencies = gtk_drop_down_get_model (self->currency);
  guint n_countries, selected = gtk_drop_down_get_selected (self->country);
  const SbCountry *countries = sb_country_list (&n_countries);

  if (currencies == NULL || selected >= n_countries)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (currencies); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (currencies), i),
                   countries[selected].currency) == 0)
      gtk_drop_down_set_selected (self->currency, i);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupFacts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = sb_file_picker_finish (result, &error);

  if (file == NULL || sb_setup_step_get_setup (SB_SETUP_STEP (self)) == NULL)
    return;
  g_free (self->chosen_path);
  self->chosen_path = g_file_get_path (file);
  if (self->chosen_path != NULL && !g_str_has_suffix (self->chosen_path, ".stockbook"))
    {
      g_autofree char *bare = g_steal_pointer (&self->chosen_path);

      self->chosen_path = g_strconcat (bare, ".stockbook", NULL);
    }
  update (self);
}

static void
choose_clicked (SbSetupFacts *self)
{
  g_autofree char *name = file_name (gtk_editable_get_text (self->name_row));

  sb_file_picker_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             _ ("Where the Book Is Kept"), name, _ ("Books of Stockbook"),
                             "*.stockbook", place_chosen_cb, g_object_ref (self));
}

/* The practice company keeps its books in dollars, so a book for it does too. */
static void
sb_setup_facts_enter (SbSetupStep *step)
{
  SbSetupFacts *self = SB_SETUP_FACTS (step);
  SbSetup *setup = sb_setup_step_get_setup (step);
  gboolean exists = sb_setup_get_company (setup) != NULL;
  gboolean practice = sb_setup_get_mode (setup) == SB_SETUP_MODE_PRACTICE;

  if (practice && !exists)
    {
      if (*gtk_editable_get_text (self->name_row) == '\0')
        gtk_editable_set_text (self->name_row, _ ("Practice Shop"));
      gtk_drop_down_set_selected (self->country, sb_country_list_index ("US"));
      country_selected (self);
    }
  adw_action_row_set_subtitle (self->currency_row,
                               practice ? _ ("The practice company keeps its books in US dollars")
                                        : _ ("The home currency of your books; it cannot be "
                                             "changed later"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_row), !exists);
  gtk_widget_set_sensitive (GTK_WIDGET (self->country_row), !exists && !practice);
  gtk_widget_set_sensitive (GTK_WIDGET (self->currency_row), !exists && !practice);
  gtk_widget_set_visible (self->choose_button, !exists);
  gtk_widget_set_visible (self->fixed_note, exists);
  update (self);
}

static SbCompany *
create_book (SbSetupFacts *self, GError **error)
{
  guint n_countries;
  const SbCountry *countries = sb_country_list (&n_countries);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  g_autofree char *path = current_path (self);
  g_autofree char *folder = g_path_get_dirname (path);
  GObject *currency = gtk_drop_down_get_selected_item (self->currency);
  SbLedgerSettings settings = {
    .name = name,
    .country = countries[gtk_drop_down_get_selected (self->country)].code,
    .provisional_cost = TRUE,
    .closing_date = SB_DAY_NONE,
  };

  if (!sb_currency_from_code (gtk_string_object_get_string (GTK_STRING_OBJECT (currency)),
                              &settings.currency, error))
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0 || g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _ ("“%s” cannot be made there. Choose another place."), path);
      return NULL;
    }
  return sb_company_create (path, &settings, error);
}

static void
sb_setup_facts_apply_async (SbSetupStep *step, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (step, cancellable, callback, user_data);
  SbSetup *setup = sb_setup_step_get_setup (step);
  g_autoptr (SbCompany) company = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, sb_setup_facts_apply_async);
  if (sb_setup_get_company (setup) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  company = create_book (SB_SETUP_FACTS (step), &error);
  if (company == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sb_setup_set_company (setup, company);
  g_task_return_boolean (task, TRUE);
}

static void
sb_setup_facts_dispose (GObject *object)
{
  SbSetupFacts *self = SB_SETUP_FACTS (object);

  g_clear_pointer (&self->chosen_path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SETUP_FACTS);
  G_OBJECT_CLASS (sb_setup_facts_parent_class)->dispose (object);
}

static void
sb_setup_facts_class_init (SbSetupFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_facts_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_facts_enter;
  SB_SETUP_STEP_CLASS (klass)->apply_async = sb_setup_facts_apply_async;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupFacts, name_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupFacts, country);
  gtk_widget_class_bind_template_child (widget_class, SbSetupFacts, currency);
  gtk_widget_class_bind_template_child (widget_class, SbSetupFacts, country_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupFacts, currency_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupFacts, file_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupFacts, choose_button);
  gtk_widget_class_bind_template_child (widget_class, SbSetupFacts, fixed_note);
  gtk_widget_class_bind_template_callback (widget_class, name_changed);
  gtk_widget_class_bind_template_callback (widget_class, country_selected);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
}

static void
sb_setup_facts_init (SbSetupFacts *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_auto (GStrv) codes = sb_country_list_currencies ();
  g_autoptr (GtkStringList) currencies = gtk_string_list_new ((const char *const *) codes);
  g_autofree char *here = sb_country_list_from_locale ();
  guint n_countries;
  const SbCountry *countries = sb_country_list (&n_countries);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_countries; i++)
    gtk_string_list_append (names, _ (countries[i].name));
  gtk_drop_down_set_model (self->currency, G_LIST_MODEL (currencies));
  gtk_drop_down_set_model (self->country, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->country, sb_country_list_index (here));
  country_selected (self);
}

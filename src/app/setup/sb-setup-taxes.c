/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-taxes.h"

#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-reference.h"

#include <glib/gi18n.h>

struct _SbSetupTaxes
{
  SbSetupStep parent_instance;

  AdwPreferencesGroup *codes_group; /* (template) */
  AdwPreferencesGroup *rates_group; /* (template) */
  AdwPreferencesGroup *terms_group; /* (template) */
  GtkLabel *read_label;             /* (template) */

  GPtrArray *rows; /* (owned) (element-type GtkWidget): in the groups; replaced on entering */
};

G_DEFINE_FINAL_TYPE (SbSetupTaxes, sb_setup_taxes, SB_TYPE_SETUP_STEP)

/* What is read in one go. */
typedef struct
{
  GPtrArray *codes; /* (owned) (nullable) */
  GPtrArray *rates;
  GPtrArray *terms;
  gint64 read;
} Lists;

static void
lists_free (Lists *lists)
{
  g_clear_pointer (&lists->codes, g_ptr_array_unref);
  g_clear_pointer (&lists->rates, g_ptr_array_unref);
  g_clear_pointer (&lists->terms, g_ptr_array_unref);
  g_free (lists);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lists, lists_free)

static gpointer
read_lists (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Lists) lists = g_new0 (Lists, 1);

  lists->codes = sb_reference_list (db, "TaxCode", &lists->read, error);
  if (lists->codes == NULL)
    return NULL;
  lists->rates = sb_reference_list (db, "TaxRate", NULL, error);
  if (lists->rates == NULL)
    return NULL;
  lists->terms = sb_reference_list (db, "Term", NULL, error);
  return lists->terms != NULL ? g_steal_pointer (&lists) : NULL;
}

static char *
figure (const SbReference *reference)
{
  if (!reference->active)
    return g_strdup (_ ("inactive"));
  if (reference->has_percent)
    return sb_format_percent (reference->percent);
  if (reference->has_days)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) reference->days),
        (int) reference->days);
  return NULL;
}

static void
fill_group (SbSetupTaxes *self, AdwPreferencesGroup *group, GPtrArray *list, const char *none)
{
  adw_preferences_group_set_description (group, list->len == 0 ? none : NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const SbReference *reference = g_ptr_array_index (list, i);
      g_autofree char *text = figure (reference);
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                     reference->name, "title-lines", 0, "subtitle-lines", 0, NULL);

      if (g_strcmp0 (reference->description, reference->name) != 0 &&
          reference->description != NULL)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reference->description);
      if (text != NULL)
        {
          GtkWidget *label = gtk_label_new (text);

          gtk_widget_add_css_class (label, "figures");
          gtk_widget_add_css_class (label, "dim-label");
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
        }
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
clear_rows (SbSetupTaxes *self)
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
lists_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupTaxes) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Lists) lists = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->read_label == NULL)
    return;
  if (lists == NULL)
    {
      sb_setup_step_report (SB_SETUP_STEP (self), error);
      return;
    }
  clear_rows (self);
  fill_group (self, self->codes_group, lists->codes,
              _ ("The company has none: sales tax is switched off in QuickBooks."));
  fill_group (self, self->rates_group, lists->rates, _ ("The company has none."));
  fill_group (self, self->terms_group, lists->terms, _ ("The company has none."));
  if (lists->read > 0)
    {
      g_autofree char *moment = sb_format_moment (lists->read);
      g_autofree char *text = g_strdup_printf (_ ("Read from QuickBooks: %s"), moment);

      gtk_label_set_label (self->read_label, text);
    }
}

static void
sb_setup_taxes_enter (SbSetupStep *step)
{
  SbCompany *company = sb_setup_get_company (sb_setup_step_get_setup (step));

  sb_ledger_read_async (sb_company_get_ledger (company), read_lists, NULL, NULL,
                        (GDestroyNotify) lists_free, sb_setup_step_get_cancellable (step),
                        lists_read_cb, g_object_ref (step));
}

static void
sb_setup_taxes_dispose (GObject *object)
{
  SbSetupTaxes *self = SB_SETUP_TAXES (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SETUP_TAXES);
  G_OBJECT_CLASS (sb_setup_taxes_parent_class)->dispose (object);
}

static void
sb_setup_taxes_class_init (SbSetupTaxesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_taxes_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_taxes_enter;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-taxes.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupTaxes, codes_group);
  gtk_widget_class_bind_template_child (widget_class, SbSetupTaxes, rates_group);
  gtk_widget_class_bind_template_child (widget_class, SbSetupTaxes, terms_group);
  gtk_widget_class_bind_template_child (widget_class, SbSetupTaxes, read_label);
}

static void
sb_setup_taxes_init (SbSetupTaxes *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

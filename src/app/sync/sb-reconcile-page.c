/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-reconcile-page.h"

#include "sb-company.h"
#include "sb-format.h"
#include "sb-reconcile.h"
#include "sb-record-words.h"
#include "sb-mapping.h"

#include <glib/gi18n.h>

struct _SbReconcilePage
{
  SbPage parent_instance;

  GtkImage *verdict_icon;              /* (template) */
  GtkLabel *verdict;                   /* (template) */
  GtkLabel *inventory;                 /* (template) */
  AdwPreferencesGroup *accounts_group; /* (template) */
  AdwPreferencesGroup *differences_group; /* (template) */
  GtkLabel *unexplained;               /* (template) */

  GPtrArray *rows; /* (owned) (element-type GtkWidget): in the groups */
};

G_DEFINE_FINAL_TYPE (SbReconcilePage, sb_reconcile_page, SB_TYPE_PAGE)

static GtkWidget *
amount_label (gint64 amount, SbCurrency currency)
{
  g_autofree char *text = sb_format_money (amount, currency);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "money");
  return label;
}

static GtkWidget *
amount_row (const char *title, gint64 amount, SbCurrency currency)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "title-lines", 0, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), amount_label (amount, currency));
  return row;
}

/* The sum that has to come out: each term that is not nothing, and what is left. */
static GtkWidget *
account_row (const SbReconciledAccount *account, SbCurrency currency)
{
  const struct
  {
    const char *title;
    gint64 amount;
    gboolean always;
  } terms[] = {
    { _ ("QuickBooks says"), account->qbo_balance, TRUE },
    { _ ("Stockbook says"), account->local_balance, TRUE },
    { _ ("of it not sent yet"), account->not_exported, FALSE },
    { _ ("entered in QuickBooks by others"), account->foreign, FALSE },
    { _ ("ours, changed in QuickBooks"), account->changed, FALSE },
    { _ ("there before Stockbook"), account->conversion_start, FALSE },
    { _ ("Unexplained"), account->unexplained, TRUE },
  };
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", account->name,
                                 NULL);
  g_autoptr (GString) roles = g_string_new (NULL);

  for (guint i = 0; i < account->roles->len; i++)
    g_string_append_printf (roles, "%s%s", i > 0 ? " · " : "",
                            sb_mapping_role_title (g_ptr_array_index (account->roles, i)));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), roles->str);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row),
                               amount_label (account->qbo_balance, currency));
  if (account->unexplained != 0)
    adw_expander_row_set_icon_name (ADW_EXPANDER_ROW (row), "dialog-warning-symbolic");
  else
    adw_expander_row_set_icon_name (ADW_EXPANDER_ROW (row), "emblem-ok-symbolic");
  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    if (terms[i].always || terms[i].amount != 0)
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                                amount_row (terms[i].title, terms[i].amount, currency));
  return row;
}

static GtkWidget *
difference_row (const SbDifference *difference, SbCurrency currency)
{
  g_autofree char *day = sb_format_day (difference->date);
  g_autofree char *title = g_strdup_printf (
      "%s %s · %s", sb_record_object_title (difference->object),
      difference->doc_number != NULL && *difference->doc_number != '\0' ? difference->doc_number
      : difference->qbo_id != NULL                                      ? difference->qbo_id
                                                                        : "",
      day);
  g_autofree char *subtitle =
      difference->remedy != NULL && *difference->remedy != '\0'
          ? g_strdup_printf ("%s\n%s", difference->message, difference->remedy)
          : g_strdup (difference->message);
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                    "title-lines", 0, "subtitle-lines", 0, NULL);

  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      amount_label (difference->qbo_amount - difference->local_amount, currency));
  return row;
}

static void
add_row (SbReconcilePage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (SbReconcilePage *self)
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
show_result (SbReconcilePage *self, const SbReconciliation *result)
{
  g_autofree char *valuation = sb_format_money_code (result->valuation, result->currency);
  g_autofree char *balance = sb_format_money_code (result->local_inventory, result->currency);
  g_autofree char *rest = sb_format_money (result->unexplained, result->currency);
  g_autofree char *inventory = g_strdup_printf (
      _ ("Stock is worth %s; the Inventory account of the book holds %s."), valuation, balance);
  /* Translators: the last line of the reconciliation; the amount is the proof. */
  g_autofree char *foot = g_strdup_printf (_ ("Unexplained %s"), rest);

  clear_rows (self);
  gtk_image_set_from_icon_name (self->verdict_icon,
                                result->ok ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_label (self->verdict, result->ok
                                          ? _ ("Book and QuickBooks agree to the cent")
                                          : _ ("Something is left that nobody has explained"));
  gtk_label_set_label (self->inventory, inventory);
  gtk_label_set_label (self->unexplained, foot);
  for (guint i = 0; i < result->accounts->len; i++)
    add_row (self, self->accounts_group,
             account_row (g_ptr_array_index (result->accounts, i), result->currency));
  for (guint i = 0; i < result->differences->len; i++)
    add_row (self, self->differences_group,
             difference_row (g_ptr_array_index (result->differences, i), result->currency));
  gtk_widget_set_visible (GTK_WIDGET (self->differences_group), result->differences->len > 0);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static void
reconciled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbReconcilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbReconciliation) found =
      sb_company_reconcile_finish (SB_COMPANY (source), result, &error);

  if (self->verdict == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    sb_page_set_error (SB_PAGE (self), error);
  else
    show_result (self, found);
}

static void
sb_reconcile_page_reload (SbPage *page)
{
  SbCompany *company = sb_page_get_company (page);

  if (company == NULL)
    return;
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_company_reconcile_async (company, SB_DAY_NONE, sb_page_restart (page), reconciled_cb,
                              g_object_ref (page));
}

/* A proof is of one moment: it is made anew when it is asked for, not under the reader's eyes. */
static void
sb_reconcile_page_changed (SbPage *page, guint changes)
{
}

static void
sb_reconcile_page_open (SbPage *page, const char *argument)
{
  sb_page_reload (page);
}

static void
again_clicked (SbReconcilePage *self)
{
  sb_page_reload (SB_PAGE (self));
}

static void
sb_reconcile_page_dispose (GObject *object)
{
  SbReconcilePage *self = SB_RECONCILE_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_RECONCILE_PAGE);
  G_OBJECT_CLASS (sb_reconcile_page_parent_class)->dispose (object);
}

static void
sb_reconcile_page_class_init (SbReconcilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_reconcile_page_dispose;
  page_class->open = sb_reconcile_page_open;
  page_class->reload = sb_reconcile_page_reload;
  page_class->changed = sb_reconcile_page_changed;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/reconcile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbReconcilePage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, SbReconcilePage, verdict);
  gtk_widget_class_bind_template_child (widget_class, SbReconcilePage, inventory);
  gtk_widget_class_bind_template_child (widget_class, SbReconcilePage, accounts_group);
  gtk_widget_class_bind_template_child (widget_class, SbReconcilePage, differences_group);
  gtk_widget_class_bind_template_child (widget_class, SbReconcilePage, unexplained);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked);
}

static void
sb_reconcile_page_init (SbReconcilePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-home-page.h"

#include <glib/gi18n.h>

#include "sb-book-facts.h"
#include "sb-cell-text.h"
#include "sb-company.h"
#include "sb-decimal.h"
#include "sb-document-kind.h"
#include "sb-draft.h"
#include "sb-figure-bar.h"
#include "sb-format.h"
#include "sb-home-facts.h"
#include "sb-ledger.h"
#include "sb-month-chart.h"
#include "sb-sync-watch.h"

struct _SbHomePage
{
  SbPage parent_instance;

  SbHomeFacts *facts;  /* (owned) (nullable) */

  GtkLabel     *sync_line;
  GtkWidget    *attention_group;
  GtkListBox   *attention;
  GtkWidget    *calm;
  SbFigureBar  *figures;
  GtkLabel     *value;
  SbMonthChart *chart;
  GtkWidget    *recent_group;
  GtkListBox   *recent;
};

G_DEFINE_FINAL_TYPE (SbHomePage, sb_home_page, SB_TYPE_PAGE)

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

/* One thing to see to: words, and the button that leads there. */
static void
add_attention (SbHomePage *self, const char *icon, const char *text, const char *label,
               const char *action)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *markup = g_markup_escape_text (text, -1);
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_icon_name (row, icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  gtk_list_box_append (self->attention, GTK_WIDGET (row));
}

static void
add_sync_attention (SbHomePage *self, SbSyncWatch *watch)
{
  gint64 bad = sb_sync_watch_get_attention (watch);
  gint64 pending = sb_sync_watch_get_count (watch, SB_RECORD_PENDING);
  SbSyncWatchState state = sb_sync_watch_get_state (watch);

  if (state == SB_SYNC_WATCH_SIGN_IN)
    add_attention (self, "dialog-password-symbolic", _("QuickBooks asks you to sign in again"),
                   _("_Sign In"), "win.settings");
  if (bad > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%d record was not accepted by QuickBooks",
                    "%d records were not accepted by QuickBooks", (gulong) bad),
          (int) bad);
      add_attention (self, "dialog-warning-symbolic", text, _("S_how"), "win.open::quickbooks/failed");
    }
  if (pending > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%d record waits for something that is missing",
                    "%d records wait for something that is missing", (gulong) pending),
          (int) pending);
      add_attention (self, "dialog-information-symbolic", text, _("S_how"),
                     "win.open::quickbooks/pending");
    }
}

static void
add_counts (SbHomePage *self)
{
  const SbHomeFacts *facts = self->facts;

  if (facts->out_of_stock > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u product is out of stock", "%u products are out of stock",
                                     facts->out_of_stock),
                           facts->out_of_stock);
      add_attention (self, "package-x-generic-symbolic", text, _("S_how"),
                     "win.open::products/out");
    }
  if (facts->low > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u product is below its reorder point",
                    "%u products are below their reorder point", facts->low),
          facts->low);
      add_attention (self, "package-x-generic-symbolic", text, _("S_how"), "win.open::products/low");
    }
  if (facts->open_purchases > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u purchase is not finished", "%u purchases are not finished",
                                     facts->open_purchases),
                           facts->open_purchases);
      add_attention (self, "document-send-symbolic", text, _("S_how"), "win.open::purchases/open");
    }
  if (facts->open_sales > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u sale is not finished", "%u sales are not finished",
                                     facts->open_sales),
                           facts->open_sales);
      add_attention (self, "emblem-documents-symbolic", text, _("S_how"), "win.open::sales/open");
    }
}

static void
add_drafts (SbHomePage *self)
{
  for (guint i = 0; i < MIN (self->facts->drafts->len, 3); i++)
    {
      const SbDraft *draft = g_ptr_array_index (self->facts->drafts, i);
      const SbDocumentKind *kind = sb_document_kind_find (draft->kind);
      g_autofree char *when = sb_format_moment (draft->updated);
      g_autofree char *text = NULL;
      g_autofree char *action =
          g_strdup_printf ("win.open::document/draft/%" G_GINT64_FORMAT, draft->id);

      if (kind == NULL)
        continue;
      /* Translators: a document that was not finished; its kind, and when it was typed */
      text = g_strdup_printf (_("%s, not finished, %s"), _(kind->title), when);
      add_attention (self, "document-edit-symbolic", text, _("_Go On"), action);
    }
}

static void
show_attention (SbHomePage *self, SbSyncWatch *watch)
{
  const SbHomeFacts *facts = self->facts;

  clear_list (self->attention);
  if (facts->setup_step != NULL)
    add_attention (self, "emblem-system-symbolic", _("The set-up is not finished"), _("_Go On"),
                   "win.resume-setup");
  add_sync_attention (self, watch);
  add_drafts (self);
  if (facts->products == 0)
    add_attention (self, "package-x-generic-symbolic", _("There are no products yet"),
                   _("_Add One"), "win.open::product/new");
  add_counts (self);

  gboolean any = gtk_list_box_get_row_at_index (self->attention, 0) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->attention), any);
  gtk_widget_set_visible (self->calm, !any);
}

static void
show_figures (SbHomePage *self)
{
  const SbBookFigures *figures = &self->facts->figures;
  SbCurrency currency = sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;
  gint64 margin = figures->sales - figures->cost;
  gint64 rate = 0;
  g_autofree char *sales = sb_format_money (figures->sales, currency);
  g_autofree char *cost = sb_format_money (figures->cost, currency);
  g_autofree char *left = sb_format_money (margin, currency);
  g_autofree char *share = NULL;
  g_autofree char *value =
      sb_format_money_code (figures->inventory[SB_FIGURE_MONTHS - 1], currency);
  g_autofree char *before = sb_format_money (figures->inventory[0], currency);
  /* Translators: read aloud for a chart: values of stock a year ago and now */
  g_autofree char *spoken =
      g_strdup_printf (_("Value of stock over twelve months: from %s to %s"), before, value);

  /* Whole percents are enough to steer by. */
  if (figures->sales > 0
      && sb_round_ratio ((__int128) margin * 100, figures->sales, &rate, NULL))
    share = sb_format_percent (rate * (SB_RATE_ONE / 100));
  sb_figure_bar_clear (self->figures);
  sb_figure_bar_add (self->figures, _("Sales this month"), sales);
  sb_figure_bar_add (self->figures, _("Cost of what was sold"), cost);
  sb_figure_bar_add (self->figures, _("Margin"), left);
  sb_figure_bar_add (self->figures, _("Margin of sales"), share != NULL ? share : "–");
  gtk_label_set_label (self->value, value);
  sb_month_chart_set_values (self->chart, figures->inventory, SB_FIGURE_MONTHS, spoken);
}

static void
add_recent (SbHomePage *self, const SbListRow *document, SbCurrency currency)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *number = sb_cell_text (&document->cells[0], currency);
  g_autofree char *kind = sb_cell_text (&document->cells[1], currency);
  g_autofree char *day = sb_cell_text (&document->cells[2], currency);
  g_autofree char *total = sb_cell_text (&document->cells[4], currency);
  g_autofree char *title = g_strdup_printf (C_("document", "%s %s"), kind, number);
  g_autofree char *markup = g_markup_escape_text (title, -1);
  GtkWidget *amount = gtk_label_new (total);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_subtitle (row, day);
  gtk_widget_add_css_class (amount, "figures");
  adw_action_row_add_suffix (row, amount);
  if (document->link != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", document->link);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
    }
  gtk_list_box_append (self->recent, GTK_WIDGET (row));
}

static void
show_recent (SbHomePage *self)
{
  SbCurrency currency = sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;

  clear_list (self->recent);
  for (guint i = 0; i < self->facts->recent->len; i++)
    {
      const SbListRow *row = g_ptr_array_index (self->facts->recent, i);
      if (row->n_cells > 4)
        add_recent (self, row, currency);
    }
  gtk_widget_set_visible (self->recent_group, self->facts->recent->len > 0);
}

static void
watch_changed_cb (SbHomePage *self, SbSyncWatch *watch)
{
  g_autofree char *line = sb_sync_watch_describe (watch);

  gtk_label_set_label (self->sync_line, line);
  if (self->facts != NULL)
    show_attention (self, watch);
}

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_home_facts_load (db, *(SbDay *) data, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SbHomeFacts *facts = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facts == NULL)
    {
      sb_page_set_error (user_data, error);
      return;
    }
  SbHomePage *self = user_data;
  g_clear_pointer (&self->facts, sb_home_facts_free);
  self->facts = facts;
  show_attention (self, sb_sync_watch_for_company (sb_page_get_company (SB_PAGE (self))));
  show_figures (self);
  show_recent (self);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static void
sb_home_page_reload (SbPage *page)
{
  SbHomePage *self = SB_HOME_PAGE (page);
  SbCompany *company = sb_page_get_company (page);
  SbDay today = sb_clock_today (sb_company_get_clock (company));

  if (self->facts == NULL)
    sb_page_set_state (page, SB_PAGE_LOADING);
  sb_ledger_read_async (sb_company_get_ledger (company), load,
                        g_memdup2 (&today, sizeof today), g_free,
                        (GDestroyNotify) sb_home_facts_free, sb_page_restart (page), loaded_cb,
                        self);
}

static void
sb_home_page_changed (SbPage *page, guint changes)
{
  /* The state of records comes through the watch. */
  if ((changes & ~(guint) SB_CHANGE_SYNC) != 0)
    SB_PAGE_CLASS (sb_home_page_parent_class)->changed (page, changes);
}

static void
sb_home_page_constructed (GObject *object)
{
  SbHomePage *self = SB_HOME_PAGE (object);
  SbCompany *company = sb_page_get_company (SB_PAGE (self));

  G_OBJECT_CLASS (sb_home_page_parent_class)->constructed (object);
  if (company == NULL)
    return;
  SbSyncWatch *watch = sb_sync_watch_for_company (company);
  g_signal_connect_object (watch, "changed", G_CALLBACK (watch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  watch_changed_cb (self, watch);
}

static void
sb_home_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_HOME_PAGE);
  G_OBJECT_CLASS (sb_home_page_parent_class)->dispose (object);
}

static void
sb_home_page_finalize (GObject *object)
{
  g_clear_pointer (&SB_HOME_PAGE (object)->facts, sb_home_facts_free);
  G_OBJECT_CLASS (sb_home_page_parent_class)->finalize (object);
}

static void
sb_home_page_class_init (SbHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sb_home_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = sb_home_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_home_page_finalize;
  page_class->reload = sb_home_page_reload;
  page_class->changed = sb_home_page_changed;

  g_type_ensure (SB_TYPE_FIGURE_BAR);
  g_type_ensure (SB_TYPE_MONTH_CHART);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, sync_line);
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, attention_group);
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, attention);
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, calm);
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, figures);
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, value);
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, chart);
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, recent_group);
  gtk_widget_class_bind_template_child (widget_class, SbHomePage, recent);
}

static void
sb_home_page_init (SbHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

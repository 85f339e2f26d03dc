/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-preview-page.h"

#include "sb-company.h"
#include "sb-format.h"
#include "sb-posting-list.h"
#include "sb-record-words.h"
#include "sb-sync-watch.h"

#include <glib/gi18n.h>

/* Requests shown one by one; the sums are of all. */
#define MAX_ROWS 200

/* As many stand open with their postings; of more, the sums above say enough. */
#define MAX_OPEN 30

struct _SbSyncPreviewPage
{
  SbPage parent_instance;

  GtkButton *send_button;            /* (template) */
  SbPostingList *net;                /* (template) */
  GtkWidget *net_group;              /* (template) */
  AdwPreferencesGroup *list_group;   /* (template) */

  GPtrArray *rows; /* (owned) (element-type GtkWidget): in the list */
};

G_DEFINE_FINAL_TYPE (SbSyncPreviewPage, sb_sync_preview_page, SB_TYPE_PAGE)

static GtkWidget *
detail_row (GtkWidget *child)
{
  gtk_widget_set_margin_top (child, 9);
  gtk_widget_set_margin_bottom (child, 9);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  return g_object_new (ADW_TYPE_PREFERENCES_ROW, "child", child, "activatable", FALSE, NULL);
}

/* The very text that would be sent, indented by whoever wrote it: not touched. */
static GtkWidget *
json_row (const SbSyncPlanned *request)
{
  GtkWidget *expander = gtk_expander_new_with_mnemonic (_ ("_What is sent"));
  GtkWidget *label = gtk_label_new (request->body);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "caption");
  gtk_expander_set_child (GTK_EXPANDER (expander), label);
  return detail_row (expander);
}

/* Debits of the posting: what the document or entry amounts to. */
static gint64
amount_of (const SbSyncPlanned *request)
{
  gint64 amount = 0;

  for (guint i = 0; i < request->posting->len; i++)
    amount += ((const SbSyncPosting *) g_ptr_array_index (request->posting, i))->debit;
  return amount;
}

static GtkWidget *
request_row (const SbSyncPlanned *request, SbCurrency currency, gboolean open)
{
  g_autofree char *title = g_strdup_printf (C_ ("record", "%s %s"),
                                            sb_record_object_title (request->object),
                                            request->local != NULL ? request->local : "");
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", sb_record_operation_title (request->operation),
                                 "expanded", open, NULL);

  if (request->posting->len > 0)
    {
      GtkWidget *list = sb_posting_list_new ();
      g_autofree char *amount = sb_format_money (amount_of (request), currency);
      GtkWidget *label = gtk_label_new (amount);

      gtk_widget_add_css_class (label, "money");
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), label);
      sb_posting_list_set (SB_POSTING_LIST (list), request->posting, currency, FALSE);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), detail_row (list));
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), json_row (request));
  return row;
}

static void
show_report (SbSyncPreviewPage *self, const SbSyncReport *report)
{
  g_autoptr (GPtrArray) net = sb_posting_list_net (report->requests);
  g_autofree char *label =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Send this one", "_Send these %u",
                                    report->requests->len), report->requests->len);
  g_autofree char *more = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < report->requests->len && i < MAX_ROWS; i++)
    {
      GtkWidget *row = request_row (g_ptr_array_index (report->requests, i), report->currency,
                                    report->requests->len <= MAX_OPEN);

      adw_preferences_group_add (self->list_group, row);
      g_ptr_array_add (self->rows, row);
    }
  if (report->requests->len > MAX_ROWS)
    more = g_strdup_printf (_ ("The first %d of %u; the sums above are of all."), MAX_ROWS,
                            report->requests->len);
  adw_preferences_group_set_description (self->list_group, more);
  sb_posting_list_set (self->net, net, report->currency, TRUE);
  gtk_widget_set_visible (self->net_group, net->len > 0);
  gtk_button_set_label (self->send_button, label);
  sb_page_set_state (SB_PAGE (self),
                     report->requests->len > 0 ? SB_PAGE_READY : SB_PAGE_EMPTY);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncPreviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbSyncReport) report = sb_company_sync_finish (SB_COMPANY (source), result, &error);

  if (self->net == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report == NULL)
    {
      sb_page_set_error (SB_PAGE (self), error);
      return;
    }
  if (report->outcome != SB_SYNC_OUTCOME_DONE && report->outcome != SB_SYNC_OUTCOME_FAILURES &&
      report->outcome != SB_SYNC_OUTCOME_CANCELLED)
    sb_page_show_notice (SB_PAGE (self),
                         report->message != NULL ? report->message
                                                 : _ ("QuickBooks could not be read."), NULL, NULL);
  if (report->outcome != SB_SYNC_OUTCOME_CANCELLED)
    show_report (self, report);
}

static void
sb_sync_preview_page_reload (SbPage *page)
{
  SbCompany *company = sb_page_get_company (page);

  if (company == NULL)
    return;
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_company_sync_async (company, SB_SYNC_RUN_DRY_RUN, sb_page_restart (page), previewed_cb,
                         g_object_ref (page));
}

/* Only when it is opened: reading QuickBooks again whenever something is typed would be rude. */
static void
sb_sync_preview_page_changed (SbPage *page, guint changes)
{
}

static void
sb_sync_preview_page_open (SbPage *page, const char *argument)
{
  sb_page_reload (page);
}

static void
send_clicked (SbSyncPreviewPage *self)
{
  sb_sync_watch_start (sb_sync_watch_for_company (sb_page_get_company (SB_PAGE (self))));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", "quickbooks");
}

static void
sb_sync_preview_page_dispose (GObject *object)
{
  SbSyncPreviewPage *self = SB_SYNC_PREVIEW_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SYNC_PREVIEW_PAGE);
  G_OBJECT_CLASS (sb_sync_preview_page_parent_class)->dispose (object);
}

static void
sb_sync_preview_page_class_init (SbSyncPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_sync_preview_page_dispose;
  page_class->open = sb_sync_preview_page_open;
  page_class->reload = sb_sync_preview_page_reload;
  page_class->changed = sb_sync_preview_page_changed;
  g_type_ensure (SB_TYPE_POSTING_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/sync-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSyncPreviewPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPreviewPage, net);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPreviewPage, net_group);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPreviewPage, list_group);
  gtk_widget_class_bind_template_callback (widget_class, send_clicked);
}

static void
sb_sync_preview_page_init (SbSyncPreviewPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

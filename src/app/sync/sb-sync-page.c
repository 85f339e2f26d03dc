/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-page.h"

#include "sb-dialogs.h"
#include "sb-ledger.h"
#include "sb-list-view.h"
#include "sb-record-detail.h"
#include "sb-record-facts.h"
#include "sb-record-remedy.h"
#include "sb-record-source.h"
#include "sb-record-words.h"
#include "sb-row.h"
#include "sb-sync-watch.h"

#include <glib/gi18n.h>

#define BIT(state) (1u << (state))
#define ATTENTION (BIT (SB_RECORD_FAILED) | BIT (SB_RECORD_BLOCKED) | BIT (SB_RECORD_CONFLICT))

typedef struct
{
  const char *word;  /* argument of the page */
  const char *title; /* untranslated */
  guint states;      /* 0: all */
} Chip;

static const Chip chips[] = {
  { "all", N_ ("All"), 0 },
  { "attention", N_ ("Needs you"), ATTENTION },
  { "waiting", N_ ("Waiting"), BIT (SB_RECORD_WAITING) | BIT (SB_RECORD_SENT) },
  { "failed", N_ ("Failed"), BIT (SB_RECORD_FAILED) },
  { "pending", N_ ("Pending"), BIT (SB_RECORD_PENDING) },
  { "blocked", N_ ("Blocked"), BIT (SB_RECORD_BLOCKED) },
  { "conflict", N_ ("Conflict"), BIT (SB_RECORD_CONFLICT) },
  { "skipped", N_ ("Skipped"), BIT (SB_RECORD_SKIPPED) },
  { "synced", N_ ("Synced"), BIT (SB_RECORD_SYNCED) },
  { "not_needed", N_ ("Not needed"), BIT (SB_RECORD_NOT_NEEDED) },
};

struct _SbSyncPage
{
  SbPage parent_instance;

  GtkImage *status_icon;        /* (template) */
  GtkLabel *status;             /* (template) */
  GtkLabel *last_counts;        /* (template) */
  GtkWidget *progress_box;      /* (template) */
  GtkProgressBar *progress_bar; /* (template) */
  GtkBox *chips;                /* (template) */
  SbListView *view;             /* (template) */
  GtkWidget *detail_box;        /* (template) */
  SbRecordDetail *detail;       /* (template) */

  GtkToggleButton *chip_buttons[G_N_ELEMENTS (chips)]; /* in the box */
  GtkScrolledWindow *chip_scroll; /* (template) */
  gboolean open_first;          /* somebody came for one kind: the first of it opens by itself */
  SbSyncWatch *watch;           /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SbSyncPage, sb_sync_page, SB_TYPE_PAGE)

static gint64
chip_count (SbSyncPage *self, const Chip *chip)
{
  gint64 n = 0;

  for (int state = 0; state < SB_N_RECORD_STATES; state++)
    if ((chip->states & BIT (state)) != 0)
      n += sb_sync_watch_get_count (self->watch, (SbRecordState) state);
  return n;
}

/* A chip without records is there only while it is chosen: ten zeros tell nobody anything. */
static void
update_chips (SbSyncPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      gint64 n = chip_count (self, &chips[i]);
      gboolean active = gtk_toggle_button_get_active (self->chip_buttons[i]);
      g_autofree char *label = chips[i].states == 0
                                   ? g_strdup (_ (chips[i].title))
                                   /* Translators: a state and how many records are in it. */
                                   : g_strdup_printf (C_ ("filter", "%s %d"), _ (chips[i].title),
                                                      (int) n);

      gtk_button_set_label (GTK_BUTTON (self->chip_buttons[i]), label);
      gtk_widget_set_visible (GTK_WIDGET (self->chip_buttons[i]),
                              n > 0 || active || chips[i].states == 0);
    }
}

static guint
sum_counts (GPtrArray *counts)
{
  guint n = 0;

  for (guint i = 0; i < counts->len; i++)
    {
      const SbSyncCount *count = g_ptr_array_index (counts, i);

      n += count->created + count->updated + count->deleted + count->voided + count->inactive;
    }
  return n;
}

static void
update_last_counts (SbSyncPage *self)
{
  const SbSyncReport *report = sb_sync_watch_get_report (self->watch);
  g_autofree char *text = NULL;

  if (report != NULL)
    text = g_strdup_printf (_ ("%u sent, %u received, %u requests"), sum_counts (report->sent),
                            sum_counts (report->pulled), report->calls.total);
  gtk_label_set_label (self->last_counts, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->last_counts), text != NULL);
}

static const char *
state_icon (SbSyncWatchState state)
{
  switch (state)
    {
    case SB_SYNC_WATCH_RUNNING:
    case SB_SYNC_WATCH_WAITING:
      return "emblem-synchronizing-symbolic";
    case SB_SYNC_WATCH_IN_STEP:
      return "emblem-ok-symbolic";
    case SB_SYNC_WATCH_OFFLINE:
      return "network-offline-symbolic";
    case SB_SYNC_WATCH_STANDALONE:
    case SB_SYNC_WATCH_OFF:
    case SB_SYNC_WATCH_SIGN_IN:
    case SB_SYNC_WATCH_ATTENTION:
    default:
      return "dialog-warning-symbolic";
    }
}

static void
update_progress (SbSyncPage *self)
{
  SbSyncProgress progress;

  sb_sync_watch_get_progress (self->watch, &progress);
  gtk_progress_bar_set_text (self->progress_bar, progress.text != NULL ? progress.text : "");
  if (progress.total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar,
                                   (double) progress.done / (double) progress.total);
  else
    gtk_progress_bar_pulse (self->progress_bar);
}

static void
watch_changed (SbSyncPage *self)
{
  SbSyncWatchState state = sb_sync_watch_get_state (self->watch);
  g_autofree char *text = sb_sync_watch_describe (self->watch);

  gtk_label_set_label (self->status, text);
  gtk_image_set_from_icon_name (self->status_icon, state_icon (state));
  gtk_widget_set_visible (self->progress_box, state == SB_SYNC_WATCH_RUNNING);
  if (state == SB_SYNC_WATCH_RUNNING)
    update_progress (self);
  update_last_counts (self);
  update_chips (self);
  sb_page_set_state (SB_PAGE (self), state == SB_SYNC_WATCH_STANDALONE ? SB_PAGE_EMPTY
                                                                       : SB_PAGE_READY);
}

static void
run_finished (SbSyncPage *self)
{
  const GError *error = sb_sync_watch_get_error (self->watch);

  if (error != NULL)
    sb_page_show_error (SB_PAGE (self), error);
  else
    sb_page_show_notice (SB_PAGE (self), NULL, NULL, NULL);
}

static void
show_detail (SbSyncPage *self, gint64 id)
{
  gtk_widget_set_visible (self->detail_box, TRUE);
  sb_record_detail_show (self->detail, sb_page_get_company (SB_PAGE (self)), id);
}

static gboolean
row_opened (SbListView *view, gint64 id, const char *link, gpointer user_data)
{
  show_detail (SB_SYNC_PAGE (user_data), id);
  return TRUE;
}

static void
detail_closed (SbSyncPage *self)
{
  gtk_widget_set_visible (self->detail_box, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
close_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSyncPage *self = SB_SYNC_PAGE (widget);

  if (gtk_widget_get_visible (self->detail_box))
    detail_closed (self);
}

/* A chip that was chosen from elsewhere may stand outside a narrow window. */
static void
show_chip (SbSyncPage *self, GtkWidget *chip)
{
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (self->chip_scroll);
  double x, y;

  if (gtk_widget_translate_coordinates (chip, GTK_WIDGET (self->chips), 0, 0, &x, &y))
    gtk_adjustment_clamp_page (place, x, x + gtk_widget_get_width (chip));
}

static void
list_shown (SbSyncPage *self)
{
  GListModel *rows = G_LIST_MODEL (sb_list_view_get_model (self->view));
  g_autoptr (SbRow) row = self->open_first ? g_list_model_get_item (rows, 0) : NULL;

  self->open_first = FALSE;
  if (row != NULL)
    show_detail (self, sb_row_get_id (row));
  for (gsize i = 0; i < G_N_ELEMENTS (chips); i++)
    if (gtk_toggle_button_get_active (self->chip_buttons[i]))
      show_chip (self, GTK_WIDGET (self->chip_buttons[i]));
}

static void
chip_toggled (SbSyncPage *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button) || sb_list_view_get_model (self->view) == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (chips); i++)
    if (self->chip_buttons[i] == button)
      sb_list_view_set_parent_id (self->view, chips[i].states);
  sb_list_view_reload (self->view);
  update_chips (self);
}

static void
add_chips (SbSyncPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      self->chip_buttons[i] = GTK_TOGGLE_BUTTON (button);
      gtk_widget_add_css_class (button, "chip");
      gtk_toggle_button_set_group (self->chip_buttons[i], i > 0 ? self->chip_buttons[0] : NULL);
      gtk_toggle_button_set_active (self->chip_buttons[i], i == 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (chip_toggled), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->chips, button);
    }
}

static void
detail_failed (SbSyncPage *self, const GError *error)
{
  sb_page_show_error (SB_PAGE (self), error);
}

static void
cancel_clicked (SbSyncPage *self)
{
  sb_sync_watch_cancel (self->watch);
}

static void
mended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;
  int changed = sb_record_remedy_finish (SB_COMPANY (source), result, &error);
  g_autofree char *text = NULL;

  if (self->view == NULL)
    return;
  if (changed < 0)
    {
      sb_page_show_error (SB_PAGE (self), error);
      return;
    }
  sb_list_view_unselect (self->view);
  text = g_strdup_printf (ngettext ("%d record changed", "%d records changed", (gulong) changed), changed);
  sb_page_toast (SB_PAGE (self), text);
}

static void
mend (SbSyncPage *self, SbRecordRemedy remedy, const GArray *ids, const char *reason)
{
  sb_record_remedy_async (sb_page_get_company (SB_PAGE (self)), remedy, ids, reason,
                          sb_page_get_cancellable (SB_PAGE (self)), mended_cb, g_object_ref (self));
}

static void
retry_all_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mend (SB_SYNC_PAGE (widget), SB_RECORD_REMEDY_RETRY, NULL, NULL);
}

static void
retry_selected_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSyncPage *self = SB_SYNC_PAGE (widget);
  g_autoptr (GArray) ids = sb_list_view_get_selected (self->view);

  if (ids->len > 0)
    mend (self, SB_RECORD_REMEDY_RETRY, ids, NULL);
}

static void
skip_reason_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncPage) self = user_data;
  g_autofree char *reason = sb_dialogs_ask_text_finish (result, NULL);
  g_autoptr (GArray) ids = NULL;

  if (reason == NULL || self->view == NULL)
    return;
  ids = sb_list_view_get_selected (self->view);
  if (ids->len > 0)
    mend (self, SB_RECORD_REMEDY_SKIP, ids, reason);
}

static void
dependents_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dependents = sb_ledger_read_finish (SB_LEDGER (source), result, &error);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (self->view == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (dependents == NULL)
    {
      sb_page_show_error (SB_PAGE (self), error);
      return;
    }
  ids = sb_list_view_get_selected (self->view);
  heading = g_strdup_printf (ngettext ("Skip %u record?", "Skip %u records?", ids->len), ids->len);
  body = sb_record_skip_text (dependents);
  sb_dialogs_ask_text_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body,
                             _ ("Reason"), _ ("_Skip"), sb_page_get_cancellable (SB_PAGE (self)),
                             skip_reason_cb, g_object_ref (self));
}

static void
skip_selected_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSyncPage *self = SB_SYNC_PAGE (widget);
  g_autoptr (GArray) ids = sb_list_view_get_selected (self->view);

  if (ids->len > 0)
    sb_record_dependents_read_async (
        sb_company_get_ledger (sb_page_get_company (SB_PAGE (self))), ids,
        sb_page_get_cancellable (SB_PAGE (self)), dependents_read_cb, g_object_ref (self));
}

static void
search_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_list_view_focus_search (SB_SYNC_PAGE (widget)->view);
}

static void
sb_sync_page_open (SbPage *page, const char *argument)
{
  SbSyncPage *self = SB_SYNC_PAGE (page);

  for (gsize i = 0; argument != NULL && i < G_N_ELEMENTS (chips); i++)
    if (g_str_equal (argument, chips[i].word))
      {
        self->open_first = chips[i].states != 0;
        gtk_toggle_button_set_active (self->chip_buttons[i], TRUE);
      }
}

static void
sb_sync_page_reload (SbPage *page)
{
  SbSyncPage *self = SB_SYNC_PAGE (page);

  if (self->watch == NULL)
    return;
  watch_changed (self);
  sb_list_view_reload (self->view);
  if (gtk_widget_get_visible (self->detail_box))
    sb_record_detail_reload (self->detail);
}

static void
sb_sync_page_changed (SbPage *page, guint changes)
{
  const guint ours =
      SB_CHANGE_SYNC | SB_CHANGE_JOURNALS | SB_CHANGE_DOCUMENTS | SB_CHANGE_PARTIES | SB_CHANGE_PRODUCTS;

  if ((changes & ours) != 0)
    SB_PAGE_CLASS (sb_sync_page_parent_class)->changed (page, changes);
}

static void
sb_sync_page_constructed (GObject *object)
{
  SbSyncPage *self = SB_SYNC_PAGE (object);
  SbCompany *company;

  G_OBJECT_CLASS (sb_sync_page_parent_class)->constructed (object);
  company = sb_page_get_company (SB_PAGE (self));
  if (company == NULL)
    return;
  self->watch = g_object_ref (sb_sync_watch_for_company (company));
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (watch_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "finished", G_CALLBACK (run_finished), self,
                           G_CONNECT_SWAPPED);
  sb_list_view_set_source (self->view, company, sb_record_source_get ());
  /* The run whose failure led here may have ended before the page was made. */
  run_finished (self);
}

static void
sb_sync_page_dispose (GObject *object)
{
  SbSyncPage *self = SB_SYNC_PAGE (object);

  g_clear_object (&self->watch);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SYNC_PAGE);
  G_OBJECT_CLASS (sb_sync_page_parent_class)->dispose (object);
}

static void
sb_sync_page_class_init (SbSyncPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sb_sync_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = sb_sync_page_dispose;
  page_class->open = sb_sync_page_open;
  page_class->reload = sb_sync_page_reload;
  page_class->changed = sb_sync_page_changed;
  g_type_ensure (SB_TYPE_LIST_VIEW);
  g_type_ensure (SB_TYPE_RECORD_DETAIL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, status);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, last_counts);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, chips);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, view);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, detail_box);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, detail);
  gtk_widget_class_bind_template_child (widget_class, SbSyncPage, chip_scroll);
  gtk_widget_class_bind_template_callback (widget_class, row_opened);
  gtk_widget_class_bind_template_callback (widget_class, list_shown);
  gtk_widget_class_bind_template_callback (widget_class, detail_closed);
  gtk_widget_class_bind_template_callback (widget_class, detail_failed);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_install_action (widget_class, "monitor.retry-all", NULL, retry_all_activated);
  gtk_widget_class_install_action (widget_class, "monitor.retry", NULL, retry_selected_activated);
  gtk_widget_class_install_action (widget_class, "monitor.skip", NULL, skip_selected_activated);
  gtk_widget_class_install_action (widget_class, "monitor.close", NULL, close_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "monitor.close", NULL);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_activated);
}

static void
sb_sync_page_init (SbSyncPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_chips (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-detail.h"

#include "sb-dialogs.h"
#include "sb-format.h"
#include "sb-launcher.h"
#include "sb-ledger.h"
#include "sb-posting-list.h"
#include "sb-record-facts.h"
#include "sb-record-remedy.h"
#include "sb-record-words.h"
#include "sb-request-words.h"
#include "sb-sync-watch.h"
#include "sb-versions-view.h"
#include "sb-wrap-box.h"

#include <glib/gi18n.h>

struct _SbRecordDetail
{
  AdwBin parent_instance;

  GtkLabel *title;              /* (template) */
  GtkLabel *state;              /* (template) */
  GtkLabel *message;            /* (template) */
  GtkLabel *remedy;             /* (template) */
  GtkWidget *retry_button;      /* (template) */
  GtkWidget *skip_button;       /* (template) */
  GtkWidget *local_button;      /* (template) */
  GtkWidget *qbo_button;        /* (template) */
  GtkWidget *accounts_button;   /* (template) */
  GtkWidget *postings_button;   /* (template) */
  GtkWidget *sign_in_button;    /* (template) */
  GtkWidget *link_button;       /* (template) */
  GtkStack *tabs;               /* (template) */
  SbPostingList *posting;       /* (template) */
  GtkWidget *no_posting;        /* (template) */
  SbVersionsView *versions;     /* (template) */
  GtkWidget *no_versions;       /* (template) */
  GtkLabel *attempts;           /* (template) */
  GtkLabel *technical;          /* (template) */

  SbCompany *company;        /* (owned) (nullable) */
  SbRecordFacts *facts;      /* (owned) (nullable): what is shown */
  GCancellable *cancellable; /* (owned): of everything about the shown record */
  gint64 id;
  gboolean fresh;            /* another record than before: its first tab is to be chosen */
};

G_DEFINE_FINAL_TYPE (SbRecordDetail, sb_record_detail, ADW_TYPE_BIN)

enum
{
  SIGNAL_CLOSED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
report (SbRecordDetail *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_attempts (SbRecordDetail *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->facts->attempts->len; i++)
    {
      const SbRequestLogEntry *entry = g_ptr_array_index (self->facts->attempts, i);
      g_autofree char *title = sb_request_words_title (entry);
      g_autofree char *outcome = sb_request_words_outcome (entry);

      g_string_append_printf (text, "%s%s\n%s", i > 0 ? "\n\n" : "", title, outcome);
      if (entry->intuit_tid != NULL)
        g_string_append_printf (text, " · %s", entry->intuit_tid);
    }
  gtk_label_set_label (self->attempts, text->len > 0 ? text->str : _ ("It was never sent."));
}

static void
show_technical (SbRecordDetail *self)
{
  const SbRecord *record = self->facts->record;
  const struct
  {
    const char *name;
    const char *value;
  } rows[] = {
    { _ ("Object"), record->object },     { _ ("Action"), record->action },
    { _ ("Marker"), record->uid },        { _ ("Event"), record->event },
    { _ ("Reason"), record->reason },     { _ ("Fault"), record->code },
    { _ ("QuickBooks id"), record->qbo_id }, { _ ("SyncToken"), record->sync_token },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].value != NULL)
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", rows[i].name,
                              rows[i].value);
  g_string_append_printf (text, "\n%s: %d · %s: %d", _ ("Revision"), record->revision,
                          _ ("Attempts"), record->attempts);
  gtk_label_set_label (self->technical, text->str);
}

/* What the owner can do about it is what the record says, nothing more. */
/* Contacts and products post nothing. */
static void
show_postings (SbRecordDetail *self, const SbRecord *record)
{
  gboolean document = g_strcmp0 (record->subject, "document") == 0;
  gboolean posts = document || g_strcmp0 (record->subject, "journal") == 0;
  g_autofree char *target = g_strdup_printf ("journal/%s%" G_GINT64_FORMAT,
                                             document ? "document-" : "", record->subject_id);

  gtk_widget_set_visible (self->postings_button, posts);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->postings_button), "s", target);
}

static void
show_actions (SbRecordDetail *self)
{
  const SbRecord *record = self->facts->record;
  const struct
  {
    GtkWidget *button;
    SbRecordActions action;
  } rows[] = {
    { self->retry_button, SB_RECORD_CAN_RETRY },
    { self->skip_button, SB_RECORD_CAN_SKIP },
    { self->local_button, SB_RECORD_CAN_RESOLVE_LOCAL },
    { self->qbo_button, SB_RECORD_CAN_RESOLVE_QBO },
    { self->accounts_button, SB_RECORD_CAN_REMAP },
    { self->sign_in_button, SB_RECORD_CAN_RECONNECT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_visible (rows[i].button, (record->actions & rows[i].action) != 0);
  gtk_widget_set_visible (self->link_button, record->url != NULL);
  show_postings (self, record);
}

static char *
state_line (const SbRecord *record)
{
  const char *state = sb_record_state_title (record->state);
  g_autofree char *amount =
      record->has_amount ? sb_format_money_code (record->amount, record->currency) : NULL;
  g_autoptr (GString) text = g_string_new (state);

  if (record->party != NULL)
    g_string_append_printf (text, " · %s", record->party);
  if (amount != NULL)
    g_string_append_printf (text, " · %s", amount);
  if (record->doc_number != NULL)
    g_string_append_printf (text, " · QuickBooks %s", record->doc_number);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_versions (SbRecordDetail *self)
{
  gboolean conflict = self->facts->record->conflict->len > 0;
  guint shown = sb_versions_view_set (self->versions, self->facts->sides, conflict,
                                      self->facts->currency);

  gtk_widget_set_visible (GTK_WIDGET (self->versions), shown > 0);
  gtk_widget_set_visible (self->no_versions, shown == 0);
}

static void
show_facts (SbRecordDetail *self)
{
  const SbRecord *record = self->facts->record;
  g_autofree char *title = sb_record_title (record);
  g_autofree char *state = state_line (record);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->state, state);
  show_text (self->message, record->message);
  show_text (self->remedy, record->remedy);
  show_actions (self);
  sb_posting_list_set (self->posting, self->facts->posting, self->facts->currency, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->posting), self->facts->posting->len > 0);
  gtk_widget_set_visible (self->no_posting, self->facts->posting->len == 0);
  show_versions (self);
  show_attempts (self);
  show_technical (self);
}

static void
facts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecordDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbRecordFacts) facts = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->title == NULL)
    return;
  if (facts == NULL)
    {
      report (self, error);
      return;
    }
  g_clear_pointer (&self->facts, sb_record_facts_free);
  self->facts = g_steal_pointer (&facts);
  show_facts (self);
  if (self->fresh)
    gtk_stack_set_visible_child_name (self->tabs, self->facts->record->conflict->len > 0 ? "versions"
                                                                                         : "posting");
  self->fresh = FALSE;
}

void
sb_record_detail_reload (SbRecordDetail *self)
{
  if (self->id == 0 || self->company == NULL)
    return;
  sb_record_facts_read_async (sb_company_get_ledger (self->company), self->id, self->cancellable,
                              facts_read_cb, g_object_ref (self));
}

void
sb_record_detail_show (SbRecordDetail *self, SbCompany *company, gint64 id)
{
  if (id != self->id)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
      self->fresh = TRUE;
    }
  g_set_object (&self->company, company);
  self->id = id;
  sb_record_detail_reload (self);
}

static void
remedy_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecordDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sb_record_remedy_finish (SB_COMPANY (source), result, &error) < 0 && self->title != NULL)
    report (self, error);
  if (self->title != NULL)
    sb_record_detail_reload (self);
}

static void
start_remedy (SbRecordDetail *self, SbRecordRemedy remedy, const char *reason)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, self->id);
  if (self->facts != NULL)
    sb_record_remedy_async (self->company, remedy, ids, reason, self->cancellable, remedy_done_cb,
                            g_object_ref (self));
}

static void
retry_clicked (SbRecordDetail *self)
{
  start_remedy (self, SB_RECORD_REMEDY_RETRY, NULL);
}

static void
local_clicked (SbRecordDetail *self)
{
  start_remedy (self, SB_RECORD_REMEDY_TAKE_LOCAL, NULL);
}

static void
qbo_clicked (SbRecordDetail *self)
{
  start_remedy (self, SB_RECORD_REMEDY_TAKE_QBO, NULL);
}

static void
skip_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecordDetail) self = user_data;
  g_autofree char *reason = sb_dialogs_ask_text_finish (result, NULL);

  if (reason != NULL && self->title != NULL)
    start_remedy (self, SB_RECORD_REMEDY_SKIP, reason);
}

static void
skip_clicked (SbRecordDetail *self)
{
  g_autofree char *title = NULL, *heading = NULL, *body = NULL;

  if (self->facts == NULL)
    return;
  title = sb_record_title (self->facts->record);
  heading = g_strdup_printf (_ ("Skip %s?"), title);
  body = sb_record_skip_text (self->facts->dependents);
  sb_dialogs_ask_text_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body,
                             _ ("Reason"), _ ("_Skip"), self->cancellable, skip_asked_cb,
                             g_object_ref (self));
}

static void
link_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecordDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sb_launcher_open_uri_finish (result, &error) && self->title != NULL)
    report (self, error);
}

static void
link_clicked (SbRecordDetail *self)
{
  if (self->facts != NULL && self->facts->record->url != NULL)
    sb_launcher_open_uri_async (GTK_WIDGET (self), self->facts->record->url, self->cancellable,
                                link_opened_cb, g_object_ref (self));
}

static void
close_clicked (SbRecordDetail *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
sb_record_detail_dispose (GObject *object)
{
  SbRecordDetail *self = SB_RECORD_DETAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->company);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_RECORD_DETAIL);
  G_OBJECT_CLASS (sb_record_detail_parent_class)->dispose (object);
}

static void
sb_record_detail_finalize (GObject *object)
{
  SbRecordDetail *self = SB_RECORD_DETAIL (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->facts, sb_record_facts_free);
  G_OBJECT_CLASS (sb_record_detail_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SB_TYPE_POSTING_LIST);
  g_type_ensure (SB_TYPE_VERSIONS_VIEW);
  g_type_ensure (SB_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/record-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, title);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, state);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, message);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, remedy);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, retry_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, skip_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, local_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, qbo_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, accounts_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, postings_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, link_button);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, tabs);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, posting);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, no_posting);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, versions);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, no_versions);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, attempts);
  gtk_widget_class_bind_template_child (widget_class, SbRecordDetail, technical);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, skip_clicked);
  gtk_widget_class_bind_template_callback (widget_class, local_clicked);
  gtk_widget_class_bind_template_callback (widget_class, qbo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, link_clicked);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked);
}

static void
sb_record_detail_class_init (SbRecordDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_record_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_record_detail_finalize;
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", SB_TYPE_RECORD_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", SB_TYPE_RECORD_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sb_record_detail_init (SbRecordDetail *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

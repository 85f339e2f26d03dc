/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-page.h"

#include <glib/gi18n.h>

#include "sb-apply.h"
#include "sb-company.h"
#include "sb-document-start.h"
#include "sb-document-view.h"
#include "sb-draft.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"

/* A draft is written when typing has paused for so long; a crash loses no more than that. */
#define DRAFT_PAUSE_MS 500

struct _SbDocumentPage
{
  SbPage parent_instance;

  char            *target;      /* (owned) (nullable) */
  SbDocumentStart *start;       /* (owned) (nullable) */
  gint64           draft;       /* row id, 0 when there is none yet */
  guint            pause;       /* source id, 0 when none */
  gboolean         saving;
  gboolean         again;       /* changed while it was being saved */
  gboolean         done;        /* it has taken effect: no draft any more */

  SbDocumentView *view;
  GtkButton      *confirm;
  GtkButton      *discard;
  GtkLabel       *status;
  GtkSpinner     *spinner;
};

G_DEFINE_FINAL_TYPE (SbDocumentPage, sb_document_page, SB_TYPE_PAGE)

static void save_draft (SbDocumentPage *self);

/* What to write to the draft table; no body takes the draft away. */
typedef struct
{
  gint64 id;
  char  *kind;  /* (owned) */
  char  *body;  /* (owned) (nullable) */
  gint64 now;
} DraftOp;

static void
draft_op_free (DraftOp *op)
{
  g_free (op->kind);
  g_free (op->body);
  g_free (op);
}

static gpointer
write_draft (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  DraftOp *op = data;
  gint64 id = op->id;

  if (op->body == NULL)
    {
      if (!sb_draft_delete (txn, op->id, error))
        return NULL;
      id = 0;
    }
  else
    {
      id = sb_draft_save (txn, op->id, op->kind, op->body, op->now, error);
      if (id == 0)
        return NULL;
    }
  sb_ledger_note_change (txn, SB_CHANGE_DRAFTS);
  return g_memdup2 (&id, sizeof id);
}

static void
draft_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbDocumentPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = sb_ledger_write_finish (SB_LEDGER (source), result, &error);

  self->saving = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (id == NULL)
    {
      g_warning ("cannot save a draft: %s", error->message);
      sb_page_show_error (SB_PAGE (self), error);
      return;
    }
  self->draft = *id;
  if (self->again && !self->done)
    save_draft (self);
  else if (self->start != NULL && !self->done)
    gtk_label_set_label (self->status, _("Draft saved"));
}

static void
put_draft (SbDocumentPage *self, char *body)
{
  SbCompany *company = sb_page_get_company (SB_PAGE (self));
  DraftOp *op = g_new0 (DraftOp, 1);

  op->id = self->draft;
  op->kind = g_strdup (sb_document_kind_name (sb_document_form_get_kind (self->start->form)));
  op->body = body;
  op->now = sb_clock_now (sb_company_get_clock (company));
  self->saving = TRUE;
  self->again = FALSE;
  /* Leaving the page must not lose what was typed: a save is never cancelled. */
  sb_ledger_write_async (sb_company_get_ledger (company), write_draft, op,
                         (GDestroyNotify) draft_op_free, g_free, NULL, draft_written_cb,
                         g_object_ref (self));
}

static void
save_draft (SbDocumentPage *self)
{
  if (self->start == NULL || self->done)
    return;
  if (self->saving)
    self->again = TRUE;
  else
    put_draft (self, sb_document_form_to_draft (self->start->form));
}

static gboolean
pause_over_cb (gpointer user_data)
{
  SbDocumentPage *self = user_data;

  self->pause = 0;
  save_draft (self);
  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (SbDocumentPage *self)
{
  if (self->done)
    return;
  gtk_label_set_label (self->status, "");
  gtk_widget_set_visible (GTK_WIDGET (self->discard), TRUE);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (DRAFT_PAUSE_MS, pause_over_cb, self);
}

static void
flush_draft (SbDocumentPage *self)
{
  if (self->pause == 0)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  save_draft (self);
}

static void
forget_form (SbDocumentPage *self)
{
  flush_draft (self);
  if (self->start != NULL)
    g_signal_handlers_disconnect_by_func (self->start->form, form_changed_cb, self);
  g_clear_pointer (&self->start, sb_document_start_free);
  self->draft = 0;
}

static void
set_busy (SbDocumentPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->view), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->discard), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SbDocumentPage *self = user_data;
  g_autoptr (GError) error = NULL;
  SbDocumentStart *start = sb_document_start_finish (SB_COMPANY (source), result, &error);

  if (start == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sb_page_set_error (SB_PAGE (self), error);
      return;
    }

  const SbDocumentKind *kind = sb_document_form_get_kind (start->form);
  self->start = start;
  self->draft = start->draft;
  self->done = FALSE;
  sb_page_set_title (SB_PAGE (self), _(kind->title));
  sb_page_set_subtitle (SB_PAGE (self), start->subtitle);
  gtk_button_set_label (self->confirm, _(kind->confirm));
  gtk_widget_set_visible (GTK_WIDGET (self->discard), start->draft != 0);
  gtk_label_set_label (self->status, start->draft != 0 ? _("Your draft of last time") : "");
  sb_document_view_set_start (self->view, SB_COMPANY (source), start);
  g_signal_connect_object (start->form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  set_busy (self, FALSE);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static void
leave (SbDocumentPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/* Where the result can be seen: the chain for those that have one, else the page's own list. */
static void
show_result (SbDocumentPage *self, const SbDocumentKind *kind, gint64 document)
{
  gboolean chain = g_str_equal (kind->page, "purchase") || g_str_equal (kind->page, "sale");
  gboolean alone = g_str_equal (kind->page, "stock-document");
  g_autofree char *target =
      chain || alone ? g_strdup_printf ("%s/%s%" G_GINT64_FORMAT, kind->page, alone ? "" : "of-",
                                        document)
                     : g_strdup (kind->page);

  sb_page_toast (SB_PAGE (self), _(kind->done));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.replace", "s", target);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbDocumentPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbApplied) applied = sb_company_apply_finish (SB_COMPANY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (applied == NULL)
    {
      if (error->domain == SB_LEDGER_ERROR)
        sb_document_view_set_refusal (self->view, error);
      else
        sb_page_show_error (SB_PAGE (self), error);
      return;
    }

  const SbDocumentKind *kind = sb_document_form_get_kind (self->start->form);
  self->done = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->draft != 0)
    put_draft (self, NULL);
  show_result (self, kind, applied->document);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbDocumentPage *self = SB_DOCUMENT_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (self->start == NULL || self->done || !gtk_widget_get_sensitive (GTK_WIDGET (self->confirm)))
    return;
  g_autofree char *event = sb_document_view_make_event (self->view, &error);
  sb_document_view_set_refusal (self->view, error);
  if (event == NULL)
    return;
  set_busy (self, TRUE);
  /* Once on its way it is carried out: leaving the page does not take it back. */
  sb_company_apply_async (sb_page_get_company (SB_PAGE (self)), event, NULL, applied_cb,
                          g_object_ref (self));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbDocumentPage *self = SB_DOCUMENT_PAGE (widget);

  if (self->start == NULL)
    return;
  self->done = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->draft != 0)
    put_draft (self, NULL);
  sb_page_toast (SB_PAGE (self), _("Draft discarded"));
  leave (self);
}

static void
sb_document_page_open (SbPage *page, const char *argument)
{
  SbDocumentPage *self = SB_DOCUMENT_PAGE (page);

  /* Coming back to a document that is being typed goes on where it was left. */
  if (self->start != NULL && !self->done && g_strcmp0 (self->target, argument) == 0)
    return;
  forget_form (self);
  g_free (self->target);
  self->target = g_strdup (argument);
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_document_start_async (sb_page_get_company (page), argument != NULL ? argument : "",
                           sb_page_restart (page), started_cb, self);
}

static void
sb_document_page_deactivate (SbPage *page)
{
  flush_draft (SB_DOCUMENT_PAGE (page));
  SB_PAGE_CLASS (sb_document_page_parent_class)->deactivate (page);
}

/* What is being typed is not read again because the book changed elsewhere. */
static void
sb_document_page_changed (SbPage *page, guint changes)
{
}

static void
sb_document_page_dispose (GObject *object)
{
  SbDocumentPage *self = SB_DOCUMENT_PAGE (object);

  forget_form (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_DOCUMENT_PAGE);
  G_OBJECT_CLASS (sb_document_page_parent_class)->dispose (object);
}

static void
sb_document_page_finalize (GObject *object)
{
  g_free (SB_DOCUMENT_PAGE (object)->target);
  G_OBJECT_CLASS (sb_document_page_parent_class)->finalize (object);
}

static void
sb_document_page_class_init (SbDocumentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_document_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_document_page_finalize;
  page_class->open = sb_document_page_open;
  page_class->deactivate = sb_document_page_deactivate;
  page_class->changed = sb_document_page_changed;

  g_type_ensure (SB_TYPE_DOCUMENT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/document-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbDocumentPage, view);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentPage, confirm);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentPage, discard);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentPage, status);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentPage, spinner);
  gtk_widget_class_install_action (widget_class, "document.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "document.discard", NULL, discard_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "document.confirm", NULL);
}

static void
sb_document_page_init (SbDocumentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo changes figures that may have been looked at, so its consequences are shown first: what
 * comes back to stock, and which postings are reversed. */

#include "sb-undo-ask.h"

#include <glib/gi18n.h>

#include "sb-book-facts.h"
#include "sb-cell-text.h"
#include "sb-chain-page.h"
#include "sb-company.h"
#include "sb-dependents.h"
#include "sb-dialogs.h"
#include "sb-effect-view.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-undo-draft.h"
#include "sb-uid.h"

typedef struct
{
  SbPage *page;   /* (owned) */
  char   *title;  /* (owned) */
  char   *uid;    /* (owned): id of what is undone */
  char   *event;  /* (owned): the undo, as JSON */
  gboolean is_void;
} UndoOp;

static void
undo_op_free (UndoOp *op)
{
  g_object_unref (op->page);
  g_free (op->title);
  g_free (op->uid);
  g_free (op->event);
  g_free (op);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UndoOp, undo_op_free)

/* (transfer full) */
static char *
make_event (SbCompany *company, const char *event_uid, gboolean is_void)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *id = sb_uid_new ();
  SbDay today = sb_clock_today (sb_company_get_clock (company));
  char day[SB_DAY_TEXT_SIZE];

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", id);
  sb_json_writer_member_string (writer, "date", sb_day_format (today, day));
  sb_json_writer_member_string (writer, "type", "undo");
  sb_json_writer_member_string (writer, "ref", event_uid);
  if (is_void)
    sb_json_writer_member_boolean (writer, "void", TRUE);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static void
drafted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UndoOp) op = user_data;
  g_autoptr (GError) error = NULL;
  gint64 draft = sb_undo_draft_finish (SB_COMPANY (source), result, &error);
  /* Translators: what was undone: "Adjustment A-12 undone" */
  g_autofree char *text = g_strdup_printf (_("%s undone"), op->title);
  g_autofree char *action =
      g_strdup_printf ("win.open::document/draft/%" G_GINT64_FORMAT, draft);

  if (error != NULL)
    sb_page_show_error (op->page, error);
  else if (draft == 0)
    sb_page_toast (op->page, text);
  else
    sb_page_toast_with_action (op->page, text, _("_Open Draft"), action);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UndoOp) op = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbApplied) applied = sb_company_apply_finish (SB_COMPANY (source), result, &error);
  /* Translators: what was made void: "Invoice I-12 is void" */
  g_autofree char *text = g_strdup_printf (_("%s is void"), op->title);

  if (applied == NULL)
    sb_page_show_error (op->page, error);
  else if (op->is_void)
    sb_page_toast (op->page, text);
  else
    {
      const char *uid = op->uid;
      sb_undo_draft_async (SB_COMPANY (source), uid, NULL, drafted_cb, g_steal_pointer (&op));
    }
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UndoOp) op = user_data;
  SbCompany *company = sb_page_get_company (op->page);

  if (!sb_dialogs_confirm_finish (result, NULL))
    return;
  sb_page_show_notice (op->page, NULL, NULL, NULL);
  /* Once on its way it is carried out: leaving the page does not take it back. */
  const char *event = op->event;
  sb_company_apply_async (company, event, NULL, undone_cb, g_steal_pointer (&op));
}

static GtkWidget *
make_effect (SbCompany *company, const SbEffect *effect)
{
  GtkWidget *view = sb_effect_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  sb_effect_view_set_effect (SB_EFFECT_VIEW (view), effect, sb_book_facts_get (company)->currency);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  return scroller;
}

/* The latest of those in the way can be undone from here; it is the first that has to. */
static void
show_dependents (UndoOp *op, GPtrArray *dependents)
{
  const SbDependent *latest = g_ptr_array_index (dependents, 0);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean here = g_type_is_a (G_OBJECT_TYPE (op->page), SB_TYPE_CHAIN_PAGE);
  g_autofree char *action = g_strdup_printf ("chain.undo::%s", latest->event_uid);
  g_autofree char *first = NULL;

  for (guint i = 0; i < dependents->len; i++)
    {
      const SbDependent *other = g_ptr_array_index (dependents, i);
      g_string_append_printf (names, "%s%s %s", i > 0 ? ", " : "", sb_word_text (other->kind),
                              other->display);
    }
  /* Translators: a document, and the documents that have to be undone before it */
  g_autofree char *text = g_strdup_printf (_("%s cannot be undone yet: these build on it and have "
                                             "to be undone first: %s. Nothing was changed."),
                                           op->title, names->str);
  /* Translators: a button; the document that has to be undone first */
  first = g_strdup_printf (_("Undo %s…"), latest->display);
  sb_page_show_notice (op->page, text, here ? first : NULL, here ? action : NULL);
}

static void
dependents_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UndoOp) op = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dependents = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (dependents == NULL)
    sb_page_show_error (op->page, error);
  else if (dependents->len == 0)
    sb_page_show_notice (op->page, _("Later documents build on this one. Nothing was changed."),
                         NULL, NULL);
  else
    show_dependents (op, dependents);
}

static gpointer
read_dependents (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_document_dependents (db, data, error);
}

static void
ask (UndoOp *op, const SbEffect *effect)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (op->page));
  GCancellable *cancellable = sb_page_get_cancellable (op->page);
  /* Translators: questions; what would be undone or void: "Undo Adjustment A-12?" */
  g_autofree char *heading =
      g_strdup_printf (op->is_void ? _("Make %s void?") : _("Undo %s?"), op->title);
  const char *body =
      op->is_void
          ? _("Stock and books become as if it had never been entered; it stays in the list, "
              "crossed out, and its number used. What was posted stays, and is reversed by this:")
          : _("Stock and books become as if it had never been entered, and the document is a "
              "draft again. What was posted stays, and is reversed by this:");

  sb_dialogs_confirm_with_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body,
                                 make_effect (sb_page_get_company (op->page), effect),
                                 op->is_void ? _("_Void") : _("_Undo"), TRUE, cancellable,
                                 answered_cb, op);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UndoOp) op = user_data;
  SbCompany *company = SB_COMPANY (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbEffect) effect = sb_company_preview_event_finish (company, result, &error);

  if (effect != NULL)
    ask (g_steal_pointer (&op), effect);
  else if (g_error_matches (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_HAS_DEPENDENTS))
    {
      GCancellable *cancellable = sb_page_get_cancellable (op->page);
      char *uid = g_strdup (op->uid);
      sb_ledger_read_async (sb_company_get_ledger (company), read_dependents, uid, g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, dependents_cb,
                            g_steal_pointer (&op));
    }
  else
    sb_page_show_error (op->page, error);
}

static void
begin (SbPage *page, const char *event_uid, const char *title, gboolean is_void)
{
  SbCompany *company = sb_page_get_company (page);
  UndoOp *op = g_new0 (UndoOp, 1);

  op->page = g_object_ref (page);
  op->title = g_strdup (title);
  op->uid = g_strdup (event_uid);
  op->event = make_event (company, event_uid, is_void);
  op->is_void = is_void;
  sb_company_preview_event_async (company, op->event, sb_page_get_cancellable (page),
                                  previewed_cb, op);
}

void
sb_undo_ask (SbPage *page, const char *event_uid, const char *title)
{
  g_return_if_fail (SB_IS_PAGE (page));
  g_return_if_fail (event_uid != NULL && title != NULL);
  begin (page, event_uid, title, FALSE);
}

void
sb_undo_ask_void (SbPage *page, const char *event_uid, const char *title)
{
  g_return_if_fail (SB_IS_PAGE (page));
  g_return_if_fail (event_uid != NULL && title != NULL);
  begin (page, event_uid, title, TRUE);
}

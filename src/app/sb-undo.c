/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo changes figures that may have been looked at, so its consequences are shown first: what
 * comes back to stock, and which postings are reversed. */

#include "sb-undo.h"

#include <glib/gi18n.h>

#include "sb-book-facts.h"
#include "sb-company.h"
#include "sb-dialogs.h"
#include "sb-effect-view.h"
#include "sb-json-writer.h"
#include "sb-uid.h"

typedef struct
{
  SbPage *page;   /* (owned) */
  char   *title;  /* (owned) */
  char   *event;  /* (owned): the undo, as JSON */
} UndoOp;

static void
undo_op_free (UndoOp *op)
{
  g_object_unref (op->page);
  g_free (op->title);
  g_free (op->event);
  g_free (op);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UndoOp, undo_op_free)

/* (transfer full) */
static char *
make_event (SbCompany *company, const char *event_uid)
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
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UndoOp) op = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbApplied) applied = sb_company_apply_finish (SB_COMPANY (source), result, &error);
  /* Translators: what was undone: "Adjustment A-12 undone" */
  g_autofree char *text = g_strdup_printf (_("%s undone"), op->title);

  if (applied == NULL)
    sb_page_show_error (op->page, error);
  else
    sb_page_toast (op->page, text);
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

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UndoOp) op = user_data;
  SbCompany *company = SB_COMPANY (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbEffect) effect = sb_company_preview_event_finish (company, result, &error);
  /* Translators: a question; what would be undone: "Undo Adjustment A-12?" */
  g_autofree char *heading = g_strdup_printf (_("Undo %s?"), op->title);

  if (effect == NULL)
    {
      sb_page_show_error (op->page, error);
      return;
    }
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (op->page));
  GCancellable *cancellable = sb_page_get_cancellable (op->page);
  sb_dialogs_confirm_with_async (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
      _("Stock and books become as if it had never been entered. What was posted stays, and is "
        "reversed by this:"),
      make_effect (company, effect), _("_Undo"), TRUE, cancellable, answered_cb,
      g_steal_pointer (&op));
}

void
sb_undo_ask (SbPage *page, const char *event_uid, const char *title)
{
  g_return_if_fail (SB_IS_PAGE (page));
  g_return_if_fail (event_uid != NULL && title != NULL);
  SbCompany *company = sb_page_get_company (page);
  UndoOp *op = g_new0 (UndoOp, 1);

  op->page = g_object_ref (page);
  op->title = g_strdup (title);
  op->event = make_event (company, event_uid);
  sb_company_preview_event_async (company, op->event, sb_page_get_cancellable (page),
                                  previewed_cb, op);
}

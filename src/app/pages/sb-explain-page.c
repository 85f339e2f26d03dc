/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-explain-page.h"

#include <glib/gi18n.h>

#include "sb-because-row.h"
#include "sb-book-facts.h"
#include "sb-company.h"
#include "sb-day-entry.h"
#include "sb-effect-view.h"
#include "sb-field.h"
#include "sb-format.h"
#include "sb-ledger.h"

struct _SbExplainPage
{
  SbPage parent_instance;

  gint64      id;           /* row id of a journal or a movement, 0: none yet */
  gboolean    of_movement;
  SbField    *day_field;
  SbDayEntry *day;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SbExplainPage, sb_explain_page, SB_TYPE_PAGE)

typedef struct
{
  gint64   id;
  gboolean of_movement;
  SbDay    day;
} LoadOp;

/* What was read: one of the two. */
typedef struct
{
  SbExplanation *journal;  /* (owned) (nullable) */
  GPtrArray     *because;  /* (owned) (nullable) (element-type SbBecause) */
} Answer;

static void
answer_free (Answer *self)
{
  g_clear_pointer (&self->journal, sb_explanation_free);
  g_clear_pointer (&self->because, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
show_journal (SbExplainPage *self, const SbExplanation *journal, SbCurrency home)
{
  g_autofree char *number = g_strdup_printf ("SB-J%" G_GINT64_FORMAT, journal->journal);

  sb_page_set_subtitle (SB_PAGE (self), number);
  for (guint i = 0; i < journal->lines->len; i++)
    {
      const SbExplainLine *line = g_ptr_array_index (journal->lines, i);
      gtk_list_box_append (self->list,
                           sb_because_row_new_for_line (
                               sb_role_text (line->role),
                               line->account_name != NULL ? line->account_name : "", line->amount,
                               line->because, home));
    }
}

static void
show_movement (SbExplainPage *self, GPtrArray *because, SbCurrency home)
{
  for (guint i = 0; i < because->len; i++)
    gtk_list_box_append (self->list,
                         sb_because_row_new (g_ptr_array_index (because, i), home));
}

static void
show (SbExplainPage *self, const Answer *answer)
{
  SbCurrency home = sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;
  GtkWidget *child;
  guint n;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  if (answer->journal != NULL)
    show_journal (self, answer->journal, home);
  else
    show_movement (self, answer->because, home);
  n = answer->journal != NULL ? answer->journal->lines->len : answer->because->len;
  gtk_widget_set_visible (GTK_WIDGET (self->day_field), self->of_movement);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  sb_page_set_state (SB_PAGE (self),
                     n > 0 || self->of_movement ? SB_PAGE_READY : SB_PAGE_EMPTY);
}

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LoadOp *op = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  if (op->of_movement)
    answer->because = sb_ledger_explain_movement (db, op->id, op->day, error);
  else
    answer->journal = sb_ledger_explain (db, op->id, error);
  return answer->because != NULL || answer->journal != NULL ? g_steal_pointer (&answer) : NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    sb_page_set_error (user_data, error);
  else
    show (SB_EXPLAIN_PAGE (user_data), answer);
}

/* The day asked about; SB_DAY_NONE for now. %FALSE with the reason at the field. */
static gboolean
read_day (SbExplainPage *self, SbDay *day)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->day));
  SbDay today = sb_clock_today (sb_company_get_clock (sb_page_get_company (SB_PAGE (self))));
  gboolean ok = TRUE;

  *day = SB_DAY_NONE;
  if (*text != '\0')
    ok = sb_format_read_day (text, today, day, NULL);
  sb_field_set_error (self->day_field,
                      ok ? NULL : _("This is not a day. Write it like 2025-03-15."));
  return ok;
}

static void
sb_explain_page_reload (SbPage *page)
{
  SbExplainPage *self = SB_EXPLAIN_PAGE (page);
  SbDay day;
  LoadOp *op;

  if (self->id == 0 || !read_day (self, &day))
    return;
  op = g_new0 (LoadOp, 1);
  op->id = self->id;
  op->of_movement = self->of_movement;
  op->day = day;
  sb_ledger_read_async (sb_company_get_ledger (sb_page_get_company (page)), load, op, g_free,
                        (GDestroyNotify) answer_free, sb_page_restart (page), loaded_cb, page);
}

static void
day_changed_cb (SbExplainPage *self)
{
  if (self->of_movement)
    sb_page_reload (SB_PAGE (self));
}

static void
sb_explain_page_open (SbPage *page, const char *argument)
{
  SbExplainPage *self = SB_EXPLAIN_PAGE (page);
  static const char MOVEMENT[] = "movement-";

  self->of_movement = argument != NULL && g_str_has_prefix (argument, MOVEMENT);
  self->id = argument != NULL
                 ? g_ascii_strtoll (argument + (self->of_movement ? sizeof MOVEMENT - 1 : 0), NULL,
                                    10)
                 : 0;
  sb_page_set_title (page, _("Where the Cost Comes From"));
  sb_page_set_subtitle (page, NULL);
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_page_reload (page);
}

static void
sb_explain_page_changed (SbPage *page, guint changes)
{
  if ((changes & (SB_CHANGE_JOURNALS | SB_CHANGE_STOCK)) != 0)
    SB_PAGE_CLASS (sb_explain_page_parent_class)->changed (page, changes);
}

static void
sb_explain_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_EXPLAIN_PAGE);
  G_OBJECT_CLASS (sb_explain_page_parent_class)->dispose (object);
}

static void
sb_explain_page_class_init (SbExplainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_explain_page_dispose;
  page_class->open = sb_explain_page_open;
  page_class->reload = sb_explain_page_reload;
  page_class->changed = sb_explain_page_changed;
  g_type_ensure (SB_TYPE_FIELD);
  g_type_ensure (SB_TYPE_DAY_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/explain-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbExplainPage, day_field);
  gtk_widget_class_bind_template_child (widget_class, SbExplainPage, day);
  gtk_widget_class_bind_template_child (widget_class, SbExplainPage, list);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
}

static void
sb_explain_page_init (SbExplainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

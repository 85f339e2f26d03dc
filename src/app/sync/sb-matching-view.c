/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-matching-view.h"

#include "sb-ledger.h"
#include "sb-match-picker.h"

#include <glib/gi18n.h>

/* Rows on screen at once; the rest follows when these are settled, so that the page stays quick. */
#define MAX_ROWS 100

struct _SbMatchingView
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group; /* (template) */
  GtkLabel *summary;          /* (template) */

  SbCompany *company;        /* (owned) (nullable) */
  SbMatchKind kind;
  GPtrArray *rows;           /* (owned) (element-type SbMatchPicker): in the group */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SbMatchingView, sb_matching_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sb_matching_view_dispose (GObject *object)
{
  SbMatchingView *self = SB_MATCHING_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->company);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_MATCHING_VIEW);
  G_OBJECT_CLASS (sb_matching_view_parent_class)->dispose (object);
}

static void
sb_matching_view_finalize (GObject *object)
{
  SbMatchingView *self = SB_MATCHING_VIEW (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (sb_matching_view_parent_class)->finalize (object);
}

static void
sb_matching_view_class_init (SbMatchingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_matching_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_matching_view_finalize;
  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", SB_TYPE_MATCHING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/matching-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SbMatchingView, group);
  gtk_widget_class_bind_template_child (widget_class, SbMatchingView, summary);
}

static void
sb_matching_view_init (SbMatchingView *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
kind_title (SbMatchKind kind)
{
  switch (kind)
    {
    case SB_MATCH_SUPPLIERS:
      return _ ("Suppliers");
    case SB_MATCH_PRODUCTS:
      return _ ("Products");
    case SB_MATCH_CUSTOMERS:
    default:
      return _ ("Customers");
    }
}

/* "12 linked, 3 in QuickBooks only, 4 new" without the zeros. */
static char *
summary_text (const SbMatching *matching, guint hidden)
{
  guint linked = 0, fresh = 0;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < matching->rows->len; i++)
    {
      const SbMatchRow *row = g_ptr_array_index (matching->rows, i);

      linked += row->state == SB_MATCH_LINKED;
      fresh += row->state == SB_MATCH_NEW;
    }
  if (linked > 0)
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u linked", "%u linked",
                                                          linked), linked));
  if (fresh > 0)
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", fresh),
                                             fresh));
  if (matching->only_in_qbo->len > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u in QuickBooks only",
                                                   "%u in QuickBooks only", matching->only_in_qbo->len),
                                      matching->only_in_qbo->len));
  if (hidden > 0)
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more not shown yet",
                                                          "%u more not shown yet", hidden), hidden));
  if (parts->len == 0)
    return g_strdup (_ ("None on either side."));
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (" · ", (char **) parts->pdata);
  return g_steal_pointer (&joined);
}

static void
show_matching (SbMatchingView *self, const SbMatching *matching)
{
  guint hidden = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < matching->rows->len; i++)
    {
      const SbMatchRow *row = g_ptr_array_index (matching->rows, i);
      GtkWidget *widget;

      if (row->state == SB_MATCH_LINKED)
        continue;
      if (self->rows->len == MAX_ROWS)
        {
          hidden++;
          continue;
        }
      widget = sb_match_picker_new (row, matching->only_in_qbo);
      adw_preferences_group_add (self->group, widget);
      g_ptr_array_add (self->rows, widget);
    }
  text = summary_text (matching, hidden);
  gtk_label_set_label (self->summary, text);
}

static gpointer
read_matching (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_matching_load (db, (SbMatchKind) GPOINTER_TO_INT (data), error);
}

static void
matching_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbMatchingView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbMatching) matching = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (self->group == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (matching == NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  else
    show_matching (self, matching);
}

void
sb_matching_view_load (SbMatchingView *self, SbCompany *company, SbMatchKind kind)
{
  g_return_if_fail (SB_IS_COMPANY (company));

  g_set_object (&self->company, company);
  self->kind = kind;
  adw_preferences_group_set_title (self->group, kind_title (kind));
  sb_ledger_read_async (sb_company_get_ledger (company), read_matching, GINT_TO_POINTER (kind), NULL,
                        (GDestroyNotify) sb_matching_free, self->cancellable, matching_read_cb,
                        g_object_ref (self));
}

/* What is written, on its way to the writer. */
typedef struct
{
  SbMatchKind kind;
  gint64 now;
  GPtrArray *locals; /* (owned) (element-type utf8) */
  GPtrArray *ids;    /* (owned) (element-type utf8) (nullable elements): NULL: new */
} Choices;

static void
choices_free (gpointer data)
{
  Choices *choices = data;

  g_ptr_array_unref (choices->locals);
  g_ptr_array_unref (choices->ids);
  g_free (choices);
}

static gpointer
write_choices (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Choices *choices = data;

  for (guint i = 0; i < choices->locals->len; i++)
    if (!sb_matching_link (txn, choices->kind, g_ptr_array_index (choices->locals, i),
                           g_ptr_array_index (choices->ids, i), choices->now, error))
      return NULL;
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return NULL;
}

static void
choices_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
sb_matching_view_save_async (SbMatchingView *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Choices *choices = g_new0 (Choices, 1);

  g_task_set_source_tag (task, sb_matching_view_save_async);
  g_task_set_name (task, "write what is the same on both sides");
  choices->kind = self->kind;
  choices->now = sb_clock_now (sb_company_get_clock (self->company));
  choices->locals = g_ptr_array_new_with_free_func (g_free);
  choices->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->rows->len; i++)
    {
      SbMatchPicker *row = g_ptr_array_index (self->rows, i);

      if (!sb_match_picker_is_edited (row))
        continue;
      g_ptr_array_add (choices->locals,
                       g_strdup_printf ("%" G_GINT64_FORMAT, sb_match_picker_get_local (row)));
      g_ptr_array_add (choices->ids, g_strdup (sb_match_picker_get_choice (row)));
    }
  sb_ledger_write_async (sb_company_get_ledger (self->company), write_choices, choices, choices_free,
                         NULL, cancellable, choices_written_cb, g_steal_pointer (&task));
}

gboolean
sb_matching_view_save_finish (SbMatchingView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

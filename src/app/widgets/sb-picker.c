/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-picker.h"

#include <glib/gi18n.h>

#include "sb-ledger.h"

#define MOST_MATCHES 8
#define TYPING_PAUSE_MS 120

struct _SbPicker
{
  GtkEntry parent_instance;

  SbCompany    *company;      /* (owned) (nullable) */
  SbListKind    kind;
  GCancellable *cancellable;  /* (owned): of the search under way */
  GtkWidget    *popover;      /* (nullable): child outside the entry's own tree */
  GtkListBox   *list;
  guint         pause;        /* source id, 0 when none */
  gboolean      quiet;        /* the text is being set by a choice */
  gboolean      enter;        /* Enter came before the matches did */
};

G_DEFINE_FINAL_TYPE (SbPicker, sb_picker, GTK_TYPE_ENTRY)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  SbListKind kind;
  char      *search;  /* (owned) */
} SearchOp;

static void
search_op_free (SearchOp *op)
{
  g_free (op->search);
  g_free (op);
}

static gpointer
search (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  SearchOp *op = data;
  const SbPageQuery query = { .kind = op->kind, .filter = SB_FILTER_ACTIVE, .search = op->search };
  g_autoptr (GArray) ids = sb_page_query_ids (db, &query, error);

  if (ids == NULL)
    return NULL;
  if (ids->len == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_list_row_free);
  return sb_page_query_rows (db, op->kind, (const gint64 *) (void *) ids->data,
                             MIN (ids->len, MOST_MATCHES), error);
}

static const char *
cell_text (const SbListRow *row, guint column)
{
  return column < row->n_cells && row->cells[column].text != NULL ? row->cells[column].text : "";
}

static void
choose (SbPicker *self, const SbListRow *row)
{
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), cell_text (row, 0));
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->quiet = FALSE;
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[PICKED], 0, row->id);
}

static void
row_activated_cb (SbPicker *self, GtkListBoxRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), "sb-row"));
}

static GtkWidget *
make_row (SbPicker *self, const SbListRow *row)
{
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *key = gtk_label_new (cell_text (row, 0));
  /* The second column says what a SKU is; for people it is an address. */
  GtkWidget *name = gtk_label_new (cell_text (row, 1));

  gtk_label_set_xalign (GTK_LABEL (key), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  g_object_set_data_full (G_OBJECT (list_row), "sb-row", sb_list_row_copy (row),
                          (GDestroyNotify) sb_list_row_free);
  return list_row;
}

static void
ensure_popover (SbPicker *self)
{
  if (self->popover != NULL)
    return;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->popover = gtk_popover_new ();
  /* Typing goes on while it is shown. */
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_size_request (GTK_WIDGET (self->list), 240, -1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->popover, "picker");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Matches"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_matches (SbPicker *self, GPtrArray *rows)
{
  GtkWidget *child;

  ensure_popover (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (rows, i)));

  if (rows->len > 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)))))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* A whole key needs no choosing: a scanner types it and sends Enter. */
static gboolean
take_exact (SbPicker *self, GPtrArray *rows)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  for (guint i = 0; i < rows->len; i++)
    {
      const SbListRow *row = g_ptr_array_index (rows, i);
      if (g_ascii_strcasecmp (cell_text (row, 0), text) != 0)
        continue;
      choose (self, row);
      return TRUE;
    }
  return FALSE;
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbPicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    {
      g_warning ("cannot search: %s", error->message);
      return;
    }
  if (self->enter)
    {
      self->enter = FALSE;
      if (take_exact (self, rows))
        return;
      if (rows->len == 1)
        {
          choose (self, g_ptr_array_index (rows, 0));
          return;
        }
    }
  show_matches (self, rows);
}

static gboolean
start_search_cb (gpointer user_data)
{
  SbPicker *self = user_data;
  SearchOp *op = g_new0 (SearchOp, 1);

  self->pause = 0;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  op->kind = self->kind;
  op->search = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));
  sb_ledger_read_async (sb_company_get_ledger (self->company), search, op,
                        (GDestroyNotify) search_op_free, (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable, searched_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (SbPicker *self)
{
  if (self->quiet || self->company == NULL)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  if (*gtk_editable_get_text (GTK_EDITABLE (self)) == '\0')
    {
      if (self->popover != NULL)
        gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  self->pause = g_timeout_add (TYPING_PAUSE_MS, start_search_cb, self);
}

static void
activate_cb (SbPicker *self)
{
  GtkListBoxRow *row =
      self->popover != NULL && gtk_widget_get_visible (self->popover)
          ? gtk_list_box_get_selected_row (self->list)
          : NULL;

  if (row != NULL)
    {
      row_activated_cb (self, row);
      return;
    }
  if (self->company == NULL || *gtk_editable_get_text (GTK_EDITABLE (self)) == '\0')
    return;
  self->enter = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  start_search_cb (self);
}

static gboolean
key_cb (SbPicker *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (self->popover == NULL || !gtk_widget_get_visible (self->popover))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int next = row == NULL ? 0
                         : gtk_list_box_row_get_index (row) + (keyval == GDK_KEY_Down ? 1 : -1);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, MAX (next, 0)));
  return GDK_EVENT_STOP;
}

static void
left_cb (SbPicker *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
sb_picker_dispose (GObject *object)
{
  SbPicker *self = SB_PICKER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->company);
  G_OBJECT_CLASS (sb_picker_parent_class)->dispose (object);
}

static void
sb_picker_finalize (GObject *object)
{
  g_object_unref (SB_PICKER (object)->cancellable);
  G_OBJECT_CLASS (sb_picker_parent_class)->finalize (object);
}

static void
sb_picker_class_init (SbPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_picker_finalize;
  signals[PICKED] = g_signal_new ("picked", SB_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
sb_picker_init (SbPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->cancellable = g_cancellable_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "activate", G_CALLBACK (activate_cb), NULL);
}

GtkWidget *
sb_picker_new (void)
{
  return g_object_new (SB_TYPE_PICKER, NULL);
}

void
sb_picker_set_source (SbPicker *self, SbCompany *company, SbListKind kind)
{
  g_return_if_fail (SB_IS_PICKER (self));

  g_set_object (&self->company, company);
  self->kind = kind;
}

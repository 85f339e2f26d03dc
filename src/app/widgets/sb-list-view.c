/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-list-view.h"

#include <glib/gi18n.h>

#include "sb-book-facts.h"
#include "sb-cell-text.h"
#include "sb-column-tag.h"
#include "sb-file-picker.h"
#include "sb-format.h"
#include "sb-list-cells.h"
#include "sb-list-csv.h"
#include "sb-page.h"
#include "sb-width-bin.h"

struct _SbListView
{
  AdwBin parent_instance;

  SbCompany          *company;    /* (owned) (nullable) */
  const SbListSource *source;     /* (nullable) */
  SbPagedModel       *model;      /* (owned) (nullable) */
  GtkSelectionModel  *selection;  /* (owned) (nullable): while selecting */
  GCancellable       *cancellable; /* (owned) */
  gboolean            selectable;
  gboolean            fit;
  gboolean            filling;    /* the filter's choices are being set: not the person's doing */

  SbWidthBin     *bin;
  GtkBox         *toolbar;
  GtkSearchEntry *search_entry;
  GtkDropDown    *filter;
  GtkToggleButton *select_button;
  AdwBin         *toolbar_end;
  GtkStack       *stack;
  GtkScrolledWindow *scroller;
  GtkColumnView  *view;
  GtkLabel       *empty_label;
  GtkRevealer    *bulk_revealer;
  GtkLabel       *bulk_label;
  AdwBin         *bulk_actions;

  GtkColumnViewColumn *check;    /* (nullable): in the view */
  GtkColumnViewColumn *summary;  /* (nullable): in the view */
  GPtrArray           *columns;  /* (owned) (element-type GtkColumnViewColumn): of the source */
};

G_DEFINE_FINAL_TYPE (SbListView, sb_list_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SEARCHABLE,
  PROP_SELECTABLE,
  PROP_TOOLBAR_END,
  PROP_BULK_ACTIONS,
  PROP_LABEL,
  PROP_EMPTY_TEXT,
  PROP_FIT,
  N_PROPS
};

enum
{
  SELECTION_CHANGED,
  ROW_OPENED,
  SHOWN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

gboolean
sb_list_view_is_unfiltered (SbListView *self)
{
  g_return_val_if_fail (SB_IS_LIST_VIEW (self), TRUE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0'
         && gtk_drop_down_get_selected (self->filter) == 0;
}

static void
update_stack (SbListView *self)
{
  if (self->model == NULL || !sb_paged_model_get_loaded (self->model))
    return;

  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;
  const char *text = gtk_label_get_label (self->empty_label);
  const char *page = !empty                                                     ? "list"
                     : sb_list_view_is_unfiltered (self) && text != NULL && *text != '\0' ? "empty"
                                                                                : "nothing";

  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
loading_cb (SbListView *self)
{
  if (sb_paged_model_get_loading (self->model))
    return;
  update_stack (self);
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
failed_cb (SbListView *self, const GError *error)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SB_TYPE_PAGE);

  g_warning ("cannot read a list: %s", error->message);
  if (page != NULL)
    sb_page_show_error (SB_PAGE (page), error);
}

static void
search_changed_cb (SbListView *self)
{
  if (self->model == NULL)
    return;
  sb_paged_model_set_search (self->model,
                             gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  sb_paged_model_reload (self->model);
}

static void
search_stopped_cb (SbListView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
filter_changed_cb (SbListView *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter);

  if (self->filling || self->model == NULL || selected >= self->source->n_filters)
    return;
  sb_paged_model_set_filter (self->model, self->source->filters[selected].id);
  sb_paged_model_reload (self->model);
}

static void
sorter_changed_cb (SbListView *self)
{
  guint column = 0;
  gboolean descending = FALSE;

  if (self->model == NULL)
    return;
  gboolean sorted = sb_column_tag_probe (self->view, &column, &descending);
  sb_paged_model_set_sort (self->model, sorted, column, descending);
  sb_paged_model_reload (self->model);
}

static void
row_activated_cb (SbListView *self, guint position)
{
  g_autoptr (SbRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const SbListRow *cells = row != NULL ? sb_row_get_cells (row) : NULL;
  gboolean handled = FALSE;

  if (row == NULL)
    return;
  g_signal_emit (self, signals[ROW_OPENED], 0, sb_row_get_id (row),
                 cells != NULL ? cells->link : NULL, &handled);
  if (!handled && cells != NULL && cells->link != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", cells->link);
}

static void
selection_changed_cb (SbListView *self)
{
  g_autoptr (GtkBitset) set = NULL;
  guint n = 0;

  if (self->selection != NULL)
    {
      set = gtk_selection_model_get_selection (self->selection);
      n = (guint) gtk_bitset_get_size (set);
    }
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  gtk_label_set_label (self->bulk_label, text);
  gtk_revealer_set_reveal_child (self->bulk_revealer, n > 0);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
set_selecting (SbListView *self, gboolean selecting)
{
  g_clear_object (&self->selection);
  if (self->check != NULL)
    gtk_column_view_remove_column (self->view, self->check);
  self->check = NULL;
  if (self->model == NULL)
    return;

  g_autoptr (GtkSelectionModel) shown = NULL;
  if (selecting)
    {
      shown = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
      self->selection = g_object_ref (shown);
      g_signal_connect_object (shown, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                               G_CONNECT_SWAPPED);
      self->check = sb_list_cells_check (shown);
      gtk_column_view_insert_column (self->view, 0, self->check);
      g_object_unref (self->check);
    }
  else
    shown = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
  gtk_column_view_set_single_click_activate (self->view, !selecting);
  gtk_column_view_set_model (self->view, shown);
  selection_changed_cb (self);
}

static void
select_toggled_cb (SbListView *self)
{
  set_selecting (self, gtk_toggle_button_get_active (self->select_button));
}

static void
update_narrow (SbListView *self)
{
  gboolean narrow = sb_width_bin_get_narrow (self->bin);
  gboolean crowded = gtk_widget_get_visible (GTK_WIDGET (self->filter))
                     || adw_bin_get_child (self->toolbar_end) != NULL;

  /* Searching above, choosing and doing below, where both do not fit side by side. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->toolbar),
                                  narrow && crowded ? GTK_ORIENTATION_VERTICAL
                                                    : GTK_ORIENTATION_HORIZONTAL);
  if (self->summary == NULL)
    return;
  gtk_column_view_column_set_visible (self->summary, narrow);
  for (guint i = 0; i < self->columns->len; i++)
    gtk_column_view_column_set_visible (g_ptr_array_index (self->columns, i),
                                        !narrow || (int) i == self->source->amount);
}

/* GTK writes all column titles at the left; those above numbers belong at the right. */
static void
align_titles (SbListView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint position = 0;

  for (GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
       title != NULL; title = gtk_widget_get_next_sibling (title), position++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, position);
      GtkWidget *box = gtk_widget_get_first_child (title);
      guint index = 0;

      if (box != NULL && column != NULL && g_ptr_array_find (self->columns, column, &index)
          && sb_cell_type_is_number (self->source->columns[index].type))
        gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

static void
clear_columns (SbListView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    gtk_column_view_remove_column (self->view, g_ptr_array_index (self->columns, i));
  g_ptr_array_set_size (self->columns, 0);
  if (self->summary != NULL)
    gtk_column_view_remove_column (self->view, self->summary);
  self->summary = NULL;
}

static void
build_columns (SbListView *self)
{
  SbCurrency currency = sb_book_facts_get (self->company)->currency;

  clear_columns (self);
  self->summary = sb_list_cells_summary (self->source, currency);
  gtk_column_view_append_column (self->view, self->summary);
  g_object_unref (self->summary);
  for (guint i = 0; i < self->source->n_columns; i++)
    {
      GtkColumnViewColumn *column = sb_list_cells_column (self->source, i, currency);
      gtk_column_view_append_column (self->view, column);
      g_ptr_array_add (self->columns, column);
    }
  align_titles (self);
  update_narrow (self);
}

static void
fill_filter (SbListView *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->source->n_filters; i++)
    gtk_string_list_append (titles,
                            g_dpgettext2 (NULL, "list filter", self->source->filters[i].title));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (titles));
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->filter), self->source->n_filters > 1);
}

void
sb_list_view_set_source (SbListView *self, SbCompany *company, const SbListSource *source)
{
  g_return_if_fail (SB_IS_LIST_VIEW (self));
  g_return_if_fail (company != NULL && source != NULL);

  g_set_object (&self->company, company);
  self->source = source;
  g_clear_object (&self->model);
  self->model = sb_paged_model_new (sb_company_get_ledger (company), source);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (loading_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  fill_filter (self);
  build_columns (self);
  set_selecting (self, FALSE);
}

static void
export_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbListView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = sb_list_csv_save_finish (result, &error);
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SB_TYPE_PAGE);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || page == NULL)
    return;
  if (saved)
    sb_page_toast (SB_PAGE (page), _("List saved"));
  else
    sb_page_show_error (SB_PAGE (page), error);
}

static void
export_picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbListView) self = user_data;
  g_autoptr (GFile) file = sb_file_picker_finish (result, NULL);

  if (file == NULL || self->model == NULL)
    return;
  sb_list_csv_save_async (sb_company_get_ledger (self->company), self->model,
                          sb_book_facts_get (self->company)->currency, file, self->cancellable,
                          export_saved_cb, g_object_ref (self));
}

void
sb_list_view_export (SbListView *self, const char *name)
{
  g_return_if_fail (SB_IS_LIST_VIEW (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  sb_file_picker_save_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Save This List"),
                             name, _("Comma-separated values"), "*.csv", export_picked_cb,
                             g_object_ref (self));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_list_view_export (SB_LIST_VIEW (widget), _("list.csv"));
}

static void
sb_list_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbListView *self = SB_LIST_VIEW (object);

  switch (prop_id)
    {
    case PROP_SEARCHABLE:
      gtk_widget_set_visible (GTK_WIDGET (self->toolbar), g_value_get_boolean (value));
      break;
    case PROP_SELECTABLE:
      gtk_widget_set_visible (GTK_WIDGET (self->select_button), g_value_get_boolean (value));
      break;
    case PROP_TOOLBAR_END:
      adw_bin_set_child (self->toolbar_end, g_value_get_object (value));
      break;
    case PROP_BULK_ACTIONS:
      adw_bin_set_child (self->bulk_actions, g_value_get_object (value));
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_EMPTY_TEXT:
      gtk_label_set_label (self->empty_label, g_value_get_string (value));
      break;
    case PROP_FIT:
      gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_AUTOMATIC,
                                      g_value_get_boolean (value) ? GTK_POLICY_NEVER
                                                                  : GTK_POLICY_AUTOMATIC);
      gtk_stack_set_vhomogeneous (self->stack, FALSE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_list_view_dispose (GObject *object)
{
  SbListView *self = SB_LIST_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  /* The template takes its bound children away by itself; the bin must not do it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_LIST_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->company);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  G_OBJECT_CLASS (sb_list_view_parent_class)->dispose (object);
}

static void
sb_list_view_finalize (GObject *object)
{
  g_object_unref (SB_LIST_VIEW (object)->cancellable);
  G_OBJECT_CLASS (sb_list_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_SEARCHABLE] = g_param_spec_boolean ("searchable", NULL, NULL, TRUE, flags);
  properties[PROP_SELECTABLE] = g_param_spec_boolean ("selectable", NULL, NULL, FALSE, flags);
  properties[PROP_TOOLBAR_END] =
      g_param_spec_object ("toolbar-end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_BULK_ACTIONS] =
      g_param_spec_object ("bulk-actions", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  properties[PROP_FIT] = g_param_spec_boolean ("fit", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (void)
{
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", SB_TYPE_LIST_VIEW,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ROW_OPENED] = g_signal_new ("row-opened", SB_TYPE_LIST_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      g_signal_accumulator_true_handled, NULL, NULL,
                                      G_TYPE_BOOLEAN, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[SHOWN] = g_signal_new ("shown", SB_TYPE_LIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SB_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/list-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SbListView, bin);
  gtk_widget_class_bind_template_child (widget_class, SbListView, toolbar);
  gtk_widget_class_bind_template_child (widget_class, SbListView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SbListView, filter);
  gtk_widget_class_bind_template_child (widget_class, SbListView, select_button);
  gtk_widget_class_bind_template_child (widget_class, SbListView, toolbar_end);
  gtk_widget_class_bind_template_child (widget_class, SbListView, stack);
  gtk_widget_class_bind_template_child (widget_class, SbListView, scroller);
  gtk_widget_class_bind_template_child (widget_class, SbListView, view);
  gtk_widget_class_bind_template_child (widget_class, SbListView, empty_label);
  gtk_widget_class_bind_template_child (widget_class, SbListView, bulk_revealer);
  gtk_widget_class_bind_template_child (widget_class, SbListView, bulk_label);
  gtk_widget_class_bind_template_child (widget_class, SbListView, bulk_actions);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, select_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_narrow);
}

static void
sb_list_view_class_init (SbListViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sb_list_view_set_property;
  object_class->dispose = sb_list_view_dispose;
  object_class->finalize = sb_list_view_finalize;
  install_properties (object_class);
  install_signals ();
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "list.export", NULL, export_action);
}

static void
sb_list_view_init (SbListView *self)
{
  self->cancellable = g_cancellable_new ();
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
sb_list_view_new (void)
{
  return g_object_new (SB_TYPE_LIST_VIEW, NULL);
}

SbPagedModel *
sb_list_view_get_model (SbListView *self)
{
  g_return_val_if_fail (SB_IS_LIST_VIEW (self), NULL);
  return self->model;
}

void
sb_list_view_set_parent_id (SbListView *self, gint64 parent)
{
  g_return_if_fail (SB_IS_LIST_VIEW (self) && self->model != NULL);
  sb_paged_model_set_parent (self->model, parent);
}

void
sb_list_view_reload (SbListView *self)
{
  g_return_if_fail (SB_IS_LIST_VIEW (self) && self->model != NULL);
  sb_paged_model_reload (self->model);
}

void
sb_list_view_focus_search (SbListView *self)
{
  g_return_if_fail (SB_IS_LIST_VIEW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
sb_list_view_set_filter (SbListView *self, guint filter)
{
  g_return_if_fail (SB_IS_LIST_VIEW (self) && self->source != NULL);

  for (guint i = 0; i < self->source->n_filters; i++)
    if (self->source->filters[i].id == filter)
      gtk_drop_down_set_selected (self->filter, i);
}

GArray *
sb_list_view_get_selected (SbListView *self)
{
  g_return_val_if_fail (SB_IS_LIST_VIEW (self), NULL);
  GArray *selected = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize n = 0;

  if (self->selection == NULL)
    return selected;

  const gint64 *ids = sb_paged_model_get_ids (self->model, &n);
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (self->selection);
  GtkBitsetIter iter;
  guint position;
  if (gtk_bitset_iter_init_first (&iter, set, &position))
    do
      if (position < n)
        g_array_append_val (selected, ids[position]);
    while (gtk_bitset_iter_next (&iter, &position));
  return selected;
}

void
sb_list_view_unselect (SbListView *self)
{
  g_return_if_fail (SB_IS_LIST_VIEW (self));
  gtk_toggle_button_set_active (self->select_button, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words are GtkInscription: they ask for a size that does not depend on what they show, so that
 * rows which fill themselves while scrolling make nothing move. Numbers and days are labels of a
 * usual width that grow with what they show: a number that is cut is another number. */

#include "sb-list-cells.h"

#include <glib/gi18n.h>

#include "sb-cell-text.h"
#include "sb-column-tag.h"
#include "sb-row.h"

/* Where there is room for one column of words. */
#define SUMMARY_CHARS 18

typedef struct
{
  const SbListSource *source;
  guint               column;
  SbCurrency          currency;
} CellKind;

static CellKind *
cell_kind_new (const SbListSource *source, guint column, SbCurrency currency)
{
  CellKind *kind = g_new0 (CellKind, 1);

  kind->source = source;
  kind->column = column;
  kind->currency = currency;
  return kind;
}

/* Characters that a column is wide without looking at its rows: enough for what is usual. */
static int
usual_chars (const SbListSource *source, guint column)
{
  switch (source->columns[column].type)
    {
    case SB_CELL_TEXT:
      return source->chars[column] > 0 ? source->chars[column] : 12;
    case SB_CELL_WORD:
      return 11;
    case SB_CELL_DAY:
      return 11;
    case SB_CELL_MONEY:
    case SB_CELL_PRICE:
      return 8;
    case SB_CELL_QUANTITY:
    case SB_CELL_COUNT:
    default:
      return 5;
    }
}

static GtkWidget *
make_words (int chars)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 0.0f);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell),
                                 (guint) (chars <= 11 ? chars : MAX (8, chars * 3 / 5)));
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), (guint) chars);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  return cell;
}

static GtkWidget *
make_figure (int chars, gboolean number)
{
  GtkWidget *cell = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (cell), number ? 1.0f : 0.0f);
  gtk_label_set_width_chars (GTK_LABEL (cell), chars);
  gtk_label_set_single_line_mode (GTK_LABEL (cell), TRUE);
  gtk_widget_add_css_class (cell, "figures");
  return cell;
}

static void
set_text (GtkWidget *cell, const char *text)
{
  if (GTK_IS_LABEL (cell))
    {
      gtk_label_set_label (GTK_LABEL (cell), text);
      return;
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const CellKind *kind = user_data;
  SbCellType type = kind->source->columns[kind->column].type;
  gboolean number = sb_cell_type_is_number (type);
  int chars = usual_chars (kind->source, kind->column);

  gtk_list_item_set_child (item, number || type == SB_CELL_DAY ? make_figure (chars, number)
                                                               : make_words (chars));
}

static void
mark_word (GtkWidget *cell, const SbCell *value)
{
  static const char *const GREY[] = { "deprecated", "inactive", "done", "void", "undone", NULL };
  gboolean grey = value != NULL && value->type == SB_CELL_WORD && value->text != NULL
                  && g_strv_contains (GREY, value->text);

  if (grey)
    gtk_widget_add_css_class (cell, "dim-label");
  else
    gtk_widget_remove_css_class (cell, "dim-label");
}

/* One row's widget and what it shows; lives from bind to unbind. */
static void
show_cell (SbRow *row, GtkWidget *cell)
{
  const CellKind *kind = g_object_get_data (G_OBJECT (cell), "sb-cell-kind");
  const SbCell *value = sb_row_get_cell (row, kind->column);
  g_autofree char *text = sb_cell_text (value, kind->currency);

  set_text (cell, text);
  mark_word (cell, value);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SbRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_object_set_data (G_OBJECT (cell), "sb-cell-kind", user_data);
  g_signal_connect_object (row, "changed", G_CALLBACK (show_cell), cell, 0);
  show_cell (row, cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_matched (gtk_list_item_get_item (item), G_SIGNAL_MATCH_DATA, 0, 0,
                                        NULL, NULL, gtk_list_item_get_child (item));
}

static GtkColumnViewColumn *
make_column (const char *title, GCallback setup, GCallback bind, CellKind *kind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_data (factory, "setup", setup, kind, (GClosureNotify) (void (*) (void)) g_free,
                         0);
  g_signal_connect (factory, "bind", bind, kind);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), kind);
  return gtk_column_view_column_new (title, factory);
}

GtkColumnViewColumn *
sb_list_cells_column (const SbListSource *source, guint column, SbCurrency currency)
{
  const SbListColumn *info = &source->columns[column];
  g_autofree char *title = g_strdup (_(info->title));

  if (info->type == SB_CELL_MONEY || info->type == SB_CELL_PRICE)
    {
      g_free (title);
      /* Translators: title of a column of amounts, then the currency: "Value (USD)" */
      title = g_strdup_printf (_("%s (%s)"), _(info->title), currency.code);
    }

  GtkColumnViewColumn *view = make_column (title, G_CALLBACK (setup_cb), G_CALLBACK (bind_cb),
                                           cell_kind_new (source, column, currency));
  gtk_column_view_column_set_expand (view, info->type == SB_CELL_TEXT
                                               && source->chars[column] >= SB_LIST_WIDE_CHARS);
  gtk_column_view_column_set_resizable (view, TRUE);
  if (info->sortable)
    {
      g_autoptr (GtkSorter) tag = sb_column_tag_new (column);
      gtk_column_view_column_set_sorter (view, tag);
    }
  return view;
}

static void
summary_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = make_words (SUMMARY_CHARS);
  GtkWidget *detail = make_words (SUMMARY_CHARS);

  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

static void
show_summary (SbRow *row, GtkWidget *box)
{
  const CellKind *kind = g_object_get_data (G_OBJECT (box), "sb-cell-kind");
  GtkWidget *name = gtk_widget_get_first_child (box);
  GtkWidget *detail = gtk_widget_get_next_sibling (name);
  g_autofree char *title =
      sb_cell_text (sb_row_get_cell (row, kind->source->main), kind->currency);
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kind->source->detail); i++)
    {
      int column = kind->source->detail[i];
      g_autofree char *text = NULL;
      if (column < 0)
        continue;
      text = sb_cell_text (sb_row_get_cell (row, (guint) column), kind->currency);
      if (line->len > 0 && *text != '\0')
        g_string_append (line, " · ");
      g_string_append (line, text);
    }
  set_text (name, title);
  set_text (detail, line->str);
}

static void
summary_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SbRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);

  g_object_set_data (G_OBJECT (box), "sb-cell-kind", user_data);
  g_signal_connect_object (row, "changed", G_CALLBACK (show_summary), box, 0);
  show_summary (row, box);
}

GtkColumnViewColumn *
sb_list_cells_summary (const SbListSource *source, SbCurrency currency)
{
  GtkColumnViewColumn *view =
      make_column (_(source->columns[source->main].title), G_CALLBACK (summary_setup_cb),
                   G_CALLBACK (summary_bind_cb), cell_kind_new (source, source->main, currency));

  gtk_column_view_column_set_expand (view, TRUE);
  return view;
}

static void
check_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (check), "sb-item");
  guint position = item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION
      || gtk_check_button_get_active (check)
             == gtk_selection_model_is_selected (user_data, position))
    return;
  if (gtk_check_button_get_active (check))
    gtk_selection_model_select_item (user_data, position, FALSE);
  else
    gtk_selection_model_unselect_item (user_data, position);
}

static void
check_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *check = gtk_check_button_new ();

  g_object_set_data (G_OBJECT (check), "sb-item", item);
  g_object_bind_property (item, "selected", check, "active", G_BINDING_SYNC_CREATE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Select"), -1);
  g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), user_data);
  gtk_list_item_set_child (item, check);
}

GtkColumnViewColumn *
sb_list_cells_check (GtkSelectionModel *selection)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (check_setup_cb), selection);
  return gtk_column_view_column_new (NULL, factory);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-line-editor.h"

#include <glib/gi18n.h>

#include "sb-line-row.h"
#include "sb-width-bin.h"

struct _SbLineEditor
{
  AdwBin parent_instance;

  SbCompany      *company;  /* (owned) (nullable) */
  SbDocumentForm *form;     /* (owned) (nullable) */
  SbCurrency      currency;
  SbChoices      *choices;  /* (owned) (nullable) */
  const SbDocumentList *columns;

  SbWidthBin *bin;
  GtkLabel   *title;
  GtkButton  *add;
  GtkListBox *list;
  GtkLabel   *error;
};

G_DEFINE_FINAL_TYPE (SbLineEditor, sb_line_editor, ADW_TYPE_BIN)

static SbLineRow *
row_at (SbLineEditor *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  return row != NULL ? SB_LINE_ROW (row) : NULL;
}

static void
remove_cb (SbLineEditor *self, SbLineRow *row)
{
  sb_document_form_remove_line (self->form, sb_line_row_get_line (row));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  SbLineEditor *self = user_data;
  GtkWidget *row = sb_line_row_new (self->company, sb_document_form_get_kind (self->form),
                                    self->columns, item, self->choices, self->currency);

  sb_line_row_set_narrow (SB_LINE_ROW (row), sb_width_bin_get_narrow (self->bin));
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
narrow_cb (SbLineEditor *self)
{
  SbLineRow *row;

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    sb_line_row_set_narrow (row, sb_width_bin_get_narrow (self->bin));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbLineEditor *self = SB_LINE_EDITOR (widget);

  if (self->form == NULL)
    return;
  sb_document_form_add_to (self->form, self->columns->member);
  GListModel *lines = sb_document_form_get_list (self->form, self->columns->member);
  sb_line_row_focus (row_at (self, (int) g_list_model_get_n_items (lines) - 1));
}

static void
sb_line_editor_dispose (GObject *object)
{
  SbLineEditor *self = SB_LINE_EDITOR (object);

  /* The template takes its bound children away by itself; the bin must not do it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_LINE_EDITOR);
  g_clear_object (&self->form);
  g_clear_object (&self->company);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  G_OBJECT_CLASS (sb_line_editor_parent_class)->dispose (object);
}

static void
sb_line_editor_class_init (SbLineEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_line_editor_dispose;
  g_type_ensure (SB_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/line-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, SbLineEditor, bin);
  gtk_widget_class_bind_template_child (widget_class, SbLineEditor, title);
  gtk_widget_class_bind_template_child (widget_class, SbLineEditor, list);
  gtk_widget_class_bind_template_child (widget_class, SbLineEditor, add);
  gtk_widget_class_bind_template_child (widget_class, SbLineEditor, error);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_install_action (widget_class, "lines.add", NULL, add_action);
}

static void
sb_line_editor_init (SbLineEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_line_editor_new (void)
{
  return g_object_new (SB_TYPE_LINE_EDITOR, NULL);
}

/* A list without a line is only its button. */
static void
items_cb (SbLineEditor *self)
{
  GListModel *lines = sb_document_form_get_list (self->form, self->columns->member);

  gtk_widget_set_visible (GTK_WIDGET (self->list), g_list_model_get_n_items (lines) > 0);
}

void
sb_line_editor_set_form (SbLineEditor *self, SbCompany *company, SbDocumentForm *form,
                         const SbDocumentList *list, SbChoices *choices, SbCurrency currency)
{
  g_return_if_fail (SB_IS_LINE_EDITOR (self));
  GListModel *lines = sb_document_form_get_list (form, list->member);

  self->currency = currency;
  self->columns = list;
  g_set_object (&self->company, company);
  g_set_object (&self->form, form);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  self->choices = choices != NULL ? g_hash_table_ref (choices) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->title), list->title != NULL);
  if (list->title != NULL)
    {
      gtk_label_set_label (self->title, _(list->title));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _(list->title), -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->add),
                          (list->columns & (SB_LINE_PICK | SB_LINE_ONE)) == 0);
  gtk_list_box_bind_model (self->list, lines, make_row, self, NULL);
  g_signal_connect_object (lines, "items-changed", G_CALLBACK (items_cb), self,
                           G_CONNECT_SWAPPED);
  items_cb (self);
}

/* "/lines/2/qty" -> 2 and "qty" */
static gboolean
split_pointer (SbLineEditor *self, const char *field, int *position, const char **member)
{
  g_autofree char *prefix = g_strdup_printf ("/%s/", self->columns->member);
  char *end;

  if (!g_str_has_prefix (field, prefix))
    return FALSE;
  *position = (int) g_ascii_strtoll (field + strlen (prefix), &end, 10);
  *member = *end == '/' ? end + 1 : NULL;
  return TRUE;
}

gboolean
sb_line_editor_set_error (SbLineEditor *self, const char *field, const char *text)
{
  g_return_val_if_fail (SB_IS_LINE_EDITOR (self), FALSE);
  const char *member = NULL;
  int position = -1;
  SbLineRow *row;
  gboolean mine =
      self->columns != NULL && field != NULL && split_pointer (self, field, &position, &member);
  SbFormLine *wanted =
      mine ? sb_document_form_line_in (self->form, self->columns->member, position) : NULL;
  gboolean whole = (self->columns != NULL && field != NULL && *field == '/'
                    && g_str_equal (field + 1, self->columns->member))
                   || (mine && wanted == NULL);

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    {
      gboolean hit = wanted != NULL && sb_line_row_get_line (row) == wanted;
      sb_line_row_set_error (row, hit ? member : NULL, hit ? text : NULL);
    }
  gtk_label_set_label (self->error, whole && text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), whole && text != NULL);
  return mine || whole;
}

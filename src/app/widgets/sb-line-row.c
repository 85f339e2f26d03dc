/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-line-row.h"

#include <glib/gi18n.h>

#include "sb-choice-entry.h"
#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-number-entry.h"
#include "sb-picker.h"
#include "sb-product.h"

#define MOST_CELLS 10

/* One thing that is typed in the line, and its column. */
typedef struct
{
  const SbLineColumn *column;
  GtkWidget          *widget;
} Cell;

struct _SbLineRow
{
  GtkListBoxRow parent_instance;

  SbCompany            *company;      /* (owned) (nullable) */
  const SbDocumentKind *kind;
  const SbDocumentList *columns;
  SbFormLine           *line;         /* (owned) */
  SbCurrency            currency;
  GCancellable         *cancellable;  /* (owned) */
  Cell                  cells[MOST_CELLS];
  guint                 n_cells;

  GtkBox         *outer;
  GtkBox         *lead;
  SbPicker       *product;
  GtkCheckButton *pick;
  GtkLabel       *name;
  GtkBox         *numbers;
  GtkLabel       *net;
  GtkLabel       *error;
};

G_DEFINE_FINAL_TYPE (SbLineRow, sb_line_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  gint64 id;
} LoadOp;

static gpointer
load_product (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_product_load (db, ((LoadOp *) data)->id, error);
}

static void
focus_column (SbLineRow *self, guint part)
{
  for (guint i = 0; i < self->n_cells; i++)
    if (self->cells[i].column->part == part)
      gtk_widget_grab_focus (self->cells[i].widget);
}

static void
propose_price (SbLineRow *self, const SbProduct *product)
{
  gint64 price = (self->columns->columns & SB_LINE_COST) != 0 ? product->default_cost
                 : self->kind->party == SB_PARTY_SUPPLIER    ? product->purchase_price
                                                             : product->sale_price;

  if (price > 0 && *sb_form_line_get (self->line, "price") == '\0')
    {
      g_autofree char *text = sb_format_price (price, self->currency);
      sb_form_line_set (self->line, "price", text);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbLineRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbProduct) product = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || product == NULL)
    return;
  sb_form_line_set (self->line, "name", product->name);
  g_object_set (self->line, "service", product->kind == SB_PRODUCT_SERVICE, NULL);
  if ((self->columns->columns & (SB_LINE_PRICE | SB_LINE_COST)) != 0)
    propose_price (self, product);
  if (*sb_form_line_get (self->line, "qty") == '\0')
    focus_column (self, self->columns->columns & (SB_LINE_QTY | SB_LINE_COUNTED));
}

static void
picked_cb (SbLineRow *self, gint64 id)
{
  LoadOp *op = g_new0 (LoadOp, 1);

  op->id = id;
  sb_ledger_read_async (sb_company_get_ledger (self->company), load_product, op, g_free,
                        (GDestroyNotify) sb_product_free, self->cancellable, loaded_cb,
                        g_object_ref (self));
}

static void
remove_cb (SbLineRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* A count says what it differs by from the book; anything else what it comes to. */
static char *
result_text (SbLineRow *self)
{
  gint64 result;

  if ((self->columns->columns & SB_LINE_COUNTED) != 0)
    return sb_document_form_line_difference (self->line, &result)
               ? sb_format_difference (result)
               : NULL;
  return sb_document_form_line_net (self->line, self->currency, &result)
             ? sb_format_money (result, self->currency)
             : NULL;
}

/* On a count sheet it says what the book holds. */
static char *
name_text (SbLineRow *self)
{
  const char *name = sb_form_line_get (self->line, "name");
  gint64 held;

  if ((self->columns->columns & SB_LINE_COUNTED) == 0
      || !sb_quantity_parse (sb_form_line_get (self->line, "book"), &held, NULL))
    return g_strdup (name);
  g_autofree char *book = sb_format_quantity (held);
  /* Translators: a product on a count sheet, and how many the book has: "Board · 12 in the book" */
  return g_strdup_printf (_("%s · %s in the book"), name, book);
}

static void
update_net (SbLineRow *self)
{
  g_autofree char *text = result_text (self);
  g_autofree char *name = name_text (self);

  gtk_label_set_label (self->net, text != NULL ? text : "");
  gtk_label_set_label (self->name, name);
  gtk_widget_set_visible (GTK_WIDGET (self->name),
                          *name != '\0' && (self->columns->columns & SB_LINE_PICK) == 0);
  /* Whether tax is lost matters where there is some. */
  for (guint i = 0; i < self->n_cells; i++)
    if (self->cells[i].column->part == SB_LINE_TAX_LOST)
      gtk_widget_set_visible (self->cells[i].widget,
                              *sb_form_line_get (self->line, "tax") != '\0');
}

/* Another SKU than the one that was chosen: its name is not known any more. */
static void
sku_changed_cb (SbLineRow *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sb_form_line_set (self->line, "name", "");
}

static void
sb_line_row_dispose (GObject *object)
{
  SbLineRow *self = SB_LINE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_LINE_ROW);
  g_clear_object (&self->line);
  g_clear_object (&self->company);
  G_OBJECT_CLASS (sb_line_row_parent_class)->dispose (object);
}

static void
sb_line_row_finalize (GObject *object)
{
  g_object_unref (SB_LINE_ROW (object)->cancellable);
  G_OBJECT_CLASS (sb_line_row_parent_class)->finalize (object);
}

static void
sb_line_row_class_init (SbLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_line_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_line_row_finalize;
  signals[REMOVE] = g_signal_new ("remove", SB_TYPE_LINE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (SB_TYPE_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, outer);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, lead);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, product);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, pick);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, name);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, numbers);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, net);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, error);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, sku_changed_cb);
}

static void
sb_line_row_init (SbLineRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_text (SbLineRow *self, const char *field, gpointer entry)
{
  g_object_bind_property (self->line, field, entry, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static gboolean
yes_to_active (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_boolean (to, g_strcmp0 (g_value_get_string (from), "yes") == 0);
  return TRUE;
}

static gboolean
active_to_yes (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_string (to, g_value_get_boolean (from) ? "yes" : "");
  return TRUE;
}

static void
bind_check (SbLineRow *self, const char *field, gpointer check)
{
  g_object_bind_property_full (self->line, field, check, "active",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, yes_to_active,
                               active_to_yes, NULL, NULL);
}

static SbNumberKind
number_kind (SbColumnType type)
{
  switch (type)
    {
    case SB_COLUMN_MONEY:
      return SB_NUMBER_MONEY;
    case SB_COLUMN_PRICE:
      return SB_NUMBER_PRICE;
    case SB_COLUMN_PERCENT:
    case SB_COLUMN_RATE:
      return SB_NUMBER_PERCENT;
    case SB_COLUMN_QUANTITY:
    case SB_COLUMN_COUNT:
    case SB_COLUMN_CHOICE:
    case SB_COLUMN_CHECK:
    default:
      return SB_NUMBER_QUANTITY;
    }
}

static GtkWidget *
make_number (SbLineRow *self, const SbLineColumn *column)
{
  GtkWidget *entry = sb_number_entry_new (number_kind (column->type));

  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), column->chars);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _(column->title));
  bind_text (self, column->field, entry);
  gtk_box_insert_child_after (self->numbers, entry,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (self->net)));
  return entry;
}

static GtkWidget *
make_choice (SbLineRow *self, const SbLineColumn *column, SbChoices *choices)
{
  GtkWidget *choice = sb_choice_entry_new (sb_choices_get (choices, column->field));

  /* The first one is chosen by being first: the form has to know it. */
  if (*sb_form_line_get (self->line, column->field) == '\0')
    sb_form_line_set (self->line, column->field,
                      sb_choice_entry_get_value (SB_CHOICE_ENTRY (choice)));
  g_object_bind_property (self->line, column->field, choice, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_box_append (self->lead, choice);
  return choice;
}

static GtkWidget *
make_check (SbLineRow *self, const SbLineColumn *column)
{
  GtkWidget *check = gtk_check_button_new_with_label (_(column->label));

  gtk_widget_add_css_class (check, "caption");
  bind_check (self, column->field, check);
  gtk_box_append (self->lead, check);
  return check;
}

static void
add_cell (SbLineRow *self, const SbLineColumn *column, SbChoices *choices)
{
  GtkWidget *widget = column->type == SB_COLUMN_CHOICE  ? make_choice (self, column, choices)
                      : column->type == SB_COLUMN_CHECK ? make_check (self, column)
                                                        : make_number (self, column);

  if (SB_IS_CHOICE_ENTRY (widget))
    sb_choice_entry_set_label (SB_CHOICE_ENTRY (widget), _(column->label));
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _(column->label), -1);
  g_assert (self->n_cells < MOST_CELLS);
  self->cells[self->n_cells++] = (Cell) { column, widget };
}

static void
make_cells (SbLineRow *self, SbChoices *choices)
{
  guint parts = self->columns->columns;
  gsize n;
  const SbLineColumn *columns = sb_line_columns (&n);

  for (gsize i = 0; i < n; i++)
    if ((parts & columns[i].part) != 0)
      add_cell (self, &columns[i], choices);
  gtk_widget_set_visible (GTK_WIDGET (self->product), (parts & SB_LINE_PRODUCT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->pick), (parts & SB_LINE_PICK) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->numbers), (parts & SB_LINE_PICK) == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->net),
                          (parts & (SB_LINE_PRICE | SB_LINE_COST)) != 0
                              && (parts & (SB_LINE_QTY | SB_LINE_COUNTED)) != 0);
  if ((parts & SB_LINE_PICK) == 0)
    return;
  gtk_check_button_set_label (self->pick, sb_form_line_get (self->line, "name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pick), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sb_form_line_get (self->line, "name"), -1);
  bind_check (self, "pick", self->pick);
}

GtkWidget *
sb_line_row_new (SbCompany *company, const SbDocumentKind *kind, const SbDocumentList *list,
                 SbFormLine *line, SbChoices *choices, SbCurrency currency)
{
  SbLineRow *self = g_object_new (SB_TYPE_LINE_ROW, NULL);

  g_set_object (&self->company, company);
  g_set_object (&self->line, line);
  self->kind = kind;
  self->columns = list;
  self->currency = currency;
  if (company != NULL)
    sb_picker_set_source (self->product, company, SB_LIST_PRODUCTS);
  if ((list->columns & SB_LINE_PRODUCT) != 0)
    bind_text (self, "sku", self->product);
  make_cells (self, choices);
  g_signal_connect_object (line, "notify", G_CALLBACK (update_net), self, G_CONNECT_SWAPPED);
  update_net (self);
  return GTK_WIDGET (self);
}

SbFormLine *
sb_line_row_get_line (SbLineRow *self)
{
  g_return_val_if_fail (SB_IS_LINE_ROW (self), NULL);
  return self->line;
}

static void
mark (gpointer entry, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

void
sb_line_row_set_error (SbLineRow *self, const char *member, const char *text)
{
  g_return_if_fail (SB_IS_LINE_ROW (self));

  mark (self->product, text != NULL && (g_strcmp0 (member, "sku") == 0
                                        || g_strcmp0 (member, "item") == 0));
  for (guint i = 0; i < self->n_cells; i++)
    if (self->cells[i].column->type != SB_COLUMN_CHECK)
      mark (self->cells[i].widget,
            text != NULL && g_strcmp0 (member, self->cells[i].column->member) == 0);
  gtk_label_set_label (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
}

void
sb_line_row_set_narrow (SbLineRow *self, gboolean narrow)
{
  g_return_if_fail (SB_IS_LINE_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->outer), narrow
                                                                    ? GTK_ORIENTATION_VERTICAL
                                                                    : GTK_ORIENTATION_HORIZONTAL);
  for (guint i = 0; i < self->n_cells; i++)
    {
      const SbLineColumn *column = self->cells[i].column;
      if (GTK_IS_EDITABLE (self->cells[i].widget))
        gtk_editable_set_width_chars (GTK_EDITABLE (self->cells[i].widget),
                                      narrow ? column->narrow_chars : column->chars);
    }
  gtk_label_set_width_chars (self->net, narrow ? 7 : 11);
}

void
sb_line_row_focus (SbLineRow *self)
{
  g_return_if_fail (SB_IS_LINE_ROW (self));
  gtk_widget_child_focus (GTK_WIDGET (self->lead), GTK_DIR_TAB_FORWARD);
}

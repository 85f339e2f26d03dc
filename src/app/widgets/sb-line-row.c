/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-line-row.h"

#include <glib/gi18n.h>

#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-number-entry.h"
#include "sb-picker.h"
#include "sb-product.h"

struct _SbLineRow
{
  GtkListBoxRow parent_instance;

  SbCompany            *company;      /* (owned) (nullable) */
  const SbDocumentKind *kind;
  SbFormLine           *line;         /* (owned) */
  SbCurrency            currency;
  GCancellable         *cancellable;  /* (owned) */

  GtkBox        *outer;
  SbPicker      *product;
  GtkLabel      *name;
  GtkBox        *numbers;
  SbNumberEntry *qty;
  SbNumberEntry *price;
  SbNumberEntry *discount;
  SbNumberEntry *tax;
  GtkLabel      *net;
  GtkLabel      *error;
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
propose_price (SbLineRow *self, const SbProduct *product)
{
  gint64 price = self->kind->party_member == NULL          ? product->default_cost
                 : self->kind->party == SB_PARTY_SUPPLIER ? product->purchase_price
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
  if ((self->kind->parts & (SB_DOCUMENT_PRICE | SB_DOCUMENT_COST)) != 0)
    propose_price (self, product);
  if (*sb_form_line_get (self->line, "qty") == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->qty));
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

static void
update_net (SbLineRow *self)
{
  gint64 net;
  g_autofree char *text = NULL;

  if (sb_document_form_line_net (self->line, self->currency, &net))
    text = sb_format_money (net, self->currency);
  gtk_label_set_label (self->net, text != NULL ? text : "");
  gtk_label_set_label (self->name, sb_form_line_get (self->line, "name"));
  gtk_widget_set_visible (GTK_WIDGET (self->name), *sb_form_line_get (self->line, "name") != '\0');
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
  g_type_ensure (SB_TYPE_NUMBER_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, outer);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, product);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, name);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, numbers);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, qty);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, price);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, discount);
  gtk_widget_class_bind_template_child (widget_class, SbLineRow, tax);
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
bind_field (SbLineRow *self, const char *field, gpointer entry)
{
  g_object_bind_property (self->line, field, entry, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static void
show_parts (SbLineRow *self)
{
  guint parts = self->kind->parts;
  gboolean cost = (parts & SB_DOCUMENT_COST) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->price), cost || (parts & SB_DOCUMENT_PRICE) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->net), cost || (parts & SB_DOCUMENT_PRICE) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->discount), (parts & SB_DOCUMENT_DISCOUNT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->tax), (parts & SB_DOCUMENT_TAX) != 0);
  if (!cost)
    return;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->price), _("Cost"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->price), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Unit cost"), -1);
}

GtkWidget *
sb_line_row_new (SbCompany *company, const SbDocumentKind *kind, SbFormLine *line,
                 SbCurrency currency)
{
  SbLineRow *self = g_object_new (SB_TYPE_LINE_ROW, NULL);

  g_set_object (&self->company, company);
  g_set_object (&self->line, line);
  self->kind = kind;
  self->currency = currency;
  if (company != NULL)
    sb_picker_set_source (self->product, company, SB_LIST_PRODUCTS);
  show_parts (self);
  bind_field (self, "sku", self->product);
  bind_field (self, "qty", self->qty);
  bind_field (self, "price", self->price);
  bind_field (self, "discount", self->discount);
  bind_field (self, "tax", self->tax);
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
  const struct
  {
    const char *members;
    gpointer    entry;
  } ENTRIES[] = {
    { "sku item", self->product },       { "qty", self->qty },
    { "unit_price unit_cost", self->price }, { "discount_pct", self->discount },
    { "tax_rate", self->tax },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ENTRIES); i++)
    mark (ENTRIES[i].entry,
          text != NULL && member != NULL && strstr (ENTRIES[i].members, member) != NULL);
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
  gtk_editable_set_width_chars (GTK_EDITABLE (self->qty), narrow ? 4 : 8);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->price), narrow ? 5 : 9);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->discount), narrow ? 3 : 6);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->tax), narrow ? 3 : 6);
  gtk_label_set_width_chars (self->net, narrow ? 7 : 11);
}

void
sb_line_row_focus (SbLineRow *self)
{
  g_return_if_fail (SB_IS_LINE_ROW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->product));
}

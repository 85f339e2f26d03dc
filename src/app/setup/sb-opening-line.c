/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-opening-line.h"

#include "sb-format.h"
#include "sb-quantity.h"

#include <glib/gi18n.h>

struct _SbOpeningLine
{
  GtkListBoxRow parent_instance;

  GtkWidget *known_box;  /* (template) */
  GtkLabel *name_label;  /* (template) */
  GtkLabel *sku_label;   /* (template) */
  GtkWidget *new_box;    /* (template) */
  GtkEditable *sku;      /* (template) */
  GtkEditable *name;     /* (template) */
  GtkEditable *quantity; /* (template) */
  GtkEditable *cost;     /* (template) */
  GtkLabel *value;       /* (template) */
  GtkLabel *refusal;     /* (template) */

  SbProduct *product; /* (owned) (nullable) */
  SbCurrency currency;
};

G_DEFINE_FINAL_TYPE (SbOpeningLine, sb_opening_line, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
typed (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
clear_refusal (SbOpeningLine *self)
{
  GtkEditable *entries[] = { self->sku, self->name, self->quantity, self->cost };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entries[i]), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (entries[i]), GTK_ACCESSIBLE_STATE_INVALID);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
}

static void
refuse (SbOpeningLine *self, GtkEditable *entry, const char *message)
{
  clear_refusal (self);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_label_set_label (self->refusal, message);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static gboolean
parse (GtkEditable *entry, gboolean (*parse_func) (const char *, gint64 *, GError **), gint64 *number)
{
  g_autofree char *text = typed (entry);
  g_autofree char *ascii = sb_format_read_number (text, NULL);

  return ascii != NULL && parse_func (ascii, number, NULL);
}

/* What one cost: as typed, else the product's purchase price, which the empty field shows. */
static gboolean
read_cost (SbOpeningLine *self, gint64 *cost)
{
  g_autofree char *text = typed (self->cost);

  if (*text != '\0' || self->product == NULL || self->product->purchase_price < 0)
    return parse (self->cost, sb_price_parse, cost) && *cost >= 0;
  *cost = self->product->purchase_price;
  return TRUE;
}

static void
field_changed (SbOpeningLine *self)
{
  gint64 quantity, cost, value;
  g_autofree char *text = NULL;

  clear_refusal (self);
  if (parse (self->quantity, sb_quantity_parse, &quantity) && read_cost (self, &cost) &&
      sb_extend (quantity, cost, 0, self->currency, &value, NULL))
    text = sb_format_money (value, self->currency);
  gtk_label_set_label (self->value, text != NULL ? text : "");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sb_opening_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_OPENING_LINE);
  G_OBJECT_CLASS (sb_opening_line_parent_class)->dispose (object);
}

static void
sb_opening_line_finalize (GObject *object)
{
  SbOpeningLine *self = SB_OPENING_LINE (object);

  g_clear_pointer (&self->product, sb_product_free);
  G_OBJECT_CLASS (sb_opening_line_parent_class)->finalize (object);
}

static void
sb_opening_line_class_init (SbOpeningLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_opening_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_opening_line_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SB_TYPE_OPENING_LINE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/opening-line.ui");
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, known_box);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, name_label);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, sku_label);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, new_box);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, sku);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, name);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, quantity);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, cost);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, value);
  gtk_widget_class_bind_template_child (widget_class, SbOpeningLine, refusal);
  gtk_widget_class_bind_template_callback (widget_class, field_changed);
}

static void
sb_opening_line_init (SbOpeningLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_opening_line_new (const SbProduct *product, SbCurrency currency)
{
  SbOpeningLine *self = g_object_new (SB_TYPE_OPENING_LINE, NULL);

  self->currency = currency;
  gtk_widget_set_visible (self->known_box, product != NULL);
  gtk_widget_set_visible (self->new_box, product == NULL);
  if (product != NULL)
    {
      self->product = sb_product_copy (product);
      gtk_label_set_label (self->name_label, product->name);
      gtk_label_set_label (self->sku_label, product->sku);
      if (product->purchase_price >= 0)
        {
          g_autofree char *price = sb_format_price (product->purchase_price, currency);

          g_object_set (self->cost, "placeholder-text", price, NULL);
        }
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      product->name, -1);
    }
  return GTK_WIDGET (self);
}

gboolean
sb_opening_line_is_new (SbOpeningLine *self)
{
  return self->product == NULL;
}

gboolean
sb_opening_line_is_empty (SbOpeningLine *self)
{
  g_autofree char *quantity = typed (self->quantity);
  g_autofree char *cost = typed (self->cost);
  g_autofree char *sku = typed (self->sku);
  g_autofree char *name = typed (self->name);

  return *quantity == '\0' && *cost == '\0' && *sku == '\0' && *name == '\0';
}

char *
sb_opening_line_get_sku (SbOpeningLine *self)
{
  return self->product != NULL ? g_strdup (self->product->sku) : typed (self->sku);
}

char *
sb_opening_line_get_name (SbOpeningLine *self)
{
  g_autofree char *name = typed (self->name);

  if (self->product != NULL)
    return g_strdup (self->product->name);
  return *name != '\0' ? g_steal_pointer (&name) : typed (self->sku);
}

gboolean
sb_opening_line_read (SbOpeningLine *self, gint64 *quantity, gint64 *cost)
{
  g_autofree char *sku = sb_opening_line_get_sku (self);

  clear_refusal (self);
  if (*sku == '\0')
    refuse (self, self->sku, _ ("A product needs a SKU: a short name of your own."));
  else if (!parse (self->quantity, sb_quantity_parse, quantity) || *quantity <= 0)
    refuse (self, self->quantity, _ ("How many? A number above zero, with at most six decimals."));
  else if (!read_cost (self, cost))
    refuse (self, self->cost, _ ("What did one cost? A number, with at most six decimals."));
  else
    return TRUE;
  return FALSE;
}

void
sb_opening_line_refuse (SbOpeningLine *self, const char *member, const char *message)
{
  GtkEditable *entry = self->quantity;

  if (g_strcmp0 (member, "unit_cost") == 0)
    entry = self->cost;
  else if (g_strcmp0 (member, "sku") == 0 && self->product == NULL)
    entry = self->sku;
  refuse (self, entry, message);
}

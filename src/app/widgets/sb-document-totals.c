/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-totals.h"

#include <glib/gi18n.h>

#include "sb-format.h"

struct _SbDocumentTotals
{
  AdwBin parent_instance;

  gint64     goods;  /* net of the lines that the rest was made of */
  GtkGrid   *grid;
  GtkLabel  *net_title;
  GtkLabel  *net;
};

G_DEFINE_FINAL_TYPE (SbDocumentTotals, sb_document_totals, ADW_TYPE_BIN)

/* The first row is the net amount, which needs no ledger. */
static int
last_row (SbDocumentTotals *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->grid));
  int row = 0;

  if (last != NULL)
    gtk_grid_query_child (self->grid, last, NULL, &row, NULL, NULL);
  return row;
}

static void
add (SbDocumentTotals *self, const char *title, gint64 amount, SbCurrency currency,
     const char *style)
{
  g_autofree char *text = style != NULL ? sb_format_money_code (amount, currency)
                                        : sb_format_money (amount, currency);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *value = gtk_label_new (text);
  int row = last_row (self);

  gtk_label_set_xalign (GTK_LABEL (name), 1.0f);
  gtk_label_set_xalign (GTK_LABEL (value), 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (value, "figures");
  if (style != NULL)
    gtk_widget_add_css_class (value, style);
  gtk_grid_attach (self->grid, name, 0, row + 1, 1, 1);
  gtk_grid_attach (self->grid, value, 1, row + 1, 1, 1);
}

static void
clear (SbDocumentTotals *self)
{
  int row;

  while ((row = last_row (self)) > 0)
    gtk_grid_remove_row (self->grid, row);
}

static void
add_shares (SbDocumentTotals *self, const SbDocument *document, SbCurrency currency)
{
  for (guint i = 0; i < document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, i);
      add (self, line->product_name != NULL ? line->product_name : line->sku, line->cost, currency,
           NULL);
    }
}

static void
add_parts (SbDocumentTotals *self, const SbDocumentKind *kind, const SbDocument *document,
           SbCurrency currency)
{
  gboolean taxed = FALSE;

  for (const SbDocumentList *list = kind->lists; list->member != NULL; list++)
    taxed |= (list->columns & SB_LINE_TAX) != 0;
  if (document->discount != 0)
    add (self, _("Discount"), -document->discount, currency, NULL);
  if (document->shipping != 0)
    add (self, _("Shipping"), document->shipping, currency, NULL);
  if (document->extra != 0)
    add (self, _("Freight and other costs"), document->extra, currency, NULL);
  /* An order is not taxed yet: "0.00" would promise something. */
  if (document->tax != 0 || document->shipping_tax != 0
      || (taxed && (kind->parts & SB_DOCUMENT_DUE) != 0))
    add (self, _("Tax"), document->tax, currency, NULL);
  if (document->rounding != 0)
    add (self, _("Rounding"), document->rounding, currency, NULL);
}

void
sb_document_totals_set_document (SbDocumentTotals *self, const SbDocumentKind *kind,
                                 const SbDocument *document)
{
  g_return_if_fail (SB_IS_DOCUMENT_TOTALS (self));
  SbCurrency currency;
  gboolean shared = (kind->parts & SB_DOCUMENT_METHOD) != 0;

  clear (self);
  /* Nothing is priced where an amount is only shared out. */
  gtk_widget_set_visible (GTK_WIDGET (self->net_title), !shared);
  gtk_widget_set_visible (GTK_WIDGET (self->net), !shared);
  if (document == NULL || document->total == 0
      || !sb_currency_from_code (document->currency, &currency, NULL))
    return;
  self->goods = document->goods;
  if (shared)
    add_shares (self, document, currency);
  else
    add_parts (self, kind, document, currency);
  add (self, _("Total"), document->total, currency, "title-3");
}

void
sb_document_totals_set_net (SbDocumentTotals *self, gboolean known, gint64 net,
                            SbCurrency currency)
{
  g_return_if_fail (SB_IS_DOCUMENT_TOTALS (self));
  g_autofree char *text = known ? sb_format_money_code (net, currency) : NULL;

  if (!known || net != self->goods)
    clear (self);
  gtk_label_set_label (self->net, text != NULL ? text : "–");
}

static void
sb_document_totals_dispose (GObject *object)
{
  /* The template takes its bound children away by itself; the bin must not do it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_DOCUMENT_TOTALS);
  G_OBJECT_CLASS (sb_document_totals_parent_class)->dispose (object);
}

static void
sb_document_totals_class_init (SbDocumentTotalsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_document_totals_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/document-totals.ui");
  gtk_widget_class_bind_template_child (widget_class, SbDocumentTotals, grid);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentTotals, net_title);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentTotals, net);
}

static void
sb_document_totals_init (SbDocumentTotals *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_document_totals_new (void)
{
  return g_object_new (SB_TYPE_DOCUMENT_TOTALS, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-effect-view.h"

#include <glib/gi18n.h>

#include "sb-cell-text.h"
#include "sb-format.h"

struct _SbEffectView
{
  AdwBin parent_instance;

  GtkLabel *summary;
  GtkGrid  *grid;
};

G_DEFINE_FINAL_TYPE (SbEffectView, sb_effect_view, ADW_TYPE_BIN)

static const struct
{
  const char *role;
  const char *text;
} ROLES[] = {
  { "AccountsReceivable", N_("Customers owe") },
  { "AccountsPayable", N_("Owed to suppliers") },
  { "Inventory", N_("Inventory") },
  { "COGS", N_("Cost of goods sold") },
  { "Revenue", N_("Sales") },
  { "SalesTaxPayable", N_("Sales tax") },
  { "GRNI", N_("Received, not billed") },
  { "GoodsInTransit", N_("Goods on the way") },
  { "WIP", N_("In production") },
  { "InventoryAdjustment", N_("Stock adjustments") },
  { "PurchaseVariance", N_("Purchase variance") },
  { "LandedCostClearing", N_("Freight and duty to allocate") },
  { "ConversionCosts", N_("Production costs") },
  { "SupplierDeposits", N_("Deposits with suppliers") },
  { "CustomerCredits", N_("Deposits of customers") },
  { "InputTax", N_("Purchase tax to recover") },
  { "ShippingIncome", N_("Shipping charged") },
  { "SalesDiscounts", N_("Discounts given") },
  { "Rounding", N_("Rounding") },
  { "Bank", N_("Bank") },
  { "UndepositedFunds", N_("Undeposited funds") },
  { "OpeningBalanceEquity", N_("Opening balance") },
  { "ExchangeGainLoss", N_("Exchange gain or loss") },
};

const char *
sb_role_text (const char *role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ROLES); i++)
    if (g_strcmp0 (ROLES[i].role, role) == 0)
      return _(ROLES[i].text);
  return role != NULL ? role : "";
}

static void
sb_effect_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_EFFECT_VIEW);
  G_OBJECT_CLASS (sb_effect_view_parent_class)->dispose (object);
}

static void
sb_effect_view_class_init (SbEffectViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_effect_view_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/effect-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SbEffectView, summary);
  gtk_widget_class_bind_template_child (widget_class, SbEffectView, grid);
}

static void
sb_effect_view_init (SbEffectView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
clear (SbEffectView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
attach (SbEffectView *self, const char *text, int column, int row, float xalign, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  /* The words give way, never the numbers. */
  if (column == 0)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, column == 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static int
add_lines (SbEffectView *self, int row, GPtrArray *journals, SbCurrency currency)
{
  for (guint j = 0; j < journals->len; j++)
    {
      const SbJournal *journal = g_ptr_array_index (journals, j);
      for (guint l = 0; l < journal->lines->len; l++)
        {
          const SbJournalLine *line = g_ptr_array_index (journal->lines, l);
          g_autofree char *amount = sb_format_money (ABS (line->amount), currency);
          attach (self, sb_role_text (line->role), 0, row, 0.0f, NULL);
          attach (self, amount, line->amount > 0 ? 1 : 2, row, 1.0f, "figures");
          row++;
        }
    }
  return row;
}

static int
add_titles (SbEffectView *self, SbCurrency currency)
{
  g_autofree char *title = g_strdup_printf (_("In the books (%s)"), currency.code);

  attach (self, title, 0, 0, 0.0f, "caption-heading");
  attach (self, _("Debit"), 1, 0, 1.0f, "caption-heading");
  attach (self, _("Credit"), 2, 0, 1.0f, "caption-heading");
  return 1;
}

/* The place matters as soon as more than one changes. */
static gboolean
names_places (const SbEffect *effect)
{
  for (guint i = 1; i < effect->levels->len; i++)
    if (g_array_index (effect->levels, SbLevelChange, i).location
        != g_array_index (effect->levels, SbLevelChange, 0).location)
      return TRUE;
  return FALSE;
}

/* "WB-1: 12 → 24" a product */
static void
add_level (GString *text, const SbLevelChange *level, gboolean places, SbCurrency currency)
{
  gboolean moved = level->qty_before != level->qty_after;
  g_autofree char *before = moved ? sb_format_quantity (level->qty_before)
                                  : sb_format_money (level->value_before, currency);
  g_autofree char *after = moved ? sb_format_quantity (level->qty_after)
                                 : sb_format_money (level->value_after, currency);
  g_autofree char *place = sb_place_text (level->location_name);
  /* Translators: a product and where it is: "Walnut board, Shop" */
  g_autofree char *what = places ? g_strdup_printf (_("%s, %s"), level->product_name, place)
                                 : g_strdup (level->product_name);

  if (text->len > 0)
    g_string_append (text, "\n");
  if (moved)
    /* Translators: stock of a product before and after: "Walnut board: 12 → 24" */
    g_string_append_printf (text, _("%s: %s → %s in stock"), what, before, after);
  else
    /* Translators: value of the stock of a product before and after */
    g_string_append_printf (text, _("%s: worth %s → %s"), what, before, after);
}

static char *
level_text (const SbEffect *effect, SbCurrency currency)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean places = names_places (effect);

  for (guint i = 0; i < effect->levels->len; i++)
    add_level (text, &g_array_index (effect->levels, SbLevelChange, i), places, currency);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GtkWidget *
sb_effect_view_new (void)
{
  return g_object_new (SB_TYPE_EFFECT_VIEW, NULL);
}

void
sb_effect_view_set_effect (SbEffectView *self, const SbEffect *effect, SbCurrency currency)
{
  g_return_if_fail (SB_IS_EFFECT_VIEW (self));
  g_autofree char *levels = NULL;

  clear (self);
  if (effect == NULL)
    {
      gtk_label_set_label (self->summary, _("Shown as soon as the document is complete."));
      return;
    }
  levels = level_text (effect, currency);
  if (effect->journals->len > 0)
    add_lines (self, add_titles (self, currency), effect->journals, currency);
  gtk_label_set_label (self->summary, *levels != '\0'                ? levels
                                      : effect->journals->len == 0 ? _("Nothing yet: it only says what is planned.")
                                                                   : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary),
                          *gtk_label_get_label (self->summary) != '\0');
}

void
sb_effect_view_set_journals (SbEffectView *self, GPtrArray *journals, SbCurrency currency)
{
  g_return_if_fail (SB_IS_EFFECT_VIEW (self));

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), FALSE);
  if (journals != NULL && journals->len > 0)
    add_lines (self, add_titles (self, currency), journals, currency);
}

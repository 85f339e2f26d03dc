/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What invoices, credits, refunds and quotes have in common. Line amounts are ours to the cent;
 * quantity and price go along only where they give exactly that amount. */
#include "sb-sale-lines.h"

#include <glib/gi18n-lib.h>

#include "sb-collect.h"
#include "sb-decimal.h"
#include "sb-money.h"
#include "sb-quantity.h"
#include "sb-tax-choice.h"

#define NUMBER_MAX 21

/* How a document discount goes: a line of its own (United States), the lines net of their shares
 * (no account for discounts), or a negative line for each tax code. */
typedef enum
{
  DISCOUNT_NONE,
  DISCOUNT_LINE,
  DISCOUNT_NET,
  DISCOUNT_ITEMS,
} DiscountWay;

/* Price with at most six decimals that gives @amount for @qty; FALSE when there is none. */
static gboolean
exact_price (gint64 amount, gint64 qty, SbCurrency currency, gint64 *price)
{
  __int128 numerator = (__int128) amount * SB_QUANTITY_ONE;
  gint64 extended = 0;

  for (unsigned i = currency.exponent; i < SB_PRICE_SCALE; i++)
    numerator *= 10;
  return qty > 0 && sb_round_ratio (numerator, qty, price, NULL)
         && sb_extend (qty, *price, 0, currency, &extended, NULL) && extended == amount;
}

static char *
plain_description (const SbDocumentLine *line, SbCurrency currency)
{
  g_autofree char *qty = sb_quantity_format (line->qty);
  g_autofree char *price = sb_price_format (line->unit_price, currency);

  return g_strdup_printf ("%s: %s x %s",
                          line->product_name != NULL ? line->product_name : line->sku, qty, price);
}

/* NULL: refused or error. */
static SbQboLine *
sales_line (SbSaleForm *self, const char *item, gint64 amount, gint64 tax_rate, GError **error)
{
  g_autoptr (SbQboLine) line = sb_qbo_line_new (SB_QBO_LINE_SALES_ITEM);

  line->amount = amount;
  sb_qbo_ref_set (&line->item, item);
  if (sb_translator_global_tax (self->translator))
    {
      const SbTaxCode *code
          = sb_translator_tax_code (self->translator, self->translation, tax_rate, TRUE, error);

      if (code == NULL)
        return NULL;
      sb_qbo_ref_set (&line->tax_code, code->id);
    }
  else if (self->translator->company->is_us)
    {
      sb_qbo_ref_set (&line->tax_code, tax_rate > 0 ? "TAX" : "NON");
    }
  return g_steal_pointer (&line);
}

/* Adds the line, or passes it over when it was refused. FALSE with an error. */
static gboolean
add (SbSaleForm *self, SbQboLine *line, char *description)
{
  if (line == NULL)
    {
      g_free (description);
      return self->translation->refused;
    }
  line->description = description;
  sb_qbo_lines_add (&self->form->lines, line);
  return TRUE;
}

static gboolean
add_line (SbSaleForm *self, const SbDocumentLine *source, DiscountWay way, GError **error)
{
  gint64 amount = source->net - (way == DISCOUNT_NET ? source->discount_share : 0);
  g_autofree char *item = sb_translator_id (self->translator, self->translation, "Item", "product",
                                            source->product, error);
  SbQboLine *line
      = item != NULL ? sales_line (self, item, amount, source->tax_rate, error) : NULL;
  gint64 price;

  if (item == NULL)
    return FALSE;
  if (line == NULL || !exact_price (amount, source->qty, self->currency, &price))
    return add (self, line, plain_description (source, self->currency));
  line->quantity = source->qty;
  line->unit_price = price;
  return add (self, line, g_strdup (source->product_name));
}

static gboolean
add_own (SbSaleForm *self, gint64 which, gint64 amount, gint64 rate, const char *description,
         GError **error)
{
  g_autofree char *item = NULL;

  if (amount == 0)
    return TRUE;
  item = sb_translator_id (self->translator, self->translation, "Item", "own-item", which, error);
  return item != NULL
         && add (self, sales_line (self, item, amount, rate, error), g_strdup (description));
}

static gboolean
choose_discount (SbSaleForm *self, DiscountWay *way, char **account, GError **error)
{
  *account = NULL;
  *way = DISCOUNT_NONE;
  if (self->document->discount == 0)
    return TRUE;
  if (!sb_translator_role (self->translator, "SalesDiscounts", TRUE, account, error))
    return FALSE;
  *way = *account == NULL                                        ? DISCOUNT_NET
         : sb_translator_global_tax (self->translator)           ? DISCOUNT_ITEMS
                                                                 : DISCOUNT_LINE;
  if (*way == DISCOUNT_LINE && !self->translator->company->allow_discount)
    sb_translation_refuse (
        self->translation, SB_RECORD_FAILED, "validation",
        _("QuickBooks does not allow discounts: switch on \"Discount\" in its sales settings."));
  return TRUE;
}

static gboolean
add_discount_items (SbSaleForm *self, GError **error)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (SbTaxedAmount));

  for (guint i = 0; i < self->document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (self->document->lines, i);

      if (g_str_equal (line->part, "line"))
        sb_taxed_add (shares, line->tax_rate, line->discount_share, 0);
    }
  for (guint i = 0; i < shares->len; i++)
    {
      const SbTaxedAmount *share = &g_array_index (shares, SbTaxedAmount, i);

      if (!add_own (self, SB_OWN_ITEM_DISCOUNT, -share->net, share->rate, _("Discount"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_discount (SbSaleForm *self, DiscountWay way, const char *account, GError **error)
{
  SbQboLine *line;

  if (way == DISCOUNT_ITEMS)
    return add_discount_items (self, error);
  if (way != DISCOUNT_LINE)
    return TRUE;
  line = sb_qbo_line_new (SB_QBO_LINE_DISCOUNT);
  line->amount = self->document->discount;
  line->percent_based = SB_QBO_FALSE;
  sb_qbo_ref_set (&line->discount_account, account);
  sb_qbo_lines_add (&self->form->lines, line);
  if (self->translator->company->is_us)
    self->form->tax_after_discount = SB_QBO_TRUE;
  return TRUE;
}

static gboolean
add_global_tax (SbSaleForm *self, GError **error)
{
  const SbDocument *document = self->document;
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (SbTaxedAmount));

  for (guint i = 0; i < document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, i);

      if (g_str_equal (line->part, "line"))
        sb_taxed_add (amounts, line->tax_rate, line->net - line->discount_share, line->tax);
    }
  if (document->shipping != 0)
    sb_taxed_add (amounts, document->shipping_rate, document->shipping, document->shipping_tax);
  sb_qbo_text_set (&self->form->global_tax, "TaxExcluded");
  self->form->tax
      = sb_taxed_lines (self->translator, self->translation, amounts, TRUE, error);
  return self->form->tax != NULL || self->translation->refused;
}

static gboolean
add_tax (SbSaleForm *self, GError **error)
{
  const SbQboCompany *company = self->translator->company;

  if (sb_translator_global_tax (self->translator))
    return add_global_tax (self, error);
  if (self->document->tax == 0)
    return TRUE;
  if (!company->sales_tax || company->tax_code == NULL)
    return sb_translation_refuse (
        self->translation, SB_RECORD_FAILED, "tax-code",
        _("Sales tax is not set up in QuickBooks, but this document has some."));
  self->form->tax = sb_qbo_txn_tax_new ();
  self->form->tax->total = self->document->tax;
  sb_qbo_ref_set (&self->form->tax->code, company->tax_code);
  return TRUE;
}

static gboolean
set_head (SbSaleForm *self, GError **error)
{
  SbDocument *document = self->document;
  SbQboInvoice *form = self->form;
  const SbQboCompany *company = self->translator->company;
  g_autofree char *customer = sb_translator_id (self->translator, self->translation, "Customer",
                                                "customer", document->party, error);
  g_autofree char *text
      = g_strdup_printf ("%s %s (%s)", document->kind, document->display, document->event_id);

  if (customer == NULL)
    return FALSE;
  form->meta.id = g_strdup (self->translation->qbo_id);
  form->meta.sync_token = g_strdup (self->translation->sync_token);
  form->meta.currency = self->currency;
  sb_qbo_ref_set (&form->customer, customer);
  sb_translation_set_currency (self->translator, document, &form->currency_ref,
                               &form->exchange_rate);
  if (company->custom_numbers)
    form->doc_number = g_strdup (document->display);
  form->private_note = sb_translation_note (self->translation, text);
  if (company->custom_numbers && g_utf8_strlen (document->display, -1) > NUMBER_MAX)
    sb_translation_refuse (
        self->translation, SB_RECORD_FAILED, "validation",
        _("The number %s is longer than the %d characters that QuickBooks takes."),
        document->display, NUMBER_MAX);
  return sb_day_parse (document->date, &form->date, error);
}

gboolean
sb_sale_form_build (SbSaleForm *self, GError **error)
{
  g_autofree char *discount_account = NULL;
  DiscountWay way;

  sb_translation_check_currency (self->translator, self->translation, self->document);
  if (!sb_currency_from_code (self->document->currency, &self->currency, error)
      || !set_head (self, error) || !choose_discount (self, &way, &discount_account, error))
    return FALSE;
  for (guint i = 0; i < self->document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (self->document->lines, i);

      if (g_str_equal (line->part, "line") && !add_line (self, line, way, error))
        return FALSE;
    }
  return add_own (self, SB_OWN_ITEM_SHIPPING, self->document->shipping,
                  self->document->shipping_rate, _("Shipping"), error)
         && add_discount (self, way, discount_account, error) && add_tax (self, error);
}

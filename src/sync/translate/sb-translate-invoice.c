/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invoices. Line amounts are ours to the cent; quantity and price go along only where they give
 * exactly that amount; tax is told as one total. */
#include "sb-translate.h"

#include <glib/gi18n-lib.h>

#include "sb-collect.h"
#include "sb-decimal.h"
#include "sb-document.h"
#include "sb-money.h"
#include "sb-qbo-invoice.h"
#include "sb-quantity.h"

#define NUMBER_MAX 21

typedef struct
{
  SbTranslator *translator;
  SbTranslation *translation;
  SbDocument *document;
  SbQboInvoice *invoice;
  SbCurrency currency;
  gboolean net_of_discount; /* no account for discounts: lines carry their shares */
} InvoiceOp;

/* Price with at most six decimals that gives @amount for @qty; FALSE when there is none. */
static gboolean
exact_price (gint64 amount, gint64 qty, SbCurrency currency, gint64 *price)
{
  __int128 numerator = (__int128) amount * SB_QUANTITY_ONE;
  gint64 extended = 0;

  for (unsigned i = currency.exponent; i < SB_PRICE_SCALE; i++)
    numerator *= 10;
  return qty > 0
         && sb_round_ratio (numerator, qty, price, NULL)
         && sb_extend (qty, *price, 0, currency, &extended, NULL)
         && extended == amount;
}

static char *
plain_description (const SbDocumentLine *line, SbCurrency currency)
{
  g_autofree char *qty = sb_quantity_format (line->qty);
  g_autofree char *price = sb_price_format (line->unit_price, currency);

  return g_strdup_printf ("%s: %s x %s",
                          line->product_name != NULL ? line->product_name : line->sku, qty, price);
}

static SbQboLine *
sales_line (InvoiceOp *op, char *item, gint64 amount, gint64 tax_rate)
{
  SbQboLine *line = sb_qbo_line_new (SB_QBO_LINE_SALES_ITEM);

  line->amount = amount;
  sb_qbo_ref_set (&line->item, item);
  sb_qbo_ref_set (&line->tax_code, tax_rate > 0 ? "TAX" : "NON");
  return line;
}

static gboolean
add_line (InvoiceOp *op, const SbDocumentLine *source, GError **error)
{
  gint64 amount = source->net - (op->net_of_discount ? source->discount_share : 0);
  g_autofree char *item = sb_translator_id (op->translator, op->translation, "Item", "product",
                                            source->product, error);
  SbQboLine *line;
  gint64 price;

  if (item == NULL)
    return FALSE;
  line = sales_line (op, item, amount, source->tax_rate);
  if (exact_price (amount, source->qty, op->currency, &price))
    {
      line->quantity = source->qty;
      line->unit_price = price;
      line->description = g_strdup (source->product_name);
    }
  else
    {
      line->description = plain_description (source, op->currency);
    }
  sb_qbo_lines_add (&op->invoice->lines, line);
  return TRUE;
}

static gboolean
add_shipping (InvoiceOp *op, GError **error)
{
  g_autofree char *item = NULL;
  SbQboLine *line;

  if (op->document->shipping == 0)
    return TRUE;
  item = sb_translator_id (op->translator, op->translation, "Item", "own-item",
                           SB_OWN_ITEM_SHIPPING, error);
  if (item == NULL)
    return FALSE;
  line = sales_line (op, item, op->document->shipping, op->document->shipping_rate);
  line->description = g_strdup (_("Shipping"));
  sb_qbo_lines_add (&op->invoice->lines, line);
  return TRUE;
}

static gboolean
prepare_discount (InvoiceOp *op, char **account, GError **error)
{
  *account = NULL;
  if (op->document->discount == 0)
    return TRUE;
  if (!sb_translator_role (op->translator, "SalesDiscounts", TRUE, account, error))
    return FALSE;
  op->net_of_discount = *account == NULL;
  if (!op->net_of_discount && !op->translator->company->allow_discount)
    sb_translation_refuse (
        op->translation, SB_RECORD_FAILED, "validation",
        _("QuickBooks does not allow discounts: switch on \"Discount\" in its sales settings."));
  return TRUE;
}

static void
add_discount (InvoiceOp *op, const char *account)
{
  SbQboLine *line;

  if (op->document->discount == 0 || op->net_of_discount)
    return;
  line = sb_qbo_line_new (SB_QBO_LINE_DISCOUNT);
  line->amount = op->document->discount;
  line->percent_based = SB_QBO_FALSE;
  sb_qbo_ref_set (&line->discount_account, account);
  sb_qbo_lines_add (&op->invoice->lines, line);
  op->invoice->tax_after_discount = SB_QBO_TRUE;
}

static void
add_tax (InvoiceOp *op)
{
  const SbQboCompany *company = op->translator->company;

  if (op->document->tax == 0)
    return;
  if (!company->sales_tax || company->tax_code == NULL)
    {
      sb_translation_refuse (
          op->translation, SB_RECORD_FAILED, "tax-code",
          _("Sales tax is not set up in QuickBooks, but this invoice has some."));
      return;
    }
  op->invoice->tax = sb_qbo_txn_tax_new ();
  op->invoice->tax->total = op->document->tax;
  sb_qbo_ref_set (&op->invoice->tax->code, company->tax_code);
}

static gboolean
set_head (InvoiceOp *op, GError **error)
{
  SbDocument *document = op->document;
  g_autofree char *customer = sb_translator_id (op->translator, op->translation, "Customer",
                                                "customer", document->party, error);
  g_autofree char *text
      = g_strdup_printf ("invoice %s (%s)", document->display, document->event_id);

  if (customer == NULL)
    return FALSE;
  op->invoice->meta.id = g_strdup (op->translation->qbo_id);
  op->invoice->meta.sync_token = g_strdup (op->translation->sync_token);
  op->invoice->meta.currency = op->currency;
  sb_qbo_ref_set (&op->invoice->customer, customer);
  if (op->translator->company->custom_numbers)
    op->invoice->doc_number = g_strdup (document->display);
  op->invoice->private_note = sb_translation_note (op->translation, text);
  if (document->due != NULL && !sb_day_parse (document->due, &op->invoice->due_date, error))
    return FALSE;
  return sb_day_parse (document->date, &op->invoice->date, error);
}

static void
refuse_unsendable (InvoiceOp *op)
{
  const SbQboCompany *company = op->translator->company;

  if (g_strcmp0 (op->document->currency, company->home.code) != 0)
    sb_translation_refuse (op->translation, SB_RECORD_FAILED, "currency",
                           _("Documents in %s are not sent yet."), op->document->currency);
  if (!company->is_us && company->sales_tax)
    sb_translation_refuse (op->translation, SB_RECORD_FAILED, "tax-code",
                           _("Taxes of companies outside the United States are not sent yet."));
  if (company->custom_numbers && g_utf8_strlen (op->document->display, -1) > NUMBER_MAX)
    sb_translation_refuse (
        op->translation, SB_RECORD_FAILED, "validation",
        _("The number %s is longer than the %d characters that QuickBooks takes."),
        op->document->display, NUMBER_MAX);
}

static gboolean
build (InvoiceOp *op, GError **error)
{
  g_autofree char *discount_account = NULL;

  if (!set_head (op, error) || !prepare_discount (op, &discount_account, error))
    return FALSE;
  for (guint i = 0; i < op->document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (op->document->lines, i);

      if (g_str_equal (line->part, "line") && !add_line (op, line, error))
        return FALSE;
    }
  if (!add_shipping (op, error))
    return FALSE;
  add_discount (op, discount_account);
  add_tax (op);
  refuse_unsendable (op);
  return TRUE;
}

gboolean
sb_translate_invoice (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (SbDocument) document
      = sb_document_load (self->db, translation->record->subject_id, error);
  g_autoptr (SbQboInvoice) invoice = sb_qbo_invoice_new ();
  GError *failure = NULL;
  InvoiceOp op = { self, translation, document, invoice, self->company->home, FALSE };

  if (document == NULL || !sb_translator_posting (self, translation, error) || !build (&op, error))
    return FALSE;
  if (!sb_qbo_invoice_check (invoice, &failure))
    {
      sb_translation_refuse (translation, SB_RECORD_FAILED, "validation", "%s", failure->message);
      g_clear_error (&failure);
    }
  if (!translation->refused)
    translation->body = sb_qbo_invoice_to_bytes (invoice);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The next document of a purchase or sale starts with what is left to do. */

#include "sb-document-rest.h"

#include <glib/gi18n.h>

#include "sb-format.h"
#include "sb-receipt-list.h"

/* What is left, 10^-6 units; a line with nothing left is not proposed. */
static gint64
rest_of (const SbChainLine *line, SbRest rest)
{
  switch (rest)
    {
    case SB_REST_QUOTED:
      return line->ordered > 0 ? 0 : line->quoted;
    case SB_REST_MOVE:
      return line->is_stock ? MAX (line->ordered, line->billed) - line->moved : 0;
    case SB_REST_BILL:
      return MAX (line->ordered > 0 ? line->ordered : line->quoted, line->moved) - line->billed;
    case SB_REST_CREDIT:
      return line->billed - line->credited;
    case SB_REST_RESTOCK:
      return line->is_stock ? line->moved - line->returned : 0;
    case SB_REST_RETURN:
      return MIN (line->moved, line->billed) - line->returned;
    case SB_REST_RECEIPTS:
    case SB_REST_NONE:
    default:
      return 0;
    }
}

/* What a supplier's credit is usually for: goods that went back, or never came. */
static const char *
against_of (const SbChainLine *line, gint64 *qty)
{
  gint64 returned = line->returned - line->credited;

  if (returned > 0)
    {
      *qty = MIN (*qty, returned);
      return "return";
    }
  if (line->billed > line->moved)
    {
      *qty = MIN (*qty, line->billed - line->moved);
      return "not_received";
    }
  return "cost";
}

/* A credit takes back what was billed; anything else goes by what was ordered. */
static void
fill_price (SbFormLine *line, const SbDocumentList *list, const SbChainLine *rest,
            SbCurrency currency)
{
  gboolean back = list->rest == SB_REST_CREDIT;
  gint64 rate = back ? rest->billed_discount : rest->discount;
  gint64 tax_rate = back ? rest->billed_tax : rest->tax_rate;
  g_autofree char *price = sb_format_price (back ? rest->billed_price : rest->unit_price, currency);

  sb_form_line_set (line, "price", price);
  if ((list->columns & SB_LINE_DISCOUNT) != 0 && rate > 0)
    {
      g_autofree char *discount = sb_format_percent_entry (rate);
      sb_form_line_set (line, "discount", discount);
    }
  if ((list->columns & SB_LINE_TAX) != 0 && tax_rate > 0)
    {
      g_autofree char *tax = sb_format_percent_entry (tax_rate);
      sb_form_line_set (line, "tax", tax);
      sb_form_line_set (line, "tax-lost", rest->tax_lost ? "yes" : "");
    }
}

static void
add_rest (SbDocumentForm *form, const SbDocumentList *list, const SbChain *chain,
          const SbChainLine *rest)
{
  gint64 left = rest_of (rest, list->rest);
  const char *against = (list->columns & SB_LINE_AGAINST) != 0 ? against_of (rest, &left) : "";

  if (left <= 0)
    return;
  SbFormLine *line = sb_document_form_add_to (form, list->member);
  g_autofree char *qty = sb_format_quantity (left);
  sb_form_line_set (line, "sku", rest->sku);
  sb_form_line_set (line, "name", rest->name);
  sb_form_line_set (line, "qty", qty);
  sb_form_line_set (line, "against", against);
  g_object_set (line, "service", !rest->is_stock, NULL);
  if ((list->columns & SB_LINE_PRICE) != 0)
    fill_price (line, list, rest, chain->currency);
}

/* Its own receipts are chosen already; a freight bill may also be for goods of other orders. */
static gboolean
add_receipts (SbDatabase *db, SbDocumentForm *form, const SbDocumentList *list, gint64 chain,
              GError **error)
{
  g_autoptr (GPtrArray) receipts = sb_receipt_list (db, chain, error);

  for (guint i = 0; receipts != NULL && i < receipts->len; i++)
    {
      const SbReceipt *receipt = g_ptr_array_index (receipts, i);
      SbFormLine *line = sb_document_form_add_to (form, list->member);
      g_autofree char *day = sb_format_day (receipt->date);
      g_autofree char *qty = sb_format_quantity (receipt->quantity);
      /* Translators: a receipt: number, day, supplier, pieces */
      g_autofree char *name = g_strdup_printf (_("%s, %s, %s: %s pcs"), receipt->number, day,
                                               receipt->party, qty);

      sb_form_line_set (line, "sku", receipt->event_uid);
      sb_form_line_set (line, "name", name);
      sb_form_line_set (line, "pick", receipt->of_chain ? "yes" : "");
    }
  return receipts != NULL;
}

gboolean
sb_document_rest_propose (SbDatabase *db, SbDocumentForm *form, const SbChain *chain,
                          GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);

  for (const SbDocumentList *list = kind->lists; list->member != NULL; list++)
    {
      if (list->rest == SB_REST_RECEIPTS && !add_receipts (db, form, list, chain->id, error))
        return FALSE;
      for (guint i = 0; i < chain->lines->len; i++)
        add_rest (form, list, chain, g_ptr_array_index (chain->lines, i));
    }
  return TRUE;
}

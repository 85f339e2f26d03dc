/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-cell-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-format.h"

typedef struct
{
  const char *word;
  const char *text;
} Word;

/* The fixed words of lists: states, kinds of documents, kinds of movements. */
static const Word WORDS[] = {
  { "active", N_("Active") },
  { "deprecated", N_("Deprecated") },
  { "inactive", N_("Inactive") },
  { "open", N_("Open") },
  { "done", N_("Done") },
  { "closed", N_("Closed") },
  { "draft", N_("Draft") },
  { "quoted", N_("Quoted") },
  { "ordered", N_("Ordered") },
  { "authorised", N_("Authorised") },
  { "undone", N_("Undone") },
  { "void", N_("Void") },
  { "part-received", N_("Part received") },
  { "received", N_("Received") },
  { "part-billed", N_("Part billed") },
  { "billed", N_("Billed") },
  { "part-shipped", N_("Part shipped") },
  { "shipped", N_("Shipped") },
  { "part-invoiced", N_("Part invoiced") },
  { "invoiced", N_("Invoiced") },
  { "part-paid", N_("Part paid") },
  { "unpaid", N_("Unpaid") },
  { "paid", N_("Paid") },
  { "overdue", N_("Overdue") },
  { "under-way", N_("Under way") },
  { "started", N_("Started") },
  { "stock", N_("Stock") },
  { "service", N_("Service") },
  { "customer", N_("Customer") },
  { "supplier", N_("Supplier") },
  { "purchase_order", N_("Purchase order") },
  { "receipt", N_("Receipt") },
  { "receive", N_("Receipt") },
  { "bill", N_("Bill") },
  { "bill_payment", N_("Bill payment") },
  { "pay_bill", N_("Bill payment") },
  { "purchase_return", N_("Return to supplier") },
  { "supplier_credit", N_("Supplier credit") },
  { "supplier_refund", N_("Supplier refund") },
  { "supplier_deposit", N_("Deposit to supplier") },
  { "deposit_application", N_("Deposit used") },
  { "landed_cost", N_("Landed cost") },
  { "sale_quote", N_("Quote") },
  { "sale_order", N_("Sales order") },
  { "shipment", N_("Shipment") },
  { "ship", N_("Shipment") },
  { "invoice", N_("Invoice") },
  { "payment", N_("Payment") },
  { "credit_note", N_("Credit note") },
  { "restock", N_("Restock") },
  { "customer_refund", N_("Refund to customer") },
  { "credit_application", N_("Credit used") },
  { "customer_deposit", N_("Customer deposit") },
  { "customer_deposit_application", N_("Customer deposit used") },
  { "adjustment", N_("Adjustment") },
  { "adjust", N_("Adjustment") },
  { "stocktake", N_("Stocktake") },
  { "revaluation", N_("Revaluation") },
  { "transfer", N_("Transfer") },
  { "transfer_send", N_("Transfer sent") },
  { "transfer_receive", N_("Transfer received") },
  { "assembly", N_("Assembly") },
  { "disassembly", N_("Disassembly") },
  { "production_start", N_("Production started") },
  { "production_cost", N_("Production cost") },
  { "production_finish", N_("Production finished") },
  { "opening", N_("Opening stock") },
  { "post", N_("Entry") },
  { "correction", N_("Correction") },
  { "reversal", N_("Reversal") },
};

const char *
sb_word_text (const char *word)
{
  if (word == NULL)
    return "";
  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (g_str_equal (WORDS[i].word, word))
      return _(WORDS[i].text);
  return word;
}

char *
sb_place_text (const char *location)
{
  static const char TRANSIT[] = "@transit:";

  if (location == NULL || !g_str_has_prefix (location, TRANSIT))
    return g_strdup (location != NULL ? location : "");
  /* Translators: goods on their way between two places; the number of the transfer */
  return g_strdup_printf (_("Under way (%s)"), location + strlen (TRANSIT));
}

gboolean
sb_cell_type_is_number (SbCellType type)
{
  return type == SB_CELL_MONEY || type == SB_CELL_QUANTITY || type == SB_CELL_PRICE
         || type == SB_CELL_COUNT;
}

char *
sb_cell_text (const SbCell *cell, SbCurrency currency)
{
  if (cell == NULL || cell->is_null)
    return g_strdup ("");

  switch (cell->type)
    {
    case SB_CELL_WORD:
      return g_strdup (sb_word_text (cell->text));
    case SB_CELL_MONEY:
      return sb_format_money (cell->number, currency);
    case SB_CELL_QUANTITY:
      return sb_format_quantity (cell->number);
    case SB_CELL_PRICE:
      return sb_format_price (cell->number, currency);
    case SB_CELL_DAY:
      return sb_format_day ((SbDay) cell->number);
    case SB_CELL_COUNT:
      return sb_format_count (cell->number);
    case SB_CELL_TEXT:
    default:
      return sb_place_text (cell->text);
    }
}

char *
sb_cell_csv (const SbCell *cell, SbCurrency currency)
{
  char day[SB_DAY_TEXT_SIZE];

  if (cell == NULL || cell->is_null)
    return g_strdup ("");

  switch (cell->type)
    {
    case SB_CELL_MONEY:
      return sb_money_format (cell->number, currency);
    case SB_CELL_QUANTITY:
      return sb_quantity_format (cell->number);
    case SB_CELL_PRICE:
      return sb_price_format (cell->number, currency);
    case SB_CELL_DAY:
      return g_strdup ((SbDay) cell->number == SB_DAY_NONE
                           ? ""
                           : sb_day_format ((SbDay) cell->number, day));
    case SB_CELL_COUNT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case SB_CELL_TEXT:
    case SB_CELL_WORD:
    default:
      return g_strdup (cell->text != NULL ? cell->text : "");
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-doc-facts.h"

#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-bill-payment.h"
#include "sb-qbo-bill.h"
#include "sb-qbo-credit-memo.h"
#include "sb-qbo-deposit.h"
#include "sb-qbo-estimate.h"
#include "sb-qbo-invoice.h"
#include "sb-qbo-journal-entry.h"
#include "sb-qbo-payment.h"
#include "sb-qbo-purchase-order.h"
#include "sb-qbo-purchase.h"
#include "sb-qbo-refund-receipt.h"
#include "sb-qbo-vendor-credit.h"

#define MARKER "SB:"
#define UUID_LENGTH 36

static const char *const FIELDS[]
    = { "TxnDate", "DocNumber", "Party", "Account", "TotalAmt", "Tax", "Lines",
                                      "Status" };

static char *
line_fact (const SbQboLine *line)
{
  const char *type = line->detail_type != NULL ? line->detail_type : "";
  gint64 amount = line->amount == SB_QBO_NONE ? 0 : line->amount;
  const SbQboLinkedTxn *link
      = line->linked != NULL && line->linked->len > 0 ? g_ptr_array_index (line->linked, 0) : NULL;

  if (amount == 0 || g_str_equal (type, SB_QBO_LINE_SUBTOTAL)
      || g_str_equal (type, SB_QBO_LINE_DESCRIPTION))
    return NULL;
  if (g_str_equal (type, SB_QBO_LINE_JOURNAL))
    return g_strdup_printf ("journal %s %s %s %" G_GINT64_FORMAT, sb_qbo_ref_value (line->account),
                            line->entity != NULL ? sb_qbo_ref_value (line->entity) : "-",
                            line->posting_type != NULL ? line->posting_type : "", amount);
  if (g_str_equal (type, SB_QBO_LINE_DISCOUNT))
    return g_strdup_printf ("discount %" G_GINT64_FORMAT, amount);
  if (line->item != NULL)
    return g_strdup_printf ("item %s %" G_GINT64_FORMAT, sb_qbo_ref_value (line->item), amount);
  if (line->account != NULL)
    return g_strdup_printf ("account %s %" G_GINT64_FORMAT, sb_qbo_ref_value (line->account),
                            amount);
  if (link != NULL)
    return g_strdup_printf ("link %s %s %" G_GINT64_FORMAT, link->txn_type, link->txn_id, amount);
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, type, amount);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
set_lines (SbFields *facts, GPtrArray *lines)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      char *text = line_fact (g_ptr_array_index (lines, i));

      if (text != NULL)
        g_ptr_array_add (texts, text);
    }
  g_ptr_array_sort (texts, compare_text);
  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv ("; ", (char **) texts->pdata);
  sb_fields_set (facts, "Lines", joined);
}

static void
set_common (SbFields *facts, SbDay date, const char *number, const SbQboRef *party)
{
  char day[SB_DAY_TEXT_SIZE];

  sb_fields_set (facts, "TxnDate", date != SB_DAY_NONE ? sb_day_format (date, day) : NULL);
  sb_fields_set (facts, "DocNumber", number);
  sb_fields_set (facts, "Party", sb_qbo_ref_value (party));
}

static void
set_money (SbFields *facts, const char *name, gint64 amount, SbCurrency currency)
{
  g_autofree char *text = amount != SB_QBO_NONE ? sb_money_format (amount, currency) : NULL;

  sb_fields_set (facts, name, text);
}

static void
set_tax (SbFields *facts, const SbQboTxnTax *tax, SbCurrency currency)
{
  set_money (facts, "Tax", tax != NULL && tax->total != SB_QBO_NONE ? tax->total : 0, currency);
}

static gboolean
invoice_facts (SbFields *facts, JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbQboInvoice) invoice = sb_qbo_invoice_from_json (object, home, error);

  if (invoice == NULL)
    return FALSE;
  set_common (facts, invoice->date, invoice->doc_number, invoice->customer);
  set_tax (facts, invoice->tax, invoice->meta.currency);
  set_lines (facts, invoice->lines);
  return TRUE;
}

static gboolean
bill_facts (SbFields *facts, JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbQboBill) bill = sb_qbo_bill_from_json (object, home, error);

  if (bill == NULL)
    return FALSE;
  set_common (facts, bill->date, bill->doc_number, bill->vendor);
  set_tax (facts, bill->tax, bill->meta.currency);
  set_lines (facts, bill->lines);
  return TRUE;
}

static gboolean
payment_facts (SbFields *facts, JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbQboPayment) payment = sb_qbo_payment_from_json (object, home, error);

  if (payment == NULL)
    return FALSE;
  set_common (facts, payment->date, NULL, payment->customer);
  sb_fields_set (facts, "Account", sb_qbo_ref_value (payment->deposit_account));
  set_money (facts, "TotalAmt", payment->total, payment->meta.currency);
  set_lines (facts, payment->lines);
  if (sb_fields_get (facts, "Lines")[0] == '\0')
    sb_fields_set (facts, "Lines", "none"); /* settles nothing, and that is a fact */
  return TRUE;
}

static gboolean
bill_payment_facts (SbFields *facts, JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbQboBillPayment) payment = sb_qbo_bill_payment_from_json (object, home, error);

  if (payment == NULL)
    return FALSE;
  set_common (facts, payment->date, NULL, payment->vendor);
  sb_fields_set (facts, "Account",
                 sb_qbo_ref_value (payment->bank_account != NULL ? payment->bank_account
                                                                 : payment->card_account));
  set_money (facts, "TotalAmt", payment->total, payment->meta.currency);
  set_lines (facts, payment->lines);
  return TRUE;
}

static gboolean
journal_entry_facts (SbFields *facts, JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbQboJournalEntry) entry = sb_qbo_journal_entry_from_json (object, home, error);

  if (entry == NULL)
    return FALSE;
  set_common (facts, entry->date, entry->doc_number, NULL);
  set_lines (facts, entry->lines);
  return TRUE;
}

#define DEFINE_FACTS(name, Type, prefix, party, more)                                             \
  static gboolean name (SbFields *facts, JsonObject *object, SbCurrency home, GError **error)     \
  {                                                                                               \
    g_autoptr (Type) entity = prefix##_from_json (object, home, error);                           \
    if (entity == NULL)                                                                           \
      return FALSE;                                                                               \
    set_common (facts, entity->date, entity->doc_number, entity->party);                          \
    set_lines (facts, entity->lines);                                                             \
    more;                                                                                         \
    return TRUE;                                                                                  \
  }

DEFINE_FACTS (credit_memo_facts, SbQboCreditMemo, sb_qbo_credit_memo, customer,
              set_tax (facts, entity->tax, entity->meta.currency))
DEFINE_FACTS (vendor_credit_facts, SbQboVendorCredit, sb_qbo_vendor_credit, vendor,
              set_tax (facts, entity->tax, entity->meta.currency))
DEFINE_FACTS (refund_receipt_facts, SbQboRefundReceipt, sb_qbo_refund_receipt, customer,
              set_tax (facts, entity->tax, entity->meta.currency);
              sb_fields_set (facts, "Account", sb_qbo_ref_value (entity->deposit_account)))
DEFINE_FACTS (estimate_facts, SbQboEstimate, sb_qbo_estimate, customer,
              set_tax (facts, entity->tax, entity->meta.currency);
              sb_fields_set (facts, "Status", entity->status))
DEFINE_FACTS (purchase_order_facts, SbQboPurchaseOrder, sb_qbo_purchase_order, vendor,
              sb_fields_set (facts, "Status", entity->status))
DEFINE_FACTS (purchase_facts, SbQboPurchase, sb_qbo_purchase, entity,
              sb_fields_set (facts, "Account", sb_qbo_ref_value (entity->account)))
DEFINE_FACTS (deposit_facts, SbQboDeposit, sb_qbo_deposit, account, (void) entity)

static const struct
{
  const char *entity;
  gboolean (*read) (SbFields *facts, JsonObject *object, SbCurrency home, GError **error);
} READERS[] = {
  { "Invoice", invoice_facts },
  { "Bill", bill_facts },
  { "Payment", payment_facts },
  { "BillPayment", bill_payment_facts },
  { "JournalEntry", journal_entry_facts },
  { "CreditMemo", credit_memo_facts },
  { "RefundReceipt", refund_receipt_facts },
  { "VendorCredit", vendor_credit_facts },
  { "Estimate", estimate_facts },
  { "PurchaseOrder", purchase_order_facts },
  { "Purchase", purchase_facts },
  { "Deposit", deposit_facts },
};

SbFields *
sb_doc_facts (const char *entity, JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbFields) facts = sb_fields_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (READERS); i++)
    {
      if (g_str_equal (READERS[i].entity, entity))
        return READERS[i].read (facts, object, home, error) ? g_steal_pointer (&facts) : NULL;
    }
  return g_steal_pointer (&facts);
}

const char *
sb_doc_facts_differ (const SbFields *ours, const SbFields *theirs)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      const char *own = sb_fields_get (ours, FIELDS[i]);

      if (own[0] != '\0' && !g_str_equal (own, sb_fields_get (theirs, FIELDS[i])))
        return FIELDS[i];
    }
  return NULL;
}

gboolean
sb_doc_is_voided (const char *entity, JsonObject *object, SbCurrency home)
{
  gint64 total = 0;

  if (!sb_json_has (object, "TotalAmt") || g_str_equal (entity, "JournalEntry"))
    return FALSE;
  if (!sb_json_get_money (object, "TotalAmt", home, &total, NULL))
    return FALSE;
  return sb_qbo_is_voided (total, sb_json_string_or (object, "PrivateNote", NULL));
}

char *
sb_doc_marker (JsonObject *object)
{
  const char *note = sb_json_string_or (object, "PrivateNote", "");

  for (const char *at = strstr (note, MARKER); at != NULL; at = strstr (at + 1, MARKER))
    {
      const char *uuid = at + strlen (MARKER);
      g_autofree char *text = g_strndup (uuid, UUID_LENGTH);

      if (g_uuid_string_is_valid (text))
        return g_steal_pointer (&text);
    }
  return NULL;
}

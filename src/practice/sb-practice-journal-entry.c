/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-entities.h"

#include "sb-practice-chart.h"
#include "sb-practice-document.h"
#include "sb-practice-references.h"

#include <string.h>

static gboolean
check_party (SbBooks *books, SbObject *account, const SbTree *detail, GError **error)
{
  SbObject *party = sb_reference (books, sb_tree_get (detail, "Entity"), "EntityRef");
  gboolean receivable = sb_account_is_type (account, "Accounts Receivable");
  gboolean payable = sb_account_is_type (account, "Accounts Payable");
  const char *wanted = receivable ? "Customer" : "Vendor";

  if ((!receivable && !payable) || (party != NULL && strcmp (party->entity->name, wanted) == 0))
    return TRUE;
  sb_fault_set (error, 6000, NULL,
                "Business Validation Error: When you use Accounts %s, you must choose a %s in the "
                "Name field.",
                receivable ? "Receivable" : "Payable", receivable ? "customer" : "vendor");
  return FALSE;
}

/* Outside the US a line may carry tax; what it is and how much, the caller has to say. */
static gboolean
check_tax (SbBooks *books, const SbTree *detail, gint64 *cents, GError **error)
{
  *cents = 0;
  if (sb_books_is_us (books) || sb_tree_get_ref (detail, "TaxCodeRef") == NULL
      || !sb_books_prefers (books, "TaxPrefs.UsingSalesTax"))
    return TRUE;
  if (sb_tree_get_text (detail, "TaxApplicableOn") == NULL)
    {
      sb_fault_set (error, 2270, "Line.JournalEntryLineDetail.TaxApplicableOn",
                    "TaxApplicableOn is missing on a journal line with a tax code");
      return FALSE;
    }
  if (sb_tree_get (detail, "TaxAmount") == NULL)
    {
      sb_fault_set (error, 2280, "Line.JournalEntryLineDetail.TaxAmount",
                    "The tax amount is missing on a journal line with a tax code");
      return FALSE;
    }
  *cents = sb_tree_get_decimal (detail, "TaxAmount", 2);
  return TRUE;
}

static gboolean
check_line (SbBooks *books, SbTree *line, gint64 *net, GError **error)
{
  const char *type = sb_line_detail_type (line, error);
  SbTree *detail = type != NULL ? sb_tree_get (line, type) : NULL;
  SbObject *account = sb_reference (books, detail, "AccountRef");
  const char *side = sb_tree_get_text (detail, "PostingType");
  gint64 cents;
  gint64 tax;

  if (type == NULL)
    return FALSE;
  if (strcmp (type, "DescriptionOnly") == 0)
    return TRUE;
  if (strcmp (type, "JournalEntryLineDetail") != 0)
    {
      sb_fault_set (error, 2010, "Line.DetailType",
                    "Property Name:Line.DetailType specified is unsupported or invalid");
      return FALSE;
    }
  if (!sb_line_amount (line, &cents, error))
    return FALSE;
  if (side == NULL)
    {
      sb_fault_set (error, 2260, "Line.JournalEntryLineDetail.PostingType",
                    "Posting type is missing on a journal line");
      return FALSE;
    }
  if (cents < 0)
    {
      sb_fault_set (error, 2290, "Line.Amount", "Negative amount on line. Supplied value:%s",
                    sb_tree_get_text (line, "Amount"));
      return FALSE;
    }
  if (account == NULL)
    {
      sb_fault_set (
          error, 2020, "Line.JournalEntryLineDetail.AccountRef",
          "Required parameter Line.JournalEntryLineDetail.AccountRef is missing in the request");
      return FALSE;
    }
  if (!check_party (books, account, detail, error) || !check_tax (books, detail, &tax, error))
    return FALSE;
  sb_tree_set_cents (line, "Amount", cents);
  *net += strcmp (side, "Debit") == 0 ? cents + tax : -cents - tax;
  return TRUE;
}

gboolean
sb_prepare_journal_entry (SbBooks *books, SbWrite *write, GError **error)
{
  SbTree *lines;
  gint64 net = 0;

  if (!sb_document_begin (books, write, NULL, error) || !sb_document_take_lines (write, error))
    return FALSE;
  lines = sb_tree_get (write->body, "Line");
  for (guint i = 0; i < sb_tree_length (lines); i++)
    if (!check_line (books, sb_tree_nth (lines, i), &net, error))
      return FALSE;
  if (net != 0 || sb_tree_length (lines) < 2)
    {
      sb_fault_set (error, 2300, NULL,
                    "Amount on debits are not equal to credits. Difference: %s%" G_GINT64_FORMAT
                    ".%02d",
                    net < 0 ? "-" : "", ABS (net) / 100, (int) (ABS (net) % 100));
      return FALSE;
    }
  sb_document_number_lines (write, TRUE);
  sb_default (write->body, "Adjustment", sb_tree_new_boolean (FALSE));
  sb_default (write->body, "TxnTaxDetail", sb_tree_new_object ());
  sb_tree_set_int (write->body, "TotalAmt", 0);
  return TRUE;
}

/* The tax of a line goes to the account of the agency, on the side of the line. Returns: what was
 * posted, home currency, debit positive. */
static gint64
post_tax (SbBooks *books, SbObject *object, const SbTree *detail, int sign, gint64 rate)
{
  gboolean purchase
      = g_strcmp0 (sb_tree_get_text (detail, "TaxApplicableOn"), "Purchase") == 0;
  SbObject *code = sb_reference (books, detail, "TaxCodeRef");
  gint64 cents = sign * sb_home_cents (sb_tree_get_decimal (detail, "TaxAmount", 2), rate);
  const SbTree *rates;
  SbObject *tax_rate;

  if (code == NULL || cents == 0 || sb_books_is_us (books))
    return 0;
  rates = sb_tree_get_path (sb_object_body (code), purchase ? "PurchaseTaxRateList.TaxRateDetail"
                                                            : "SalesTaxRateList.TaxRateDetail");
  tax_rate = sb_reference (books, sb_tree_nth (rates, 0), "TaxRateRef");
  sb_books_post (object,
                 sb_chart_tax_account (
                     books,
                     tax_rate != NULL
                         ? sb_reference (books, sb_object_body (tax_rate), "AgencyRef")
                         : NULL,
                     purchase),
                 NULL, cents, NULL);
  return cents;
}

void
sb_post_journal_entry (SbBooks *books, SbObject *object)
{
  SbTree *lines = sb_tree_get (sb_object_body (object), "Line");
  gint64 rate = sb_exchange_rate (sb_object_body (object));
  gint64 posted = 0;
  SbObject *last = NULL;

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      SbTree *detail = sb_tree_get (line, "JournalEntryLineDetail");
      SbObject *account = sb_reference (books, detail, "AccountRef");
      gint64 cents = sb_home_cents (sb_tree_get_decimal (line, "Amount", 2), rate);

      if (account == NULL)
        continue;
      if (strcmp (sb_tree_get_text (detail, "PostingType"), "Credit") == 0)
        cents = -cents;
      sb_books_post (object, account,
                     sb_reference (books, sb_tree_get (detail, "Entity"), "EntityRef"), cents,
                     sb_tree_get_text (line, "Description"));
      posted += cents;
      posted += post_tax (books, object, detail,
                          g_strcmp0 (sb_tree_get_text (detail, "PostingType"), "Credit") == 0 ? -1
                                                                                             : 1,
                          rate);
      last = account;
    }
  /* Converting line by line may leave a cent; QBO books it as exchange difference. */
  if (posted != 0 && last != NULL)
    sb_books_post (object, sb_chart_account (books, SB_CHART_EXCHANGE), NULL, -posted, NULL);
}

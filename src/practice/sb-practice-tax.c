/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-tax.h"

#include "sb-practice-chart.h"
#include "sb-practice-document.h"
#include "sb-practice-references.h"

#include <string.h>

typedef struct
{
  SbObject *rate;
  gint64 base; /* cents */
  gint64 tax;  /* cents */
} TaxShare;

static SbTree *
line_detail (const SbTree *line)
{
  const char *type = sb_tree_get_text (line, "DetailType");

  return type != NULL ? sb_tree_get (line, type) : NULL;
}

/* 2.5 % of a base, rounded half away from zero on the document's sum. */
static gint64
percent_of (gint64 base, const SbObject *rate)
{
  gint64 value = sb_tree_get_decimal (sb_object_body (rate), "RateValue", 6);
  __int128 product = (__int128) base * value;
  const __int128 unit = 100000000;

  return (gint64) ((product >= 0 ? product + unit / 2 : product - unit / 2) / unit);
}

static void
add_share (SbBooks *books, GArray *shares, SbObject *code, gboolean purchase, gint64 base)
{
  SbTree *rates
      = sb_tree_get_path (sb_object_body (code), purchase ? "PurchaseTaxRateList.TaxRateDetail"
                                                          : "SalesTaxRateList.TaxRateDetail");

  for (guint i = 0; i < sb_tree_length (rates); i++)
    {
      TaxShare share
          = { .rate = sb_reference (books, sb_tree_nth (rates, i), "TaxRateRef"), .base = base };
      gboolean known = FALSE;

      for (guint j = 0; j < shares->len && !known; j++)
        if (g_array_index (shares, TaxShare, j).rate == share.rate)
          {
            g_array_index (shares, TaxShare, j).base += base;
            known = TRUE;
          }
      if (!known && share.rate != NULL)
        g_array_append_val (shares, share);
    }
}

static gint64
sum_shares (GArray *shares)
{
  gint64 sum = 0;

  for (guint i = 0; i < shares->len; i++)
    sum += g_array_index (shares, TaxShare, i).tax;
  return sum;
}

/* An amount given by the caller is spread over the rates in proportion; the last one takes the
 * cents that are left. */
static void
prorate (GArray *shares, gint64 wanted)
{
  gint64 computed = sum_shares (shares);
  gint64 left = wanted;

  for (guint i = 0; i < shares->len; i++)
    {
      TaxShare *share = &g_array_index (shares, TaxShare, i);
      gint64 part = i + 1 == shares->len ? left
                    : computed != 0      ? (gint64) ((__int128) wanted * share->tax / computed)
                                         : 0;

      share->tax = part;
      left -= part;
    }
}

static void
write_detail (SbWrite *write, GArray *shares, gint64 total, SbObject *code)
{
  SbTree *detail = sb_tree_new_object ();
  SbTree *lines = sb_tree_new_array ();

  if (code != NULL)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, code->id);

      sb_tree_set_ref (detail, "TxnTaxCodeRef", id, NULL);
    }
  sb_tree_set_cents (detail, "TotalTax", total);
  for (guint i = 0; i < shares->len; i++)
    {
      TaxShare *share = &g_array_index (shares, TaxShare, i);
      SbTree *line = sb_tree_new_object ();
      SbTree *inner = sb_tree_new_object ();
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, share->rate->id);

      sb_tree_set_cents (line, "Amount", share->tax);
      sb_tree_set_text (line, "DetailType", "TaxLineDetail");
      sb_tree_set_ref (inner, "TaxRateRef", id, NULL);
      sb_tree_set_truth (inner, "PercentBased", TRUE);
      sb_tree_set (inner, "TaxPercent",
                   sb_tree_copy (sb_tree_get (sb_object_body (share->rate), "RateValue")));
      sb_tree_set_cents (inner, "NetAmountTaxable", share->base);
      sb_tree_set (line, "TaxLineDetail", inner);
      sb_tree_append (lines, line);
    }
  if (sb_tree_length (lines) > 0)
    sb_tree_set (detail, "TaxLine", lines);
  else
    sb_tree_free (lines);
  sb_tree_set (write->body, "TxnTaxDetail", detail);
}

/* The discount of the whole document lowers the taxable base when the document says so. */
static gint64
discount_of (const SbTree *lines)
{
  gint64 sum = 0;

  for (guint i = 0; i < sb_tree_length (lines); i++)
    if (g_strcmp0 (sb_tree_get_text (sb_tree_nth (lines, i), "DetailType"), "DiscountLineDetail")
        == 0)
      sum += sb_tree_get_decimal (sb_tree_nth (lines, i), "Amount", 2);
  return sum;
}

static gboolean
compute_us (SbBooks *books, SbWrite *write, gint64 *total, GError **error)
{
  SbTree *lines = sb_tree_get (write->body, "Line");
  SbTree *given = sb_tree_get_path (write->request, "TxnTaxDetail.TotalTax");
  SbObject *code = sb_reference (books, sb_tree_get (sb_books_preferences (books), "TaxPrefs"),
                                 "TaxGroupCodeRef");
  SbObject *customer = sb_reference (books, write->body, "CustomerRef");
  g_autoptr (GArray) shares = g_array_new (FALSE, TRUE, sizeof (TaxShare));
  gint64 taxable = 0;
  gint64 subtotal = 0;
  gint64 discount = discount_of (lines);

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      const char *word = sb_tree_get_ref (line_detail (sb_tree_nth (lines, i)), "TaxCodeRef");
      gint64 amount = sb_tree_get_decimal (sb_tree_nth (lines, i), "Amount", 2);

      if (g_strcmp0 (sb_tree_get_text (sb_tree_nth (lines, i), "DetailType"), "SalesItemLineDetail")
          != 0)
        continue;
      subtotal += amount;
      if (g_strcmp0 (word, "TAX") == 0)
        taxable += amount;
    }
  if (sb_tree_get_truth (write->body, "ApplyTaxAfterDiscount") && subtotal != 0)
    taxable -= (gint64) ((__int128) discount * taxable / subtotal);
  if (customer != NULL && sb_tree_get (sb_object_body (customer), "Taxable") != NULL
      && !sb_tree_get_truth (sb_object_body (customer), "Taxable"))
    taxable = 0;
  if (code != NULL && (taxable != 0 || given != NULL))
    add_share (books, shares, code, FALSE, taxable);
  for (guint i = 0; i < shares->len; i++)
    g_array_index (shares, TaxShare, i).tax
        = percent_of (taxable, g_array_index (shares, TaxShare, i).rate);
  *total = sum_shares (shares);
  if (given != NULL && !write->voiding)
    {
      sb_tree_decimal (given, 2, total);
      prorate (shares, *total);
    }
  if (shares->len == 0)
    *total = 0;
  write_detail (write, shares, *total, shares->len > 0 ? code : NULL);
  return TRUE;
}

static gboolean
add_coded_line (SbBooks *books, SbTree *line, gboolean purchase, GArray *shares, GError **error)
{
  const char *type = sb_tree_get_text (line, "DetailType");
  SbTree *detail = line_detail (line);
  SbObject *code;

  if (g_strcmp0 (type, "DescriptionOnly") == 0 || g_strcmp0 (type, "DiscountLineDetail") == 0)
    return TRUE;
  code = sb_reference (books, detail, "TaxCodeRef");
  if (code == NULL)
    {
      const char *word = g_strcmp0 (sb_tree_get_text (sb_books_info (books), "Country"), "CA") == 0
                             ? "GST/HST"
                             : "VAT";

      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: Make sure all your transactions have a %s rate "
                    "before you save.",
                    word);
      return FALSE;
    }
  if (sb_tree_length (
          sb_tree_get_path (sb_object_body (code), purchase ? "PurchaseTaxRateList.TaxRateDetail"
                                                            : "SalesTaxRateList.TaxRateDetail"))
      == 0)
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: We're sorry, QuickBooks encountered an error while "
                    "calculating tax.");
      return FALSE;
    }
  add_share (books, shares, code, purchase, sb_tree_get_decimal (line, "Amount", 2));
  return TRUE;
}

/* Tax lines that the caller gives per rate win over what we compute. */
static void
take_overrides (SbBooks *books, SbWrite *write, GArray *shares)
{
  SbTree *given = sb_tree_get_path (write->request, "TxnTaxDetail.TaxLine");

  for (guint i = 0; i < sb_tree_length (given); i++)
    {
      SbObject *rate = sb_reference (books, sb_tree_get (sb_tree_nth (given, i), "TaxLineDetail"),
                                     "TaxRateRef");

      for (guint j = 0; j < shares->len; j++)
        if (g_array_index (shares, TaxShare, j).rate == rate)
          g_array_index (shares, TaxShare, j).tax
              = sb_tree_get_decimal (sb_tree_nth (given, i), "Amount", 2);
    }
}

static gboolean
compute_global (SbBooks *books, SbWrite *write, gboolean purchase, gint64 *total, GError **error)
{
  SbTree *lines = sb_tree_get (write->body, "Line");
  g_autoptr (GArray) shares = g_array_new (FALSE, TRUE, sizeof (TaxShare));
  const char *mode;

  sb_default (write->body, "GlobalTaxCalculation", sb_tree_new_string ("TaxExcluded"));
  mode = sb_tree_get_text (write->body, "GlobalTaxCalculation");
  *total = 0;
  if (strcmp (mode, "NotApplicable") == 0)
    {
      if (sb_tree_length (sb_tree_get (write->request, "TxnTaxDetail")) > 0)
        {
          sb_fault_set (error, 6170, "TxnTaxDetail",
                        "TxnTaxDetail is not allowed with GlobalTaxCalculation NotApplicable");
          return FALSE;
        }
      write_detail (write, shares, 0, NULL);
      return TRUE;
    }
  for (guint i = 0; i < sb_tree_length (lines); i++)
    if (!add_coded_line (books, sb_tree_nth (lines, i), purchase, shares, error))
      return FALSE;
  for (guint i = 0; i < shares->len; i++)
    g_array_index (shares, TaxShare, i).tax = percent_of (g_array_index (shares, TaxShare, i).base,
                                                          g_array_index (shares, TaxShare, i).rate);
  if (!write->voiding)
    take_overrides (books, write, shares);
  *total = sum_shares (shares);
  write_detail (write, shares, *total, NULL);
  return TRUE;
}

gboolean
sb_tax_compute (SbBooks *books, SbWrite *write, gboolean purchase, gint64 *total, GError **error)
{
  *total = 0;
  if (!sb_books_prefers (books, "TaxPrefs.UsingSalesTax"))
    {
      sb_tree_set (write->body, "TxnTaxDetail", NULL);
      return TRUE;
    }
  if (!sb_books_is_us (books))
    return compute_global (books, write, purchase, total, error);
  if (purchase)
    {
      /* US purchases carry no sales tax of their own. */
      sb_tree_set (write->body, "TxnTaxDetail", NULL);
      return TRUE;
    }
  return compute_us (books, write, total, error);
}

void
sb_tax_post (SbBooks *books, SbObject *object, SbObject *party, gboolean purchase, int sign,
             gint64 rate, gint64 *posted)
{
  SbTree *lines = sb_tree_get_path (sb_object_body (object), "TxnTaxDetail.TaxLine");

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      SbObject *tax_rate = sb_reference (books, sb_tree_get (line, "TaxLineDetail"), "TaxRateRef");
      SbObject *agency
          = tax_rate != NULL ? sb_reference (books, sb_object_body (tax_rate), "AgencyRef") : NULL;
      gint64 cents = sign * sb_home_cents (sb_tree_get_decimal (line, "Amount", 2), rate);

      sb_books_post (object, sb_chart_tax_account (books, agency, purchase), NULL, cents, NULL);
      *posted += cents;
    }
}

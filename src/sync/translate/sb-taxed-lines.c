/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tax as countries outside the United States want it told: one line for each rate, with our amount.
 */
#include "sb-sale-lines.h"

#include <glib/gi18n-lib.h>

#include "sb-money.h"
#include "sb-tax-choice.h"

void
sb_taxed_add (GArray *amounts, gint64 rate, gint64 net, gint64 tax)
{
  SbTaxedAmount fresh = { rate, net, tax };

  for (guint i = 0; i < amounts->len; i++)
    {
      SbTaxedAmount *amount = &g_array_index (amounts, SbTaxedAmount, i);

      if (amount->rate != rate)
        continue;
      amount->net += net;
      amount->tax += tax;
      return;
    }
  g_array_append_val (amounts, fresh);
}

/* A code of several rates shares our tax out in their proportion, to the cent. */
static gboolean
add_parts (SbQboTxnTax *tax, const SbTaxCode *code, const SbTaxedAmount *amount, gboolean sales,
           GError **error)
{
  GArray *parts = sales ? code->sales : code->purchases;
  g_autofree gint64 *weights = g_new0 (gint64, parts->len);
  g_autofree gint64 *shares = g_new0 (gint64, parts->len);
  gint64 sum = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      weights[i] = g_array_index (parts, SbTaxPart, i).rate;
      sum += weights[i];
    }
  if (sum > 0 && !sb_largest_remainder (amount->tax, weights, parts->len, shares, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    sb_qbo_txn_tax_add (tax, g_array_index (parts, SbTaxPart, i).rate_id, shares[i], weights[i],
                        amount->net);
  return TRUE;
}

SbQboTxnTax *
sb_taxed_lines (SbTranslator *translator, SbTranslation *translation, GArray *amounts,
                gboolean sales, GError **error)
{
  g_autoptr (SbQboTxnTax) tax = sb_qbo_txn_tax_new ();

  tax->total = 0;
  for (guint i = 0; i < amounts->len; i++)
    {
      const SbTaxedAmount *amount = &g_array_index (amounts, SbTaxedAmount, i);
      const SbTaxCode *code
          = sb_translator_tax_code (translator, translation, amount->rate, sales, error);

      if (code == NULL || !add_parts (tax, code, amount, sales, error))
        return NULL;
      tax->total += amount->tax;
    }
  return g_steal_pointer (&tax);
}

void
sb_translation_set_currency (const SbTranslator *translator, const SbDocument *document,
                             SbQboRef **currency, gint64 *rate)
{
  if (!translator->company->multi_currency)
    return;
  sb_qbo_ref_set (currency, document->currency);
  *rate = document->rate;
}

void
sb_translation_check_currency (const SbTranslator *translator, SbTranslation *translation,
                               const SbDocument *document)
{
  if (!translator->company->multi_currency
      && g_strcmp0 (document->currency, translator->company->home.code) != 0)
    sb_translation_refuse (translation, SB_RECORD_FAILED, "currency",
                           _("It is in %s, but QuickBooks keeps one currency only."),
                           document->currency);
}

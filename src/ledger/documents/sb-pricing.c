/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-pricing.h"

#include <glib/gi18n-lib.h>

#include "sb-base-error.h"
#include "sb-decimal.h"
#include "sb-ledger-error.h"
#include "sb-quantity.h"

static gboolean
split (gint64 total, const gint64 *weights, gsize n, gint64 *parts, const char *field,
       GError **error)
{
  g_autoptr (GError) local = NULL;

  if (total == 0 || sb_largest_remainder (total, weights, n, parts, &local))
    return TRUE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_NO_BASIS, field,
                       _("there is nothing to split it over"));
  return FALSE;
}

static gboolean
share_discount (GArray *priced, gint64 discount, GError **error)
{
  g_autofree gint64 *weights = g_new0 (gint64, priced->len);
  g_autofree gint64 *parts = g_new0 (gint64, priced->len);

  for (guint i = 0; i < priced->len; i++)
    weights[i] = g_array_index (priced, SbPricedLine, i).net;
  if (!split (discount, weights, priced->len, parts, "/discount_amount", error))
    return FALSE;
  for (guint i = 0; i < priced->len; i++)
    g_array_index (priced, SbPricedLine, i).discount_share = parts[i];
  return TRUE;
}

static gboolean
same_group (const SbPricedLine *a, const SbPricedLine *b)
{
  return a->tax_rate == b->tax_rate && a->recoverable == b->recoverable;
}

/* Tax of the group that line @first begins. */
static gboolean
tax_group (GArray *priced, guint first, GError **error)
{
  const SbPricedLine *leader = &g_array_index (priced, SbPricedLine, first);
  g_autofree gint64 *weights = g_new0 (gint64, priced->len);
  g_autofree gint64 *parts = g_new0 (gint64, priced->len);
  gint64 taxable = 0;
  gint64 tax = 0;

  for (guint i = 0; i < first; i++)
    if (same_group (&g_array_index (priced, SbPricedLine, i), leader))
      return TRUE;
  for (guint i = first; i < priced->len; i++)
    {
      const SbPricedLine *line = &g_array_index (priced, SbPricedLine, i);

      if (!same_group (line, leader))
        continue;
      weights[i] = MAX (0, line->net - line->discount_share);
      if (!sb_add (taxable, line->net - line->discount_share, &taxable, error))
        return FALSE;
    }
  if (!sb_apply_rate (taxable, leader->tax_rate, &tax, error) ||
      !split (tax, weights, priced->len, parts, "/lines", error))
    return FALSE;
  for (guint i = first; i < priced->len; i++)
    if (same_group (&g_array_index (priced, SbPricedLine, i), leader))
      g_array_index (priced, SbPricedLine, i).tax = parts[i];
  return TRUE;
}

GArray *
sb_price_lines (GArray *lines, gint64 discount, SbCurrency currency, GError **error)
{
  g_autoptr (GArray) priced = g_array_new (FALSE, TRUE, sizeof (SbPricedLine));

  for (guint i = 0; i < lines->len; i++)
    {
      const SbEventLine *line = &g_array_index (lines, SbEventLine, i);
      SbPricedLine added = { .tax_rate = line->tax_rate, .recoverable = line->tax_recoverable };

      if (!sb_extend (line->qty, line->unit_price, line->discount_pct, currency, &added.net, error))
        return NULL;
      g_array_append_val (priced, added);
    }
  if (!share_discount (priced, discount, error))
    return NULL;
  for (guint i = 0; i < priced->len; i++)
    if (g_array_index (priced, SbPricedLine, i).tax_rate != 0 && !tax_group (priced, i, error))
      return NULL;
  return g_steal_pointer (&priced);
}

static gboolean
multiply (__int128 *product, gint64 factor, GError **error)
{
  if (!__builtin_mul_overflow (*product, (__int128) factor, product))
    return TRUE;
  g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW, "a product does not fit");
  return FALSE;
}

/* Multiplies n/d by factor / 10^8 in lowest terms, so that n stays small for the usual rates. */
static gboolean
multiply_rate (__int128 *n, __int128 *d, gint64 factor, GError **error)
{
  gint64 a = factor;
  gint64 b = SB_RATE_ONE;

  while (a != 0)
    {
      gint64 rest = b % a;

      b = a;
      a = rest;
    }
  if (factor == 0)
    {
      *n = 0;
      return TRUE;
    }
  return multiply (n, factor / b, error) && multiply (d, SB_RATE_ONE / b, error);
}

gboolean
sb_price_to_base (gint64 minor, SbCurrency from, gint64 rate, SbCurrency base, gint64 *result,
                  GError **error)
{
  __int128 n = minor;
  __int128 d = 1;

  for (unsigned i = from.exponent; i < base.exponent; i++)
    n *= 10;
  for (unsigned i = base.exponent; i < from.exponent; i++)
    d *= 10;
  return multiply_rate (&n, &d, rate, error) && sb_round_ratio (n, d, result, error);
}

gboolean
sb_price_provisional (gint64 qty, gint64 price, gint64 discount_rate, gint64 tax_rate, gint64 rate,
                      SbCurrency base, gint64 *value, GError **error)
{
  __int128 n = (__int128) qty * price;
  __int128 d = (__int128) SB_QUANTITY_ONE * 1000000;

  for (unsigned i = 0; i < base.exponent; i++)
    d /= 10;
  return multiply_rate (&n, &d, SB_RATE_ONE - discount_rate, error) &&
         multiply_rate (&n, &d, SB_RATE_ONE + tax_rate, error) &&
         multiply_rate (&n, &d, rate, error) &&
         sb_round_ratio (n, d, value, error);
}

void
sb_price_fill_line (SbDocumentLine *to, const SbEventLine *from, const SbPricedLine *priced,
                    gint64 product)
{
  to->product = product;
  to->qty = from->qty;
  to->unit_price = sb_event_line_has (from, "unit_price") ? from->unit_price : -1;
  to->discount_rate = from->discount_pct;
  to->net = priced->net;
  to->discount_share = priced->discount_share;
  to->tax_rate = priced->tax_rate;
  to->tax = priced->tax;
  to->recoverable = priced->recoverable;
}

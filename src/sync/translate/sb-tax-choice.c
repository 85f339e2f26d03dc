/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates of the book -> tax codes of QuickBooks, where lines carry codes. */
#include "sb-tax-choice.h"

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-decimal.h"
#include "sb-qbo-tax.h"

static const char SQL_CHOSEN[] = "SELECT qbo_id FROM tax_link WHERE rate = :rate";

static void
part_clear (gpointer data)
{
  g_free (((SbTaxPart *) data)->rate_id);
}

static void
code_free (gpointer data)
{
  SbTaxCode *code = data;

  g_free (code->id);
  g_free (code->name);
  g_array_unref (code->sales);
  g_array_unref (code->purchases);
  g_free (code);
}

/* Rates by id. */
static GHashTable *
load_rates (SbDatabase *db, SbCurrency home, GError **error)
{
  g_autoptr (GPtrArray) rows = sb_mirror_list (db, "TaxRate", error);
  g_autoptr (GHashTable) rates
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const SbMirrorRow *row = g_ptr_array_index (rows, i);
      g_autoptr (SbQboTaxRate) rate
          = sb_qbo_tax_rate_from_json (json_node_get_object (row->body), home, error);

      if (rate == NULL)
        return NULL;
      g_hash_table_insert (rates, g_strdup (row->qbo_id),
                           g_memdup2 (&rate->rate, sizeof rate->rate));
    }
  return g_steal_pointer (&rates);
}

static GArray *
take_parts (GPtrArray *details, GHashTable *rates)
{
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (SbTaxPart));

  g_array_set_clear_func (parts, part_clear);
  for (guint i = 0; details != NULL && i < details->len; i++)
    {
      const SbQboTaxRateDetail *detail = g_ptr_array_index (details, i);
      const char *id = sb_qbo_ref_value (detail->rate);
      const gint64 *rate = id != NULL ? g_hash_table_lookup (rates, id) : NULL;
      SbTaxPart part = { NULL, rate != NULL && *rate != SB_QBO_NONE ? *rate : 0 };

      if (id == NULL)
        continue;
      part.rate_id = g_strdup (id);
      g_array_append_val (parts, part);
    }
  return parts;
}

GPtrArray *
sb_tax_codes_load (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (code_free);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) rates = NULL;
  SbCurrency home;

  if (!sb_book_currency (db, &home, error))
    return NULL;
  rates = load_rates (db, home, error);
  rows = rates != NULL ? sb_mirror_list (db, "TaxCode", error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const SbMirrorRow *row = g_ptr_array_index (rows, i);
      g_autoptr (SbQboTaxCode) from
          = sb_qbo_tax_code_from_json (json_node_get_object (row->body), home, error);
      SbTaxCode *code;

      if (from == NULL)
        return NULL;
      code = g_new0 (SbTaxCode, 1);
      code->id = g_strdup (row->qbo_id);
      code->name = g_strdup (row->name);
      code->active = row->active && from->hidden != SB_QBO_TRUE;
      code->taxable = from->taxable != SB_QBO_FALSE;
      code->sales = take_parts (from->sales_rates, rates);
      code->purchases = take_parts (from->purchase_rates, rates);
      g_ptr_array_add (codes, code);
    }
  return rows != NULL ? g_steal_pointer (&codes) : NULL;
}

gint64
sb_tax_code_rate (const SbTaxCode *self, gboolean sales)
{
  GArray *parts = sales ? self->sales : self->purchases;
  gint64 sum = 0;

  for (guint i = 0; i < parts->len; i++)
    sum += g_array_index (parts, SbTaxPart, i).rate;
  return parts->len > 0 ? sum : -1;
}

/* Better ones first: a code that taxes over one that exempts, one that charges the same on both
 * sides over one that charges more elsewhere. 0: does not fit. */
static guint
fitness (const SbTaxCode *code, gint64 rate, gboolean sales)
{
  if (!code->active || sb_tax_code_rate (code, sales) != rate)
    return 0;
  return 1 + (code->taxable ? 2 : 0) + (sb_tax_code_rate (code, !sales) == rate ? 1 : 0);
}

static const SbTaxCode *
find_code (GPtrArray *codes, const char *id)
{
  for (guint i = 0; i < codes->len; i++)
    {
      const SbTaxCode *code = g_ptr_array_index (codes, i);

      if (g_str_equal (code->id, id))
        return code;
    }
  return NULL;
}

const SbTaxCode *
sb_tax_code_for_rate (SbDatabase *db, GPtrArray *codes, gint64 rate, gboolean sales,
                      const char **problem, GError **error)
{
  GError *failure = NULL;
  g_autofree char *chosen = sb_bind_text (db, SQL_CHOSEN, &failure, ":rate", 'i', rate, NULL);
  const SbTaxCode *best = NULL;
  const char *what = NULL;
  guint best_fit = 0;
  guint n = 0;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (chosen != NULL)
    {
      best = find_code (codes, chosen);
      what = best == NULL ? "none" : !best->active ? "inactive" : NULL;
    }
  for (guint i = 0; chosen == NULL && i < codes->len; i++)
    {
      const SbTaxCode *code = g_ptr_array_index (codes, i);
      guint fit = fitness (code, rate, sales);

      if (fit > best_fit)
        {
          best = code;
          best_fit = fit;
          n = 1;
        }
      else if (fit > 0 && fit == best_fit)
        {
          n++;
        }
    }
  if (chosen == NULL)
    what = n == 1 ? NULL : n == 0 ? "none" : "several";
  if (problem != NULL)
    *problem = what;
  return what == NULL ? best : NULL;
}

const SbTaxCode *
sb_translator_tax_code (SbTranslator *self, SbTranslation *translation, gint64 rate,
                        gboolean sales, GError **error)
{
  GError *failure = NULL;
  const char *problem = NULL;
  const SbTaxCode *code;
  g_autofree char *text = NULL;

  if (self->tax_codes == NULL)
    self->tax_codes = sb_tax_codes_load (self->db, error);
  if (self->tax_codes == NULL)
    return NULL;
  code = sb_tax_code_for_rate (self->db, self->tax_codes, rate, sales, &problem, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (code != NULL)
    return code;
  text = sb_decimal_format (rate, SB_RATE_SCALE - 2, 0);
  sb_translation_refuse (translation, SB_RECORD_PENDING, "tax-code",
                         g_str_equal (problem, "several")
                             ? _("Several tax codes of QuickBooks charge %s %%.")
                             : _("No active tax code of QuickBooks charges %s %%."),
                         text);
  return NULL;
}

gboolean
sb_translator_global_tax (const SbTranslator *self)
{
  return !self->company->is_us && self->company->sales_tax;
}

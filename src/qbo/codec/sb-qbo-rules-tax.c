/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules about taxes, which differ between the United States and everywhere else. */
#include "sb-qbo-rules-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-qbo-txn-tax.h"

#define REMEDY_TAX N_("Check the tax codes in Settings, Taxes, then retry.")

static gint64
total_tax (const SbQboChecked *self)
{
  const SbQboTxnTax *tax = sb_qbo_checked_part (self, "TxnTaxDetail");

  return tax != NULL && tax->total != SB_QBO_NONE ? tax->total : 0;
}

/* Lines that sell or buy something; the others have no code. */
static gboolean
is_taxable_kind (const SbQboLine *line)
{
  static const char *const kinds[] = { SB_QBO_LINE_SALES_ITEM, SB_QBO_LINE_ITEM_EXPENSE,
                                       SB_QBO_LINE_ACCOUNT_EXPENSE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (line->detail_type, kinds[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sb_qbo_rule_tax_off (const SbQboChecked *self, GError **error)
{
  return self->rules->tax_model != SB_QBO_TAX_OFF || total_tax (self) == 0 ||
         sb_qbo_checked_refuse (error, "tax-code",
                                N_("Turn on sales tax in QuickBooks (Taxes), or sell without tax, "
                                   "then retry."),
                                _("The document has tax, but sales tax is turned off in QuickBooks "
                                  "and the tax would be lost."));
}

gboolean
sb_qbo_rule_us_codes (const SbQboChecked *self, GError **error)
{
  if (self->rules->tax_model != SB_QBO_TAX_US)
    return TRUE;
  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);
      const char *code = sb_qbo_ref_value (line->tax_code);

      if (code != NULL && strcmp (code, "TAX") != 0 && strcmp (code, "NON") != 0)
        return sb_qbo_checked_refuse (error, "tax-code", REMEDY_TAX,
                                      _("The tax code of line %u is not one that a company in the "
                                        "United States has: taxable or not taxable."), i + 1);
    }
  return TRUE;
}

/* Automated sales tax takes an amount of ours only beside a code, whichever that is. */
gboolean
sb_qbo_rule_us_override (const SbQboChecked *self, GError **error)
{
  const SbQboTxnTax *tax = sb_qbo_checked_part (self, "TxnTaxDetail");

  return self->rules->tax_model != SB_QBO_TAX_US || total_tax (self) == 0 || tax->code != NULL ||
         sb_qbo_checked_refuse (error, "tax-code", REMEDY_TAX,
                                _("The document has tax without the tax code it comes from; "
                                  "QuickBooks would reckon it anew."));
}

gboolean
sb_qbo_rule_global_codes (const SbQboChecked *self, GError **error)
{
  const char *model = sb_qbo_checked_text (self, "GlobalTaxCalculation");

  if (self->rules->tax_model != SB_QBO_TAX_GLOBAL || g_strcmp0 (model, "NotApplicable") == 0)
    return TRUE;
  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);
      const char *code = sb_qbo_ref_value (line->tax_code);

      if (!is_taxable_kind (line))
        continue;
      if (code == NULL)
        return sb_qbo_checked_refuse (error, "tax-code", REMEDY_TAX,
                                      _("Line %u has no tax code; QuickBooks wants one on every "
                                        "line, also where no tax is due."), i + 1);
      if (strcmp (code, "TAX") == 0 || strcmp (code, "NON") == 0)
        return sb_qbo_checked_refuse (error, "tax-code", REMEDY_TAX,
                                      _("The tax code of line %u is one of the United States, "
                                        "which this company does not have."), i + 1);
    }
  return TRUE;
}

gboolean
sb_qbo_rule_global_model (const SbQboChecked *self, GError **error)
{
  const char *model = sb_qbo_checked_text (self, "GlobalTaxCalculation");

  if (self->rules->tax_model != SB_QBO_TAX_GLOBAL)
    return TRUE;
  if (model == NULL && self->create)
    return sb_qbo_checked_refuse (error, "tax-code", REMEDY_TAX,
                                  _("The document does not say whether its amounts include tax."));
  return g_strcmp0 (model, "NotApplicable") != 0 || total_tax (self) == 0 ||
         sb_qbo_checked_refuse (error, "tax-code", REMEDY_TAX,
                                _("The document says that no tax applies, and has tax."));
}

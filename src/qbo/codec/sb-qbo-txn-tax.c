/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-txn-tax.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_tax_line_fields[] = {
  SB_QBO_BOTH (SbQboTaxLine, amount, "Amount", MONEY),
  SB_QBO_BOTH (SbQboTaxLine, detail_type, "DetailType", TEXT),
  SB_QBO_BOTH (SbQboTaxLine, rate, "TaxLineDetail.TaxRateRef", REF),
  SB_QBO_BOTH (SbQboTaxLine, percent_based, "TaxLineDetail.PercentBased", SWITCH),
  SB_QBO_BOTH (SbQboTaxLine, tax_rate, "TaxLineDetail.TaxPercent", PERCENT),
  SB_QBO_BOTH (SbQboTaxLine, net_taxable, "TaxLineDetail.NetAmountTaxable", MONEY),
};

static const SbQboTable sb_qbo_tax_line_table = {
  NULL, sizeof (SbQboTaxLine), sb_qbo_tax_line_fields, G_N_ELEMENTS (sb_qbo_tax_line_fields),
};

static const SbQboField sb_qbo_txn_tax_fields[] = {
  SB_QBO_BOTH (SbQboTxnTax, code, "TxnTaxCodeRef", REF),
  SB_QBO_BOTH (SbQboTxnTax, total, "TotalTax", MONEY),
  SB_QBO_PART (SbQboTxnTax, lines, "TaxLine", LIST, sb_qbo_tax_line_table),
};

const SbQboTable sb_qbo_txn_tax_table = {
  NULL, sizeof (SbQboTxnTax), sb_qbo_txn_tax_fields, G_N_ELEMENTS (sb_qbo_txn_tax_fields),
};

SbQboTxnTax *
sb_qbo_txn_tax_new (void)
{
  return sb_qbo_struct_new (&sb_qbo_txn_tax_table);
}

void
sb_qbo_txn_tax_free (SbQboTxnTax *self)
{
  sb_qbo_struct_free (&sb_qbo_txn_tax_table, self);
}

void
sb_qbo_txn_tax_add (SbQboTxnTax *self, const char *rate_id, gint64 amount, gint64 tax_rate,
                    gint64 net_taxable)
{
  SbQboTaxLine *line = sb_qbo_struct_new (&sb_qbo_tax_line_table);

  line->amount = amount;
  line->detail_type = g_strdup ("TaxLineDetail");
  line->rate = sb_qbo_ref_new (rate_id);
  line->percent_based = SB_QBO_TRUE;
  line->tax_rate = tax_rate;
  line->net_taxable = net_taxable;
  if (self->lines == NULL)
    self->lines = g_ptr_array_new ();
  g_ptr_array_add (self->lines, line);
}

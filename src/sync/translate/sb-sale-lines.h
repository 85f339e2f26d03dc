/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document.h"
#include "sb-qbo-invoice.h"
#include "sb-translate.h"

G_BEGIN_DECLS

/* Head, lines, discount, shipping and tax that all forms of sale share; the invoice has every
 * member that any of them has. */
typedef struct
{
  SbTranslator *translator;
  SbTranslation *translation;
  SbDocument *document; /* (not owned) */
  SbQboInvoice *form;   /* (not owned) */
  SbCurrency currency;  /* of the document */
} SbSaleForm;

/* FALSE with an error of the store; what cannot be sent refuses the translation. */
gboolean sb_sale_form_build (SbSaleForm *self, GError **error);

/* CurrencyRef and ExchangeRate: always where there are several currencies. */
void sb_translation_set_currency (const SbTranslator *translator, const SbDocument *document,
                                  SbQboRef **currency, gint64 *rate);

/* A document's own currency must be one that the company can have. */
void sb_translation_check_currency (const SbTranslator *translator, SbTranslation *translation,
                                    const SbDocument *document);

/* One line and its tax, for a sum by rate. */
typedef struct
{
  gint64 rate; /* fraction x 10^8 */
  gint64 net;
  gint64 tax;
} SbTaxedAmount;

/* Adds to the sum of that rate. @amounts: (element-type SbTaxedAmount) */
void sb_taxed_add (GArray *amounts, gint64 rate, gint64 net, gint64 tax);
/* One tax line for each rate that the codes consist of, with our amounts. NULL: refused or error.
 */
SbQboTxnTax *sb_taxed_lines (SbTranslator *translator, SbTranslation *translation,
                             GArray *amounts, gboolean sales, GError **error);

G_END_DECLS

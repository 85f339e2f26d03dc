/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-translate.h"

G_BEGIN_DECLS

/* One rate that a tax code charges. */
typedef struct
{
  char *rate_id; /* (owned): id of the TaxRate */
  gint64 rate;   /* fraction x 10^8 */
} SbTaxPart;

/* A tax code of QuickBooks outside the United States. */
typedef struct
{
  char *id;          /* (owned) */
  char *name;        /* (owned) */
  gboolean active;
  gboolean taxable;  /* FALSE: exempt, outside the scope */
  GArray *sales;     /* (owned) (element-type SbTaxPart): empty: not for sales */
  GArray *purchases; /* (owned) (element-type SbTaxPart) */
} SbTaxCode;

/**
 * sb_tax_codes_load:
 * @db: connection; reads only
 *
 * The codes as they were read last. Fails with SB_STORE_ERROR or SB_BASE_ERROR.
 *
 * Returns: (transfer full) (element-type SbTaxCode): by name
 */
GPtrArray *sb_tax_codes_load (SbDatabase *db, GError **error);

/* What the code charges all in all, fraction x 10^8; -1 when it is not for that side. */
gint64 sb_tax_code_rate (const SbTaxCode *self, gboolean sales);

/**
 * sb_tax_code_for_rate:
 * @codes: (element-type SbTaxCode)
 * @rate: fraction x 10^8
 * @problem: (out) (optional): "none" "several" "inactive"; NULL when there is one
 *
 * The owner's choice, else the only active code that charges exactly that. Fails with
 * SB_STORE_ERROR.
 *
 * Returns: (transfer none) (nullable)
 */
const SbTaxCode *sb_tax_code_for_rate (SbDatabase *db, GPtrArray *codes, gint64 rate,
                                       gboolean sales, const char **problem, GError **error);

/* The code for a line; a translation that has none is refused as pending, and NULL given. */
const SbTaxCode *sb_translator_tax_code (SbTranslator *self, SbTranslation *translation,
                                         gint64 rate, gboolean sales, GError **error);

/* Whether lines carry the codes of a country that is not the United States. */
gboolean sb_translator_global_tax (const SbTranslator *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-company-info.h"

#include "sb-qbo-field-private.h"
#include <string.h>

static const SbQboField sb_qbo_company_info_fields[] = {
  SB_QBO_READ (SbQboCompanyInfo, name, "CompanyName", TEXT),
  SB_QBO_READ (SbQboCompanyInfo, legal_name, "LegalName", TEXT),
  SB_QBO_READ (SbQboCompanyInfo, country, "Country", TEXT),
  SB_QBO_READ (SbQboCompanyInfo, fiscal_year_start, "FiscalYearStartMonth", TEXT),
  SB_QBO_READ (SbQboCompanyInfo, start_date, "CompanyStartDate", DAY),
  SB_QBO_READ (SbQboCompanyInfo, time_zone, "DefaultTimeZone", TEXT),
  SB_QBO_READ (SbQboCompanyInfo, email, "Email.Address", TEXT),
  SB_QBO_READ (SbQboCompanyInfo, phone, "PrimaryPhone.FreeFormNumber", TEXT),
  SB_QBO_ROW (SbQboCompanyInfo, name_values, "NameValue", LIST, SB_QBO_FIELD_READ_ONLY,
              &sb_qbo_name_value_table, 0),
};

const SbQboTable sb_qbo_company_info_table = {
  "CompanyInfo", sizeof (SbQboCompanyInfo),
  sb_qbo_company_info_fields, G_N_ELEMENTS (sb_qbo_company_info_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboCompanyInfo, sb_qbo_company_info)

static const struct
{
  SbQboEdition edition;
  const char *words; /* as they are found in OfferingSku */
} editions[] = {
  { SB_QBO_EDITION_SIMPLE_START, "Simple Start" },
  { SB_QBO_EDITION_ESSENTIALS, "Essentials" },
  { SB_QBO_EDITION_PLUS, "Plus" },
  { SB_QBO_EDITION_ADVANCED, "Advanced" },
};

static gboolean
contains_words (const char *text, const char *words)
{
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  g_autofree char *folded_words = g_utf8_casefold (words, -1);

  return strstr (folded_text, folded_words) != NULL;
}

SbQboEdition
sb_qbo_company_info_get_edition (const SbQboCompanyInfo *self)
{
  const char *sku = sb_qbo_name_value_find (self->name_values, "OfferingSku");

  for (gsize i = 0; sku != NULL && i < G_N_ELEMENTS (editions); i++)
    if (contains_words (sku, editions[i].words))
      return editions[i].edition;
  return SB_QBO_EDITION_UNKNOWN;
}

const char *
sb_qbo_edition_name (SbQboEdition edition)
{
  for (gsize i = 0; i < G_N_ELEMENTS (editions); i++)
    if (editions[i].edition == edition)
      return editions[i].words;
  return "unknown";
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-name-value.h"

G_BEGIN_DECLS

typedef enum
{
  SB_QBO_EDITION_UNKNOWN,
  SB_QBO_EDITION_SIMPLE_START,
  SB_QBO_EDITION_ESSENTIALS,
  SB_QBO_EDITION_PLUS,
  SB_QBO_EDITION_ADVANCED,
} SbQboEdition;

typedef struct
{
  SbQboMeta meta;
  char *name;                /* CompanyName */
  char *legal_name;
  char *country;             /* two letters, "US" */
  char *fiscal_year_start;   /* name of the month, "January" */
  SbDay start_date;          /* CompanyStartDate */
  char *time_zone;           /* DefaultTimeZone */
  char *email;
  char *phone;
  GPtrArray *name_values;    /* (element-type SbQboNameValue) */
} SbQboCompanyInfo;

SB_QBO_DECLARE_ENTITY (SbQboCompanyInfo, sb_qbo_company_info)

/* By the words in OfferingSku; UNKNOWN when it is missing or says something else. */
SbQboEdition sb_qbo_company_info_get_edition (const SbQboCompanyInfo *self);
/* "Plus", "Simple Start", ..., "unknown" */
const char  *sb_qbo_edition_name (SbQboEdition edition);

G_END_DECLS

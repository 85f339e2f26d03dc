/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* A currency that the company uses; only there when multicurrency is on. */
typedef struct
{
  SbQboMeta meta;
  char *code; /* ISO 4217 */
  char *name; /* set by the server when absent */
  SbQboSwitch active;
} SbQboCompanyCurrency;

SB_QBO_DECLARE_ENTITY (SbQboCompanyCurrency, sb_qbo_company_currency)

G_END_DECLS

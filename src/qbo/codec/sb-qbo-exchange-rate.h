/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* Home units for one unit of a foreign currency on a day. Has no id: the currency and the day
 * name it. */
typedef struct
{
  SbQboMeta meta;
  char *source_currency; /* SourceCurrencyCode: the foreign one */
  char *target_currency; /* TargetCurrencyCode: the home currency, read only */
  gint64 rate;           /* rate, > 0 */
  SbDay date;            /* AsOfDate */
} SbQboExchangeRate;

SB_QBO_DECLARE_ENTITY (SbQboExchangeRate, sb_qbo_exchange_rate)

G_END_DECLS

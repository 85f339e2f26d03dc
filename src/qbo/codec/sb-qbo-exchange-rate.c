/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-exchange-rate.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_exchange_rate_fields[] = {
  SB_QBO_TEXT (SbQboExchangeRate, source_currency, "SourceCurrencyCode", 3),
  SB_QBO_READ (SbQboExchangeRate, target_currency, "TargetCurrencyCode", TEXT),
  SB_QBO_BOTH (SbQboExchangeRate, rate, "Rate", RATE),
  SB_QBO_BOTH (SbQboExchangeRate, date, "AsOfDate", DAY),
};

const SbQboTable sb_qbo_exchange_rate_table = {
  "ExchangeRate", sizeof (SbQboExchangeRate),
  sb_qbo_exchange_rate_fields, G_N_ELEMENTS (sb_qbo_exchange_rate_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboExchangeRate, sb_qbo_exchange_rate)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-books.h"

G_BEGIN_DECLS

/* The accounts that QBO finds by itself: by type and subtype, made when the chart lacks one. */
typedef enum
{
  SB_CHART_RECEIVABLE,
  SB_CHART_PAYABLE,
  SB_CHART_UNDEPOSITED,
  SB_CHART_OPENING_EQUITY,
  SB_CHART_SALES_TAX,
  SB_CHART_DISCOUNT,
  SB_CHART_SALES,
  SB_CHART_EXPENSE,
  SB_CHART_EXCHANGE,
  SB_CHART_RETAINED,
} SbChartRole;

/* The account of a role; never NULL. */
SbObject *sb_chart_account (SbBooks *books, SbChartRole role);
/* A/R and A/P of a document: what it names, else the one of its currency (made when there is none).
 */
SbObject *sb_chart_receivable (SbBooks *books, const SbTree *body);
SbObject *sb_chart_payable (SbBooks *books, const SbTree *body);
/* The account a tax agency's tax goes to; @purchase: what suppliers charged */
SbObject   *sb_chart_tax_account (SbBooks *books, SbObject *agency, gboolean purchase);
const char *sb_account_type (const SbObject *account);
gboolean    sb_account_is_type (const SbObject *account, const char *type);
/* Document currency into home currency; @rate as ExchangeRate x 10^8, 0: same currency */
gint64 sb_home_cents (gint64 cents, gint64 rate);
gint64 sb_exchange_rate (const SbTree *body);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-money.h"

G_BEGIN_DECLS

/* What a customer's or supplier's documents leave open beside invoices and bills. Reads only; any
 * thread. */

/* A credit that is neither used nor refunded in full. */
typedef struct
{
  gint64     document;  /* row id */
  char      *number;    /* (owned): as events name it */
  char      *display;   /* (owned): as people see it */
  SbCurrency currency;
  gint64     open;      /* minor units of @currency, > 0 */
} SbOpenCredit;

/* Oldest first. (transfer full) (element-type SbOpenCredit). Fails with any SB_STORE_ERROR. */
GPtrArray *sb_party_open_credits (SbDatabase *db, gint64 party, GError **error);

/**
 * sb_party_open_deposits:
 * @party: row id
 * @open: (out): paid before and not used yet, minor units of the home currency
 *
 * Fails with any SB_STORE_ERROR.
 */
gboolean   sb_party_open_deposits (SbDatabase *db, gint64 party, gint64 *open, GError **error);

/* Currencies that some customer or supplier has, other than the book's own; sorted.
 * (transfer full) (array zero-terminated=1) */
char     **sb_party_currencies (SbDatabase *db, GError **error);

/**
 * sb_currency_last_rate:
 * @code: three letters
 * @rate: (out): of the latest document in that currency, 10^-8 home units for one; 0: none yet
 *
 * Fails with any SB_STORE_ERROR.
 */
gboolean   sb_currency_last_rate (SbDatabase *db, const char *code, gint64 *rate, GError **error);

G_END_DECLS

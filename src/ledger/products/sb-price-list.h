/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* Prices for customers, list by list, with breaks by quantity. */

typedef struct
{
  gint64 id;
  char *name;       /* (owned): unique */
  char *currency;   /* (owned) (nullable): NULL = the book's */
  gboolean active;
} SbPriceList;

/* One price of a list: from @least units on. */
typedef struct
{
  gint64 list;      /* row id */
  gint64 product;   /* row id */
  char *sku;        /* (owned) (nullable): when read */
  gint64 least;     /* 10^-6 stock units, >= 0 */
  gint64 price;     /* 10^-6 of the currency for a stock unit, >= 0 */
} SbListPrice;

void sb_price_list_free (SbPriceList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPriceList, sb_price_list_free)
void sb_list_price_free (SbListPrice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbListPrice, sb_list_price_free)

GPtrArray *sb_price_list_list (SbDatabase *db, GError **error); /* (element-type SbPriceList) by name */
/* Inserts (id 0) or updates. BAD_EVENT "/name" "/currency", DUPLICATE "/name". Row id, 0 on failure. */
gint64     sb_price_list_save (SbTxn *txn, const SbPriceList *list, GError **error);
/* Prices of a list, or with @product those of one product in all lists: (element-type SbListPrice) */
GPtrArray *sb_price_list_prices (SbDatabase *db, gint64 list, gint64 product, GError **error);
/* Writes the price from that quantity on; -1 takes it away. BAD_EVENT "/least", "/price". */
gboolean   sb_price_list_set_price (SbTxn *txn, const SbListPrice *price, GError **error);
/* Which list a customer buys by; 0 none. */
gboolean   sb_price_list_set_customer (SbTxn *txn, gint64 party, gint64 list, GError **error);
gint64     sb_price_list_of_customer (SbDatabase *db, gint64 party, GError **error);

G_END_DECLS

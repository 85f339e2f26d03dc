/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* Prices agreed with customers, by list, and with suppliers, by supplier; with breaks by quantity. */

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

/* What a supplier asks. */
typedef struct
{
  gint64 id;
  gint64 supplier;  /* row id of `party` */
  char *supplier_name; /* (owned) (nullable): when read */
  gint64 product;   /* row id */
  char *sku;        /* (owned) (nullable): the supplier's own */
  gint64 unit;      /* row id of the unit it is sold in, 0 = stock unit */
  gint64 least;     /* 10^-6 stock units, >= 0 */
  gint64 price;     /* 10^-6 of the supplier's currency for a stock unit; -1 = none agreed */
  int lead_days;    /* from order to arrival; -1 = unknown */
  gboolean preferred; /* reorder from here; one of a product */
} SbSupplierPrice;

void sb_price_list_free (SbPriceList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPriceList, sb_price_list_free)
void sb_list_price_free (SbListPrice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbListPrice, sb_list_price_free)
void sb_supplier_price_free (SbSupplierPrice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSupplierPrice, sb_supplier_price_free)

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

/* @product 0: all of @supplier; @supplier 0: all of @product; preferred first: (element-type
 * SbSupplierPrice) */
GPtrArray *sb_supplier_price_list (SbDatabase *db, gint64 supplier, gint64 product, GError **error);
/* Inserts (id 0) or updates; one row a supplier, product and least. BAD_EVENT "/price" "/least" "/sku"
 * "/lead_days", DUPLICATE "/least", UNKNOWN_REF. Row id, 0 on failure. */
gint64     sb_supplier_price_save (SbTxn *txn, const SbSupplierPrice *price, GError **error);
gboolean   sb_supplier_price_delete (SbTxn *txn, gint64 id, GError **error);

/**
 * SbLineDefault: what a new line starts with.
 * @source: "price-list", "supplier", "product", "last", or "none"
 */
typedef struct
{
  const char *source;
  gint64 price;      /* 10^-6 of the document's currency for a stock unit, -1 = none */
  char *sku;         /* (owned) (nullable): the supplier's */
  gint64 unit;       /* row id of `product_unit`, 0 = stock unit */
  gint64 tax_code;   /* row id of `tax_code`, 0 = none */
  int lead_days;     /* -1 = unknown */
} SbLineDefault;

void sb_line_default_clear (SbLineDefault *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbLineDefault, sb_line_default_clear)

/**
 * sb_line_default_for_sale:
 * @product: row id
 * @customer: row id of `party`, or 0
 * @quantity: 10^-6 stock units: which break holds
 *
 * Customer's price list, else the product's sale price, else the last price of an invoice or order
 * in force to this customer, then to any. Prices in another currency than @currency do not count.
 */
gboolean sb_line_default_for_sale (SbDatabase *db, gint64 product, gint64 customer, gint64 quantity,
                                   const char *currency, SbLineDefault *line, GError **error);
/* The same for buying: supplier's price, product's purchase price, last price from this supplier,
 * then from any. */
gboolean sb_line_default_for_purchase (SbDatabase *db, gint64 product, gint64 supplier,
                                       gint64 quantity, const char *currency, SbLineDefault *line,
                                       GError **error);

G_END_DECLS

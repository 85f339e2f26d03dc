/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

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

void sb_supplier_price_free (SbSupplierPrice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSupplierPrice, sb_supplier_price_free)

/* @product 0: all of @supplier; @supplier 0: all of @product; preferred first: (element-type
 * SbSupplierPrice) */
GPtrArray *sb_supplier_price_list (SbDatabase *db, gint64 supplier, gint64 product, GError **error);
/* Inserts (id 0) or updates; one row a supplier, product and least. BAD_EVENT "/price" "/least" "/sku"
 * "/lead_days", DUPLICATE "/least", UNKNOWN_REF. Row id, 0 on failure. */
gint64     sb_supplier_price_save (SbTxn *txn, const SbSupplierPrice *price, GError **error);
gboolean   sb_supplier_price_delete (SbTxn *txn, gint64 id, GError **error);

G_END_DECLS

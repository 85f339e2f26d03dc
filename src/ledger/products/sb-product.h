/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "sb-txn.h"

G_BEGIN_DECLS

typedef enum
{
  SB_PRODUCT_STOCK,   /* kept in stock: moves, has layers */
  SB_PRODUCT_SERVICE, /* sold or bought, never in stock */
} SbProductKind;

/**
 * SbProduct:
 *
 * A thing that is bought, kept or sold. Boxed, a plain record.
 */
typedef struct
{
  gint64 id;
  char *sku;             /* (owned): unique, case-sensitive */
  char *name;            /* (owned): never empty */
  SbProductKind kind;
  gboolean deprecated;   /* no longer offered; nothing is deleted */
  char *description;     /* (owned) (nullable) */
  char *barcode;         /* (owned) (nullable) */
  char *unit;            /* (owned) (nullable): stock unit as shown: "pcs" */
  char *category;        /* (owned) (nullable) */
  gint64 sales_price;    /* 10^-6 currency units a unit, -1 = none */
  gint64 purchase_price; /* 10^-6 currency units a unit, -1 = none */
  gint64 default_cost;   /* 10^-6 currency units a unit, -1 = none */
  gint64 weight;         /* 10^-6 of the book's weight unit, -1 = unknown */
  gint64 reorder_point;  /* 10^-6 units, -1 = none */
} SbProduct;

#define SB_TYPE_PRODUCT (sb_product_get_type ())
GType      sb_product_get_type (void);
SbProduct *sb_product_new (const char *sku, const char *name); /* kept in stock, no prices */
SbProduct *sb_product_copy (const SbProduct *self);
void       sb_product_free (SbProduct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProduct, sb_product_free)

/* NULL without an error when there is no such product. Reads only. */
SbProduct *sb_product_load (SbDatabase *db, gint64 id, GError **error);
SbProduct *sb_product_find (SbDatabase *db, const char *sku, GError **error);

/**
 * sb_product_create:
 * @txn: an open write transaction
 * @product: what to write; its id is ignored
 *
 * Writes one row of `product`. Fails with %SB_LEDGER_ERROR_BAD_EVENT (field "/sku", "/name", ... when empty, too
 * long or a number out of range), %SB_LEDGER_ERROR_DUPLICATE (the SKU is taken), or any SB_STORE_ERROR.
 *
 * Returns: its row id, 0 on failure
 */
gint64   sb_product_create (SbTxn *txn, const SbProduct *product, GError **error);
/* Writes every field of @product to its row; the SKU of a product that has moved cannot change
 * (%SB_LEDGER_ERROR_HAS_DEPENDENTS). Errors as sb_product_create(), and %SB_LEDGER_ERROR_UNKNOWN_REF. */
gboolean sb_product_update (SbTxn *txn, const SbProduct *product, GError **error);
gboolean sb_product_set_deprecated (SbTxn *txn, gint64 id, gboolean deprecated, GError **error);

/**
 * SbStockLevel: how much of a product is where.
 */
typedef struct
{
  gint64 location;      /* row id */
  char *location_name;  /* (owned) */
  gint64 on_hand;       /* 10^-6 units; negative with deficits */
  gint64 value;         /* minor units of the home currency */
} SbStockLevel;

void sb_stock_level_free (SbStockLevel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbStockLevel, sb_stock_level_free)

/* (transfer full) (element-type SbStockLevel): sorted by location name; only where something is */
GPtrArray *sb_stock_level_list (SbDatabase *db, gint64 product, GError **error);

/* All levels of a product together: @on_hand and @reserved (ordered by customers, not shipped) in
 * 10^-6 units, @value in minor units, at normal locations. Each (out) (optional). */
gboolean sb_stock_level_total (SbDatabase *db, gint64 product, gint64 *on_hand, gint64 *reserved,
                               gint64 *value, GError **error);
/* Value of all stock at normal locations, minor units. */
gboolean sb_stock_level_valuation (SbDatabase *db, gint64 *value, GError **error);

G_END_DECLS

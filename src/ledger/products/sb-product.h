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
  gint64 sale_price;     /* 10^-6 currency units a unit, -1 = none */
  gint64 purchase_price; /* 10^-6 currency units a unit, -1 = none */
  gint64 default_cost;   /* 10^-6 currency units a unit, 0 = none */
  gint64 weight;         /* 10^-6 of the book's weight unit, 0 = unknown */
  gint64 reorder_point;  /* 10^-6 units, -1 = none */
  gint64 sale_tax_code;      /* row ids of `tax_code`, 0 = none */
  gint64 purchase_tax_code;
  gint64 inventory_account;  /* row ids of `account` instead of the mapped ones, 0 = none */
  gint64 cogs_account;
  gint64 revenue_account;
  gint64 adjustment_account;
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
 * @now: microseconds since the epoch
 *
 * Writes one row of `product`. Fails with %SB_LEDGER_ERROR_BAD_EVENT (field "/sku", "/name", ... when empty, too
 * long or a number out of range), %SB_LEDGER_ERROR_DUPLICATE (the SKU is taken), or any SB_STORE_ERROR.
 *
 * Returns: its row id, 0 on failure
 */
gint64   sb_product_create (SbTxn *txn, const SbProduct *product, gint64 now, GError **error);
/* Writes every field of @product to its row; the SKU of a product that has moved cannot change
 * (%SB_LEDGER_ERROR_HAS_DEPENDENTS). Errors as sb_product_create(), and %SB_LEDGER_ERROR_UNKNOWN_REF. */
gboolean sb_product_update (SbTxn *txn, const SbProduct *product, gint64 now, GError **error);
gboolean sb_product_set_deprecated (SbTxn *txn, gint64 id, gboolean deprecated, gint64 now, GError **error);
/**
 * sb_product_delete:
 * @txn: an open write transaction
 * @id: row id of a deprecated product
 * @error: return location
 *
 * Takes the row away for good. Fails with %SB_LEDGER_ERROR_HAS_DEPENDENTS while the product is offered, or as
 * soon as a document, a movement or anything else of the book names it; with %SB_LEDGER_ERROR_UNKNOWN_REF when it is
 * not there; or any SB_STORE_ERROR. The messages name the SKU and are for the owner.
 */
gboolean sb_product_delete (SbTxn *txn, gint64 id, GError **error);
/* Puts @product back under its old row id: the undo of sb_product_delete(). Errors as sb_product_create(). */
gboolean sb_product_restore (SbTxn *txn, const SbProduct *product, gint64 now, GError **error);
/* The row of that SKU, created on first use as a service of that name: what invoice lines by
 * description refer to. Returns: row id, 0 on failure. */
gint64   sb_product_ensure_service (SbTxn *txn, const char *name, GError **error);

G_END_DECLS

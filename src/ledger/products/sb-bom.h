/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"
#include "sb-money.h"

G_BEGIN_DECLS

/* What a product is made of: an assembly or a production order starts from it. */

typedef struct
{
  gint64 component;  /* row id of `product` */
  char *sku;         /* (owned): when read */
  char *name;        /* (owned): when read */
  gint64 quantity;   /* 10^-6 stock units for @makes units of the product, > 0 */
} SbBomLine;

typedef struct
{
  char *name;        /* (owned): "Labour" */
  char *role;        /* (owned) (nullable): NULL = ConversionCosts */
  gint64 amount;     /* minor units of the base currency for @makes units, > 0 */
} SbBomCost;

typedef struct
{
  gint64 product;    /* row id of what is made */
  char *sku;         /* (owned): when read */
  gint64 makes;      /* 10^-6 units that the list is for, > 0 */
  char *note;        /* (owned) (nullable) */
  GPtrArray *lines;  /* (owned) (element-type SbBomLine) */
  GPtrArray *costs;  /* (owned) (element-type SbBomCost) */
} SbBom;

SbBom *sb_bom_new (gint64 product); /* makes one unit of nothing */
void   sb_bom_free (SbBom *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBom, sb_bom_free)
void   sb_bom_add_line (SbBom *self, gint64 component, gint64 quantity);
void   sb_bom_add_cost (SbBom *self, const char *name, const char *role, gint64 amount);

/* NULL without an error when the product has none. */
SbBom *sb_bom_load (SbDatabase *db, gint64 product, GError **error);

/**
 * sb_bom_save:
 *
 * Replaces the product's bill of materials; one without lines and costs takes it away. Fails with
 * %SB_LEDGER_ERROR_BAD_EVENT at "/makes", "/lines/0/qty", "/lines/0/sku" (not kept in stock, named twice,
 * the product itself or made of it), "/costs/0/amount", "/costs/0/role", "/costs/0/name",
 * %SB_LEDGER_ERROR_UNKNOWN_REF, or any %SB_STORE_ERROR.
 */
gboolean sb_bom_save (SbTxn *txn, const SbBom *bom, GError **error);

/**
 * sb_bom_event:
 * @quantity: 10^-6 units to make, > 0
 * @type: "assemble" or "production_start"
 * @id: id of the event, @order: number of the production order (nullable for an assembly)
 * @date: its day
 * @location: (nullable): name
 *
 * The event that makes so many: components and costs scaled by quantity / makes. Components must
 * come out exact, else %SB_LEDGER_ERROR_BAD_EVENT at "/qty"; costs are rounded. The start of a
 * production order carries no costs: they are entered as "production_cost" when they arise.
 *
 * Returns: (transfer full): JSON in the event format
 */
char *sb_bom_event (const SbBom *bom, SbCurrency currency, gint64 quantity, const char *type,
                    const char *id, const char *order, const char *date, const char *location,
                    GError **error);

/* Which products are made of this one: (element-type gint64) (transfer full) */
GArray *sb_bom_used_in (SbDatabase *db, gint64 component, GError **error);

G_END_DECLS

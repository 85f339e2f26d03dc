/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/**
 * SbProductUnit: a unit in which a product is bought or sold besides its stock unit.
 */
typedef struct
{
  gint64 id;       /* row id */
  gint64 product;  /* row id */
  char *name;      /* (owned): "box of 12"; unique for the product */
  gint64 factor;   /* stock units in one of it, 10^-6, > 0 */
  char *barcode;   /* (owned) (nullable) */
  gboolean buy;    /* proposed on purchase lines; at most one of a product */
  gboolean sell;   /* proposed on sale lines; at most one of a product */
} SbProductUnit;

void sb_product_unit_free (SbProductUnit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProductUnit, sb_product_unit_free)

/* (transfer full) (element-type SbProductUnit): by size */
GPtrArray *sb_product_unit_list (SbDatabase *db, gint64 product, GError **error);
/* Inserts (id 0) or updates. Fails with %SB_LEDGER_ERROR_BAD_EVENT at "/name", "/factor", _DUPLICATE at
 * "/name", _UNKNOWN_REF. Returns: row id, 0 on failure. */
gint64     sb_product_unit_save (SbTxn *txn, const SbProductUnit *unit, GError **error);
gboolean   sb_product_unit_delete (SbTxn *txn, gint64 id, GError **error); /* none is no error */

/**
 * sb_unit_quantity:
 * @quantity: 10^-6 of the unit
 * @factor: stock units in one, 10^-6
 * @field: (nullable): JSON pointer for the refusal
 * @stock: (out): 10^-6 stock units
 *
 * Exact, or refused with %SB_LEDGER_ERROR_BAD_EVENT at @field: a third of a piece cannot be counted.
 */
gboolean sb_unit_quantity (gint64 quantity, gint64 factor, const char *field, gint64 *stock,
                           GError **error);

/**
 * sb_unit_price:
 * @price: 10^-6 of the currency for one of the unit
 * @exact: (out) (optional): nothing was rounded away
 *
 * Price of one stock unit, 10^-6, rounded half away from zero. Fails with %SB_BASE_ERROR_OVERFLOW.
 */
gboolean sb_unit_price (gint64 price, gint64 factor, gint64 *stock, gboolean *exact, GError **error);

/**
 * sb_unit_factor_parse:
 * @text: "12", "0.5", or "1/4"
 *
 * Factor as typed, 10^-6; refused with %SB_LEDGER_ERROR_BAD_EVENT at @field when six decimals do not
 * hold it exactly ("1/3").
 */
gboolean sb_unit_factor_parse (const char *text, const char *field, gint64 *factor, GError **error);

G_END_DECLS

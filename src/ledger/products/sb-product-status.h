/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* Status of products, one or many at once: each row that cannot be is told with the reason, the others
 * are done. */

typedef enum
{
  SB_PRODUCT_DEPRECATE,         /* no longer offered */
  SB_PRODUCT_ACTIVATE,
  SB_PRODUCT_DELETE_DEPRECATED, /* gone: only without stock, movements and documents */
} SbProductAction;

/* What could not be done. */
typedef struct
{
  gint64 product;      /* row id */
  char *sku;           /* (owned) */
  const char *code;    /* (not owned): "E_HAS_MOVEMENTS", "E_HAS_STOCK", "E_HAS_DOCUMENTS", "E_NOT_DEPRECATED",
                        * "E_HAS_DEPENDENTS" (a bill of materials or a link to QuickBooks needs it), "E_UNKNOWN_REF" */
  char *message;       /* (owned): for the owner */
} SbProductRefusal;

void sb_product_refusal_free (SbProductRefusal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProductRefusal, sb_product_refusal_free)

/**
 * sb_product_change_status:
 * @products: (array length=n): row ids
 * @done: (out) (optional): how many changed; one that was so already counts
 * @refused: (out) (transfer full) (element-type SbProductRefusal)
 *
 * Writes `product` and the audit trail. Fails only with an %SB_STORE_ERROR.
 */
gboolean sb_product_change_status (SbTxn *txn, SbProductAction action, const gint64 *products, gsize n,
                                   gint64 now, guint *done, GPtrArray **refused, GError **error);

/* Whether documents that are not finished (orders, unpaid bills and invoices, drafts) name it. */
gboolean sb_product_is_in_open_documents (SbDatabase *db, gint64 product, gboolean *open, GError **error);

G_END_DECLS

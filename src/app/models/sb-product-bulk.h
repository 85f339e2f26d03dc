/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

G_BEGIN_DECLS

/* What is done to several products at once. */
typedef enum
{
  SB_PRODUCT_BULK_DEPRECATE,
  SB_PRODUCT_BULK_ACTIVATE,
  SB_PRODUCT_BULK_DELETE,
} SbProductBulkAction;

/**
 * SbProductBulk:
 * @action: what was done
 * @before: (element-type SbProduct) (owned): those that changed, as they were
 * @refusals: (element-type utf8) (owned): for the owner, why others stayed as they were
 */
typedef struct
{
  SbProductBulkAction action;
  GPtrArray          *before;
  GPtrArray          *refusals;
} SbProductBulk;

void sb_product_bulk_free (SbProductBulk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProductBulk, sb_product_bulk_free)

/**
 * sb_product_bulk_async:
 * @company: whose book
 * @action: what to do
 * @ids: (element-type gint64) (transfer full): row ids of products
 *
 * Does it to each of them that allows it, in one transaction; the others are told with their
 * reason. Those that are so already are left alone and not counted. Main thread. Fails with any
 * SB_STORE_ERROR; nothing is changed then.
 */
void           sb_product_bulk_async (SbCompany *company, SbProductBulkAction action, GArray *ids,
                                      GAsyncReadyCallback callback, gpointer user_data);
SbProductBulk *sb_product_bulk_finish (SbCompany *company, GAsyncResult *result, GError **error);

/* Makes the products of @bulk (transfer full) what they were. Finish as sb_product_bulk_finish(). */
void           sb_product_bulk_undo_async (SbCompany *company, SbProductBulk *bulk,
                                           GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS

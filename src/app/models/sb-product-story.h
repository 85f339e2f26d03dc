/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-product.h"
#include "sb-record.h"
#include "sb-stock-level.h"

G_BEGIN_DECLS

/**
 * SbProductStory:
 * @product: the product (owned)
 * @levels: (element-type SbStockLevel) (owned): where it is
 * @record: (nullable): its item in QuickBooks (owned)
 *
 * What the page of one product shows above its lists.
 */
typedef struct
{
  SbProduct *product;
  GPtrArray *levels;
  gint64     on_hand;
  gint64     reserved;
  gint64     value;
  SbRecord  *record;
} SbProductStory;

/* On a reader thread. Fails with %SB_LEDGER_ERROR_UNKNOWN_REF or any SB_STORE_ERROR. */
SbProductStory *sb_product_story_load (SbDatabase *db, gint64 id, GError **error);
void            sb_product_story_free (SbProductStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProductStory, sb_product_story_free)

G_END_DECLS

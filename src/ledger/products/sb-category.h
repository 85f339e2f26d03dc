/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/**
 * SbCategory: products that belong together, with accounts of their own. An account of the product
 * comes before the category's, that before the mapping.
 */
typedef struct
{
  gint64 id;
  char *name;               /* (owned): unique */
  gint64 inventory_account; /* row ids of `account`, 0 = none */
  gint64 cogs_account;
  gint64 revenue_account;
  gint64 adjustment_account;
  guint products;           /* when read: how many are in it */
} SbCategory;

void sb_category_free (SbCategory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCategory, sb_category_free)

GPtrArray *sb_category_list (SbDatabase *db, GError **error); /* (element-type SbCategory) by name */
/* Inserts (id 0) or updates; new journals use the accounts, posted ones stay. BAD_EVENT "/name",
 * DUPLICATE "/name", UNKNOWN_REF for an account. Row id, 0 on failure. */
gint64     sb_category_save (SbTxn *txn, const SbCategory *category, GError **error);
/* HAS_DEPENDENTS while a product is in it. */
gboolean   sb_category_delete (SbTxn *txn, gint64 id, GError **error);

G_END_DECLS

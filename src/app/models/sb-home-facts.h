/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-book-figures.h"
#include "sb-list-row.h"

G_BEGIN_DECLS

/**
 * SbHomeFacts:
 * @figures: how the business stands
 * @out_of_stock: products kept in stock of which there is none
 * @low: products of which less is available than their reorder point
 * @open_purchases: purchases with something left to do
 * @open_sales: likewise
 * @products: number of products
 * @drafts: (element-type SbDraft) (owned): documents that were not finished, newest first
 * @recent: (element-type SbListRow) (owned): the last documents, newest first
 * @setup_step: (nullable): where the set-up assistant was left; %NULL when it is done or unknown (owned)
 *
 * What Home shows of the book.
 */
typedef struct
{
  SbBookFigures figures;
  guint         out_of_stock;
  guint         low;
  guint         open_purchases;
  guint         open_sales;
  guint         products;
  GPtrArray    *drafts;
  GPtrArray    *recent;
  char         *setup_step;
} SbHomeFacts;

/* On a reader thread. Fails with any SB_STORE_ERROR. (transfer full) */
SbHomeFacts *sb_home_facts_load (SbDatabase *db, SbDay today, GError **error);
void         sb_home_facts_free (SbHomeFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbHomeFacts, sb_home_facts_free)

G_END_DECLS

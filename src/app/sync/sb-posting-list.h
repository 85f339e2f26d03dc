/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-money.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Postings as an accountant writes them: account, debit, credit, a line each; read only. */
#define SB_TYPE_POSTING_LIST (sb_posting_list_get_type ())
G_DECLARE_FINAL_TYPE (SbPostingList, sb_posting_list, SB, POSTING_LIST, GtkWidget)

GtkWidget *sb_posting_list_new (void);

/**
 * sb_posting_list_set:
 * @postings: (element-type SbSyncPosting): shown in this order; read at once
 * @currency: of the amounts
 * @totals: whether a line with the sums follows
 */
void sb_posting_list_set (SbPostingList *self, GPtrArray *postings, SbCurrency currency, gboolean totals);

/**
 * sb_posting_list_net:
 * @planned: (element-type SbSyncPlanned)
 *
 * What all requests together do to each account.
 *
 * Returns: (transfer full) (element-type SbSyncPosting): one an account, by name; accounts on which they
 *   cancel out are left out
 */
GPtrArray *sb_posting_list_net (GPtrArray *planned);

G_END_DECLS

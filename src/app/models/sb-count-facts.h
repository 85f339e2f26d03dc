/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

G_BEGIN_DECLS

/* A count sheet is for one shelf, not for a warehouse: more lines are counted on another sheet. */
#define SB_COUNT_MOST_LINES 300

/* A product on a count sheet, and what the book says of it at the place that is counted. */
typedef struct
{
  char  *sku;      /* (owned) */
  char  *name;     /* (owned) */
  gint64 on_hand;  /* 10^-6 units */
} SbCountFact;

/**
 * sb_count_facts_async:
 * @company: whose book
 * @location: name of the place; "" for the usual one
 * @skus: (nullable): the products asked for; %NULL: all that should be there
 * @cancellable: (nullable)
 *
 * Reads what the book holds. Unknown products are left out; of all that should be there, the first
 * %SB_COUNT_MOST_LINES by SKU. Fails with any SB_STORE_ERROR. The finish function gives
 * (transfer full) (element-type SbCountFact).
 */
void       sb_count_facts_async (SbCompany *company, const char *location, const char *const *skus,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* The one product whose SKU or barcode is @code: a list of one, or of none. Finish as above. */
void       sb_count_facts_scan_async (SbCompany *company, const char *location, const char *code,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *sb_count_facts_finish (SbCompany *company, GAsyncResult *result, GError **error);

G_END_DECLS

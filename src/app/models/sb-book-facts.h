/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-money.h"

G_BEGIN_DECLS

/**
 * SbBookFacts:
 * @name: name of the business (owned)
 * @currency: the home currency; never changes
 *
 * What every page needs to know of a book before it can show a number.
 */
typedef struct
{
  char      *name;
  SbCurrency currency;
} SbBookFacts;

/* Reads them once a company; later calls answer at once. Fails with any SB_STORE_ERROR. */
void     sb_book_facts_load_async (SbCompany *company, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_book_facts_load_finish (SbCompany *company, GAsyncResult *result, GError **error);

/* (transfer none): never %NULL; before the load, no name and US dollars. Main thread. */
const SbBookFacts *sb_book_facts_get (SbCompany *company);

G_END_DECLS

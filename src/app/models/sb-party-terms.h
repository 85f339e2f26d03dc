/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

G_BEGIN_DECLS

/* What a customer or supplier brings into a document. */
typedef struct
{
  char *currency;  /* (owned): three letters; "" the book's own */
  gint64 rate;     /* 10^-8: the last one of that currency; 0: none */
  int   due_days;  /* after the day of the document; -1: no terms */
} SbPartyTerms;

void sb_party_terms_free (SbPartyTerms *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPartyTerms, sb_party_terms_free)

/* @party: row id. Fails with any SB_STORE_ERROR. */
void          sb_party_terms_read_async (SbCompany *company, gint64 party,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
SbPartyTerms *sb_party_terms_read_finish (SbCompany *company, GAsyncResult *result,
                                          GError **error);

G_END_DECLS

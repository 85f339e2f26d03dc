/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-document-choices.h"

G_BEGIN_DECLS

/**
 * SbDocumentStart:
 * @form: what stands in the document when it opens (owned)
 * @choices: what its choice fields offer (owned)
 * @draft: row id of the draft it came from, 0 for none
 * @subtitle: (nullable): what it belongs to: "PO-1042 · Acme Supply" (owned)
 */
typedef struct
{
  SbDocumentForm *form;
  SbChoices      *choices;
  gint64          draft;
  char           *subtitle;
} SbDocumentStart;

void sb_document_start_free (SbDocumentStart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDocumentStart, sb_document_start_free)

/**
 * sb_document_start_async:
 * @company: whose book
 * @target: "bill": a new one; "bill/12": one that continues purchase 12, with what is left to do;
 *   "pay_bill/13": one that pays document row 13; "landed_cost/12": over what purchase 12 received;
 *   "adjust/5": with product row 5; "transfer_receive/7", "lost/7", "production_finish/7": what
 *   continues transfer or production order 7; "draft/3": that draft
 *
 * Proposes a number and the rest of what was ordered. Reads only. Fails with
 * %SB_LEDGER_ERROR_UNKNOWN_REF when what it continues is gone, or any SB_STORE_ERROR.
 */
void             sb_document_start_async (SbCompany *company, const char *target,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
SbDocumentStart *sb_document_start_finish (SbCompany *company, GAsyncResult *result,
                                           GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-document-form.h"

G_BEGIN_DECLS

/* An account that money can go to or come from. */
typedef struct
{
  char  *title;  /* (owned) */
  char  *role;   /* (owned): "Bank" or "UndepositedFunds" */
  gint64 id;     /* row id, 0 when the role is not mapped yet */
} SbMoneyAccount;

/**
 * SbDocumentStart:
 * @form: what stands in the document when it opens (owned)
 * @accounts: (element-type SbMoneyAccount) (owned): choices of the account field
 * @draft: row id of the draft it came from, 0 for none
 * @subtitle: (nullable): what it belongs to: "PO-1042 · Acme Supply" (owned)
 */
typedef struct
{
  SbDocumentForm *form;
  GPtrArray      *accounts;
  gint64          draft;
  char           *subtitle;
} SbDocumentStart;

void sb_document_start_free (SbDocumentStart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDocumentStart, sb_document_start_free)

/**
 * sb_document_start_async:
 * @company: whose book
 * @target: "bill": a new one; "bill/12": one that continues document row 12, with what is left to
 *   do; "pay_bill/13": one that pays document row 13; "draft/3": that draft
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

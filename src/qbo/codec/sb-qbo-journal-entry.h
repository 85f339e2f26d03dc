/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-line.h"
#include "sb-qbo-txn-tax.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  char *doc_number;
  SbDay date;              /* TxnDate */
  char *private_note;
  SbQboSwitch adjustment;
  SbQboRef *currency_ref;
  gint64 exchange_rate;    /* rate */
  GPtrArray *lines;        /* (element-type SbQboLine): at least one debit and one credit */
  SbQboTxnTax *tax;
} SbQboJournalEntry;

SB_QBO_DECLARE_ENTITY (SbQboJournalEntry, sb_qbo_journal_entry)

/* Appends a line. @amount: minor units, debit positive, not 0. @entity_type: (nullable) "Customer"
 * or "Vendor", with its id; QuickBooks demands it on receivable and payable accounts. */
void sb_qbo_journal_entry_add (SbQboJournalEntry *self, const char *account_id, gint64 amount,
                               const char *description, const char *entity_type,
                               const char *entity_id);

G_END_DECLS

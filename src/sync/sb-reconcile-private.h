/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-qbo-report.h"
#include "sb-reconcile.h"

G_BEGIN_DECLS

/* One document's posting on one account, as QuickBooks has it. */
typedef struct
{
  char *account;    /* (owned) */
  char *object;     /* (owned): entity */
  char *qbo_id;     /* (owned) */
  char *doc_number; /* (owned) */
  SbDay date;
  gint64 amount;    /* debit positive */
  char *marker;     /* (owned) (nullable): uuid in its note, when it was looked at */
} SbBookedRow;

void sb_booked_row_free (SbBookedRow *self);

/* "Journal Entry" -> "JournalEntry" (transfer full) */
char *sb_booked_entity (const char *report_type);

/* What QuickBooks said; the other side of the comparison. */
typedef struct
{
  GHashTable *balances; /* account id -> gint64, debit positive, as of the day */
  GPtrArray *rows;      /* (element-type SbBookedRow): all days */
} SbBooked;

/* Fills @reconciliation from the book and what QuickBooks said. On a thread that owns @db. */
gboolean sb_reconcile_compare (SbDatabase *db, const SbBooked *booked,
                               SbReconciliation *reconciliation, GError **error);

/* Classification of an account decides the sign of a report's natural amounts: TRUE: debits are
 * positive. */
gboolean sb_account_is_debit (const char *account_type);

/* Lists with their element frees. */
GPtrArray *sb_reconciled_accounts_new (void);
GPtrArray *sb_differences_new (void);

G_END_DECLS

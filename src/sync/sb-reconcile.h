/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "sb-day.h"
#include "sb-money.h"
#include "sb-sync-engine.h"

G_BEGIN_DECLS

/*
 * Proves that book and QuickBooks say the same: per account
 *   QBO balance = local - not exported + foreign + changed + conversion start + unexplained
 * All amounts in minor units of the home currency, debit positive.
 */
typedef enum
{
  SB_DIFFERENCE_NOT_EXPORTED,
  SB_DIFFERENCE_FOREIGN,
  SB_DIFFERENCE_EDITED,
  SB_DIFFERENCE_MISSING,
  SB_DIFFERENCE_DOUBLED,
  SB_DIFFERENCE_VOIDED,
  SB_DIFFERENCE_DATED_ELSEWHERE,
  SB_DIFFERENCE_EXCHANGE_ROUNDING,
} SbDifferenceKind;

/* "not-exported" "foreign" ... */
const char *sb_difference_kind_word (SbDifferenceKind kind);

typedef struct
{
  SbDifferenceKind kind;
  char *account;    /* (owned): QBO account id */
  char *object;     /* (owned): QBO entity */
  char *qbo_id;     /* (owned) (nullable) */
  char *doc_number; /* (owned) (nullable) */
  SbDay date;
  gint64 record;    /* 0 = none */
  gint64 local_amount;
  gint64 qbo_amount;
  char *message;    /* (owned) */
  char *remedy;     /* (owned) */
} SbDifference;

typedef struct
{
  char *qbo_id;     /* (owned) */
  char *name;       /* (owned) */
  GPtrArray *roles; /* (owned) (element-type utf8) */
  gint64 qbo_balance, local_balance, not_exported, foreign, conversion_start, changed, unexplained;
} SbReconciledAccount;

typedef struct _SbReconciliation SbReconciliation;
struct _SbReconciliation
{
  SbDay as_of;
  char *realm;            /* (owned) */
  SbCurrency currency;
  gint64 valuation;       /* of the stock */
  gint64 local_inventory; /* balance of the Inventory role */
  GPtrArray *accounts;    /* (owned) (element-type SbReconciledAccount): every mapped one */
  GPtrArray *differences; /* (owned) (element-type SbDifference): one a document and account */
  gint64 unexplained;     /* sum of absolute values */
  gboolean ok;
};

#define SB_TYPE_RECONCILIATION (sb_reconciliation_get_type ())
GType             sb_reconciliation_get_type (void);
SbReconciliation *sb_reconciliation_copy (const SbReconciliation *self);
void              sb_reconciliation_free (SbReconciliation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReconciliation, sb_reconciliation_free)

char *sb_reconciliation_to_json (const SbReconciliation *self);

/**
 * sb_reconcile_async:
 * @as_of: SB_DAY_NONE for today
 *
 * Settles requests whose answer was lost, then reads reports and documents; writes nothing else.
 * Main context. Fails with %SB_SYNC_ERROR_LOCKED, %SB_SYNC_ERROR_NOT_CONNECTED,
 * %SB_SYNC_ERROR_UNMAPPED (no account mapped), SB_QBO_ERROR, SB_STORE_ERROR.
 */
void              sb_reconcile_async (SbSyncEngine *engine, SbDay as_of, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
SbReconciliation *sb_reconcile_finish (SbSyncEngine *engine, GAsyncResult *result, GError **error);

G_END_DECLS

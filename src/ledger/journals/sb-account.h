/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* One account of the chart, a copy of QuickBooks' own. */
typedef struct
{
  gint64 id;
  char *name;
  char *type;     /* QuickBooks' AccountType in words: "Other Current Asset" */
  char *subtype;  /* (nullable) */
  char *number;   /* (nullable) */
  char *currency; /* (nullable): base */
  gboolean active;
} SbAccount;

void sb_account_free (SbAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAccount, sb_account_free)

/* UNKNOWN_REF when missing */
SbAccount *sb_account_load (SbDatabase *db, gint64 id, GError **error);
GPtrArray *sb_account_list (SbDatabase *db, GError **error);            /* by name */
/* Inserts (id 0) or updates; sets id. */
gboolean   sb_account_save (SbTxn *txn, SbAccount *account, GError **error);

/* Accounts of a role, rank order: (element-type gint64). Only Bank has more than one. */
GArray  *sb_role_accounts (SbDatabase *db, const char *role, GError **error);
/* Replaces the role's accounts; n 0 unmaps. Fails with BAD_EVENT: unknown role, or several accounts
 * for a role other than Bank. Writes role_account; new journals use it, posted ones stay. */
gboolean sb_role_set_accounts (SbTxn *txn, const char *role, const gint64 *accounts, gsize n,
                               GError **error);

G_END_DECLS

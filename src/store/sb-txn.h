/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/*
 * A write transaction as a type: BEGIN IMMEDIATE when made, because an upgrade half way could only be
 * answered by starting again; rolled back when freed without commit. Writers take an SbTxn*, so a
 * write outside a transaction does not compile. No nesting. Used on the thread of its connection.
 */
typedef struct _SbTxn SbTxn;

/* Fails with %SB_STORE_ERROR_BUSY when another process keeps writing.
 * Returns: (transfer full): the open transaction */
SbTxn      *sb_txn_begin (SbDatabase *database, GError **error);
/* Writes what was done to the disk, then runs the hooks. On failure nothing was written, and the
 * transaction can only be freed. */
gboolean    sb_txn_commit (SbTxn *self, GError **error);
/* @self: (nullable) */
void        sb_txn_free (SbTxn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTxn, sb_txn_free)

/* Returns: (transfer none) */
SbDatabase *sb_txn_get_database (SbTxn *self);
/* Shorthand for sb_database_prepare() on the transaction's connection. */
SbStatement *sb_txn_prepare (SbTxn *self, const char *sql, GError **error);

typedef void (*SbTxnHook) (gpointer data);

/**
 * sb_txn_after_commit:
 * @self: an open transaction
 * @hook: runs on the committing thread after a successful commit, in order of registration
 * @data: for @hook
 * @destroy: (nullable): frees @data, whatever happened
 *
 * A hook that was registered behind a savepoint is forgotten when that is rolled back.
 */
void        sb_txn_after_commit (SbTxn *self, SbTxnHook hook, gpointer data, GDestroyNotify destroy);

/* A mark inside the transaction to which sb_txn_rollback_to() can return: refusal leaves no trace,
 * and a preview is what would happen, taken back. Marks nest; the others mean the latest. */
gboolean    sb_txn_savepoint (SbTxn *self, GError **error);
gboolean    sb_txn_rollback_to (SbTxn *self, GError **error); /* also releases it */
gboolean    sb_txn_release (SbTxn *self, GError **error);

G_END_DECLS

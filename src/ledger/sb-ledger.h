/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "sb-database.h"
#include "sb-day.h"
#include "sb-money.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/**
 * SbLedgerSettings:
 * @name: (nullable): name of the company
 * @currency: the base currency; never changes afterwards
 * @country: (nullable): ISO 3166 letters
 * @negative_stock_allowed: shipments may go below zero
 * @provisional_cost: value receipts at the order's price until they are billed
 * @allow_before_stocktake: accept movements dated before a completed stocktake
 * @closing_date: nothing is accepted on or before it; %SB_DAY_NONE for none
 * @locations: (nullable): (array zero-terminated=1): names; %NULL makes one, "MAIN"
 * @default_location: (nullable): one of @locations; %NULL takes the first
 *
 * What a new book starts with.
 */
typedef struct _SbLedgerSettings
{
  const char *name;
  SbCurrency currency;
  const char *country;
  gboolean negative_stock_allowed;
  gboolean provisional_cost;
  gboolean allow_before_stocktake;
  SbDay closing_date;
  const char *const *locations;
  const char *default_location;
} SbLedgerSettings;

/* What a commit touched. */
typedef enum
{
  SB_CHANGE_PRODUCTS = 1 << 0,
  SB_CHANGE_PARTIES = 1 << 1,
  SB_CHANGE_DOCUMENTS = 1 << 2,
  SB_CHANGE_STOCK = 1 << 3,
  SB_CHANGE_JOURNALS = 1 << 4,
  SB_CHANGE_ACCOUNTS = 1 << 5,
  SB_CHANGE_SETTINGS = 1 << 6,
  SB_CHANGE_SYNC = 1 << 7,
  SB_CHANGE_DRAFTS = 1 << 8,
} SbChange;

/**
 * SbLedger:
 *
 * One open book: a writer and a reader thread, each with its own connection. Signals:
 *
 * "changed" (guint flags of #SbChange): after a commit that touched them, on the main context that
 * was the thread default of the thread that opened the book.
 */
#define SB_TYPE_LEDGER (sb_ledger_get_type ())
G_DECLARE_FINAL_TYPE (SbLedger, sb_ledger, SB, LEDGER, GObject)

/**
 * sb_ledger_create:
 * @path: where the book goes; must not exist
 * @settings: what it starts with
 * @error: return location
 *
 * Creates a book (file mode 0600) and opens it. Blocks; any thread.
 *
 * Fails with %SB_LEDGER_ERROR_BAD_EVENT when @settings contradict themselves (no file is left) or
 * any %SB_STORE_ERROR.
 *
 * Returns: (transfer full)
 */
SbLedger *sb_ledger_create (const char *path, const SbLedgerSettings *settings, GError **error);

/**
 * sb_ledger_open:
 * @path: an existing book
 * @error: return location
 *
 * Opens a book; an older one is first copied aside ("PATH.before-vN") and brought up to date.
 * Blocks.
 *
 * Fails with any %SB_STORE_ERROR.
 *
 * Returns: (transfer full)
 */
SbLedger   *sb_ledger_open (const char *path, GError **error);
const char *sb_ledger_get_path (SbLedger *self);

/* Waits for what is under way and closes both connections. Later calls fail with
 * G_IO_ERROR_CLOSED. */
void        sb_ledger_close (SbLedger *self);

/* @func returns a result or %NULL; failure is told by @error alone. */
typedef gpointer (*SbLedgerReadFunc) (SbDatabase *db, gpointer data, GCancellable *cancellable,
                                      GError **error);
typedef gpointer (*SbLedgerWriteFunc) (SbTxn *txn, gpointer data, GCancellable *cancellable,
                                       GError **error);

/**
 * sb_ledger_read_async:
 * @func: runs on the reader thread inside one read transaction: it sees one moment of the book
 * @data: for @func
 * @data_free: (nullable): frees @data in the end, whatever happened, on an unspecified thread
 * @result_free: (nullable): frees a result that nobody took
 * @cancellable: (nullable)
 * @callback: called on the caller's thread-default main context
 * @user_data: for @callback
 */
void     sb_ledger_read_async (SbLedger *self, SbLedgerReadFunc func, gpointer data,
                               GDestroyNotify data_free, GDestroyNotify result_free,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns what func returned, (transfer full). Fails with func's error, a %SB_STORE_ERROR,
 * G_IO_ERROR_CANCELLED or G_IO_ERROR_CLOSED. */
gpointer sb_ledger_read_finish (SbLedger *self, GAsyncResult *result, GError **error);

/* As the read form, but on the writer thread inside a write transaction: committed when @func
 * returns without error, rolled back otherwise. */
void     sb_ledger_write_async (SbLedger *self, SbLedgerWriteFunc func, gpointer data,
                                GDestroyNotify data_free, GDestroyNotify result_free,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gpointer sb_ledger_write_finish (SbLedger *self, GAsyncResult *result, GError **error);

/* Blocking forms for the command line and tests; not to be called from @func. */
gpointer sb_ledger_read (SbLedger *self, SbLedgerReadFunc func, gpointer data, GError **error);
gpointer sb_ledger_write (SbLedger *self, SbLedgerWriteFunc func, gpointer data, GError **error);

/* Notes what @txn touches; "changed" tells it after the commit. Does nothing for a transaction that
 * was not begun by a #SbLedger. */
void sb_ledger_note_change (SbTxn *txn, SbChange flags);

/* What @txn has noted so far; and back to @noted (SbChange flags from an earlier call in the same
 * transaction) after what was written since has been rolled back to a savepoint, so that a preview
 * makes nobody read the book again. */
guint sb_ledger_get_noted_changes (SbTxn *txn);
void sb_ledger_reset_noted_changes (SbTxn *txn, guint noted);

G_END_DECLS

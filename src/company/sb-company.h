/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "sb-apply.h"
#include "sb-clock.h"
#include "sb-company-error.h"
#include "sb-connection.h"
#include "sb-ledger.h"
#include "sb-reconcile.h"
#include "sb-sync-engine.h"
#include "sb-token-store.h"

G_BEGIN_DECLS

/*
 * One open book with all that belongs to it: ledger, token store, practice company, connection and
 * sync engine. The only thing that the application and the command line hold. Lives on the main
 * context; everything that waits is asynchronous there.
 *
 * Signals:
 *   "authorize-url" (const char *url): the address the browser must open; at most once a connect
 *   "connect-stage" (int SbConnectStage): how far connecting is
 *   "connection-changed": connection or company facts are other than before
 * Changes of the books: signal "changed" of the ledger. Progress of a run: signals of the engine.
 */
#define SB_TYPE_COMPANY (sb_company_get_type ())
G_DECLARE_FINAL_TYPE (SbCompany, sb_company, SB, COMPANY, GObject)

/**
 * sb_company_create:
 * @path: where the book will be; must not exist
 * @settings: the business: name, currency, country, ...
 * @error: return location
 *
 * Makes a new book and opens it. Blocking (milliseconds); main thread. Fails with what
 * sb_ledger_create() fails with; nothing is left behind then.
 *
 * Returns: (transfer full): the company
 */
SbCompany *sb_company_create (const char *path, const SbLedgerSettings *settings, GError **error);

/**
 * sb_company_open:
 * @path: an existing book
 * @error: return location
 *
 * Opens a book; migrates an old one first, so prefer sb_company_open_async() under a display.
 * Fails with what sb_ledger_open() fails with.
 *
 * Returns: (transfer full): the company
 */
SbCompany *sb_company_open (const char *path, GError **error);
void       sb_company_open_async (const char *path, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
SbCompany *sb_company_open_finish (GAsyncResult *result, GError **error);

/* Stops what runs, closes the book. Safe to call twice; disposing does it too. */
void          sb_company_close (SbCompany *self);

SbLedger     *sb_company_get_ledger (SbCompany *self);  /* (transfer none) */
/* (transfer none): always there; without a connection it can count and list, not run */
SbSyncEngine *sb_company_get_engine (SbCompany *self);
SbClock      *sb_company_get_clock (SbCompany *self);   /* (transfer none) */
const char   *sb_company_get_path (SbCompany *self);
/* (transfer none): as read when the book was opened and after each change; never NULL */
const SbConnectionFacts *sb_company_get_connection (SbCompany *self);
const SbCompanyFacts    *sb_company_get_facts (SbCompany *self); /* (nullable): NULL until connected once */
gboolean      sb_company_is_online (SbCompany *self);   /* the network is there, as far as the system knows */

/* For tests and embedding: replaces the Secret Service before the first connection. */
void          sb_company_set_token_store (SbCompany *self, SbTokenStore *store);

/**
 * sb_company_apply_async:
 * @event_json: one event in the import format
 *
 * Enters one event and makes the sync records that it needs, in one transaction. Refusals are
 * SB_LEDGER_ERROR with the field at fault; nothing is written then.
 */
void       sb_company_apply_async (SbCompany *self, const char *event_json, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
SbApplied *sb_company_apply_finish (SbCompany *self, GAsyncResult *result, GError **error);
/* Blocking form for the command line and tests. */
SbApplied *sb_company_apply (SbCompany *self, const char *event_json, GError **error);

/* What the event would do to stock and books; writes nothing. Same refusals. */
void       sb_company_preview_event_async (SbCompany *self, const char *event_json, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
SbEffect  *sb_company_preview_event_finish (SbCompany *self, GAsyncResult *result, GError **error);

/**
 * sb_company_connect_async:
 * @options: copied
 *
 * Signs in: starts the practice company when that is the environment and nothing answers, finds the
 * endpoints, emits "authorize-url", waits for the browser (five minutes), exchanges the code, reads
 * and checks the company, keeps the connection in the book.
 *
 * Fails with %SB_COMPANY_ERROR_EDITION, _CURRENCY, _OTHER_COMPANY (the grant is revoked at once),
 * _SIGN_IN_REFUSED, _SIGN_IN_TIMEOUT, _NO_KEYRING, _PRACTICE, or SB_QBO_ERROR. The book is as it was
 * after every failure.
 */
void             sb_company_connect_async (SbCompany *self, const SbConnectOptions *options,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
SbConnectResult *sb_company_connect_finish (SbCompany *self, GAsyncResult *result, GError **error);
/* Hands over the address the browser ended on, typed or pasted, to the connect that is waiting. */
gboolean         sb_company_connect_paste (SbCompany *self, const char *address, GError **error);

/* Revokes and forgets the tokens. Forgets them also when QuickBooks cannot be told. */
void     sb_company_disconnect_async (SbCompany *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_company_disconnect_finish (SbCompany *self, GAsyncResult *result, GError **error);

/**
 * sb_company_sync_async:
 * @flags: SbSyncRunFlags
 *
 * One run. Loads the tokens, starts the practice company when needed, takes the lease. Fails with
 * %SB_COMPANY_ERROR_SIGN_IN_NEEDED, _LOCKED, _NO_KEYRING, _INTEGRATION_OFF, _PRACTICE before anything was sent;
 * later trouble is in the report's outcome.
 */
void          sb_company_sync_async (SbCompany *self, guint flags, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
SbSyncReport *sb_company_sync_finish (SbCompany *self, GAsyncResult *result, GError **error);

/* @as_of: SB_DAY_NONE for today */
void              sb_company_reconcile_async (SbCompany *self, SbDay as_of, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
SbReconciliation *sb_company_reconcile_finish (SbCompany *self, GAsyncResult *result, GError **error);

/**
 * sb_company_create_accounts_async:
 * @roles: (array zero-terminated=1): role names whose account shall be made in QuickBooks
 *
 * The button "Create in QuickBooks" of the assistant: makes one account a role with the name, type
 * and detail type that sb_company_account_proposal() shows, and maps it. Fails with SB_QBO_ERROR; the accounts made
 * before the failure stay and are mapped.
 */
void     sb_company_create_accounts_async (SbCompany *self, const char *const *roles, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_company_create_accounts_finish (SbCompany *self, GAsyncResult *result, GError **error);

/* Name, QuickBooks type and detail type of the account made for @role; FALSE when none is made for it. */
gboolean sb_company_account_proposal (const char *role, const char **name, const char **type, const char **subtype);

G_END_DECLS

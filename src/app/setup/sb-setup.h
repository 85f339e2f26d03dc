/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

G_BEGIN_DECLS

/**
 * SbSetupMode:
 * @SB_SETUP_MODE_PRACTICE: the practice company, started on this computer
 * @SB_SETUP_MODE_QUICKBOOKS: a company of QuickBooks Online, sandbox or production
 * @SB_SETUP_MODE_STANDALONE: no books elsewhere
 */
typedef enum
{
  SB_SETUP_MODE_PRACTICE,
  SB_SETUP_MODE_QUICKBOOKS,
  SB_SETUP_MODE_STANDALONE
} SbSetupMode;

#define SB_TYPE_SETUP (sb_setup_get_type ())
G_DECLARE_FINAL_TYPE (SbSetup, sb_setup, SB, SETUP, GObject)

/**
 * sb_setup_new:
 * @company: (nullable): the open book whose set-up goes on; NULL: a new one will be made
 *
 * The facts that the steps of the assistant share: what was chosen, and the book once it exists.
 * Main context only. Secrets stay in memory and go to the token store with the connection.
 */
SbSetup *sb_setup_new (SbCompany *company);

/* Property "mode", notified. */
SbSetupMode sb_setup_get_mode (SbSetup *self);
void        sb_setup_set_mode (SbSetup *self, SbSetupMode mode);

/* (transfer none) (nullable): property "company", notified; NULL until the book exists. */
SbCompany *sb_setup_get_company (SbSetup *self);
void       sb_setup_set_company (SbSetup *self, SbCompany *company);

/* "practice", "sandbox" or "production"; follows the mode until it is set. Never NULL. */
const char *sb_setup_get_environment (SbSetup *self);
void        sb_setup_set_environment (SbSetup *self, const char *environment);

/* The keys of the owner's Intuit app, from portal to sign-in. All (nullable); @redirect_uri: NULL for
 * the built-in loopback addresses. */
void        sb_setup_set_keys (SbSetup *self, const char *client_id, const char *client_secret,
                               const char *redirect_uri);
const char *sb_setup_get_client_id (SbSetup *self);
const char *sb_setup_get_client_secret (SbSetup *self);
const char *sb_setup_get_redirect_uri (SbSetup *self);

/* What the company check found while connecting: (element-type SbCompanyCheck) (nullable). */
GPtrArray *sb_setup_get_checks (SbSetup *self);
void       sb_setup_set_checks (SbSetup *self, GPtrArray *checks);

/**
 * sb_setup_load_async:
 *
 * Reads mode and step from the book's settings; without a book there is nothing to read. Fails with
 * SB_STORE_ERROR.
 */
void     sb_setup_load_async (SbSetup *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sb_setup_load_finish (SbSetup *self, GAsyncResult *result, GError **error);

/* (nullable): the step at which the assistant was left; "done" when it has ended once. */
const char *sb_setup_get_step (SbSetup *self);

/**
 * sb_setup_keep_step:
 * @step: id of the step now shown, "done" when the assistant has ended
 *
 * Writes mode and step to the book's settings in the background; nothing without a book.
 */
void sb_setup_keep_step (SbSetup *self, const char *step);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-network.h"
#include "sb-qbo-client.h"

G_BEGIN_DECLS

struct _SbCompany
{
  GObject parent_instance;
  SbLedger *ledger;              /* (owned) */
  SbSyncEngine *engine;          /* (owned) */
  SbClock *clock;                /* (owned) */
  SbTokenStore *store;           /* (owned) */
  SbNetwork *network;            /* (owned) */
  SoupSession *session;          /* (owned) (nullable): made when first needed */
  SbQboAuth *auth;               /* (owned) (nullable): of the connection */
  SbQboAuth *signing_in;         /* (owned) (nullable): waiting for the browser */
  SbConnectionFacts *connection; /* (owned) */
  SbCompanyFacts *facts;         /* (owned) (nullable) */
  gboolean connecting;
};

/* Replaces what is known of the connection and tells it. Each (transfer full) (nullable): NULL leaves it. */
void sb_company_take_facts (SbCompany *self, SbConnectionFacts *connection, SbCompanyFacts *facts);
/* Reads connection and company facts from the book again. */
void sb_company_reload_facts (SbCompany *self);

/* Writes @facts to the book and takes them over. Fire and forget; closing the book waits for it. */
void sb_company_save_connection (SbCompany *self, SbConnectionFacts *facts);

/* Turns sign-in and keyring failures of the wire into those of the company; leaves others alone. */
void sb_company_translate_error (GError **error);

SoupSession *sb_company_ensure_session (SbCompany *self); /* (transfer none) */

/**
 * sb_company_prepare_async:
 *
 * Makes the engine's client ready: looks at the connection as the book has it now, starts the
 * practice company when it is the environment and nothing answers. Fails with
 * %SB_COMPANY_ERROR_SIGN_IN_NEEDED, _PRACTICE, SB_QBO_ERROR or SB_STORE_ERROR.
 */
void     sb_company_prepare_async (SbCompany *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sb_company_prepare_finish (SbCompany *self, GAsyncResult *result, GError **error);

/* Remembers in the book by when to sign in, and that it is @needed now. Fire and forget. */
void     sb_company_note_sign_in (SbCompany *self, gboolean needed);

G_END_DECLS

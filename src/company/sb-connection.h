/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a book knows about its QuickBooks company. Kept as settings of the book; never a token, never
 * a secret. Plain records, any thread. */

typedef enum
{
  SB_CONNECTION_NEVER,
  SB_CONNECTION_CONNECTED,
  SB_CONNECTION_SIGN_IN_NEEDED,
  SB_CONNECTION_DISCONNECTED,
} SbConnectionState;

/* "never", "connected", "sign-in-needed", "disconnected" */
const char *sb_connection_state_word (SbConnectionState state);

/**
 * SbConnectionFacts:
 *
 * How the book is connected.
 */
typedef struct
{
  SbConnectionState state;
  char *environment;   /* (owned) (nullable): practice, sandbox, production or an address */
  char *realm;         /* (owned) (nullable): id of the QuickBooks company */
  char *client_id;     /* (owned) (nullable) */
  char *redirect_uri;  /* (owned) (nullable): NULL means the built-in loopback addresses */
  char *practice_url;  /* (owned) (nullable): where the practice company answered last */
  gint64 since;        /* microseconds since the epoch; 0 = never */
  gint64 sign_in_by;   /* when the refresh token ends; 0 = unknown */
} SbConnectionFacts;

SbConnectionFacts *sb_connection_facts_copy (const SbConnectionFacts *self);
void               sb_connection_facts_free (SbConnectionFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbConnectionFacts, sb_connection_facts_free)

/**
 * SbCompanyFacts:
 *
 * The QuickBooks company as it was read last.
 */
typedef struct
{
  char *name;            /* (owned) */
  char *edition;         /* (owned): "Simple Start", "Essentials", "Plus", "Advanced", "unknown" */
  char *country;         /* (owned) (nullable): two letters */
  char *home_currency;   /* (owned) (nullable): three letters */
  char *sales_tax;       /* (owned): "off", "automated", "manual", "global" */
  gboolean quantity_tracking;
  gboolean multicurrency;
  char *closing_date;    /* (owned) (nullable): YYYY-MM-DD */
} SbCompanyFacts;

SbCompanyFacts *sb_company_facts_copy (const SbCompanyFacts *self);
void            sb_company_facts_free (SbCompanyFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCompanyFacts, sb_company_facts_free)

/**
 * SbCompanyCheck:
 *
 * One line of the company check after signing in.
 */
typedef struct
{
  char *check;    /* (owned): edition country currency quantity_tracking sales_tax multicurrency
                   * closing_date same_company */
  gboolean ok;
  gboolean fatal; /* not ok, and the connection was refused because of it */
  char *message;  /* (owned): for the owner, translated */
  char *remedy;   /* (owned) (nullable): what to do, when not ok */
} SbCompanyCheck;

SbCompanyCheck *sb_company_check_copy (const SbCompanyCheck *self);
void            sb_company_check_free (SbCompanyCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCompanyCheck, sb_company_check_free)

/**
 * SbConnectOptions:
 *
 * What connecting needs. The struct and its strings belong to the caller and are copied.
 */
typedef struct
{
  const char *environment;   /* practice, sandbox, production, https address or http on loopback */
  const char *client_id;     /* (nullable): for practice; else the owner's own Intuit app */
  const char *client_secret; /* (nullable): goes to the token store only */
  const char *redirect_uri;  /* (nullable): built-in loopback addresses */
} SbConnectOptions;

/**
 * SbConnectStage: what the sign-in page shows.
 */
typedef enum
{
  SB_CONNECT_STARTING, /* finding the endpoints (and starting the practice company) */
  SB_CONNECT_WAITING,  /* the browser is open, nobody came back yet */
  SB_CONNECT_RECEIVED, /* the browser came back; exchanging the code */
  SB_CONNECT_READING,  /* reading the company and checking it */
} SbConnectStage;

/**
 * SbConnectResult:
 *
 * What a successful connection found.
 */
typedef struct
{
  SbConnectionFacts *connection; /* (owned) */
  SbCompanyFacts *company;       /* (owned) */
  GPtrArray *checks;             /* (owned) (element-type SbCompanyCheck): never empty */
} SbConnectResult;

void sb_connect_result_free (SbConnectResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbConnectResult, sb_connect_result_free)

G_END_DECLS

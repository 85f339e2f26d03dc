/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sb-practice-books.h"
#include "sb-practice-data.h"
#include "sb-practice-faults.h"
#include "sb-practice-limits.h"
#include "sb-practice-oauth.h"

G_BEGIN_DECLS

/* The running practice company: its books, its tokens, and how it was told to behave. */
typedef struct
{
  SbPracticeTime  time;
  GPtrArray      *companies; /* SbBooks */
  SbOauth        *oauth;
  SbPracticeData *data;
  SbFaults       *faults;
  SbLimits       *limits;
  GHashTable     *sign_ins; /* nonce -> SbSignIn, see sb-practice-consent.c */
  SoupServer     *server;
  GMainLoop      *loop;
  GOutputStream  *log; /* (nullable) */
  guint           port;
  guint           latency_ms;
  gboolean        production_keys;
  gboolean        auto_consent;
  gboolean        replay_off;   /* requestid is ignored */
  gint64          replay_keep;  /* microseconds; 0: for ever */
  guint           idle_minutes; /* 0: runs until it is stopped */
  char           *form_key;     /* (owned) what a form of the web page must carry */
  gint64          last_call;    /* monotonic */
  guint64         calls;        /* requests so far */
} SbPractice;

/* One request and its answer. */
typedef struct
{
  SbPractice        *practice;
  SoupServerMessage *message;
  const char        *method;
  char              *path;     /* (owned) */
  char             **segments; /* (owned) of the path, unescaped */
  GHashTable        *query;    /* (owned) */
  char              *body;     /* (owned) NUL-terminated */
  gsize              body_length;
  guint64            n;   /* 1 for the first request */
  gint64             tid; /* what intuit_tid shows */
  guint              status;
  char              *type;        /* (owned) content type */
  char              *text;        /* (owned) answer */
  char              *location;    /* (owned) (nullable) redirect */
  const char        *challenge;   /* (nullable) WWW-Authenticate */
  char              *retry_after; /* (owned) (nullable) */
  char              *entity;      /* (owned) (nullable) for the log */
  const char   *result; /* for the log: ok fault throttled unauthorized server dropped truncated */
  SbFaultAction fault;  /* what the script wants done to this exchange */
} SbExchange;

/* @text (transfer full) */
void        sb_exchange_reply (SbExchange *exchange, guint status, const char *type, char *text);
void        sb_exchange_reply_json (SbExchange *exchange, guint status, char *text);
void        sb_exchange_reply_fault (SbExchange *exchange, const GError *error);
void        sb_exchange_redirect (SbExchange *exchange, const char *location);
const char *sb_exchange_query (SbExchange *exchange, const char *name); /* (nullable) */
const char *sb_exchange_header (SbExchange *exchange, const char *name);
GHashTable *sb_exchange_form (SbExchange *exchange);

/* (nullable): the company with this realm */
SbBooks *sb_practice_find_company (SbPractice *practice, const char *realm);
/* Writes the grants to the data file; FALSE (and a warning) when that fails. */
gboolean sb_practice_keep_auth (SbPractice *practice);

/* Each takes what begins with its own path. */
void sb_practice_handle_api (SbExchange *exchange);     /* /v3/company/ */
void sb_practice_handle_consent (SbExchange *exchange); /* /connect/oauth2 */
void sb_practice_handle_tokens (SbExchange *exchange);  /* discovery, token, revoke */
void sb_practice_handle_admin (SbExchange *exchange);   /* /practice/ */
void sb_practice_handle_web (SbExchange *exchange);     /* / */

/* sb-practice-batch.c, sb-practice-reports.c: below /v3/company/REALM/ */
void sb_practice_handle_batch (SbExchange *exchange, SbBooks *books);
void sb_practice_handle_tax_service (SbExchange *exchange, SbBooks *books);
void sb_practice_handle_exchange_rate (SbExchange *exchange, SbBooks *books);
void sb_practice_handle_report (SbExchange *exchange, SbBooks *books, const char *name);
/* A write with its requestid, as single requests and batch items do it. @key: requestid or
 * requestid and bId. Returns: (transfer full): {"Entity":{..}} without braces, or NULL with @error.
 */
char *sb_practice_write (SbPractice *practice, SbBooks *books, const char *key,
                         const SbEntity *entity, const char *operation, const char *include,
                         const SbTree *body, GError **error);

/* As somebody in QuickBooks: create (no @id), change, "void", "delete", "deactivate", "activate".
 * Settings (Preferences, CompanyInfo) are merged. Returns: (transfer full) the object as it is
 * then. */
SbTree *sb_practice_edit (SbPractice *practice, SbBooks *books, const char *entity_name,
                          const char *id, const char *operation, const SbTree *changes,
                          GError **error);

/* sb-practice-server.c */
gboolean sb_practice_listen (SbPractice *practice, guint port, GError **error);

G_END_DECLS
